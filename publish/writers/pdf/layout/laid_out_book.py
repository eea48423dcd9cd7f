"""A laid-out book: its parts on numbered pages, and its folios."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from publish.diagnostics import Diagnostics
from publish.text.dataclass import dataclass
from publish.writers.pdf.content.parts import PrintPart
from publish.writers.pdf.objects.laid_out_pages import LaidOutPage, LaidOutPart

FIRST_FOLIO_SHEET = 10
"""Folios that are laid out together for the first pages: enough for a handout."""

FOLIO_SHEET = 50
"""Folios that are laid out together for the pages after these."""


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """A part whose first page has the number ``first``, from 1.

    ``layout_key`` is the digest of everything that its pages were made from.  ``endnotes`` are the
    ids of the notes that are set after its text.
    """

    part: PrintPart
    first: int
    layout: LaidOutPart
    layout_key: str
    diagnostics: Diagnostics = ()
    endnotes: tuple[str, ...] = ()

    def has_folio(self, number: int) -> bool:
        """Return whether the page with that number shows it."""
        index = self.numbers.index(number)
        is_bare = self.part.has_bare_opening and not index
        return self.part.folios and not is_bare and not self.layout.pages[index].is_blank

    @property
    def end(self) -> int:
        """The number of the page after the last one, and after that which faces it."""
        return self.first + self.part.step * len(self.layout.pages) - self.bare_pages

    @property
    def numbers(self) -> Sequence[int]:
        """The numbers of its pages."""
        if self.bare_pages:
            return (self.first, *range(self.first + 1, self.end, self.part.step))
        return range(self.first, self.end, self.part.step)

    @property
    def bare_pages(self) -> int:
        """The number of its first pages that no page faces: 1 for a title on a recto, else 0."""
        return int(self.part.faced_by is not None and self.part.has_bare_opening)


@dataclass(frozen=True, slots=True)
class LaidOutBook:
    """The parts of a book in page order, and its sheets of folios by their first number.

    Page numbers between two parts belong to blank pages.
    """

    parts: tuple[PlacedPart, ...]
    folio_sheets: Mapping[int, LaidOutPart]

    @property
    def layouts(self) -> tuple[LaidOutPart, ...]:
        """The layouts of all parts and folio sheets."""
        return (*(placed.layout for placed in self.parts), *self.folio_sheets.values())

    def folio(self, page: int) -> LaidOutPage:
        """Return the folio of a page, laid out on a page of its own."""
        first, _ = folio_sheet(page)
        return self.folio_sheets[first].pages[page - first]

    @property
    def diagnostics(self) -> Diagnostics:
        """The diagnostics of parts and layouts without repetitions."""
        own = (placed.diagnostics for placed in self.parts)
        layouts = (layout.diagnostics for layout in self.layouts)
        return tuple(dict.fromkeys(chain.from_iterable((*own, *layouts))))


def folio_sheet(page: int) -> tuple[int, int]:
    """Return the first number and the length of the sheet that has the folio of a page."""
    if page <= FIRST_FOLIO_SHEET:
        return 1, FIRST_FOLIO_SHEET
    return page - (page - FIRST_FOLIO_SHEET - 1) % FOLIO_SHEET, FOLIO_SHEET
