"""The layouts of pairs of parts on facing pages, each pair computed once and stored.

Both layouts are stored under one digest of both markups, because either depends on the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from publish.writers.pdf.content.parts import PrintPart
from publish.writers.pdf.engine.spread_breaks import Pair, SpreadBreaks
from publish.writers.pdf.engine.typesetter import TypesetSpreads, Typesetter
from publish.writers.pdf.layout.laid_out_book import PlacedPart
from publish.writers.pdf.layout.layout_store import LayoutStore
from publish.writers.pdf.layout.note_places import note_diagnostics, notes_without_place
from publish.writers.pdf.objects.laid_out_pages import LaidOutPart

SIDES = ("verso", "recto")

Endnotes = Pair[frozenset[str]]
"""The notes of both sides that are set after the text."""

NO_ENDNOTES: Endnotes = (frozenset(), frozenset())


@dataclass(slots=True)
class SpreadLayouts:
    """Lays out pairs of parts, each once in this process, and once at all with a store."""

    typesetter: Typesetter
    layouts: LayoutStore
    _placed: dict[PrintPart, Pair[PlacedPart]] = field(default_factory=dict)

    def place(self, part: PrintPart, first: int) -> Pair[PlacedPart]:
        """Return a part whose pages are versos from ``first`` on, and the one that it faces."""
        placed = self._placed.get(part)
        if placed is None:
            placed = self._placed[part] = self.read(part) or self._lay_out(part)
        verso, recto = placed
        return replace(verso, first=first), replace(recto, first=first + 1)

    def read(self, part: PrintPart) -> Pair[PlacedPart] | None:
        """Return the stored layouts of a pair of parts, or None."""
        key, store = self._content_key(part), self.layouts.store
        entry = store.get(key, tuple) if store and key else None
        if entry is None:
            return None
        pair_key, *endnotes = entry
        layouts = self._read_layouts(pair_key)
        first, second = map(frozenset, endnotes)
        return self._place(part, pair_key, layouts, (first, second)) if layouts else None

    def _content_key(self, part: PrintPart) -> str | None:
        store = self.layouts.store
        if store is None or not part.content_key:
            return None
        return store.portable_key("placed spreads", self.typesetter.digest(part.content_key))

    def _lay_out(self, part: PrintPart) -> Pair[PlacedPart]:
        endnotes = NO_ENDNOTES
        while True:
            markups = self._markups(part, endnotes)
            pair_key = self.typesetter.digest(*SIDES, *markups)
            layouts = self._read_layouts(pair_key) or self._typeset(part, markups, pair_key)
            displaced = [
                notes_without_place(each.render(moved, {}), layout, moved)
                for each, layout, moved in zip(sides_of(part), layouts, endnotes, strict=True)
            ]
            if not any(displaced):
                break
            # Another full layout, which is rarely needed.
            endnotes = (endnotes[0] | displaced[0], endnotes[1] | displaced[1])
        key, store = self._content_key(part), self.layouts.store
        if store and key:
            store.put(key, (pair_key, *(tuple(sorted(notes)) for notes in endnotes)))
        return self._place(part, pair_key, layouts, endnotes)

    def _place(
        self, part: PrintPart, pair_key: str, layouts: Pair[LaidOutPart], endnotes: Endnotes
    ) -> Pair[PlacedPart]:
        """Return both parts on pages 2 and 3, with the diagnostics of their notes."""
        placed = []
        sides = zip(sides_of(part), layouts, endnotes, SIDES, strict=True)
        for each, layout, moved, side in sides:
            # The spans of notes are not stored: an edit of another section moves them.
            late = moved or layout.late_notes
            rendered = each.render(moved, {}) if late else None
            diagnostics = tuple(note_diagnostics(rendered, layout, moved)) if rendered else ()
            key = self._layout_key(pair_key, side)
            placed.append(PlacedPart(each, 2, layout, key, diagnostics, tuple(sorted(moved))))
        verso, recto = placed
        return verso, replace(recto, first=3)

    def _markups(self, part: PrintPart, endnotes: Endnotes) -> Pair[str]:
        verso, recto = (
            self.typesetter.document(each.render(moved, {}).markup, side, each.leading)
            for each, moved, side in zip(sides_of(part), endnotes, SIDES, strict=True)
        )
        return verso, recto

    # --- layouts by their markup and by their location

    def _layout_key(self, pair_key: str, side: str) -> str:
        return self.typesetter.digest(pair_key, side)

    def _read_layouts(self, pair_key: str) -> Pair[LaidOutPart] | None:
        verso, recto = (self.layouts.get(self._layout_key(pair_key, side)) for side in SIDES)
        return (verso, recto) if verso and recto else None

    def _typeset(self, part: PrintPart, markups: Pair[str], pair_key: str) -> Pair[LaidOutPart]:
        """Return new layouts; pages of the previous ones are reused if unchanged."""
        store = self.layouts.store
        if store is None or not part.location_key:
            layouts, _ = self.typesetter.typeset_spreads(markups)
        else:
            latest = store.key("latest spreads", self.typesetter.digest(part.location_key))
            layouts, breaks = self.typesetter.typeset_spreads(markups, self._latest(latest))
            store.put(store.key("spread breaks", pair_key), breaks, remember=False)
            store.put(latest, pair_key, remember=False)
        for side, layout in zip(SIDES, layouts, strict=True):
            self.layouts.put(self._layout_key(pair_key, side), layout)
        return layouts

    def _latest(self, latest: str) -> TypesetSpreads | None:
        store = self.layouts.store
        pair_key = store.get(latest, str, remember=False) if store else None
        if store is None or pair_key is None:
            return None
        layouts = self._read_layouts(pair_key)
        breaks = store.get(store.key("spread breaks", pair_key), SpreadBreaks, remember=False)
        return (layouts, breaks) if layouts and breaks else None


def sides_of(part: PrintPart) -> Pair[PrintPart]:
    """Return a part on versos and the part on the rectos that face them.

    Raises ValueError for any other part.
    """
    if part.opposite is None:
        raise ValueError("no part stands on the rectos that face this one")
    return part, part.opposite
