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
    """What the lock asks pip for: one string a package, hashes included."""
    lines = (line for line in lock.splitlines() if not line.lstrip().startswith("#"))
    return [entry for entry in re.split(r"\n(?=\S)", "\n".join(lines)) if entry.strip()]


def pins(lock: str) -> set[tuple[str, str, str]]:
    """Each locked package: its name, its version, and where it is wanted ("" is everywhere)."""
    found = set()
    for entry in entries(lock):
        requirement = Requirement(entry.split(" \\\n")[0])
        (exact,) = requirement.specifier
        assert exact.operator == "=="
        name = canonicalize_name(requirement.name)
        found.add((name, exact.version, str(requirement.marker or "")))
    return found


def broken_promises(requirements: list[str], lock: str) -> list[str]:
    """Those of pyproject.toml's requirements that the lock lacks or does not keep to."""
    locked = pins(lock)
    broken = []
    for text in requirements:
        requirement = Requirement(text)
        versions = [version for name, version, _ in locked if name == requirement.name]
        if not versions or not all(map(requirement.specifier.contains, versions)):
            broken.append(text)
    return broken


def test_making_books_takes_what_pyproject_asks_for_and_the_build_backend():
    wanted = PROJECT["project"]["dependencies"] + PROJECT["build-system"]["requires"]
    assert broken_promises(wanted, RUN.read_text()) == []


def test_checking_the_project_takes_what_pyproject_asks_for():
    assert broken_promises(PROJECT["dependency-groups"]["dev"], DEV.read_text()) == []


def test_a_lock_that_has_fallen_behind_is_noticed():
    assert broken_promises(["click>=99", "not-locked"], RUN.read_text()) == [
        "click>=99",
        "not-locked",
    ]


def test_the_tools_come_beside_the_same_versions():
    # Where a package is wanted may be wider beside the tools: one of them may want it everywhere.
    run = {(name, version) for name, version, _ in pins(RUN.read_text())}
    dev = {(name, version) for name, version, _ in pins(DEV.read_text())}
    assert run < dev


@pytest.mark.parametrize("lock", [RUN, DEV], ids=lambda lock: lock.name)
def test_every_package_is_known_by_its_contents(lock):
    unhashed = [entry for entry in entries(lock.read_text()) if "--hash=sha256:" not in entry]
    assert unhashed == []


@pytest.mark.parametrize("lock", [RUN, DEV], ids=lambda lock: lock.name)
def test_a_lock_names_no_server(lock):
    assert not re.search(r"://|--(extra-)?index-url|--find-links", lock.read_text())
