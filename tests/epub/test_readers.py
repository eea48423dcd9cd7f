"""EPUBs in reading systems, a library and the accessibility checker: what they find on a shelf.

CI installs the programs of ``tests/epub/clients`` by ``npm ci --ignore-scripts`` in that folder.
Without them these tests are skipped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publish.document.model import Series, Words, Work
from publish.storage.store import Store
from publish.themes.theme import load
from publish.themes.theme_search import list_themes
from publish.writers import epub
from publish.writers.epub.cover import make_cover
from publish.writers.epub.options import EpubOptions
from tests.support.ace import find_accessibility_faults
from tests.support.browser import open_browser
from tests.support.node_clients import run_node
from tests.support.reading_systems import open_in_reader

from .conftest import MODIFIED

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", params=["lesson", "hebrew", "facing", "original"])
def work(request: pytest.FixtureRequest, books: dict[str, Work]) -> Work:
    book = books[request.param]
    series = Series(Words((("en", "How Hebrew Books Are Made"),)), 3)
    return replace(book, meta=replace(book.meta, series=series))


@pytest.fixture(scope="module")
def book(work: Work, make_release: Callable[[Work], bytes]) -> bytes:
    return make_release(work)


@pytest.fixture(scope="module", params=list_themes())
def book_in_theme(request: pytest.FixtureRequest, work: Work) -> bytes:
    """The book in each theme of the package, with its cover."""
    theme = load(request.param)
    cover = make_cover(work.meta, work.lang, theme, None, Store()).value
    return epub.write(work, theme, EpubOptions(cover=cover), modified=MODIFIED).value


def show(book: bytes, system: str) -> dict[str, Any]:
    """Return what a reading system shows of an EPUB on its shelf."""
    with open_browser() as browser, open_in_reader(browser, system, book) as page:
        shelf: dict[str, Any] = page.evaluate("reader.describe()")
        return shelf


@pytest.fixture
def save(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(data: bytes) -> Path:
        path = tmp_path / "book.epub"
        path.write_bytes(data)
        return path

    return write


def test_foliate_shows_cover_titles_series_and_direction(book: bytes, work: Work) -> None:
    shelf = show(book, "foliate")
    assert shelf["title"] == dict(work.meta.title.forms)
    assert shelf["belongsTo"]["series"] == {"name": "How Hebrew Books Are Made", "position": 3}
    assert shelf["direction"] == work.dir
    assert shelf["cover"] > 10_000


def test_epubjs_shows_cover_titles_series_and_direction(book: bytes, work: Work) -> None:
    """The metadata of epub.js have one title and no series; its package document has the rest."""
    shelf = show(book, "epubjs")
    assert shelf["title"] == work.meta.title.in_(work.lang)
    assert {work.lang: shelf["title"], **dict([shelf["otherTitle"]])} == dict(work.meta.title.forms)
    assert shelf["series"] == ["How Hebrew Books Are Made", "3"]
    assert shelf["seriesOfMetadata"] is None, "epub.js reads series now: ask it for them"
    assert shelf["direction"] == work.dir
    assert shelf["language"] == work.lang
    assert shelf["cover"].startswith("blob:")


def test_readium_shows_cover_titles_series_and_direction(
    book: bytes, work: Work, save: Callable[[bytes], Path]
) -> None:
    shelf = json.loads(run_node("readium.js", save(book)).splitlines()[-1])
    assert shelf["title"] == dict(work.meta.title.forms)
    assert shelf["series"] == [["How Hebrew Books Are Made", 3]]
    assert shelf["direction"] == work.dir
    assert shelf["cover"] == "EPUB/cover.png"


def test_ebookmeta_shows_cover_title_series_and_language(
    book: bytes, work: Work, save: Callable[[bytes], Path]
) -> None:
    ebookmeta = pytest.importorskip("ebookmeta", reason="needs the package ebookmeta")
    shelf = ebookmeta.get_metadata(str(save(book)))
    assert shelf.title == work.meta.title.in_(work.lang)
    assert (shelf.series, str(shelf.series_index)) == ("How Hebrew Books Are Made", "3")
    assert shelf.lang == work.lang
    assert shelf.cover_file_name == "cover.png"
    assert len(shelf.cover_image_data) > 10_000


def test_ebookmeta_has_no_field_for_a_direction_or_a_second_title(
    book: bytes, save: Callable[[bytes], Path]
) -> None:
    """The reason why neither is asked above: the record of ebookmeta has no field for them."""
    ebookmeta = pytest.importorskip("ebookmeta", reason="needs the package ebookmeta")
    shelf = ebookmeta.get_metadata(str(save(book)))
    fields = [name for name in (*vars(shelf), *vars(shelf.publish_info)) if is_unread(name)]
    assert fields == ["title", "title"], f"ebookmeta reads more now, ask it: {fields}"


def is_unread(field: str) -> bool:
    """Return whether a field of ebookmeta is a title or could be a direction."""
    return re.search("title|direction|progression|rtl", field) is not None


def test_ace_finds_no_fault(
    book_in_theme: bytes, save: Callable[[bytes], Path], tmp_path: Path
) -> None:
    assert find_accessibility_faults(save(book_in_theme), tmp_path / "ace") == []
