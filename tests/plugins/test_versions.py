"""Versions of the interface: a package that is made for another one is named and not run."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from publish import PublishError, plugin_api, plugins, read
from publish.cli import main
from tests.plugins.packages import Site, forget_packages, package

NEVER_RUN = "raise AssertionError('a package of another version is not run')"
INTERFACE = '[project.entry-points."publish.interface"]\n'
PASS = """
from publish.plugin_api import Outcome, Pass

PASS = Pass("odd", Outcome, after="quotes")
"""


def install(site: Site, versions: str, code: str) -> None:
    """Install a package with a pass that states these versions of the interface."""
    files = package("passes", "odd", "odd:PASS", code)
    if versions:
        files["pyproject.toml"] += (
            f'[project.entry-points."publish.interface"]\n{versions} = "odd"\n'
        )
    site.install(files)
    forget_packages()


@pytest.mark.parametrize("versions", ["1", "1-3", "0-1", ""])
def test_a_package_that_is_made_for_this_version_runs(here: Site, versions: str) -> None:
    install(here, versions, PASS)
    assert read("A Title\n\nSome words.\n").value.lang == "en"
    assert plugins.check_interface("odd 1.0") is None


@pytest.mark.parametrize("versions", ["2", "2-4", "0", "0-0"])
def test_one_that_is_made_for_another_version_is_named(here: Site, versions: str) -> None:
    install(here, versions, NEVER_RUN)
    with pytest.raises(PublishError) as caught:
        read("A Title\n\nSome words.\n")
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "X05"
    expected = f"odd 1.0 is made for version {versions} of the interface; this is 1"
    assert diagnostic.message == expected
    assert "`pip uninstall odd`" in diagnostic.hints[-1]


def test_a_statement_that_is_no_version_is_shown(here: Site) -> None:
    install(here, "latest", NEVER_RUN)
    result = CliRunner().invoke(main, ["plugins"])
    assert result.exit_code == 1
    assert "odd 1.0 states “latest” as its version of the interface" in result.stderr


def test_a_theme_of_another_version_is_not_used(here: Site) -> None:
    files = package("themes", "odd", "odd", NEVER_RUN)
    files["pyproject.toml"] += f'{INTERFACE}2 = "odd"\n'
    here.install(files)
    here.write("publish.toml", 'theme = "odd"\n')
    here.write("sources/a.txt", "A Title\n\nSome words.\n")
    forget_packages()
    result = CliRunner().invoke(main, ["check", "a"])
    assert "error[X05]: odd 1.0 is made for version 2" in result.stderr


def test_packages_are_told_the_version() -> None:
    assert plugin_api.INTERFACE == plugins.VERSION
