"""A part laid out, as plain data: all that its pages say, and nothing of the engine that made them.

Page numbers, the objects' numbers and the fonts' subsets are not here, so that a part stays right
wherever in a book it comes to stand.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from publish.diagnostics import Diagnostic, Diagnostics, Severity
from publish.source import Span
from publish.writers.pdf.objects import renumbered

if TYPE_CHECKING:
    from weasyprint import Document
    from weasyprint.document import Page

Rectangle = tuple[float, float, float, float]

POINTS = 0.75
"""Of a point, in a pixel of CSS."""


@dataclass(frozen=True, slots=True)
class Link:
    """A place that leads to an anchor of the book, or out of it to an address."""

    target: str
    area: Rectangle
    inside: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the outline."""

    level: int
    title: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class LaidPage:
    """One page: what is drawn on it, compressed, and what leads from it and to it."""

    media: Rectangle
    trim: Rectangle
    bleed: Rectangle
    content: bytes
    links: tuple[Link, ...]
    anchors: Mapping[str, tuple[float, float]]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font as far as a part uses it: ``program`` is the digest of its file.

    ``about`` is what the engine knows of the font; ``glyphs`` are the texts they stand for.
    """

    about: Mapping[str, Any]
    program: str
    glyphs: Mapping[int, str]
    widths: Mapping[int, float]
    missing: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Laid:
    """The pages of a part, the fonts they use by the names they call them, and what was said.

    ``resources`` are what the pages draw with, by kind and name; ``objects`` those that they
    refer to, numbered from 1 as if there were no others, the first a place for the fonts of the
    book.  ``notes`` tells of each note at the foot of a page whether it leaves room for some text.
    """

    pages: tuple[LaidPage, ...]
    fonts: Mapping[str, FontUse]
    resources: Mapping[str, Mapping[str, bytes]]
    objects: tuple[tuple[bytes, bytes | None], ...]
    notes: Mapping[str, bool]
    said: Diagnostics


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
    document: Document, drawn: Iterable[Drawing], notes: Mapping[str, bool], said: Diagnostics
) -> Laid:
    """Return what is drawn of a document of the engine's, as data."""
    from weasyprint.pdf import _use_references, pydyf
    from weasyprint.pdf.stream import Stream

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
        stream = Stream(document.fonts, area, resources, images, None, {}, None)
        stream.transform(d=-1, f=page.height * POINTS)
        draw(stream)
        pages.append(_page(page, b"\n".join(map(pydyf._to_bytes, stream.stream))))  # noqa: SLF001
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
        notes,
        said,
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


def _page(page: Page, content: bytes) -> LaidPage:
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
            Link(target, area(*where), kind == "internal")
            for kind, target, where, _ in page.links
            if kind in ("internal", "external")
        ),
        anchors=anchors,
        marks=tuple(
            Mark(level, title, x * POINTS, (height - y) * POINTS)
            for level, title, (x, y), _ in page.bookmarks
        ),
    )


_OF_A_BOOK = {"hb_font", "hb_face", "file_content", "to_unicode", "widths", "missing"}


def _fonts(document: Document) -> Mapping[str, FontUse]:
    from publish.writers.pdf.fonts import known

    made: dict[str, FontUse] = {}
    for font in document.fonts.values():
        about = {name: value for name, value in vars(font).items() if name not in _OF_A_BOOK}
        use = FontUse(about, known(font.file_content), font.to_unicode, font.widths, font.missing)
        made[font.hash] = joined(made[font.hash], use) if font.hash in made else use
    return made


def joined(one: FontUse, other: FontUse) -> FontUse:
    """Return the use that two parts make of a font; what the first says holds."""
    return FontUse(
        one.about,
        one.program,
        {**other.glyphs, **one.glyphs},
        {**other.widths, **one.widths},
        {**other.missing, **one.missing},
    )


# --- kept and found again


def packed(laid: Laid) -> bytes:
    """Return it as bytes, for ``unpacked`` of the same version of Python."""
    pages = [
        (
            page.media,
            page.trim,
            page.bleed,
            page.content,
            [(link.target, link.area, link.inside) for link in page.links],
            page.anchors,
            [(mark.level, mark.title, mark.x, mark.y) for mark in page.marks],
        )
        for page in laid.pages
    ]
    fonts = {
        name: (use.about, use.program, use.glyphs, use.widths, use.missing)
        for name, use in laid.fonts.items()
    }
    # Not pickle: what is read back must not be able to run.
    plain: Any = (pages, fonts, laid.resources, laid.objects, laid.notes, packed_said(laid.said))
    return marshal.dumps(plain)


def unpacked(data: bytes) -> Laid:
    """Return what was packed."""
    pages, fonts, resources, objects, notes, said = marshal.loads(data)
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
            )
            for media, trim, bleed, content, links, anchors, marks in pages
        ),
        {name: FontUse(*use) for name, use in fonts.items()},
        resources,
        objects,
        notes,
        unpacked_said(said),
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
