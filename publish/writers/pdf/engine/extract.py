"""Extraction of laid-out pages from WeasyPrint as plain data."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from publish.diagnostics import Diagnostics
from publish.storage.serialize import serialize
from publish.writers.pdf.engine.bleeding import draws_over_edge
from publish.writers.pdf.engine.flow_text import page_opening, page_text
from publish.writers.pdf.engine.footnote_pages import late_notes, note_fits
from publish.writers.pdf.engine.margin_labels import place_labels
from publish.writers.pdf.objects.font_programs import remember_program
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

POINTS = 0.75
"""A pixel of CSS in points."""

_OF_A_BOOK = {"hb_font", "hb_face", "file_content", "to_unicode", "widths", "missing"}
"""Attributes of WeasyPrint's fonts that differ from part to part, or that are no plain data."""

PageDrawing = tuple[Any, Callable[[Any], None]]
"""A page of WeasyPrint, and the function that draws all or some of it into a stream."""


class RenderedPages:
    """Pages of WeasyPrint, and the fonts that are found in them while they are drawn."""

    def __init__(self, boxes: Iterable[Any]) -> None:
        from weasyprint.document import Page

        finished = tuple(boxes)
        place_labels(finished)
        self.pages: tuple[Any, ...] = tuple(map(Page, finished))
        self.fonts: dict[Any, Any] = {}


def whole_pages(rendered: RenderedPages) -> Iterator[PageDrawing]:
    """Yield each page with all that is on it."""
    for page in rendered.pages:
        yield page, partial(page.paint, scale=POINTS)


def single_blocks(rendered: RenderedPages, kind: str) -> Iterator[PageDrawing]:
    """Yield a page for each block of that class, with nothing but this block on it."""
    from weasyprint.draw import draw_stacking_context
    from weasyprint.formatting_structure import boxes
    from weasyprint.stacking import StackingContext

    def draw(page: Any, box: Any, stream: Any) -> None:
        with stream.stacked():
            stream.transform(a=POINTS, d=POINTS)
            draw_stacking_context(stream, StackingContext.from_box(box, page))

    for page in rendered.pages:
        root = page._page_box  # noqa: SLF001  # a Page shows its boxes in no other way
        for box in root.descendants():
            if isinstance(box, boxes.BlockBox) and kind in box.element.get("class", "").split():
                yield page, partial(draw, root, box)


def extract(
    rendered: RenderedPages,
    drawings: Iterable[PageDrawing],
    diagnostics: Diagnostics,
    structure: PartStructure | None = None,
) -> LaidOutPart:
    """Return drawn pages as plain data; with a structure their content is marked by its elements.

    Objects are numbered from 1, the first one being a placeholder for the fonts of the book.
    """
    from weasyprint.pdf import _use_references, pydyf

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
    for page, draw in drawings:
        area = (0, 0, page.width, page.height)
        arguments = stream_arguments(rendered.fonts, area, resources, images)
        texts = marked_content.texts(page, structure) if structure else {}
        stream = marked_content.new_stream(structure, texts, arguments)
        stream.transform(d=-1, f=page.height * POINTS)
        draw(stream)
        content = b"\n".join(map(pydyf._to_bytes, stream.stream))  # noqa: SLF001
        new = _page(page, content, _take_glyphs(rendered), structure)
        pages.append(replace(new, text_elements=tuple(texts.values())))
    resources["Font"] = fonts.reference
    _use_references(pdf, resources, images, {})
    del resources["Font"]
    return LaidOutPart(
        tuple(pages),
        merge_glyphs(page.glyphs for page in pages),
        _fonts(rendered),
        {
            kind: {
                name: renumber_references(pydyf._to_bytes(value), local)  # noqa: SLF001
                for name, value in named.items()
            }
            for kind, named in resources.items()
        },
        tuple(split_object(each.data, local) for each in pdf.objects[base + 1 :]),
        diagnostics,
        structure.elements if structure else {},
    )


