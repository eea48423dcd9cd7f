"""Random books with notes, and the places of their notes in a PDF.

The call of note 7 follows the word ``C7c``; its body begins with ``B7b`` and ends with ``E7e``, and
each tenth word of it is ``M7m0``, ``M7m1``, ….
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from itertools import pairwise

import pymupdf

from publish.document.model import (
    Block,
    Dir,
    Inline,
    Meta,
    Note,
    Paragraph,
    Passage,
    Role,
    Section,
    Segment,
    Text,
    Words,
    Work,
)

PAGES = ("a5", "a4", "letter", "half-letter")

ENGLISH = (
    "the of and a keeper lamp evening house that he was by in it to understanding wonderful road "
    "children remembered considered morning another nobody listened quietly bread water window "
    "composition arrangement responsibility neighbourhood conversation"
).split()
HEBREW = (
    "הספר נדפס בירושלים בידי מדפיס אחד ובידי בנו אחריו אות גדולה על הקלף ובדיו שחורה כותבים את "
    "הדברים עד שיבוא הקורא ויבין מתוכם מה ביקש הסופר לומר ולמה לא אמר יותר מזה באותה שעה"
).split()


@dataclass(slots=True)
class NoteBook:
    """A book that is made at random, the same for each seed, and the page size for it."""

    seed: int
    chance: random.Random = field(init=False)
    notes: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    @property
    def page(self) -> str:
        return PAGES[self.seed % len(PAGES)]

    @property
    def is_hebrew(self) -> bool:
        return self.seed % 3 == 0

    def work(self) -> Work:
        """Return the book: chapters of paragraphs, quotations and, in some, a lesson."""
        sections = tuple(self._section(number) for number in range(self.chance.randrange(1, 4)))
        lang, dir = ("he", Dir.RTL) if self.is_hebrew else ("en", Dir.LTR)
        title = Words((("he", "הגהות"),) if self.is_hebrew else (("en", "Notes"),))
        return Work(Meta(title=title), lang, dir, sections)

    def _section(self, number: int) -> Section:
        count = self.chance.randrange(8, 26)
        children: tuple[Block | Section, ...] = tuple(self._block() for _ in range(count))
        if self.chance.random() < 0.3:
            title = (Text(self._words(3, hebrew=self.is_hebrew)),)
            children += (Section(Role.CHAPTER, title, tuple(self._block() for _ in range(4))),)
        title = (Text(self._words(2, hebrew=self.is_hebrew)),) if number else ()
        return Section(Role.CHAPTER, title, children)

    def _block(self) -> Block:
        if self.seed % 4 == 3 and self.chance.random() < 0.7:
            original = Passage("he", Dir.RTL, (self._paragraph(8, 60, hebrew=True),))
            translation = Passage("en", Dir.LTR, (self._paragraph(8, 60, hebrew=False),))
            comments = self.chance.randrange(2)
            commentary = tuple(self._paragraph(20, 150, hebrew=False) for _ in range(comments))
            return Segment(original, translations=(translation,), commentary=commentary)
        return self._paragraph(10, 180, hebrew=self.is_hebrew)

    def _paragraph(self, least: int, most: int, *, hebrew: bool) -> Paragraph:
        inlines: list[Inline] = []
        for _ in range(self.chance.choice((0, 0, 1, 1, 1, 2, 3))):
            words = self._words(self.chance.randrange(least, most) // 2, hebrew=hebrew)
            inlines += [Text(f"{words} C{self.notes}c"), self._note(hebrew), Text(" ")]
        words = self._words(self.chance.randrange(least, most), hebrew=hebrew)
        return Paragraph((*inlines, Text(f"{words}.")))

    def _note(self, in_hebrew: bool) -> Note:
        kinds = ((2, 12), (12, 40), (40, 120), (120, 300), (500, 1500))
        (length,) = self.chance.choices(kinds, (50, 35, 10, 3, 2))
        number, count = self.notes, self.chance.randrange(*length)
        self.notes += 1
        hebrew = in_hebrew == (self.chance.random() < 0.8)
        words = self._words(count, hebrew=hebrew).split()
        for place in range(0, count, 10):
            words[place] = f"M{number}m{place // 10}"
        body = (Paragraph((Text(f"B{number}b {' '.join(words)} E{number}e."),)),)
        lang, dir = ("he", Dir.RTL) if hebrew else ("en", Dir.LTR)
        same = hebrew == in_hebrew
        return Note(str(number + 1), body if same else (Passage(lang, dir, body),))

    def _words(self, count: int, *, hebrew: bool) -> str:
        return " ".join(self.chance.choices(HEBREW if hebrew else ENGLISH, k=count))


@dataclass(frozen=True, slots=True)
class NotePlace:
    """The pages of a note, from 1: of its call, its beginning, each tenth word and its end."""

    number: int
    call: int
    begin: int
    words: tuple[int, ...]
    end: int

    @property
    def is_away(self) -> bool:
        """Whether the note begins on another page than that of its call."""
        return self.call != self.begin

    @property
    def is_continuous(self) -> bool:
        """Whether the note goes on from page to page without a gap."""
        pages = (self.begin, *self.words, self.end)
        return all(0 <= after - before <= 1 for before, after in pairwise(pages))


def find_notes(data: bytes) -> list[NotePlace]:
    """Return the places of the notes of a random book in its PDF."""
    pages: dict[str, int] = {}
    for number, page in enumerate(pymupdf.open(stream=data), start=1):
        text = re.sub(r"-\n", "", page.get_text())
        for word in re.findall(r"[CBE]\d+[cbe]|M\d+m\d+", text):
            assert word not in pages, word
            pages[word] = number
    return [
        NotePlace(
            note,
            pages[f"C{note}c"],
            pages[f"B{note}b"],
            tuple(_words_of(note, pages)),
            pages[f"E{note}e"],
        )
        for note in range(sum(word.startswith("C") for word in pages))
    ]


def _words_of(note: int, pages: dict[str, int]) -> list[int]:
    prefix = f"M{note}m"
    count = sum(word.startswith(prefix) for word in pages)
    return [pages[f"{prefix}{place}"] for place in range(count)]
