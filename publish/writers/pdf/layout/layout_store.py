"""The layouts of parts by their digests, in memory and in the store."""

from __future__ import annotations

from dataclasses import dataclass, field

from publish.storage.store import Store
from publish.writers.pdf.objects.font_programs import has_programs, store_programs
from publish.writers.pdf.objects.laid_out_pages import LaidOutPart


@dataclass(slots=True)
class LayoutStore:
    """Layouts by the digest of all that they depend on; without a store they are kept in memory."""

    store: Store | None
    _layouts: dict[str, LaidOutPart] = field(default_factory=dict)

    def get(self, key: str) -> LaidOutPart | None:
        """Return the layout with that digest, or None."""
        layout = self._layouts.get(key) or self.read(key)
        if layout is not None:
            self._layouts[key] = layout
        return layout

    def read(self, key: str) -> LaidOutPart | None:
        """Return the stored layout with that digest, or None."""
        if self.store is None:
            return None
        layout = self.store.get(self.store.portable_key("pages", key), LaidOutPart)
        return layout if layout and has_programs(layout, self.store) else None

    def put(self, key: str, layout: LaidOutPart) -> None:
        """Store a layout under its digest."""
        if self.store:
            store_programs(layout, self.store)
            self.store.put(self.store.portable_key("pages", key), layout)
        self._layouts[key] = layout
