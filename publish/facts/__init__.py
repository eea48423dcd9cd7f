"""What is known of the books that texts refer to: chapters, verses, folios, names; and of fonts.

The facts are tables beside this module; each says in its head where it comes from and how its
sources were compared.  They are read when first asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent


class Corpus(StrEnum):
    """A body of works whose places are counted alike; the order is that of an index."""

    TANAKH = "tanakh"
    MISHNAH = "mishnah"
    BAVLI = "bavli"
    ZOHAR = "zohar"
    TANYA = "tanya"
    SHULCHAN_ARUKH = "shulchan-arukh"


class FolioSide(NamedTuple):
    """One side of a leaf, ordered as the pages of a book are: 2a, 2b, 3a."""

    folio: int
    side: str = ""

    def __str__(self) -> str:
        return f"{self.folio}{self.side}"


@dataclass(frozen=True, slots=True)
class FolioRange:
    """The first and the last page of a tractate or a part."""

    first: FolioSide
    last: FolioSide

    def __contains__(self, page: object) -> bool:
        """Whether the page is there; of a leaf without a side, whether any side of it is."""
        if not isinstance(page, FolioSide):
            return False
        sides = (page,) if page.side else (FolioSide(page.folio, "a"), FolioSide(page.folio, "b"))
        return any(self.first <= side <= self.last for side in sides)


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write the name of a work; a ``common`` one is also a word or a person's name."""

    text: str
    work: str
    common: bool


@cache
def chapters(corpus: Corpus) -> dict[str, tuple[int, ...]]:
    """Return, by book or tractate, how many verses or mishnayot each chapter has.

    Where editions differ it is the largest number, so that no verse of any of them is denied.
    """
    return {
        book: tuple(max(map(int, count.split("/"))) for count in counts.split())
        for book, counts in _rows(corpus)
    }


@cache
def pages() -> dict[str, FolioRange]:
    """Return the pages of each tractate of the Talmud Bavli."""
    return {
        tractate: FolioRange(_page(first), max(map(_page, last.split("/"))))
        for tractate, first, last in _rows(Corpus.BAVLI)
    }


@cache
def zohar() -> dict[int, FolioRange]:
    """Return the pages of each part of the Zohar, with what is printed after its text."""
    return {
        int(part): FolioRange(FolioSide(1, "a"), _page(printed))
        for part, _, printed in _rows(Corpus.ZOHAR)
    }


@cache
def parts(corpus: Corpus) -> dict[str, int]:
    """Return how many chapters or simanim each part of the Tanya or the Shulchan Arukh has."""
    return {part: int(count) for part, count in _rows(corpus)}


@cache
def in_jewish_editions() -> dict[tuple[str, int, int], tuple[int, int]]:
    """Return where verses stand that only Christian Bibles number so."""
    return {
        (book, int(chapter), verse): (int(to), int(start) + verse - int(first))
        for book, chapter, first, last, to, start in _rows("numberings")
        for verse in range(int(first), int(last) + 1)
    }


@cache
def names(script: str) -> tuple[Name, ...]:
    """Return every name that is known, in ``english`` or in ``hebrew`` letters."""
    column = {"english": 1, "hebrew": 2}[script]
    return tuple(
        Name(text.removesuffix("?"), row[0], text.endswith("?"))
        for row in _rows("names")
        for text in row[column].split("; ")
    )


@cache
def order() -> dict[str, int]:
    """Return the place of each canonical work in an index of references."""
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
    return tuple((int(first, 16), int(last, 16), font) for first, last, font in _rows("fonts"))


def font_with(character: str) -> str | None:
    """Return a free font that has the character, where one is known."""
    code = ord(character)
    return next((font for first, last, font in _fonts() if first <= code <= last), None)


def table(name: str) -> bytes:
    """Return a table as it is written."""
    return (_FOLDER / f"{name}.tsv").read_bytes()


def _rows(name: str) -> Iterator[tuple[str, ...]]:
    for line in table(name).decode("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(line.split("\t"))


def _page(text: str) -> FolioSide:
    return FolioSide(int(text[:-1]), text[-1])
