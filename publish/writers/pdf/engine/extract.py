"""What the engine has drawn, taken as plain data from which nothing leads back to the engine."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from publish.diagnostics import Diagnostics
from publish.storage.serialize import serialize
from publish.writers.pdf.objects.laid_out_pages import (
    LaidOutPage,
    LaidOutPart,
    LinkAnnotation,
    OutlineEntry,
    PartFont,
    Rectangle,
    merge_fonts,
    merge_glyphs,
)
from publish.writers.pdf.objects.pdf_objects import renumber_references
from publish.writers.pdf.objects.structure_elements import NO_ELEMENT, PartStructure

if TYPE_CHECKING:
    from weasyprint import Document
    from weasyprint.document import Page

POINTS = 0.75
"""Of a point, in a pixel of CSS."""

MOST_OF_A_PAGE = 0.8
"""A note higher than this leaves no room for the line that calls it."""

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
    structure: PartStructure | None = None,
) -> LaidOutPart:
    """Return what is drawn of a document of the engine's, as data, tagged if it has a structure."""
    from weasyprint.pdf import _use_references, pydyf
    from weasyprint.pdf.stream import Stream

    from publish.writers.pdf.engine import marked_content

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
        texts = marked_content.texts(page, structure) if structure else {}
        stream = marked_content.Tagged(structure, texts, *given) if structure else Stream(*given)
        stream.transform(d=-1, f=page.height * POINTS)
        draw(stream)
        content = b"\n".join(map(pydyf._to_bytes, stream.stream))  # noqa: SLF001
        laid = _page(page, content, _glyphs(document), structure)
        pages.append(replace(laid, text_elements=tuple(texts.values())))
    resources["Font"] = fonts.reference
    _use_references(pdf, resources, images, {})
    del resources["Font"]
    return LaidOutPart(
        tuple(pages),
        merge_glyphs(page.glyphs for page in pages),
        _fonts(document),
        {
            kind: {
                name: renumber_references(pydyf._to_bytes(value), local)  # noqa: SLF001
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
    return renumber_references(head, place), stream if between else None


def _page(
    page: Page,
    content: bytes,
    glyphs: bytes,
    structure: PartStructure | None,
) -> LaidOutPage:
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
    return LaidOutPage(
        media=box(float("inf")),
        trim=(0.0, 0.0, right, top),
        bleed=box(10),  # as far as printers' programs look for it
        content=zlib.compress(b"q\n" + content + b"\nQ", 6),
        links=tuple(
            LinkAnnotation(
                target,
                area(*where),
                kind == "internal",
                structure.element_id(box.element) if structure else NO_ELEMENT,
            )
            for kind, target, where, box in page.links
            # What stands in a link leads there too, which for those who hear it is once too often.
            if kind in ("internal", "external") and (box.link or not structure)
        ),
        anchors=anchors,
        outline=tuple(
            OutlineEntry(level, title, x * POINTS, (height - y) * POINTS)
            for level, title, (x, y), _ in page.bookmarks
        ),
        glyph_data=glyphs,
        note_fits=dict(_notes(page)),
    )


def _notes(page: Page) -> Iterator[tuple[str, bool]]:
    """Yield the id of each note at the foot of a page, and whether it leaves room for some text."""
    from weasyprint.formatting_structure.boxes import FootnoteAreaBox

    box = page._page_box  # noqa: SLF001  # a Page shows its boxes in no other way
    for area in box.children:
        if isinstance(area, FootnoteAreaBox):
            for note in area.children:
                yield note.element.get("id"), note.height < MOST_OF_A_PAGE * box.height


def _glyphs(document: Document) -> bytes:
    """Return the glyphs that were drawn since this was last asked, by their fonts, packed."""
    found: dict[str, dict[int, str]] = {}
    for font in document.fonts.values():
        if font.to_unicode:
            found[font.hash] = {**font.to_unicode, **found.get(font.hash, {})}
            font.to_unicode.clear()
    return serialize(found)


_OF_A_BOOK = {"hb_font", "hb_face", "file_content", "to_unicode", "widths", "missing"}


def _fonts(document: Document) -> Mapping[str, PartFont]:
    from publish.writers.pdf.engine.font_subsets import known

    made: dict[str, PartFont] = {}
    for font in document.fonts.values():
        about = {name: value for name, value in vars(font).items() if name not in _OF_A_BOOK}
        new = PartFont(about, known(font.file_content), font.widths, font.missing)
        made[font.hash] = merge_fonts(made[font.hash], new) if font.hash in made else new
    return made
