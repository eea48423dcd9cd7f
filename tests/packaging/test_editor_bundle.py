"""The bundle of the source editor is what its packages and ``tools/editor/editor.js`` make."""

from __future__ import annotations

import json

import pytest

from tools import editor_bundle


def need_packages() -> None:
    """Skip the test if the packages of the editor are not installed."""
    if not editor_bundle.PROGRAM.exists():
        pytest.skip("esbuild is not installed: npm ci --ignore-scripts in tools/editor")


def test_the_bundle_is_that_of_its_packages() -> None:
    need_packages()

    assert editor_bundle.make_bundle() == editor_bundle.BUNDLE.read_bytes()


def test_the_licences_are_those_of_its_packages() -> None:
    need_packages()

    assert editor_bundle.read_licences() == editor_bundle.LICENCES.read_text("utf-8")


def test_each_package_of_the_bundle_has_its_licence() -> None:
    lock = json.loads((editor_bundle.FOLDER / "package-lock.json").read_text("utf-8"))
    licences = editor_bundle.LICENCES.read_text("utf-8")

    packages = {
        f"{place.removeprefix('node_modules/')} {package['version']}"
        for place, package in lock["packages"].items()
        if place and not package.get("dev")
    }

    assert len(packages) > 8
    assert {name for name in packages if name not in licences} == set()
