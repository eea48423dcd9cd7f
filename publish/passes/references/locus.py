"""Locus in a known work, and its validation against the facts about the work."""

from __future__ import annotations

from typing import assert_never

from publish import facts
from publish.document.model import Reference
from publish.facts import Corpus, FolioRange, FolioSide
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Locus:
    """Target of a reference: numbers (chapter and verse, part, siman and seif) or a page.

    ``to`` is the end of a range: a verse, a chapter and a verse, or a page.
    """

    corpus: Corpus
    work: str
    numbers: tuple[int, ...] = ()
    page: FolioSide | None = None
    to: tuple[int, ...] | FolioSide = ()

    @property
    def title(self) -> str:
        """The canonical name of the work."""
        match self.corpus:
            case Corpus.MISHNAH:
                return f"Mishnah {self.work}"
            case Corpus.BAVLI:
                return f"Bavli {self.work}"
            case Corpus.TANYA:
                return f"Tanya, {self.work}"
            case Corpus.SHULCHAN_ARUKH:
                return f"Shulchan Arukh, {self.work}"
            case Corpus.TANAKH | Corpus.ZOHAR:
                return self.work
            case _:
                assert_never(self.corpus)

    @property
    def reference(self) -> Reference:
        """The canonical form; a range stands in the last part of the locus: ``("45", "2-3")``."""
        locus = [str(number) for number in self.numbers]
        if self.page:
            locus.append(str(self.page))
        if self.to:
            end = str(self.to) if isinstance(self.to, FolioSide) else ":".join(map(str, self.to))
            locus[-1] += f"-{end}"
        return Reference(self.title, tuple(locus))

    @property
    def points(self) -> tuple[tuple[int, ...], ...]:
        """Chapter and verse of the start, and of the end if the locus is a range."""
        if not self.to or isinstance(self.to, FolioSide):
            return (self.numbers,)
        whole = len(self.to) == len(self.numbers)
        return (self.numbers, self.to if whole else (*self.numbers[:-1], *self.to))

    def has(self, numbers: tuple[int, ...]) -> bool:
        """Return whether the book or tractate has a chapter, or a verse of it."""
        counts = facts.chapters(self.corpus)[self.work]
        chapter, *verse = numbers
        if not 1 <= chapter <= len(counts):
            return False
        return not verse or 1 <= verse[0] <= counts[chapter - 1]

    @property
    def exists(self) -> bool:
        """Whether the work contains the locus, including the end of a range."""
        match self.corpus:
            case Corpus.TANAKH | Corpus.MISHNAH:
                return all(map(self.has, self.points))
            case Corpus.BAVLI | Corpus.ZOHAR:
                pages = self.pages
                if pages is None or self.page not in pages:
                    return False
                return not isinstance(self.to, FolioSide) or self.to in pages
            case Corpus.TANYA | Corpus.SHULCHAN_ARUKH:
                most = facts.parts(self.corpus)[self.work]
                return all(1 <= first <= most for first, *_ in self.points)
            case _:
                assert_never(self.corpus)

    @property
    def pages(self) -> FolioRange | None:
        """Pages of the tractate or the part; None if the part does not exist."""
        if self.corpus is Corpus.ZOHAR:
            return facts.zohar().get(self.numbers[0])
        return facts.pages().get(self.work)

    @property
    def rises(self) -> bool:
        """Whether the end of a range comes after its start; true without a range."""
        if isinstance(self.to, FolioSide):
            return self.page is not None and self.page < self.to
        return list(self.points) == sorted(set(self.points))
