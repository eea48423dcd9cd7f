"""What readers copy out of the PDF of real books, by three programs: every letter and mark once."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from publish import theme as themes
from publish.config import find_workspace, open_book
from publish.model import Work
from publish.pipeline import reading as read_book
from publish.preflight.text import reading
from publish.writers import pdf
from tests import extract, glyphs
from tests.conftest import CORPUS, ROOT

pytestmark = pytest.mark.slow

THEME = themes.load("classic")


def works() -> Iterator[object]:
    """Every book of the repository, and the pasted texts where they are."""
    workspace = find_workspace(ROOT)
    for name in workspace.book_names():
        yield pytest.param(name, id=name)
    for file in sorted(CORPUS.glob("*.txt")):
        yield pytest.param(str(file), id=file.stem)


def letters(text: str) -> Counter[str]:
    """Return how often each letter, vowel sign, accent and figure stands in a text."""
    plain = unicodedata.normalize("NFKD", text)
    return Counter(c for c in plain if unicodedata.category(c)[0] in "LMN")


def told(work: Work) -> str:
    found = reading(work)
    pieces = [*found.running, *(piece for note in found.notes for piece in note)]
    return "\n".join(piece.text for piece in pieces)


def on_pages(data: bytes) -> str:
    """Return what stands on the pages as the fonts have it, furniture too."""
    with pymupdf.open(stream=data) as document:
        return "".join(g.character for page in document for g in glyphs.on_page(page, THEME))


_WORD = re.compile(r"[^\s\u05be\u200b–—/-]+")


def words(text: str) -> Counter[str]:
    """Return how often each word stands in a text, whatever the order of its letters."""
    found = (
        "".join(sorted(c for c in glyphs.bare(word) if c.isalpha()))
        for word in _WORD.findall(unicodedata.normalize("NFKC", text))
    )
    return Counter(word for word in found if word)


@pytest.mark.parametrize("name", list(works()))
def test_every_letter_and_mark_is_copied_once(name: str, tmp_path: Path) -> None:
    workspace = find_workspace(ROOT if not name.endswith(".txt") else tmp_path)
    work = read_book(open_book(name, workspace)).value.value
    assert isinstance(work, Work)
    data = pdf.write(work, THEME).value
    wanted, wanted_words, there = letters(told(work)), words(told(work)), letters(on_pages(data))
    parted: dict[str, int] = {}
    for program, copied in extract.PROGRAMS.items():
        text = copied(data)
        got = letters(text)
        lost, invented = wanted - got, got - there
        parted[program] = (wanted_words - words(text)).total()
        print(
            f"{program}: {lost.total()} of {wanted.total()} lost, {invented.total()} invented;"
            f" {parted[program]} of {wanted_words.total()} words not whole"
        )
        assert (lost, invented) == (Counter(), Counter())
    # The rest are words that a hyphen parts at the end of a line, and what markup joins.
    assert sorted(parted.values())[1] <= 0.02 * wanted_words.total()