def stream_arguments(*arguments: Any) -> tuple[Any, ...]:
    """Return the arguments of a content stream, as the installed version of WeasyPrint takes them.

    Version 69 has added the last, the output intent, and version 68 the colour profiles.
    """
    from weasyprint.pdf.stream import Stream

    count = Stream.__init__.__code__.co_argcount - 1
    return (*arguments, None, {}, None)[:count]


def _color_spaces() -> Any:
    """Return the colour spaces in which WeasyPrint draws the colours of CSS beyond RGB."""
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


def split_object(data: bytes, place: Callable[[int], int]) -> tuple[bytes, bytes | None]:
    """Return the dictionary of an object, its references renumbered, and its stream, if any."""
    head, separator, stream = data.partition(b"\nstream\n")
    stream = stream.removesuffix(b"\nendstream")
    return renumber_references(head, place), stream if separator else None


def _page(page: Any, content: bytes, glyphs: bytes, structure: PartStructure | None) -> LaidOutPage:
    height = page.height

    def area(left: float, top: float, width: float, depth: float) -> Rectangle:
        return (left * POINTS, (height - top) * POINTS, width * POINTS, (height - depth) * POINTS)

    right, top = page.width * POINTS, height * POINTS
    out = {side: size * POINTS for side, size in page.bleed.items()}

    def box(most: float) -> Rectangle:
        left, up, far, down = (min(most, out[side]) for side in ("left", "top", "right", "bottom"))
        return (-left, -down, right + far, top + up)

    page_box = page._page_box  # noqa: SLF001  # a Page shows its boxes in no other way
    anchors = {
        name: (x * POINTS, (height - y) * POINTS) for name, (x, y, *_) in page.anchors.items()
    }
    return LaidOutPage(
        media=box(float("inf")),
        trim=(0.0, 0.0, right, top),
        bleed=box(10),  # printers' programs expect no more
        content=zlib.compress(b"q\n" + content + b"\nQ", 6),
        links=tuple(
            LinkAnnotation(
                target,
                area(*where),
                kind == "internal",
                structure.element_id(box.element) if structure else NO_ELEMENT,
            )
            for kind, target, where, box in page.links
            # Boxes inside a link lead there too; a screen reader would announce the link twice.
            if kind in ("internal", "external") and (box.link or not structure)
        ),
        anchors=anchors,
        outline=tuple(
            OutlineEntry(level, title, x * POINTS, (height - y) * POINTS)
            for level, title, (x, y), _ in page.bookmarks
        ),
        glyph_data=glyphs,
        note_fits=(fits := dict(note_fits(page_box))),
        late_notes=dict(late_notes(page_box)),
        # A page for the rest of the notes is of this type, too.
        is_blank=page_box.page_type.blank and not fits,
        text=page_text(page_box),
        opening=page_opening(page_box),
        bleeds=any(out.values()) and draws_over_edge(page_box, page.width, height),
    )


def _take_glyphs(rendered: RenderedPages) -> bytes:
    """Return the glyphs drawn since the last call, by their fonts, serialized; forget them."""
    glyphs: dict[str, dict[int, str]] = {}
    for font in rendered.fonts.values():
        if font.to_unicode:
            glyphs[font.hash] = {**font.to_unicode, **glyphs.get(font.hash, {})}
            font.to_unicode.clear()
    return serialize(glyphs)


def _fonts(rendered: RenderedPages) -> Mapping[str, PartFont]:
    fonts: dict[str, PartFont] = {}
    for font in rendered.fonts.values():
        about = {name: value for name, value in vars(font).items() if name not in _OF_A_BOOK}
        program = remember_program(font.file_content)
        new = PartFont(about, program, font.widths, font.missing)
        fonts[font.hash] = merge_fonts(fonts[font.hash], new) if font.hash in fonts else new
    return fonts
