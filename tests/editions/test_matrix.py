"""Real books in every edition, bound on either side: preflight, EPUBCheck, segments cited alike."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from publish import to_epub, to_pdf
from publish.config import find_workspace
from publish.config.options import Edition
from publish.diagnostics import Outcome, Severity
from tests.conftest import CORPUS, ROOT
from tests.epub.test_themes import faults_by_epubcheck
from tests.support.edition_books import write_sefaria_book

pytestmark = [pytest.mark.slow, pytest.mark.long]

SEFARIA = "a text of Sefaria"
BOOKS = (
    *find_workspace(ROOT).book_names(),
    *(f"corpus {file.name}" for file in sorted(CORPUS.glob("002_*.txt"))),
    SEFARIA,
)
BINDINGS = ("left", "right")


@pytest.fixture(scope="module")
def sefaria(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the text of Sefaria."""
    return write_sefaria_book(tmp_path_factory.mktemp("sources") / "making")


def find_source(book: str, sefaria: Path) -> Path:
    """Return the file or folder of a book."""
    if book == SEFARIA:
        return sefaria
    if book.startswith("corpus "):
        return CORPUS / book.removeprefix("corpus ")
    folder = ROOT / "sources" / book
    return folder if folder.is_dir() else folder.with_suffix(".txt")


def choose_settings(binding: str) -> dict[str, Any]:
    """Return settings of a binding; books bound on the right have numbers in the margin."""
    return {"binding": binding, "edition": {"numbers": "margin"} if binding == "right" else {}}


def find_faults(outcome: Outcome[bytes]) -> list[str]:
    """Return the diagnostics of the writers and of the preflight."""
    return [
        f"{each.code} {each.message}"
        for each in outcome.diagnostics
        if each.code[0] in "PE" and each.severity is not Severity.INFO
    ]


@pytest.mark.parametrize("binding", BINDINGS)
@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("book", BOOKS)
def test_a_printed_edition_has_no_fault(
    book: str, edition: Edition, binding: str, sefaria: Path
) -> None:
    source, settings = find_source(book, sefaria), choose_settings(binding)
    assert find_faults(to_pdf(source, edition=edition, settings=settings)) == []
    accessible = to_pdf(source, edition=edition, settings=settings, profile="accessible")
    assert find_faults(accessible) == []


SCREENS = {
    edition: BINDINGS[number % 2]
    for number, edition in enumerate(each for each in Edition if each is not Edition.LARGE_PRINT)
}
"""The editions for screens, each with one binding, which changes little of an EPUB."""


@pytest.mark.parametrize("edition", SCREENS)
@pytest.mark.parametrize("book", BOOKS)
def test_an_edition_for_screens_is_valid(
    book: str, edition: Edition, sefaria: Path, tmp_path: Path
) -> None:
    settings = choose_settings(SCREENS[edition])
    outcome = to_epub(find_source(book, sefaria), edition=edition, settings=settings)
    assert find_faults(outcome) == []
    assert faults_by_epubcheck(outcome.value, tmp_path) == []


def list_anchors(epub: bytes) -> list[list[str]]:
    """Return the anchors of the segments in each document of an EPUB that has any."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        names = sorted(name for name in archive.namelist() if name.endswith(".xhtml"))
        pages = [archive.read(name).decode() for name in names]
    anchors = (re.findall(r'id="(segment-[^"]+)"', page) for page in pages)
    return [each for each in anchors if each]


@pytest.mark.parametrize("book", BOOKS)
def test_segments_are_cited_alike_in_every_edition(book: str, sefaria: Path) -> None:
    source = find_source(book, sefaria)
    epubs = {each: list_anchors(to_epub(source, edition=each).value) for each in SCREENS}
    assert epubs == dict.fromkeys(epubs, epubs[Edition.INTERLINEAR])
