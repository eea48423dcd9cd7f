"""A part laid out, as plain data: all that its pages say, and nothing of the engine that made them.

Page numbers, the objects' numbers and the fonts' subsets are not here, so that a part stays right
wherever in a book it comes to stand.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from typing import Any

from publish.diagnostics import Diagnostics
from publish.document import serialize
from publish.writers.pdf.objects.structure_elements import NOWHERE, Element

Rectangle = tuple[float, float, float, float]
Glyphs = Mapping[str, Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Link:
    """A place that leads to an anchor of the book, or out of it to an address.

    ``element`` is the one that it belongs to, where the part has a structure.
    """

    target: str
    area: Rectangle
    inside: bool
    element: str = NOWHERE


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the outline."""

    level: int
    title: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class LaidPage:
    """One page: what is drawn on it, compressed, and what leads from it and to it.

    ``packed_glyphs`` are seldom asked for, and there are many; ``notes`` tells of each
    note at its foot whether it leaves room for some text.  ``texts`` are, where the part has a
    structure, the elements of the texts on the page, each text under the number that it is drawn
    with.
    """

    media: Rectangle
    trim: Rectangle
    bleed: Rectangle
    content: bytes
    links: tuple[Link, ...]
    anchors: Mapping[str, tuple[float, float]]
    marks: tuple[Mark, ...]
    packed_glyphs: bytes
    notes: Mapping[str, bool]
    texts: tuple[str, ...] = ()

    @property
    def glyphs(self) -> Glyphs:
        """The glyphs of each font on it, with the text that each stands for."""
        found: Glyphs = marshal.loads(self.packed_glyphs)
        return found

    @property
    def means(self) -> str:
        """What its glyphs stand for by themselves."""
        return meaning(self.glyphs)


@dataclass(frozen=True, slots=True)
class Font:
    """A font that a part is set in: ``program`` is the digest of its file.

    ``about`` is what the engine knows of the font; ``widths`` are at least those of its glyphs on
    the pages.
    """

    about: Mapping[str, Any]
    program: str
    widths: Mapping[int, float]
    missing: Mapping[int, int]


@dataclass(frozen=True, eq=False)
class Laid:
    """The pages of a part with all their glyphs, the fonts of these by name, and what was said.

    ``resources`` are what the pages draw with, by kind and name; ``objects`` those that they
    refer to, numbered from 1 as if there were no others, the first a place for the fonts of the
    book.  ``elements`` are the structure that the pages refer to.
    """

    pages: tuple[LaidPage, ...]
    glyphs: Glyphs
    fonts: Mapping[str, Font]
    resources: Mapping[str, Mapping[str, bytes]]
    objects: tuple[tuple[bytes, bytes | None], ...]
    said: Diagnostics
    elements: Mapping[str, Element] = field(default_factory=dict)

    @property
    def notes(self) -> Mapping[str, bool]:
        """Of each note at the foot of a page, whether it leaves room for some text."""
        return {note: fits for page in self.pages for note, fits in page.notes.items()}

    @cached_property
    def means(self) -> str:
        """What its glyphs stand for by themselves."""
        return meaning(self.glyphs)


def together(several: Iterable[Glyphs]) -> dict[str, dict[int, str]]:
    """Return glyphs of several places as one; of two meanings the first one holds."""
    found: dict[str, dict[int, str]] = {}
    for each in several:
        for name, drawn in each.items():
            before = found.get(name, {})
            if not drawn.keys() <= before.keys():
                found[name] = {**drawn, **before}
    return found


def meaning(glyphs: Glyphs) -> str:
    """Return what glyphs stand for, as one string."""
    return repr([(name, sorted(glyphs[name].items())) for name in sorted(glyphs)])


def joined(one: Font, other: Font) -> Font:
    """Return a font as two parts use it; what the first says holds."""
    if other.widths.keys() <= one.widths.keys() and other.missing.keys() <= one.missing.keys():
        return one
    return Font(
        one.about,
        one.program,
        {**other.widths, **one.widths},
        {**other.missing, **one.missing},
    )


def spliced(before: Laid, new: Laid, first: int, end: int | None) -> Laid | None:
    """Return a layout with ``new`` in the place of its pages from ``first`` up to ``end``.

    None where it could differ from a layout of the whole.
    """
    early, gone = before.pages[:first], before.pages[first:end]
    late = before.pages[end:] if end is not None else ()
    used = {name for page in (*early, *late) for name in page.glyphs}
    known = _fonts_on(early) | new.fonts.keys()
    # What the engine knows of a font it has from the first place where the font is used.
    astray = (used - known) & _fonts_on(gone)
    more = any(
        not given.items() <= new.resources[kind].items() for kind, given in before.resources.items()
    )
    if before.said or astray or more or max(len(before.objects), len(new.objects)) > 1:
        return None

    def font(name: str) -> Font:
        order = (before, new) if name in _fonts_on(early) else (new, before)
        return reduce(joined, (laid.fonts[name] for laid in order if name in laid.fonts))

    pages = (*early, *new.pages, *late)
    return replace(
        new,
        pages=pages,
        glyphs=together(page.glyphs for page in pages),
        fonts={name: font(name) for name in used | new.fonts.keys()},
    )


def _fonts_on(pages: Iterable[LaidPage]) -> set[str]:
    return {name for page in pages for name in page.glyphs}


# --- kept and found again


def packed(laid: Laid) -> bytes:
    """Return it as bytes, for ``unpacked`` of the same version of Python."""
    pages = [
        (
            page.media,
            page.trim,
            page.bleed,
            page.content,
            [(link.target, link.area, link.inside, link.element) for link in page.links],
            page.anchors,
            [(mark.level, mark.title, mark.x, mark.y) for mark in page.marks],
            page.packed_glyphs,
            page.notes,
            page.texts,
        )
        for page in laid.pages
    ]
    fonts = {
        name: (font.about, font.program, font.widths, font.missing)
        for name, font in laid.fonts.items()
    }
    elements = {
        place: (one.role, one.parent, one.lang, one.rank, one.words, one.numbering, one.then)
        for place, one in laid.elements.items()
    }
    # Not pickle: what is read back must not be able to run.
    plain: Any = (
        pages,
        laid.glyphs,
        fonts,
        laid.resources,
        laid.objects,
        serialize.packed(laid.said, ""),
        elements,
    )
    return marshal.dumps(plain)


def unpacked(data: bytes) -> Laid:
    """Return what was packed."""
    pages, glyphs, fonts, resources, objects, said, elements = marshal.loads(data)
    return Laid(
        tuple(
            LaidPage(
                media,
                trim,
                bleed,
                content,
                tuple(Link(*link) for link in links),
                anchors,
                tuple(Mark(*mark) for mark in marks),
                drawn,
                notes,
                texts,
            )
            for media, trim, bleed, content, links, anchors, marks, drawn, notes, texts in pages
        ),
        glyphs,
        {name: Font(*font) for name, font in fonts.items()},
        resources,
        objects,
        serialize.unpacked(said, ""),
        {place: Element(*element) for place, element in elements.items()},
    )
