"""The locks: exact, complete, and in accord with pyproject.toml and with each other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
RUN = ROOT / "requirements.lock"
DEV = ROOT / "requirements-dev.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def entries(lock: str) -> list[str]:
    """Return the requirements of a lock, one string a package, hashes included."""
    lines = (line for line in lock.splitlines() if not line.lstrip().startswith("#"))
    return [entry for entry in re.split(r"\n(?=\S)", "\n".join(lines)) if entry.strip()]


def pins(lock: str) -> set[tuple[str, str, str]]:
    """Return name, version and environment marker ("" for none) of each locked package."""
    packages = set()
    for entry in entries(lock):
        requirement = Requirement(entry.split(" \\\n")[0])
        (exact,) = requirement.specifier
        assert exact.operator == "=="
        name = canonicalize_name(requirement.name)
        packages.add((name, exact.version, str(requirement.marker or "")))
    return packages


def unmet_requirements(requirements: list[str], lock: str) -> list[str]:
    """Return the requirements that the lock lacks or contradicts."""
    locked = pins(lock)
    unmet = []
    for text in requirements:
        requirement = Requirement(text)
        own = canonicalize_name(requirement.name)
        versions = [version for name, version, _ in locked if name == own]
        if not versions or not all(map(requirement.specifier.contains, versions)):
            unmet.append(text)
    return unmet


def test_the_lock_has_the_dependencies_and_the_build_backend():
    wanted = PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]
    assert unmet_requirements(wanted, RUN.read_text()) == []


def test_the_development_lock_has_the_development_dependencies():
    assert unmet_requirements(PROJECT["dependency-groups"]["dev"], DEV.read_text()) == []


def test_the_development_lock_has_the_extras():
    for requirements in PROJECT["project"]["optional-dependencies"].values():
        assert unmet_requirements(requirements, DEV.read_text()) == []


def test_an_outdated_lock_is_an_error():
    assert unmet_requirements(["click>=99", "not-locked"], RUN.read_text()) == [
        "click>=99",
        "not-locked",
    ]


def test_both_locks_have_the_same_versions():
    # Where a package is wanted may be wider beside the tools: one of them may want it everywhere.
    run = {(name, version) for name, version, _ in pins(RUN.read_text())}
    dev = {(name, version) for name, version, _ in pins(DEV.read_text())}
    assert run < dev


@pytest.mark.parametrize("lock", [RUN, DEV], ids=lambda lock: lock.name)
def test_every_package_has_hashes(lock):
    unhashed = [entry for entry in entries(lock.read_text()) if "--hash=sha256:" not in entry]
    assert unhashed == []


@pytest.mark.parametrize("lock", [RUN, DEV], ids=lambda lock: lock.name)
def test_a_lock_names_no_server(lock):
    assert not re.search(r"://|--(extra-)?index-url|--find-links", lock.read_text())
