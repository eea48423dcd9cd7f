"""The pages of any PDF as form XObjects, upright and with the corner of the trim at (0, 0).

ISO 32000-1: 7.7.3 (page objects and inheritance), 8.10 (form XObjects), 14.11.2 (page boundaries).
"""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream

from publish.config.booklet_options import Binding
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules import booklet as rules
from publish.text.dataclass import dataclass
from publish.text.lengths import Size
from publish.writers.booklet.geometry import fits
from publish.writers.booklet.pdf_values import PDF_FAULTS, Box, inherit, read_box, read_number

_Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)
_UNLIMITED: Box = (-math.inf, -math.inf, math.inf, math.inf)
_US_LETTER: Box = (0.0, 0.0, 612.0, 792.0)  # the size that viewers give to a page without any
_LARGEST_UNIT = 75_000  # as in Acrobat
_SHOWN_NUMBERS = 8


@dataclass(frozen=True, slots=True)
class PageForm:
    """A page as a form XObject, None for a page without content, and its trimmed size."""

    stream: Stream | None
    size: Size


@contextmanager
def quiet_log() -> Iterator[None]:
    """Keep pikepdf's log off standard error in this block: qpdf's warnings become diagnostics."""
    logger, handler = logging.getLogger("pikepdf"), logging.NullHandler()
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


@contextmanager
def pdf_errors() -> Iterator[None]:
    """Raise a PublishError for each error that pikepdf raises in this block."""
    try:
        yield
    except PDF_FAULTS as error:
        message = f"the PDF cannot be read: {_reason(error)}"
        raise PublishError(rules.UNREADABLE.anywhere(message)) from error


def open_pdf(data: bytes) -> tuple[Pdf, tuple[Diagnostic, ...]]:
    """Return the PDF and a diagnostic of its damage, if any.

    Raises PublishError where the PDF cannot be read, has no pages or does not allow printing.
    """
    try:
        pdf = pikepdf.open(BytesIO(data), suppress_warnings=True)
        empty = not pdf.pages
    except pikepdf.PasswordError:
        raise PublishError(rules.LOCKED.anywhere("the PDF needs a password")) from None
    except (PdfError, RuntimeError) as error:  # qpdf raises RuntimeError for faults of its own
        message = f"the PDF cannot be read: {_reason(error)}"
        raise PublishError(rules.UNREADABLE.anywhere(message)) from error
    if pdf.is_encrypted and not pdf.allow.print_lowres:
        raise PublishError(rules.LOCKED.anywhere("the PDF does not allow itself to be printed"))
    if empty:
        raise PublishError(rules.NO_PAGES.anywhere("the PDF has no pages"))
    warnings = pdf.get_warnings()
    if not warnings:
        return pdf, ()
    count = len(pdf.pages)
    message = f"the PDF is damaged and was mended: {count} page{'s' * (count != 1)} found"
    return pdf, (rules.DAMAGED.anywhere(message, _reason(warnings[0])),)


def _reason(error: object) -> str:
    """Return the message of qpdf without its name for a file in memory."""
    return str(error).rpartition("): ")[2].rpartition(">: ")[2].strip() or type(error).__name__


def binding_of(pdf: Pdf) -> Binding:
    """Return the binding side by the reading direction of the PDF: right for R2L, else left."""
    preferences = pdf.Root.get("/ViewerPreferences")
    direction = preferences.get("/Direction") if isinstance(preferences, Dictionary) else None
    return Binding.RIGHT if direction == Name.R2L else Binding.LEFT


def page_sizes(pdf: Pdf) -> list[Size]:
    """Return the trimmed size of every page."""
    return [_size(page.obj, _boxes(page.obj)[0]) for page in pdf.pages]


def common_size(sizes: list[Size]) -> Size:
    """Return the most common size; of two equally common ones, the size that comes first."""
    common = Counter(map(_in_points, sizes)).most_common(1)[0][0]
    return next(size for size in sizes if _in_points(size) == common)


def _in_points(size: Size) -> tuple[int, int]:
    return round(size.width), round(size.height)


def size_diagnostics(pages: list[PageForm], trim: Size) -> Iterator[Diagnostic]:
    """Yield a warning with the numbers of the pages of another size than ``trim``, if any."""
    others = [n for n, page in enumerate(pages, start=1) if not page.size.same(trim)]
    if others:
        numbers = ", ".join(map(str, others[:_SHOWN_NUMBERS]))
        numbers += ", …" if others[_SHOWN_NUMBERS:] else ""
        noun = "page" if len(others) == 1 else "pages"
        larger = any(not fits(pages[n - 1].size, trim) for n in others)
        yield rules.MIXED_SIZES.anywhere(
            f"most pages are {trim.millimetres}, but not {noun} {numbers}; each is set in the "
            "middle of that size" + (", the larger shrunk" if larger else "")
        )


