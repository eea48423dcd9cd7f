"""The pages on which the texts of segments begin and end, found in the letters on the pages.

The letters are those that PDFium reads, so that nothing is asked of the engine that made the pages.
Marks are left out, because their order differs; a text is found by its first or last letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from xml.etree import ElementTree as ET

from publish.text import normal_forms

_NOT_LETTERS = re.compile(r"[\W\d_]+")
_LEFT_OUT = frozenset({"note", "inner", "segment-label", "segment-mark", "verse-number", "numeral"})
_COLUMNS = ("original", "translation")
_LENGTH = 16
"""The letters by which the beginning and the end of a text are found."""


class PrintedText(NamedTuple):
    """A text of a segment: the number of its segment, and its letters without marks."""

    locus: str
    letters: str

    @property
    def beginning(self) -> str:
        """The letters by which its beginning is found."""
        return self.letters[:_LENGTH]

    @property
    def end(self) -> str:
        """The letters by which its end is found."""
        return self.letters[-_LENGTH:]

    @property
    def last_word(self) -> str:
        """The letters by which its end is found where a page begins in its last line."""
        return self.letters[-_LENGTH // 2 :]


class TextPlace(NamedTuple):
    """The pages on which a text begins and ends, as places in a sequence of pages.

    Of a text that goes on over several pages ``last`` is at most the second.
    """

    first: int
    last: int


def bare_letters(text: str) -> str:
    """Return the letters of a text without marks, as they are found on pages."""
    return _NOT_LETTERS.sub("", normal_forms.normalize("NFKD", text))


def read_side(markup: str) -> Iterator[PrintedText]:
    """Yield the texts of the segments on one side of spreads, in order."""
    for element in _parse(markup).iter():
        locus = element.get("data-segment")
        if locus is not None:
            yield PrintedText(locus, _letters(element))


def read_rows(markup: str) -> Iterator[tuple[PrintedText, PrintedText]]:
    """Yield the original and the translation of each row of two columns, numbered from 1."""
    tables = (each for each in _parse(markup).iter("table") if "facing" in _classes(each))
    rows = (row for table in tables for row in table.iter("tr"))
    for number, row in enumerate(rows, start=1):
        cells = {
            name: _letters(cell) for cell in row for name in _COLUMNS if name in _classes(cell)
        }
        original, translation = (PrintedText(str(number), cells.get(each, "")) for each in _COLUMNS)
        yield original, translation


def read_words(markup: str) -> frozenset[str]:
    """Return the long words of markup, in bare letters; notes are included."""
    return frozenset(split_words(" ".join(_parse(markup).itertext())))


def split_words(text: str) -> list[str]:
    """Return the words of a text that have four letters or more, in bare letters."""
    words = normal_forms.normalize("NFKD", text).split()
    return [letters for word in words if len(letters := _NOT_LETTERS.sub("", word)) > 3]


def _parse(markup: str) -> ET.Element:
    return ET.fromstring(f"<part>{markup}</part>")


def _letters(element: ET.Element) -> str:
    return bare_letters("".join(_texts(element)))


def _texts(element: ET.Element) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        if not _LEFT_OUT & _classes(inner):
            yield from _texts(inner)
        yield inner.tail or ""


def _classes(element: ET.Element) -> frozenset[str]:
    return frozenset((element.get("class") or "").split())


def find_places(texts: Iterable[PrintedText], pages: Sequence[str]) -> dict[str, TextPlace]:
    """Return the places of texts on pages of bare letters, by the loci of their segments.

    Texts are looked for one after another; one that is not on the pages has no place.
    """
    places: dict[str, TextPlace] = {}
    page, offset = 0, 0
    for text in texts:
        start = _find(text.beginning, pages, page, offset) if text.letters else None
        if start is None:
            continue
        page, offset = start
        near = pages[: page + 2]
        end = _find(text.end, near, page, offset) or _find(text.last_word, near, page, offset)
        last = end[0] if end else page
        # Words that a note on the page before repeats are not its beginning.
        first = last if text.beginning in pages[last] else page
        places[text.locus] = TextPlace(first, last)
        offset += 1
    return places


def _find(letters: str, pages: Sequence[str], page: int, offset: int) -> tuple[int, int] | None:
    """Return the first page from ``page`` on that has the letters, and where it has them."""
    for number in range(page, len(pages)):
        place = pages[number].find(letters, offset if number == page else 0)
        if place >= 0:
            return number, place
    return None
