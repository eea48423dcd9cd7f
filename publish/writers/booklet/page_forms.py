"""The pages of any PDF, each as one form that draws it upright with its trimmed corner at (0, 0).

ISO 32000-1: 7.7.3 (page objects and what they inherit), 8.10 (form XObjects), 14.11.2 (boxes).
"""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, PdfError, Stream

from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules import booklet as rules
from publish.writers.booklet.geometry import Binding, Size, fits

# Annotations that lead somewhere or stand on the screen only. Anything else a reader of the PDF
# sees on the page (a stamp, a form filled in) belongs to what is printed.
_NOT_PRINTED = frozenset({"/Link", "/Popup", "/Text", "/Screen", "/Movie", "/Sound"})
_Box = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]

_AS_IT_IS: _Matrix = (1, 0, 0, 1, 0, 0)
_EVERYWHERE: _Box = (-math.inf, -math.inf, math.inf, math.inf)
_US_LETTER: _Box = (0.0, 0.0, 612.0, 792.0)  # What readers take where a page has no size.
_LEVELS = 64  # Deeper page trees are loops.


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be placed: its form, None where nothing is on it, and its trimmed size."""

    form: Stream | None
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


def open_pdf(data: bytes) -> tuple[Pdf, tuple[Diagnostic, ...]]:
    """Return the PDF and what is wrong with it; raise PublishError where it cannot be printed."""
    try:
        # Warnings are collected, and said below in our own words.
        pdf = pikepdf.open(BytesIO(data), suppress_warnings=True)
        empty = not pdf.pages
    except pikepdf.PasswordError:
        raise PublishError(rules.LOCKED.anywhere("the PDF needs a password")) from None
    except (PdfError, RuntimeError) as error:  # the latter where qpdf finds itself at fault
        said = f"the PDF cannot be read: {_why(error)}"
        raise PublishError(rules.UNREADABLE.anywhere(said)) from error
    if pdf.is_encrypted and not pdf.allow.print_lowres:
        raise PublishError(rules.LOCKED.anywhere("the PDF does not allow itself to be printed"))
    if empty:
        raise PublishError(rules.NO_PAGES.anywhere("the PDF has no pages"))
    troubles = pdf.get_warnings()
    if not troubles:
        return pdf, ()
    count = len(pdf.pages)
    found = f"the PDF is damaged and was mended: {count} page{'s' * (count != 1)} found"
    return pdf, (rules.DAMAGED.anywhere(found, _why(troubles[0])),)


def _why(trouble: object) -> str:
    """Return qpdf's reason without the name it gives to a file that it read from memory."""
    return str(trouble).rpartition("): ")[2].rpartition(">: ")[2].strip()


def binding_of(pdf: Pdf) -> Binding:
    """Return the side on which the PDF says it is bound: left, unless it is read from the right."""
    preferences = pdf.Root.get("/ViewerPreferences")
    said = preferences.get("/Direction") if isinstance(preferences, Dictionary) else None
    return Binding.RIGHT if said == Name.R2L else Binding.LEFT


def sizes(pdf: Pdf) -> list[Size]:
    """Return the trimmed size of every page."""
    return [_size(page.obj, _boxes(page.obj)[0]) for page in pdf.pages]


def trim_of(sizes: list[Size]) -> Size:
    """Return the size that most pages have; of two such, that of the page that comes first."""
    usual = Counter(map(_rounded, sizes)).most_common(1)[0][0]
    return next(size for size in sizes if _rounded(size) == usual)


def _rounded(size: Size) -> tuple[int, int]:
    return round(size.width), round(size.height)


def mixed(pages: list[Page], trim: Size) -> Iterator[Diagnostic]:
    """Yield a warning that names the pages of another size than ``trim``, where there are any."""
    others = [n for n, page in enumerate(pages, start=1) if not page.size.same(trim)]
    if others:
        named = ", ".join(map(str, others[:8])) + (", …" if others[8:] else "")
        shrunk = any(not fits(pages[n - 1].size, trim) for n in others)
        done = "each is set in the middle of that size" + (", the larger shrunk" if shrunk else "")
        one = "page" if len(others) == 1 else "pages"
        said = f"most pages are {trim.millimetres}, but not {one} {named}; {done}"
        yield rules.MIXED_SIZES.anywhere(said)


def read_pages(pdf: Pdf) -> list[Page]:
    """Return every page of ``pdf`` ready to be placed; the PDF is good for nothing else after."""
    _flatten(pdf)
    used: set[tuple[int, int]] = set()
    pages = []
    for number, page in enumerate(pdf.pages, start=1):
        try:
            pages.append(_page(pdf, page.obj, used))
        except (PdfError, RuntimeError, TypeError, ValueError, KeyError, AttributeError) as error:
            said = f"page {number} of the PDF cannot be read: {_why(error)}"
            raise PublishError(rules.UNREADABLE.anywhere(said)) from error
    return pages


