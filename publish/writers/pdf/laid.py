"""A part laid out, as plain data: all that its pages say, and nothing of the engine that made them.

Page numbers, the objects' numbers and the fonts' subsets are not here, so that a part stays right
wherever in a book it comes to stand.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from typing import TYPE_CHECKING, Any

from publish.diagnostics import Diagnostic, Diagnostics, Severity
from publish.source import Span
from publish.writers.pdf.objects import renumbered
from publish.writers.pdf.structure import NOWHERE, Element, Structure

if TYPE_CHECKING:
    from weasyprint import Document
    from weasyprint.document import Page

Rectangle = tuple[float, float, float, float]

POINTS = 0.75
"""Of a point, in a pixel of CSS."""

MOST_OF_A_PAGE = 0.8
"""A note higher than this leaves no room for the line that calls it."""


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

    ``glyphs`` are those of each font on it, with the text that each stands for; ``notes`` tells of
    each note at its foot whether it leaves room for some text.  ``texts`` are, where the part has
    a structure, the elements of the texts on the page, each text under the number that it is drawn
    with.
    """

    media: Rectangle
    trim: Rectangle
    bleed: Rectangle
    content: bytes
    links: tuple[Link, ...]
    anchors: Mapping[str, tuple[float, float]]
    marks: tuple[Mark, ...]
    glyphs: Mapping[str, Mapping[int, str]]
    notes: Mapping[str, bool]
    texts: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Laid:
    """The pages of a part, the fonts they use by the names they call them, and what was said.

    ``resources`` are what the pages draw with, by kind and name; ``objects`` those that they
    refer to, numbered from 1 as if there were no others, the first a place for the fonts of the
    book.  ``elements`` are the structure that the pages refer to.
    """

    pages: tuple[LaidPage, ...]
    fonts: Mapping[str, Font]
    resources: Mapping[str, Mapping[str, bytes]]
    objects: tuple[tuple[bytes, bytes | None], ...]
    said: Diagnostics
    elements: Mapping[str, Element] = field(default_factory=dict)

    @property
    def notes(self) -> Mapping[str, bool]:
        """Of each note at the foot of a page, whether it leaves room for some text."""
        return {note: fits for page in self.pages for note, fits in page.notes.items()}


Drawing = tuple["Page", Callable[[Any], None]]
"""A page of the engine's, and what draws all or some of it into a stream."""


def whole(document: Document) -> Iterator[Drawing]:
    """Yield the pages of a document as they are."""
    for page in document.pages:
        yield page, partial(page.paint, scale=POINTS)


def apart(document: Document, kind: str) -> Iterator[Drawing]:
    """Yield a page for each block of that class, with nothing on it but this block."""
    from weasyprint.draw import draw_stacking_context
    from weasyprint.formatting_structure import boxes
    from weasyprint.stacking import StackingContext

    def draw(page: Any, box: Any, stream: Any) -> None:
        with stream.stacked():
            stream.transform(a=POINTS, d=POINTS)
            draw_stacking_context(stream, StackingContext.from_box(box, page))

    for page in document.pages:
        root = page._page_box  # noqa: SLF001  # a Page shows its boxes in no other way
        for box in root.descendants():
            if isinstance(box, boxes.BlockBox) and kind in box.element.get("class", "").split():
                yield page, partial(draw, root, box)


def taken(
    document: Document,
    drawn: Iterable[Drawing],
    said: Diagnostics,
    structure: Structure | None = None,
) -> Laid:
    """Return what is drawn of a document of the engine's, as data, tagged if it has a structure."""
    from weasyprint.pdf import _use_references, pydyf
    from weasyprint.pdf.stream import Stream

    from publish.writers.pdf import tagging

    pdf = pydyf.PDF()
    base = len(pdf.objects) - 1

    def local(number: int) -> int:
        return number - base

    fonts = pydyf.Dictionary()
    pdf.add_object(fonts)
    images: dict[str, Any] = {}
    kinds = {kind: pydyf.Dictionary() for kind in ("ExtGState", "XObject", "Pattern", "Shading")}
    resources = pydyf.Dictionary({**kinds, "ColorSpace": _color_spaces(), "Font": None})
    pages = []
    for page, draw in drawn:
        area = (0, 0, page.width, page.height)
        given: tuple[Any, ...] = (document.fonts, area, resources, images, None, {}, None)
        texts = tagging.texts(page, structure) if structure else {}
        stream = tagging.Tagged(structure, texts, *given) if structure else Stream(*given)
        stream.transform(d=-1, f=page.height * POINTS)
        draw(stream)
        content = b"\n".join(map(pydyf._to_bytes, stream.stream))  # noqa: SLF001
        laid = _page(page, content, _glyphs(document), structure)
        pages.append(replace(laid, texts=tuple(texts.values())))
    resources["Font"] = fonts.reference
    _use_references(pdf, resources, images, {})
    del resources["Font"]
    return Laid(
        tuple(pages),
        _fonts(document),
        {
            kind: {
                name: renumbered(pydyf._to_bytes(value), local)  # noqa: SLF001
                for name, value in given.items()
            }
            for kind, given in resources.items()
        },
        tuple(as_object(made.data, local) for made in pdf.objects[base + 1 :]),
        said,
        structure.elements if structure else {},
    )


