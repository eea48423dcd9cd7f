"""`publish plugins`: the packages that are installed, and their state."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from publish.cli import main
from tests.plugins.packages import Site, forget_packages, package


def run(*words: str) -> Result:
    forget_packages()
    return CliRunner().invoke(main, ["plugins", *words])


def describe(*keys: str) -> list[Any]:
    """Return values of the first package in the JSON."""
    first = json.loads(run("--format", "json").stdout)["packages"][0]
    return [first[key] for key in keys]


def test_without_packages_the_list_is_empty(here: Site) -> None:
    assert here
    assert run().stdout == "No package that extends publish is installed.\n"
    assert json.loads(run("--format", "json").stdout) == {"interface": 1, "packages": []}


def test_a_package_is_listed_with_all_that_it_adds(here: Site) -> None:
    here.install_example()
    result = run()
    assert result.exit_code == 0
    head, *lines = result.stdout.splitlines()
    assert head == "publish_example 1.2  (interface 1)"
    assert "  reader  .srt      works" in lines
    assert "  pass    ellipses  works" in lines
    assert "  theme   paper     works" in lines
    assert "  writer  plain     works" in lines
    names = ("name", "version", "interface", "works")
    assert describe(*names) == ["publish_example", "1.2", ["1"], True]


def test_a_fault_is_shown_beside_what_works(here: Site) -> None:
    folder = here.install_example()
    (folder / "ellipses.py").write_text("1 / 0\n")
    result = run()
    assert result.exit_code == 1
    assert "  pass    ellipses  does not work: X01" in result.stdout
    assert "  theme   paper     works" in result.stdout
    assert "error[X01]: “publish_example.ellipses:PASS” of publish_example 1.2" in result.stderr
    works, extensions = describe("works", "extensions")
    assert not works
    states = {each["name"]: each["works"] for each in extensions}
    assert states["ellipses"] is False
    assert states[".srt"] is True


def test_a_package_without_a_statement_is_shown(here: Site) -> None:
    here.install(package("passes", "odd", "odd:PASS", PASS))
    assert run().stdout.startswith("odd 1.0  (interface not stated)\n  pass    odd  works\n")


PASS = """
from publish.plugin_api import Outcome, Pass

PASS = Pass("odd", Outcome, after="quotes")
"""


def install_two(site: Site, kind: str, name: str, code: str = "") -> str:
    """Install two packages that offer the same; return what the command prints about them."""
    for module in ("first", "second"):
        site.install(package(kind, name, f"{module}:VALUE", code))
    result = run()
    assert result.exit_code == 1
    assert result.stdout.count("does not work: X02") == 2
    return result.stderr


def test_two_passes_of_one_name_clash(here: Site) -> None:
    shown = install_two(here, "passes", "odd", PASS.replace("PASS", "VALUE"))
    expected = "the pass “odd” of first 1.0 and that of second 1.0 have one name: neither counts"
    assert expected in shown


def test_two_readers_of_one_ending_clash(here: Site) -> None:
    code = "from publish.plugin_api import Reader\nVALUE = Reader('odd', print)\n"
    shown = install_two(here, "readers", ".odd", code)
    assert "first 1.0 and second 1.0 read all files with the ending “.odd”: none counts" in shown


def test_a_reader_that_looks_at_its_files_clashes_with_none(here: Site) -> None:
    """The control of readers."""
    code = "from publish.plugin_api import Reader\nVALUE = Reader('odd', print{matches})\n"
    for module, matches in (("first", ""), ("second", ", bool")):
        files = package("readers", ".odd", f"{module}:VALUE", code.format(matches=matches))
        here.install(files)
    assert run().exit_code == 0


def test_two_themes_of_one_name_clash(here: Site) -> None:
    for module in ("first", "second"):
        here.install(package("themes", "odd", module))
    result = run()
    assert "first 1.0 and second 1.0 have a theme “odd” each, and none counts" in result.stderr


def test_two_writers_of_one_name_clash(here: Site) -> None:
    code = "from publish.plugin_api import Exporter\nVALUE = Exporter('odd', '.odd', print)\n"
    shown = install_two(here, "writers", "odd", code)
    assert "first 1.0 and second 1.0 have a writer “odd” each, and none counts" in shown


@pytest.mark.parametrize("name", ["json", "pdf", "Odd"])
def test_a_writer_takes_no_name_of_publish(here: Site, name: str) -> None:
    code = f"from publish.plugin_api import Exporter\nVALUE = Exporter({name!r}, '.odd', print)\n"
    here.install(package("writers", name, "odd:VALUE", code))
    result = run()
    assert result.exit_code == 1
    assert "odd 1.0" in result.stderr


def test_a_group_that_does_not_exist_is_shown(here: Site) -> None:
    here.install(package("reader", ".odd", "odd:READER"))
    result = run()
    assert result.exit_code == 1
    assert "odd 1.0 adds “.odd” to publish.reader, a group that does not exist" in result.stderr
    assert "publish.readers, publish.passes" in result.stderr


def test_an_ending_that_no_reader_may_have_is_shown(here: Site) -> None:
    here.install(package("readers", "odd", "odd:READER"))
    result = run()
    assert result.exit_code == 1
    assert "error[X02]: odd 1.0 has a reader for the ending “odd”" in result.stderr
