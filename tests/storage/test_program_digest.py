"""The digest of the programs follows contents and versions, and no place or time of a machine."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.storage import environment, program_digest
from publish.storage.start_cache import start_cache

PLUG_IN = "[publish.readers]\nodd = plug_in.reader:read\n"


def forget() -> None:
    environment.program_state.cache_clear()
    program_digest.program_parts.cache_clear()
    start_cache.cache_clear()


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Forget the digest of other tests, and that of this one for others."""
    forget()
    yield
    forget()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of packages on the path, with a plug-in."""
    folder = tmp_path / "site"
    add_package(folder, "plug_in-1.0", entry_points=PLUG_IN)
    (folder / "plug_in").mkdir()
    (folder / "plug_in" / "__init__.py").write_text("")
    (folder / "plug_in" / "reader.py").write_text("first = 1\n")
    monkeypatch.setattr(sys, "path", [*sys.path, str(folder)])
    return folder


def add_package(folder: Path, name: str, *, entry_points: str = "", **files: str) -> None:
    """Install a package: its metadata are in a new folder, as installers make it."""
    info = folder / f"{name}.dist-info"
    shutil.rmtree(info, ignore_errors=True)
    info.mkdir(parents=True)
    (info / "entry_points.txt").write_text(entry_points)
    for file, content in files.items():
        (info / file).write_text(content)


def parts() -> dict[str, str]:
    forget()
    return dict(program_digest.program_parts())


def test_two_places_of_the_same_programs_have_one_digest(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    here, state = program_digest.program_digest(), environment.program_state()
    other = tmp_path / "other"
    shutil.copytree(site, other)
    os.utime(other / "plug_in" / "reader.py", (1, 1))
    monkeypatch.setattr(
        sys, "path", [*(path for path in sys.path if path != str(site)), str(other)]
    )
    forget()
    assert program_digest.program_digest() == here
    assert environment.program_state() != state


def test_an_edit_of_a_plug_in_changes_its_part_alone(site: Path):
    before = parts()
    (site / "plug_in" / "reader.py").write_text("first = 2\n")
    after = parts()
    assert {name for name in after if after[name] != before[name]} == {"plug-in"}


@pytest.mark.parametrize(
    ("requirement", "counts"),
    [("", True), ("; extra == 'speed'", True), ("; extra == 'dev'", False), (None, False)],
)
def test_a_package_counts_where_it_can_change_a_page(
    site: Path, requirement: str | None, counts: bool
):
    named = "" if requirement is None else f"Requires-Dist: fast_shaper {requirement}\n"
    add_package(site, "plug_in-1.0", entry_points=PLUG_IN, METADATA=named)
    before = parts()
    add_package(site, "fast_shaper-3.0", RECORD="fast_shaper.py,sha256=aa,3\n")
    assert (parts().keys() - before.keys() == {"fast-shaper"}) == counts
    assert (parts() != before) == counts


def test_another_build_of_one_version_counts_and_its_scripts_do_not(site: Path):
    require = "Requires-Dist: fast_shaper\n"
    add_package(site, "plug_in-1.0", entry_points=PLUG_IN, METADATA=require)

    def build(script: str, code: str, metadata: str) -> str:
        lines = (
            *(f"../../bin/shape,sha256={script},9", f"fast.so,sha256={code},9"),
            *(f"fast_shaper-1.0.dist-info/X,sha256={metadata},1", "fast.pyc,,"),
        )
        add_package(site, "fast_shaper-1.0", RECORD="\n".join(lines))
        return parts()["fast-shaper"]

    assert build("a", "b", "c").startswith("1.0 (")
    assert build("a", "b", "c") == build("x", "b", "x") != build("a", "x", "c")


def test_the_rules_of_fontconfig_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = parts()
    rules = tmp_path / "fonts.conf"
    rules.write_text("<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig/>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(rules))
    after = parts()
    assert {name for name in after if after[name] != before[name]} == {"rules of fontconfig"}


def test_no_part_names_a_place_of_this_machine():
    for name, text in program_digest.program_parts().items():
        assert "/" not in name + text
    assert {"publish", "pango", "harfbuzz", "weasyprint", "pikepdf"} <= parts().keys()


def test_the_parts_are_read_once(monkeypatch: pytest.MonkeyPatch):
    before = program_digest.program_parts()
    program_digest.program_parts.cache_clear()
    monkeypatch.setattr(program_digest, "_find_parts", lambda _: pytest.fail("read again"))
    assert program_digest.program_parts() == before
