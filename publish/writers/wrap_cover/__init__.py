"""The wrap cover of a bound book: back, spine and front on one sheet.

``panels`` sets the words, ``sheet`` puts them on the ground of the cover with bar code and marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from publish.config.colours import PAPER, contrast
from publish.config.wrap_cover import CoverColours
from publish.diagnostics import Diagnostics, Outcome, PublishError
from publish.diagnostics.rules import wrap_covers as rules
from publish.document.model import Work
from publish.facts.isbn import format_isbn
from publish.text.dataclass import dataclass
from publish.text.lengths import millimetres
from publish.writers.identifiers import print_identifier
from publish.writers.pdf.content.attendee_pages import AttendeePages
from publish.writers.pdf.content.personal_words import measure_of
from publish.writers.pdf.output.metadata import title_of
from publish.writers.wrap_cover.back_areas import BackAreas
from publish.writers.wrap_cover.front_picture import load_front_picture
from publish.writers.wrap_cover.geometry import FOLD, Area
from publish.writers.wrap_cover.ink import find_ink
from publish.writers.wrap_cover.options import CoverContent
from publish.writers.wrap_cover.panels import (
    PanelSetter,
    find_fallback,
    front_page,
    panel_page,
    scale_page,
    shrink_type,
)
from publish.writers.wrap_cover.sheet import (
    PlacedPanel,
    SheetDesign,
    Turn,
    write_sheet,
)
from publish.writers.wrap_cover.spine import ENDS, SpineWords, choose_words, is_clockwise

if TYPE_CHECKING:
    from publish.storage.store import Store
    from publish.themes.page_geometry import PageGeometry
    from publish.themes.theme import Theme

_SHARES = (1.0, 0.94, 0.88, 0.82, 0.76)
"""Sizes of texts of the back in that of the pages, of which the first that fits is right."""

_FRONT_SHARES = (1.0, 0.85, 0.72, 0.6)
"""The sizes of the words of the front, in the same way."""

_PANEL_SIZE = 3.0
"""Millimetres of the type of a panel whose words have sizes of their own."""

_BLACK = "#000000"

_DARK = 9.0
"""The contrast to paper from which an ink is printed as black."""


def write_wrap_cover(
    work: Work, theme: Theme, content: CoverContent, store: Store
) -> Outcome[bytes]:
    """Return the wrap cover of a book as a PDF of one page.

    Raises PublishError where a text has no room, or the picture cannot be printed.
    """
    fallback, missing = find_fallback(work, content, theme)
    has_colours = content.options.colours is CoverColours.THEME
    setter = PanelSetter(work, theme, _choose_ink(theme, content), store, fallback)
    maker = _CoverMaker(setter, content, front_page(content, theme))
    front = maker.front()
    panels, code = [*front.value.panels, *maker.back(), *maker.spine()], maker.code()
    design = SheetDesign(
        tuple(panels),
        theme.cover.ground if has_colours else "",
        theme.cover.accent if has_colours and front.value.picture is None else "",
        front.value.picture,
        content.isbn,
        code,
    )
    data = write_sheet(content.geometry, design, title_of(work))
    return Outcome(data, missing + front.diagnostics)


def _choose_ink(theme: Theme, content: CoverContent) -> str:
    """Return the colour of words; in print the edges of words in several dark inks are blurred."""
    ink = theme.cover.ink
    is_dark = content.for_press and contrast(ink, PAPER) >= _DARK
    return _BLACK if is_dark or content.options.colours is CoverColours.PAPER else ink


@dataclass(frozen=True, slots=True)
class _Front:
    """The panels of the front, or the picture that is the whole of it."""

    panels: tuple[PlacedPanel, ...] = ()
    picture: PlacedPanel | None = None


@dataclass(frozen=True, slots=True)
class _CoverMaker:
    """Makes the panels of a cover, and places them; ``page`` is that of the front."""

    setter: PanelSetter
    content: CoverContent
    page: PageGeometry

    def front(self) -> Outcome[_Front]:
        """Return the front: the words of the title page, or the picture that has them."""
        geometry = self.content.geometry
        area, bleed = geometry.front, geometry.area_with_bleed(geometry.front)
        diagnostics: Diagnostics = ()
        extras = AttendeePages()
        if path := self.content.options.picture:
            loaded = load_front_picture(path, bleed)
            diagnostics = loaded.diagnostics
            extras = AttendeePages(picture=loaded.value.picture)
            if loaded.value.is_whole:
                page = panel_page(bleed, _PANEL_SIZE, bleed.height)
                panel = self.setter.set_panel("picture", page, extras=extras)
                placed = PlacedPanel(panel.data, bleed, clip=bleed)
                return Outcome(_Front(picture=placed), diagnostics)
        pages = (shrink_type(self.page, share) for share in _FRONT_SHARES)
        data = self._set_first("front", pages, "the words of the front", extras=extras)
        return Outcome(_Front((PlacedPanel(data, area),)), diagnostics)

    def _set_first(
        self, name: str, pages: Iterable[PageGeometry], subject: str, **variables: Any
    ) -> bytes:
        """Return a panel on the first of the pages on which its words have room."""
        panels = (self.setter.set_panel(name, page, **variables) for page in pages)
        fitting = next((panel for panel in panels if panel.fits), None)
        if fitting is None:
            raise _too_long(subject)
        return fitting.data

    def back(self) -> Iterator[PlacedPanel]:
        """Yield the text of the back, in the first size that fits, and the imprint under it."""
        imprint = self._areas.imprint
        if imprint.width > 0 and self._has_imprint:
            data = self._set_first(
                "imprint",
                (scale_page(self.page, imprint, share) for share in _SHARES),
                "the imprint of the back",
                extras=AttendeePages(address=self.content.address),
                identifier=print_identifier(self.setter.work.meta),
                isbn=self.content.isbn,
            )
            yield PlacedPanel(data, imprint)
        if not self.content.back:
            return
        area = self._areas.text
        pages = (scale_page(self.page, area, share) for share in _SHARES)
        data = self._set_first("back", pages, "the text of the back", back=self.content.back)
        yield PlacedPanel(data, area)

    def spine(self) -> Iterator[PlacedPanel]:
        """Yield the words of the spine, turned as their language is read."""
        content = self.content
        if not content.has_spine_text:
            return
        spine = content.geometry.spine
        measure = measure_of(self.setter.theme, self.page)
        words = choose_words(self.setter.work, content.options, spine, measure)
        if words is None:
            raise _too_long("the title on the spine", 'a shorter one is spine = "…"')
        data, ink = self._set_spine(words)
        room = spine.width - 2 * FOLD
        if ink.height > room:
            data, ink = self._set_spine(replace(words, size=words.size * room / ink.height))
        is_right = is_clockwise(words.lang, content.options.spine_direction)
        # The ink stands in the middle of the spine, wherever its fonts put it in the line.
        shift = spine.width / 2 - ink.y - ink.height / 2
        area = spine.shrink(0, ENDS)
        yield PlacedPanel(
            data,
            replace(area, x=area.x + (shift if is_right else -shift)),
            Turn.CLOCKWISE if is_right else Turn.COUNTERCLOCKWISE,
        )

    def _set_spine(self, words: SpineWords) -> tuple[bytes, Area]:
        """Return the words of the spine before they are turned, and the area of their ink."""
        spine = self.content.geometry.spine
        area = Area(0, 0, spine.height - 2 * ENDS, spine.width)
        page = panel_page(area, words.size, area.height)
        data = self._set_first("spine", [page], "the words of the spine", spine=words)
        return data, find_ink(data) or area

    def code(self) -> PlacedPanel | None:
        """Return the words of the bar code, if the book has an ISBN."""
        if not self.content.isbn:
            return None
        area = self._areas.code
        page = panel_page(area, _PANEL_SIZE, area.height)
        panel = self.setter.set_panel(
            "code",
            page,
            isbn=self.content.isbn,
            identifier=f"ISBN {format_isbn(self.content.isbn)}",
        )
        return PlacedPanel(panel.data, area)

    @property
    def _has_imprint(self) -> bool:
        meta = self.setter.work.meta
        has_identifier = print_identifier(meta) is not None and not self.content.isbn
        return bool(meta.publisher or self.content.address or has_identifier)

    @property
    def _areas(self) -> BackAreas:
        foot = 4 * millimetres(self.page.leading) if self._has_imprint else 0.0
        return BackAreas(self.content.geometry, bool(self.content.isbn), foot)


def _too_long(subject: str, hint: str = "") -> PublishError:
    message = f"there is no room for {subject}, even in the smallest size"
    return PublishError(rules.TEXT_TOO_LONG.anywhere(message, *filter(None, (hint,))))
