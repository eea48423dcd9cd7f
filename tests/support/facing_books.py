"""Random books in facing columns, and the places of their rows in a PDF.

The original of row 7 begins with ``O7o`` and its translation with ``T7t``; notes are marked as in
``NoteBook``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pymupdf

from publish.document.model import (
    Arrangement,
    Block,
    Dir,
    Paragraph,
    Passage,
    Segment,
    Text,
    TextLayout,
    Work,
)
from tests.support.note_books import NoteBook

_LENGTHS = ((1, 8), (8, 30), (30, 80), (80, 200), (300, 500))
_MARK = re.compile(r"([OT])(\d+)[ot]")


@dataclass(slots=True)
class FacingBook(NoteBook):
    """A book of segments that is made at random, the same for each seed."""

    rows: int = 0

    @property
    def is_hebrew(self) -> bool:
        """Whether the book is bound on the right."""
        return self.seed % 2 == 0

    def work(self) -> Work:
        """Return the book, with the translation first in some."""
        layout = TextLayout(
            Arrangement.FACING,
            translation_first=self.seed % 3 == 1,
            keep_segments=self.seed % 5 == 0,
        )
        return replace(NoteBook.work(self), layout=layout)

    def _block(self) -> Block:
        if self.chance.random() < 0.1:
            return self._paragraph(10, 60, hebrew=self.is_hebrew)
        number, self.rows = self.rows, self.rows + 1
        (length,) = self.chance.choices(_LENGTHS, (20, 40, 30, 8, 2))
        kind = self.chance.randrange(20)
        segment = Segment(
            Passage("he", Dir.RTL, self._text(f"O{number}o", length, hebrew=True)),
            number=str(number) if self.seed % 4 == 1 else "",
        )
        if kind == 0:
            letters = Paragraph((Text(self._words(min(length[0], 20), hebrew=False)),))
            segment = replace(segment, transliteration=Passage("he-Latn", Dir.LTR, (letters,)))
        if kind != 1:
            words = self._text(f"T{number}t", length, hebrew=False)
            segment = replace(segment, translations=(Passage("en", Dir.LTR, words),))
        if kind == 2:
            further = Passage("en", Dir.LTR, (self._paragraph(3, 20, hebrew=False),))
            segment = replace(segment, translations=(*segment.translations, further))
        comments = int(self.chance.random() < 0.3)
        commentary = tuple(self._paragraph(5, 60, hebrew=False) for _ in range(comments))
        return replace(segment, commentary=commentary)

    def _text(self, mark: str, length: tuple[int, int], *, hebrew: bool) -> tuple[Paragraph, ...]:
        words = f"{mark} {self._words(self.chance.randrange(*length), hebrew=hebrew)}"
        if self.chance.random() < 0.2:
            call, note = f" C{self.notes}c", self._note(hebrew)
            return (
                Paragraph((Text(words + call), note, Text(" " + self._words(3, hebrew=hebrew)))),
            )
        return (Paragraph((Text(words),)),)


@dataclass(frozen=True, slots=True)
class RowPlace:
    """The pages of an original and its translation, from 1, and their first base lines in points.

    A text that is missing has the page 0.
    """

    number: int
    original: tuple[int, float]
    translation: tuple[int, float]

    @property
    def is_whole(self) -> bool:
        """Whether the row has both texts."""
        return bool(self.original[0] and self.translation[0])

    @property
    def offset(self) -> float:
        """The vertical distance of the first lines, in millimetres; infinite over two pages."""
        if self.original[0] != self.translation[0]:
            return float("inf")
        return abs(self.original[1] - self.translation[1]) * 25.4 / 72


def find_rows(data: bytes) -> list[RowPlace]:
    """Return the places of the rows of a random book in its PDF."""
    places: dict[tuple[str, int], tuple[int, float]] = {}
    for number, page in enumerate(pymupdf.open(stream=data), start=1):
        for block in page.get_text("dict")["blocks"]:
            for line in block.get("lines", ()):
                for span in line["spans"]:
                    for side, row in _MARK.findall(span["text"]):
                        assert (side, int(row)) not in places
                        places[side, int(row)] = (number, span["origin"][1])
    rows = sorted({row for _, row in places})
    return [
        RowPlace(row, places.get(("O", row), (0, 0.0)), places.get(("T", row), (0, 0.0)))
        for row in rows
    ]