def _flatten(pdf: Pdf) -> None:
    """Take links off the pages; draw what else an annotation prints into its page."""
    printed = False
    for page in pdf.pages:
        annotations = page.obj.get("/Annots")
        if not isinstance(annotations, Array):
            continue
        kept = [one for one in annotations if str(one.get("/Subtype")) not in _NOT_PRINTED]
        page.obj["/Annots"] = Array(kept)
        printed = printed or bool(kept)
    if printed:
        pdf.flatten_annotations("print")


def _page(pdf: Pdf, page: Object, used: set[tuple[int, int]]) -> Page:
    trim, shown = _boxes(page)
    form = _form(pdf, page, used)
    if form is not None:
        form["/Subtype"] = Name.Form
        form["/BBox"] = Array(shown)
        matrix = _upright(page, trim)
        if matrix != _AS_IT_IS:
            form["/Matrix"] = Array(matrix)
        resources = _inherited(page, "/Resources") or Dictionary()
        # By reference, they are compressed; in the dictionary of a stream they would not be.
        form["/Resources"] = pdf.make_indirect(resources)
        if "/Group" in page:
            form["/Group"] = page["/Group"]
    return Page(form, _size(page, trim))


def _form(pdf: Pdf, page: Object, used: set[tuple[int, int]]) -> Stream | None:
    """Return a stream of the page's own that holds what the page draws.

    Most pages draw one stream that no other page draws: that very stream becomes the form, as it
    is compressed.
    """
    content = page.get("/Contents")
    parts = [content] if isinstance(content, Stream) else list(content or ())
    match [part for part in parts if isinstance(part, Stream)]:
        case []:
            return None
        case [only] if only.objgen not in used:
            used.add(only.objgen)
            return only
        case several:
            # Operators may not run on from one stream to the next without white space.
            return pdf.make_stream(b"\n".join(part.read_bytes() for part in several))


def _inherited(page: Object, key: str) -> Object | None:
    """Return what a page has under ``key``, itself or from the groups of pages it stands in."""
    node: Object | None = page
    for _ in range(_LEVELS):
        if node is None:
            return None
        if key in node:
            found: Object = node[key]
            return found
        node = node.get("/Parent")
    return None


def _boxes(page: Object) -> tuple[_Box, _Box]:
    """Return the trimmed page, and the part of it and of its bleed that is to be seen."""
    media = _box(_inherited(page, "/MediaBox")) or _US_LETTER
    crop = _box(_inherited(page, "/CropBox"), media) or media
    trim = _box(page.get("/TrimBox"), crop) or crop
    bleed = _box(page.get("/BleedBox"), crop)
    return trim, bleed if bleed and _holds(bleed, trim) else trim


def _box(value: Object | None, within: _Box = _EVERYWHERE) -> _Box | None:
    """Return a rectangle cut to another, or None where nothing is left or it is none."""
    if not isinstance(value, Array) or len(value) != 4:
        return None
    x0, y0, x1, y1 = map(float, value)
    left, right = max(min(x0, x1), within[0]), min(max(x0, x1), within[2])
    low, high = max(min(y0, y1), within[1]), min(max(y0, y1), within[3])
    return (left, low, right, high) if right - left >= 1 and high - low >= 1 else None


def _holds(outer: _Box, inner: _Box) -> bool:
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and outer[2] >= inner[2]
        and outer[3] >= inner[3]
    )


def _turn(page: Object) -> int:
    """Return by how many quarters the page is shown turned clockwise."""
    return round(float(_inherited(page, "/Rotate") or 0) / 90) % 4


def _unit(page: Object) -> float:
    """Return how many points a unit of the page is."""
    unit = float(page.get("/UserUnit", 1))
    return unit if unit > 0 else 1.0


def _size(page: Object, trim: _Box) -> Size:
    unit = _unit(page)
    width, height = (trim[2] - trim[0]) * unit, (trim[3] - trim[1]) * unit
    return Size(height, width) if _turn(page) % 2 else Size(width, height)


def _upright(page: Object, trim: _Box) -> _Matrix:
    """Return the matrix that turns the page upright, with the corner of its trim at (0, 0)."""
    left, low, right, high = trim
    turned: _Matrix
    match _turn(page):
        case 0:
            turned = (1, 0, 0, 1, -left, -low)
        case 1:
            turned = (0, -1, 1, 0, -low, right)
        case 2:
            turned = (-1, 0, 0, -1, right, high)
        case _:
            turned = (0, 1, -1, 0, high, -left)
    unit = _unit(page)
    a, b, c, d, e, f = (round(value * unit, 6) for value in turned)
    return a, b, c, d, e, f
