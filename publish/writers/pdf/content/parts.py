"""A print part: a piece of the book that begins on a new page and is laid out by itself."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TypeAlias

from markupsafe import Markup

from publish.document.printed_pages import PageFlow
from publish.text.dataclass import dataclass
from publish.themes.page_geometry import PageGeometry
from publish.writers.pdf.content.footnotes import Footnotes
from publish.writers.pdf.objects.laid_out_pages import LaidOutPage

PageNumbers: TypeAlias = Mapping[str, int]
"""The page number of each anchor."""


@dataclass(frozen=True, slots=True)
class RenderedPart:
    """The markup of a part, and the notes called in it."""

    markup: Markup
    notes: Footnotes


Render: TypeAlias = Callable[[frozenset[str], PageNumbers], RenderedPart]
"""A function that renders a part, with some notes as endnotes and with the page numbers."""


FacingPages: TypeAlias = "Callable[[tuple[LaidOutPage, ...]], PrintPart]"
"""Returns the part whose pages face those of a laid-out part."""


@dataclass(frozen=True, slots=True, eq=False)
class PrintPart:
    """A piece of the book that begins on a new page, and how it is rendered.

    ``name`` is that of its page in the style sheet.  ``render`` takes the ids of notes to be set
    as endnotes, and the page numbers, which matter only to a part that ``cites_pages`` (contents
    and indexes).  ``recto`` parts begin on a right-hand page of a book bound on the left.
    ``tight`` renders it with less room between its lines, if it can be.
    A part that is ``faced_by`` another begins on a verso; the pages of both alternate, so that
    their ``step`` is 2.  A part with an ``opposite`` one is on versos, segment by segment in step
    with that on the rectos.  The first page of a part that ``has_bare_opening`` has no folio, and
    stands on a recto that no page faces.
    Its leading is larger by ``leading`` per cent.
    ``hold`` are its pages as they were printed, whose breaks are kept.
    ``expected_lines`` is the estimated length.  ``content_key`` is the digest of everything that
    the part is rendered from, empty if unknown; ``location_key`` that of its location in the book,
    which an edit of the text does not change.
    """

    name: str
    render: Render = field(repr=False)
    recto: bool = False
    anchor: str = ""
    cites_pages: bool = False
    folios: bool = False
    step: int = 1
    faced_by: FacingPages | None = field(default=None, repr=False)
    opposite: PrintPart | None = field(default=None, repr=False)
    has_bare_opening: bool = False
    leading: int = 0
    expected_lines: int = 0
    tight: Render | None = field(default=None, repr=False)
    content_key: str = ""
    location_key: str = ""
    hold: tuple[PageFlow, ...] = ()

    @property
    def markup(self) -> Markup:
        """The markup of the part, rendered without page numbers."""
        return self.render(frozenset(), {}).markup

    def estimate_pages(self, page: PageGeometry) -> int:
        """Return the estimated number of pages, before the part is laid out."""
        return max(1, math.ceil(self.expected_lines / page.lines))
