"""The laid-out pages of a part as plain data, without the layout engine's objects.

Page numbers, PDF object numbers and font subsets are not included, so the data stays valid
wherever the part stands in a book.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from functools import cached_property, reduce
from typing import Any

from publish.diagnostics import Diagnostics
from publish.document.printed_pages import PageText
from publish.storage.serialize import deserialize, serializable
from publish.text.dataclass import dataclass
from publish.writers.pdf.objects.structure_elements import NO_ELEMENT, StructureElement

Rectangle = tuple[float, float, float, float]
Glyphs = Mapping[str, Mapping[int, str]]
"""The text of each glyph, by font name and glyph number."""


@serializable
@dataclass(frozen=True, slots=True)
class LinkAnnotation:
    """A link to an anchor of the book, if ``inside``, or to a URL (ISO 32000-1, 12.5.6.5).

    ``element`` is the id of its structure element in a tagged part.
    """

    target: str
    area: Rectangle
    inside: bool
    element: str = NO_ELEMENT


@serializable
@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of the outline that leads to a point of its page (ISO 32000-1, 12.3.3)."""

    level: int
    title: str
    x: float
    y: float


@serializable
@dataclass(frozen=True, slots=True)
class LaidOutPage:
    """A page of a part: its boxes, its compressed content stream, its links and destinations.

    ``anchors`` are the destinations by name, in points.  ``glyph_data`` holds ``glyphs`` in
    serialized form, because glyphs are many and seldom read.  ``note_fits`` says of each footnote
    on the page whether it is no higher than the page.  ``late_notes`` are those that begin after
    the page of their call, with whether a longer note before them ends on this page.
    ``text_elements`` are, in a tagged part, the ids of the structure elements by MCID.  A
    blank page only fills the other side of a leaf.  ``segments`` are the segments that begin on a
    page of a spread.  ``text`` is that of the flow, and ``opening`` its first units.  A page that
    ``bleeds`` is drawn over its edges.
    """

    media: Rectangle
    trim: Rectangle
    bleed: Rectangle
    content: bytes
    links: tuple[LinkAnnotation, ...]
    anchors: Mapping[str, tuple[float, float]]
    outline: tuple[OutlineEntry, ...]
    glyph_data: bytes
    note_fits: Mapping[str, bool]
    late_notes: Mapping[str, bool] = field(default_factory=dict)
    text_elements: tuple[str, ...] = ()
    is_blank: bool = False
    segments: tuple[str, ...] = ()
    text: PageText = PageText()
    opening: str = ""
    bleeds: bool = False

    @property
    def glyphs(self) -> Glyphs:
        """The glyphs on the page, with the text of each."""
        glyphs: Glyphs = deserialize(self.glyph_data)
        return glyphs

    @property
    def glyph_key(self) -> str:
        """The ``glyph_key`` of the glyphs on the page."""
        return glyph_key(self.glyphs)


@serializable
@dataclass(frozen=True, slots=True)
class PartFont:
    """A font as one part uses it; ``program`` is the digest of the font file.

    ``about`` are the attributes of the engine's font object; ``widths`` include those of all
    glyphs on the pages.
    """

    about: Mapping[str, Any]
    program: str
    widths: Mapping[int, float]
    missing: Mapping[int, int]


@serializable
@dataclass(frozen=True, eq=False)
class LaidOutPart:
    """The pages of a part with their glyphs, fonts by name, and diagnostics of the layout.

    ``resources`` are the entries of the resource dictionaries by category and name.  ``objects``
    are the PDF objects that the pages refer to, numbered from 1; the first is a placeholder for
    the font dictionary of the book.  ``elements`` are the structure elements by id.
    """

    pages: tuple[LaidOutPage, ...]
    glyphs: Glyphs
    fonts: Mapping[str, PartFont]
    resources: Mapping[str, Mapping[str, bytes]]
    objects: tuple[tuple[bytes, bytes | None], ...]
    diagnostics: Diagnostics
    elements: Mapping[str, StructureElement] = field(default_factory=dict)

    @property
    def note_fits(self) -> Mapping[str, bool]:
        """Whether each footnote, by id, is no higher than its page."""
        return {note: fits for page in self.pages for note, fits in page.note_fits.items()}

    @property
    def late_notes(self) -> Mapping[str, bool]:
        """The footnotes that begin after the page of their call; see ``LaidOutPage``."""
        return {note: long for page in self.pages for note, long in page.late_notes.items()}

    @cached_property
    def glyph_key(self) -> str:
        """The ``glyph_key`` of the glyphs of all pages."""
        return glyph_key(self.glyphs)


def merge_glyphs(glyph_maps: Iterable[Glyphs]) -> dict[str, dict[int, str]]:
    """Return several glyph maps as one; the first text given for a glyph holds."""
    merged: dict[str, dict[int, str]] = {}
    for glyphs in glyph_maps:
        for name, texts in glyphs.items():
            earlier = merged.get(name, {})
            if not texts.keys() <= earlier.keys():
                merged[name] = {**texts, **earlier}
    return merged


def glyph_key(glyphs: Glyphs) -> str:
    """Return a string that is the same for equal glyph maps only."""
    return repr([(name, sorted(glyphs[name].items())) for name in sorted(glyphs)])


def merge_fonts(first: PartFont, second: PartFont) -> PartFont:
    """Return a font with the glyphs of two uses; values of ``first`` hold."""
    if (
        second.widths.keys() <= first.widths.keys()
        and second.missing.keys() <= first.missing.keys()
    ):
        return first
    return PartFont(
        first.about,
        first.program,
        {**second.widths, **first.widths},
        {**second.missing, **first.missing},
    )


def splice_pages(
    earlier: LaidOutPart, new: LaidOutPart, first: int, end: int | None
) -> LaidOutPart | None:
    """Return ``earlier`` with its pages from ``first`` to ``end`` replaced by those of ``new``.

    None where the result could differ from a layout of the whole part.
    """
    before, replaced = earlier.pages[:first], earlier.pages[first:end]
    after = earlier.pages[end:] if end is not None else ()
    used = {name for page in (*before, *after) for name in page.glyphs}
    # The engine's attributes of a font come from the first place that uses the font.
    moved_fonts = (used - (_font_names(before) | new.fonts.keys())) & _font_names(replaced)
    lost_resources = any(
        not entries.items() <= new.resources[category].items()
        for category, entries in earlier.resources.items()
    )
    needs_objects = max(len(earlier.objects), len(new.objects)) > 1
    if earlier.diagnostics or moved_fonts or lost_resources or needs_objects:
        return None

    def font(name: str) -> PartFont:
        order = (earlier, new) if name in _font_names(before) else (new, earlier)
        return reduce(merge_fonts, (part.fonts[name] for part in order if name in part.fonts))

    pages = (*before, *new.pages, *after)
    return replace(
        new,
        pages=pages,
        glyphs=merge_glyphs(page.glyphs for page in pages),
        fonts={name: font(name) for name in sorted(used | new.fonts.keys())},
    )


def _font_names(pages: Iterable[LaidOutPage]) -> set[str]:
    return {name for page in pages for name in page.glyphs}
