"""Crop and registration marks, in the colour of all plates (ISO 32000-1, 8.6.6.4 and 14.11.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.config.pdf_profiles import MARK_LENGTH
from publish.text.dataclass import dataclass
from publish.text.lengths import MM
from publish.writers.pdf.objects.pdf_objects import format_numbers

_SHORTEST = 1.5 * MM
"""A crop mark for which there is less room is left out."""

_HAIRLINE = 0.25
_RADIUS = 1.5 * MM
_CROSS = 2.5 * MM
"""Half of the lines of a registration mark."""

_CURVE = 0.5523
"""The control points of a quarter of a circle, as a share of its radius."""

Box = tuple[float, float, float, float]


@dataclass(slots=True)
class PrinterMarks:
    """Adds marks to pages, outside of their trim by ``offset``; equal pages share one form."""

    pdf: Any
    offset: float
    _forms: dict[tuple[Box, Box], tuple[str, Any, Any]]

    def add(self, page: Any) -> None:
        """Add the marks for which a page has room between its trim and its edge."""
        from pikepdf import Array, Dictionary, Name, Stream

        media, trim = (_box(page.obj.get(key, page.mediabox)) for key in ("/MediaBox", "/TrimBox"))
        drawing = marks(media, trim, self.offset * MM)
        if not drawing:
            return
        if (media, trim) not in self._forms:
            name = f"PressMarks{len(self._forms)}"
            form = self.pdf.make_indirect(_form(self.pdf, media, drawing))
            stream = self.pdf.make_indirect(Stream(self.pdf, b"q\n/%b Do\nQ" % name.encode()))
            self._forms[media, trim] = (name, form, stream)
        name, form, stream = self._forms[media, trim]
        if "/Resources" not in page.obj:
            page.obj.Resources = Dictionary()
        if "/XObject" not in page.obj.Resources:
            page.obj.Resources.XObject = Dictionary()
        page.obj.Resources.XObject[Name(f"/{name}")] = form
        contents = page.obj.get("/Contents", Array())
        streams = list(contents) if isinstance(contents, Array) else [contents]
        page.obj.Contents = Array([*streams, stream])


def marks(media: Box, trim: Box, offset: float) -> bytes:
    """Return the operators that draw the marks of a page; empty where there is no room."""
    lines = [*_crop_marks(media, trim, offset), *_registration_marks(media, trim, offset)]
    return b"\n".join(lines)


def _crop_marks(media: Box, trim: Box, offset: float) -> Iterator[bytes]:
    """Yield a line along each edge of the trim, beyond each of its corners."""
    left, bottom, right, top = trim
    for x in (left, right):
        for start, end, sign in ((bottom, media[1], -1), (top, media[3], 1)):
            yield from _line((x, start), (0, sign), offset, abs(end - start))
    for y in (bottom, top):
        for start, end, sign in ((left, media[0], -1), (right, media[2], 1)):
            yield from _line((start, y), (sign, 0), offset, abs(end - start))


def _line(
    corner: tuple[float, float], way: tuple[int, int], offset: float, room: float
) -> Iterator[bytes]:
    length = min(MARK_LENGTH * MM, room - offset)
    if length >= _SHORTEST:
        (x, y), (right, up) = corner, way
        ends = (offset, offset + length)
        first, last = ((x + right * far, y + up * far) for far in ends)
        yield b"%b m\n%b l\nS" % (format_numbers(first), format_numbers(last))


def _registration_marks(media: Box, trim: Box, offset: float) -> Iterator[bytes]:
    """Yield a circle with a cross beside the middle of each edge of the trim."""
    left, bottom, right, top = trim
    across, up = (left + right) / 2, (bottom + top) / 2
    far = offset + _CROSS
    for x, y, room in (
        (across, bottom - far, bottom - media[1]),
        (across, top + far, media[3] - top),
        (left - far, up, left - media[0]),
        (right + far, up, media[2] - right),
    ):
        if room >= offset + 2 * _CROSS:
            yield _target(x, y)


def _target(x: float, y: float) -> bytes:
    r, k = _RADIUS, _RADIUS * _CURVE
    curves = (
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    )
    circle = b"\n".join(format_numbers(curve) + b" c" for curve in curves)
    return b"%b m\n%b\nS\n%b m\n%b l\nS\n%b m\n%b l\nS" % (
        format_numbers((x + r, y)),
        circle,
        format_numbers((x - _CROSS, y)),
        format_numbers((x + _CROSS, y)),
        format_numbers((x, y - _CROSS)),
        format_numbers((x, y + _CROSS)),
    )


def _form(pdf: Any, media: Box, drawing: bytes) -> Any:
    from pikepdf import Array, Dictionary, Name, Stream

    tint = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array([1] * 4), N=1
    )
    space = Array([Name.Separation, Name.All, Name.DeviceCMYK, tint])
    return Stream(
        pdf,
        b"/All CS\n1 SCN\n%b w\n%b" % (format_numbers((_HAIRLINE,)), drawing),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array(list(media)),
        Resources=Dictionary(ColorSpace=Dictionary(All=space)),
    )


def _box(box: Any) -> Box:
    left, bottom, right, top = map(float, box)
    return left, bottom, right, top
