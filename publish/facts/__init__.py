"""Facts about the books that texts refer to (chapters, verses, folios, names), and about fonts.

The facts are tables in this package, read when first used.  The head of each table states its
sources and how they were compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

from publish.text.dataclass import dataclass

_FOLDER = Path(__file__).parent


class Corpus(StrEnum):
    """A body of works with one system of places; the order is that of an index."""

    TANAKH = "tanakh"
    MISHNAH = "mishnah"
    BAVLI = "bavli"
    ZOHAR = "zohar"
    TANYA = "tanya"
    SHULCHAN_ARUKH = "shulchan-arukh"


class FolioSide(NamedTuple):
    """A side of a leaf of the Talmud or the Zohar, in the order of pages: 2a, 2b, 3a."""

    folio: int
    side: str = ""

    def __str__(self) -> str:
        return f"{self.folio}{self.side}"


@dataclass(frozen=True, slots=True)
class FolioRange:
    """The first and the last side of a tractate or a part."""

    first: FolioSide
    last: FolioSide

    def __contains__(self, page: object) -> bool:
        """Whether the side is in the range; for a leaf without a side, whether either side is."""
        if not isinstance(page, FolioSide):
            return False
        sides = (page,) if page.side else (FolioSide(page.folio, "a"), FolioSide(page.folio, "b"))
        return any(self.first <= side <= self.last for side in sides)


@dataclass(frozen=True, slots=True)
class Name:
    """A form of the name of a work; ``common`` ones are also words or names of people."""

    text: str
    work: str
    common: bool


@cache
def chapters(corpus: Corpus) -> dict[str, tuple[int, ...]]:
    """Return the number of verses or mishnayot of each chapter, by book or tractate.

    Where editions differ, the largest number counts, so that a verse of any edition is accepted.
    """
    return {
        book: tuple(max(map(int, count.split("/"))) for count in counts.split())
        for book, counts in rows(corpus)
    }


@cache
def pages() -> dict[str, FolioRange]:
    """Return the pages of each tractate of the Talmud Bavli."""
    return {
        tractate: FolioRange(_page(first), max(map(_page, last.split("/"))))
        for tractate, first, last in rows(Corpus.BAVLI)
    }


@cache
def zohar() -> dict[int, FolioRange]:
    """Return the pages of each part of the Zohar, with the supplements after its text."""
    return {
        int(part): FolioRange(FolioSide(1, "a"), _page(printed))
        for part, _, printed in rows(Corpus.ZOHAR)
    }


@cache
def parts(corpus: Corpus) -> dict[str, int]:
    """Return the number of chapters or simanim of each part of the Tanya or Shulchan Arukh."""
    return {part: int(count) for part, count in rows(corpus)}


@cache
def in_jewish_editions() -> dict[tuple[str, int, int], tuple[int, int]]:
    """Return the Jewish number of each verse that only Christian Bibles number so."""
    return {
        (book, int(chapter), verse): (int(to), int(start) + verse - int(first))
        for book, chapter, first, last, to, start in rows("numberings")
        for verse in range(int(first), int(last) + 1)
    }


@cache
def names(script: str) -> tuple[Name, ...]:
    """Return all names of works, in ``english`` or in ``hebrew`` letters."""
    column = {"english": 1, "hebrew": 2}[script]
    return tuple(
        Name(text.removesuffix("?"), row[0], text.endswith("?"))
        for row in rows("names")
        for text in row[column].split("; ")
    )


@cache
def order() -> dict[str, int]:
    """Return the rank of each canonical work in an index of references."""
    works = (
        *chapters(Corpus.TANAKH),
        *(f"Mishnah {tractate}" for tractate in chapters(Corpus.MISHNAH)),
        *(f"Bavli {tractate}" for tractate in pages()),
        "Zohar",
        *(f"Tanya, {part}" for part in parts(Corpus.TANYA)),
        *(f"Shulchan Arukh, {part}" for part in parts(Corpus.SHULCHAN_ARUKH)),
    )
    return {work: place for place, work in enumerate(works)}


@cache
def _fonts() -> tuple[tuple[int, int, str], ...]:
    return tuple((int(first, 16), int(last, 16), font) for first, last, font in rows("fonts"))


def font_with(character: str) -> str | None:
    """Return a free font that has the character, or None where the table has none."""
    code = ord(character)
    return next((font for first, last, font in _fonts() if first <= code <= last), None)


@cache
def isbn_ranges() -> dict[str, str]:
    """Return the ranges of the next part of an ISBN (``00-19,200-599``) by the parts before it."""
    return {prefix: ranges for prefix, _, ranges in rows("isbn")}


def table(name: str) -> bytes:
    """Return the bytes of a table."""
    return (_FOLDER / f"{name}.tsv").read_bytes()


def rows(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the lines of a table, each as its columns."""
    for line in table(name).decode("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(line.split("\t"))


def _page(text: str) -> FolioSide:
    return FolioSide(int(text[:-1]), text[-1])
