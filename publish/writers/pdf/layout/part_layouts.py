"""The layouts of the parts of a book, each computed once and stored.

A layout is stored under the digest of its markup.  A second entry leads from the content of a part
to that digest, so that an unchanged part is not even rendered.  A third one leads from the
location of a part to its latest layout, of which unchanged pages are reused after an edit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from publish.diagnostics import Diagnostics
from publish.storage.store import Store
from publish.writers.pdf.content.parts import PageNumbers, PrintPart
from publish.writers.pdf.engine.page_breaks import PageBreaks
from publish.writers.pdf.engine.typesetter import TypesetPart, Typesetter
from publish.writers.pdf.layout.laid_out_book import PlacedPart
from publish.writers.pdf.layout.layout_store import LayoutStore
from publish.writers.pdf.layout.note_places import note_diagnostics, notes_without_place
from publish.writers.pdf.layout.spread_layouts import SpreadLayouts
from publish.writers.pdf.objects.laid_out_pages import LaidOutPage, LaidOutPart

FEW_ENTRIES = 5
"""The most entries of a page of contents that are worth being saved."""

LEAST_HEIGHT = 0.6
"""The height above which an imprint ends a page of few lines, as a share of the page."""

LEAST_END = 0.75
"""The height above which the text ends on a page of few lines, as a share of the page."""


def side_of(page: int) -> str:
    """Return the side of a page: odd numbers are recto."""
    return "recto" if page % 2 else "verso"


@dataclass(slots=True)
class PartLayouts:
    """Lays out parts, each once in this process, and once at all with a store."""

    typesetter: Typesetter
    layouts: LayoutStore
    _placed: dict[tuple[PrintPart, str], PlacedPart] = field(default_factory=dict)
    _citing: dict[tuple[PrintPart, str], tuple[PageNumbers, PlacedPart]] = field(
        default_factory=dict
    )
    _facing: dict[PrintPart, tuple[LaidOutPart, PrintPart]] = field(default_factory=dict)
    _spreads: SpreadLayouts = field(init=False)

    def __post_init__(self) -> None:
        self._spreads = SpreadLayouts(self.typesetter, self.layouts)

    @property
    def _store(self) -> Store | None:
        return self.layouts.store

    def place(self, part: PrintPart, first: int, numbers: PageNumbers) -> PlacedPart:
        """Return a part that begins on page ``first``; only its side changes the layout."""
        side = side_of(first)
        if part.cites_pages:
            # The last round finds the numbers of the round before, and nothing to lay out.
            cited, placed = self._citing.get((part, side), ({}, None))
            if placed is None or cited != numbers:
                placed = self._save_page(self._lay_out(part, first, side, numbers), side, numbers)
                self._citing[part, side] = numbers, placed
            return placed if placed.first == first else replace(placed, first=first)
        placed = self._placed.get((part, side))
        if placed is None:
            placed = self._read(part, first, side) or self._lay_out_and_store(part, first, side)
            self._placed[part, side] = placed
        return placed if placed.first == first else replace(placed, first=first)

    def place_all(
        self, part: PrintPart, first: int, numbers: PageNumbers
    ) -> tuple[PlacedPart, ...]:
        """Return a part that begins on page ``first``, and the one whose pages face it, if any."""
        if part.opposite:
            return self._spreads.place(part, first)
        placed = self.place(part, first, numbers)
        is_faced = part.faced_by and len(placed.numbers) > placed.bare_pages
        return (placed, self.face(placed)) if is_faced else (placed,)

    def face(self, placed: PlacedPart) -> PlacedPart:
        """Return the part whose pages face those of another one."""
        part, layout = placed.part, placed.layout
        if part.faced_by is None:
            raise ValueError("no pages face this part")
        before, facing = self._facing.get(part, (None, None))
        if facing is None or before is not layout:
            facing = part.faced_by(layout.pages[placed.bare_pages :])
            self._facing[part] = (layout, facing)
        return self.place(facing, placed.numbers[placed.bare_pages] + 1, {})

    def read(self, part: PrintPart) -> PlacedPart | None:
        """Return the stored layout of a part on either side, placed on page 1."""
        if part.opposite:
            spreads = self._spreads.read(part)
            return spreads[0] if spreads else None
        return self._read(part, 1, "recto") or self._read(part, 1, "verso")

    def place_folios(self, first: int, count: int) -> LaidOutPart:
        """Return a sheet with the folios of ``count`` pages from page ``first`` on."""
        shown = (str(self.typesetter.folio(page)) for page in range(first, first + 3))
        key = self.typesetter.digest("folios", str(first), str(count), *shown)
        return self._layout(key, lambda: self.typesetter.typeset_folios(first, count))

    # --- parts by their content

    def _content_key(self, part: PrintPart, side: str) -> str | None:
        if self._store is None or part.cites_pages or not part.content_key:
            return None
        return self._store.portable_key("placed", self.typesetter.digest(part.content_key, side))

    def _read(self, part: PrintPart, first: int, side: str) -> PlacedPart | None:
        key = self._content_key(part, side)
        entry = self._store.get(key, tuple) if self._store and key else None
        if entry is None:
            return None
        layout_key, endnotes = entry
        layout = self.layouts.read(layout_key)
        if layout is None:
            return None
        # The spans of notes are not stored: an edit of another section moves them.
        diagnostics: Diagnostics = ()
        if endnotes or layout.late_notes:
            rendered = part.render(frozenset(endnotes), {})
            diagnostics = tuple(note_diagnostics(rendered, layout, frozenset(endnotes)))
        return PlacedPart(part, first, layout, layout_key, diagnostics, endnotes)

    def _lay_out_and_store(self, part: PrintPart, first: int, side: str) -> PlacedPart:
        placed = self._save_page(self._lay_out(part, first, side, {}), side, {})
        key = self._content_key(part, side)
        if self._store and key:
            self._store.put(key, (placed.layout_key, placed.endnotes))
        return placed

    def _lay_out(self, part: PrintPart, first: int, side: str, numbers: PageNumbers) -> PlacedPart:
        endnotes: frozenset[str] = frozenset()
        while True:
            rendered = part.render(endnotes, numbers)
            markup = self.typesetter.document(rendered.markup, side)
            key = self.typesetter.digest(markup, *([repr(part.hold)] if part.hold else []))
            layout = self._layout(key, partial(self._lay_out_markup, part, side, markup, key))
            displaced = notes_without_place(rendered, layout, endnotes)
            if not displaced:
                diagnostics = tuple(note_diagnostics(rendered, layout, endnotes))
                return PlacedPart(part, first, layout, key, diagnostics, tuple(sorted(endnotes)))
            # Another full layout, which is rarely needed.
            endnotes |= displaced

    def _save_page(self, placed: PlacedPart, side: str, numbers: PageNumbers) -> PlacedPart:
        """Return a part without a last page of few lines, if the part fits without it."""
        pages = placed.layout.pages
        if placed.part.tight is None or len(pages) == 1 or not _is_short(placed.part, pages[-1]):
            return placed
        # Later layouts reuse the pages of the usual one.
        part = replace(placed.part, render=placed.part.tight, location_key="")
        tight = self._lay_out(part, placed.first, side, numbers)
        return replace(tight, part=placed.part) if len(tight.layout.pages) < len(pages) else placed

    # --- layouts by their markup

    def _layout(self, key: str, lay_out: Callable[[], LaidOutPart]) -> LaidOutPart:
        """Return a layout from memory, from the store, or newly computed and stored."""
        layout = self.layouts.get(key)
        if layout is None:
            layout = lay_out()
            self.layouts.put(key, layout)
        return layout

    # --- layouts by their location

    def _lay_out_markup(self, part: PrintPart, side: str, markup: str, key: str) -> LaidOutPart:
        """Return the layout of a part; pages of its previous layout are reused if unchanged."""
        if self._store is None or not part.location_key:
            layout, _ = self.typesetter.typeset(markup, hold=part.hold)
            return layout
        latest = self._store.key("latest", self.typesetter.digest(part.location_key, side))
        layout, breaks = self.typesetter.typeset(
            markup, self._latest_layout(latest, self._store), part.hold
        )
        self._store.put(self._store.key("breaks", key), breaks, remember=False)
        self._store.put(latest, key, remember=False)
        return layout

    def _latest_layout(self, latest: str, store: Store) -> TypesetPart | None:
        key = store.get(latest, str, remember=False)
        if key is None:
            return None
        layout = self.layouts.read(key)
        breaks = store.get(store.key("breaks", key), PageBreaks, remember=False)
        return (layout, breaks) if layout and breaks else None


def _is_short(part: PrintPart, page: LaidOutPage) -> bool:
    """Return whether a last page has few entries of contents, or few lines at its end."""
    if part.name == "contents":
        return len({link.target for link in page.links}) <= FEW_ENTRIES
    heights = (("imprint", LEAST_HEIGHT), ("end", LEAST_END))
    return any(
        page.anchors.get(f"{part.anchor}-{name}", (0, 0))[1] > least * page.media[3]
        for name, least in heights
    )