def _color_spaces() -> Any:
    """Return those that the engine draws CSS colours other than RGB in."""
    from weasyprint.pdf import D50, D65, pydyf

    return pydyf.Dictionary(
        {
            name: pydyf.Array(
                (
                    "/Lab",
                    pydyf.Dictionary(
                        {
                            "WhitePoint": pydyf.Array(white),
                            "Range": pydyf.Array((-125, 125, -125, 125)),
                        }
                    ),
                )
            )
            for name, white in (("lab-d50", D50), ("lab-d65", D65))
        }
    )


def as_object(data: bytes, place: Callable[[int], int]) -> tuple[bytes, bytes | None]:
    """Return an object of the engine's as its dictionary, renumbered, and its stream."""
    head, between, stream = data.partition(b"\nstream\n")
    stream = stream.removesuffix(b"\nendstream")
    return renumbered(head, place), stream if between else None


def _page(
    page: Page,
    content: bytes,
    glyphs: Mapping[str, Mapping[int, str]],
    structure: Structure | None,
) -> LaidPage:
    height = page.height

    def area(left: float, top: float, width: float, depth: float) -> Rectangle:
        return (left * POINTS, (height - top) * POINTS, width * POINTS, (height - depth) * POINTS)

    right, top = page.width * POINTS, height * POINTS
    out = {side: size * POINTS for side, size in page.bleed.items()}

    def box(most: float) -> Rectangle:
        left, up, far, down = (min(most, out[side]) for side in ("left", "top", "right", "bottom"))
        return (-left, -down, right + far, top + up)

    anchors = {
        name: (x * POINTS, (height - y) * POINTS) for name, (x, y, *_) in page.anchors.items()
    }
    return LaidPage(
        media=box(float("inf")),
        trim=(0.0, 0.0, right, top),
        bleed=box(10),  # as far as printers' programs look for it
        content=zlib.compress(b"q\n" + content + b"\nQ", 6),
        links=tuple(
            Link(
                target,
                area(*where),
                kind == "internal",
                structure.place(box.element) if structure else NOWHERE,
            )
            for kind, target, where, box in page.links
            # What stands in a link leads there too, which for those who hear it is once too often.
            if kind in ("internal", "external") and (box.link or not structure)
        ),
        anchors=anchors,
        marks=tuple(
            Mark(level, title, x * POINTS, (height - y) * POINTS)
            for level, title, (x, y), _ in page.bookmarks
        ),
        glyphs=glyphs,
        notes=dict(_notes(page)),
    )


def _notes(page: Page) -> Iterator[tuple[str, bool]]:
    """Yield the id of each note at the foot of a page, and whether it leaves room for some text."""
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox

    box = page._page_box  # noqa: SLF001  # a Page shows its boxes in no other way
    for area in box.children:
        if isinstance(area, FootnoteAreaBox):
            for note in area.children:
                yield note.element.get("id"), note.height < MOST_OF_A_PAGE * box.height


def _glyphs(document: Document) -> Mapping[str, Mapping[int, str]]:
    """Return the glyphs that were drawn since this was last asked, by their fonts."""
    found: dict[str, dict[int, str]] = {}
    for font in document.fonts.values():
        if font.to_unicode:
            found[font.hash] = {**font.to_unicode, **found.get(font.hash, {})}
            font.to_unicode.clear()
    return found


_OF_A_BOOK = {"hb_font", "hb_face", "file_content", "to_unicode", "widths", "missing"}


def _fonts(document: Document) -> Mapping[str, Font]:
    from publish.writers.pdf.fonts import known

    made: dict[str, Font] = {}
    for font in document.fonts.values():
        about = {name: value for name, value in vars(font).items() if name not in _OF_A_BOOK}
        new = Font(about, known(font.file_content), font.widths, font.missing)
        made[font.hash] = joined(made[font.hash], new) if font.hash in made else new
    return made


def joined(one: Font, other: Font) -> Font:
    """Return a font as two parts use it; what the first says holds."""
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

    return replace(
        new,
        pages=(*early, *new.pages, *late),
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
            page.glyphs,
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
    plain: Any = (pages, fonts, laid.resources, laid.objects, packed_said(laid.said), elements)
    return marshal.dumps(plain)


def unpacked(data: bytes) -> Laid:
    """Return what was packed."""
    pages, fonts, resources, objects, said, elements = marshal.loads(data)
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
                glyphs,
                notes,
                texts,
            )
            for media, trim, bleed, content, links, anchors, marks, glyphs, notes, texts in pages
        ),
        {name: Font(*font) for name, font in fonts.items()},
        resources,
        objects,
        unpacked_said(said),
        {place: Element(*element) for place, element in elements.items()},
    )


Said = tuple[tuple[str, str, str, tuple[str, ...], tuple[str, int, int]], ...]


def packed_said(said: Diagnostics) -> Said:
    """Return what was said as plain values."""
    return tuple(
        (
            one.code,
            one.severity.value,
            one.message,
            one.hints,
            (one.span.file, one.span.start, one.span.end),
        )
        for one in said
    )


def unpacked_said(said: Said) -> Diagnostics:
    """Return what was packed."""
    return tuple(
        Diagnostic(code, Severity(severity), message, Span(*span), hints)
        for code, severity, message, hints, span in said
    )