def read_page_forms(pdf: Pdf) -> list[PageForm]:
    """Return every page of ``pdf`` as a form; the pages of the PDF itself are changed by this.

    Annotations are left out.  Raises PublishError where a page cannot be read.
    """
    used: set[tuple[int, int]] = set()
    pages = []
    for number, page in enumerate(pdf.pages, start=1):
        try:
            pages.append(_page_form(pdf, page.obj, used))
        except PDF_FAULTS as error:
            message = f"page {number} of the PDF cannot be read: {_reason(error)}"
            raise PublishError(rules.UNREADABLE.anywhere(message)) from error
    return pages


def _page_form(pdf: Pdf, page: Object, used: set[tuple[int, int]]) -> PageForm:
    trim, visible = _boxes(page)
    form = _content_stream(pdf, page, used)
    if form is not None:
        form["/Subtype"] = Name.Form
        form["/BBox"] = Array(visible)
        matrix = _upright_matrix(page, trim)
        if matrix != _IDENTITY:
            form["/Matrix"] = Array(matrix)
        resources = inherit(page, "/Resources")
        if not isinstance(resources, Dictionary):
            resources = Dictionary()
        # An indirect object is compressed; an entry of a stream dictionary is not.
        form["/Resources"] = pdf.make_indirect(resources)
        if isinstance(page.get("/Group"), Dictionary):
            form["/Group"] = page["/Group"]
    return PageForm(form, _size(page, trim))


def _content_stream(pdf: Pdf, page: Object, used: set[tuple[int, int]]) -> Stream | None:
    """Return the content of a page as a stream that no other page uses; None if it is empty.

    A page usually has a single stream of its own, which becomes the form without recompression.
    """
    content = page.get("/Contents")
    parts = list(content) if isinstance(content, Array) else [content]
    match [part for part in parts if isinstance(part, Stream)]:
        case []:
            return None
        case [only] if only.objgen not in used:
            used.add(only.objgen)
            return only
        case several:
            # White space separates the operators of two streams.
            return pdf.make_stream(b"\n".join(part.read_bytes() for part in several))


def _boxes(page: Object) -> tuple[Box, Box]:
    """Return the trim box of a page, and its bleed box if that encloses the trim box."""
    media = _box(inherit(page, "/MediaBox")) or _US_LETTER
    crop = _box(inherit(page, "/CropBox"), media) or media
    trim = _box(page.get("/TrimBox"), crop) or crop
    bleed = _box(page.get("/BleedBox"), crop)
    return trim, bleed if bleed and _encloses(bleed, trim) else trim


def _box(value: Object | None, within: Box = _UNLIMITED) -> Box | None:
    """Return a rectangle clipped to ``within``; None for no rectangle or an empty result."""
    box = read_box(value)
    if box is None:
        return None
    left, right = max(box[0], within[0]), min(box[2], within[2])
    low, high = max(box[1], within[1]), min(box[3], within[3])
    return (left, low, right, high) if right - left >= 1 and high - low >= 1 else None


def _encloses(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and outer[2] >= inner[2]
        and outer[3] >= inner[3]
    )


def _quarter_turns(page: Object) -> int:
    """Return the rotation of a page in clockwise quarter turns."""
    return round((read_number(inherit(page, "/Rotate")) or 0.0) / 90) % 4


def _user_unit(page: Object) -> float:
    """Return the unit of the page's coordinates, in points."""
    unit = read_number(page.get("/UserUnit"))
    return unit if unit and 0 < unit <= _LARGEST_UNIT else 1.0


def _size(page: Object, trim: Box) -> Size:
    unit = _user_unit(page)
    width, height = (trim[2] - trim[0]) * unit, (trim[3] - trim[1]) * unit
    return Size(height, width) if _quarter_turns(page) % 2 else Size(width, height)


def _upright_matrix(page: Object, trim: Box) -> _Matrix:
    """Return the matrix that turns a page upright and moves the corner of its trim to (0, 0)."""
    left, low, right, high = trim
    matrix: _Matrix
    match _quarter_turns(page):
        case 0:
            matrix = (1, 0, 0, 1, -left, -low)
        case 1:
            matrix = (0, -1, 1, 0, -low, right)
        case 2:
            matrix = (-1, 0, 0, -1, right, high)
        case _:
            matrix = (0, 1, -1, 0, high, -left)
    unit = _user_unit(page)
    a, b, c, d, e, f = (round(value * unit, 6) for value in matrix)
    return a, b, c, d, e, f
