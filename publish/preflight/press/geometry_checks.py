"""Checks of the boxes, sizes and number of pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from publish.diagnostics import Severity
from publish.diagnostics.rules import preflight_pages as rules
from publish.preflight.page_boxes import Box, inset, is_inside
from publish.preflight.press.demands import Demands
from publish.preflight.press.finding import Finding
from publish.preflight.press.geometry import PageGeometry
from publish.text.lengths import MM, Size

_ROUNDING = 0.5
_LARGEST = 14_400
_SPREAD = (1.3, 1.5)
"""The proportion of width and height of two pages of a usual book side by side."""


def check_geometry(page: PageGeometry, demands: Demands) -> Iterator[Finding]:
    """Yield the findings about the boxes of one page."""
    for fact in _box_faults(page):
        yield Finding(rules.BOXES, Severity.ERROR, fact, page.number)
    if not demands.is_for_press:
        return
    if page.own_trim is None:
        fact = "the page does not say where it is cut (TrimBox)"
        if page.art is not None:
            fact = "the page has an ArtBox and no TrimBox"
        yield Finding(rules.NO_TRIM, demands.convertible, fact, page.number)
    elif page.art is not None:
        fact = "the page has both a TrimBox and an ArtBox"
        severity = demands.standard if demands.is_x1a else Severity.WARNING
        yield Finding(rules.BOXES, severity, fact, page.number)
    if page.turns:
        fact = f"the page is rotated by {90 * page.turns}°"
        yield Finding(rules.ROTATED, Severity.WARNING, fact, page.number)
    if page.unit != 1:
        fact = f"the page is scaled by {page.unit:g} (UserUnit)"
        yield Finding(rules.ROTATED, demands.demand, fact, page.number)


def _box_faults(page: PageGeometry) -> Iterator[str]:
    if not page.has_media:
        yield "the page has no size (MediaBox)"
    if max(page.size.width, page.size.height) > _LARGEST:
        yield f"the page is {page.size.millimetres} large, more than any sheet"
    boxes: tuple[tuple[str, Box | None, str, Box], ...] = (
        ("TrimBox", page.own_trim, "BleedBox", page.outer_area),
        ("BleedBox", page.own_bleed, "MediaBox", page.media),
        ("TrimBox", page.own_trim, "CropBox", page.crop),
        ("TrimBox", page.own_trim, "MediaBox", page.media),
        ("CropBox", page.crop, "MediaBox", page.media),
    )
    for name, inner, outer_name, outer in boxes:
        if inner is not None and not is_inside(inner, inset(outer, -_ROUNDING)):
            yield f"the {name} is not inside the {outer_name}"


def check_pages(pages: Sequence[PageGeometry], demands: Demands) -> Iterator[Finding]:
    """Yield the findings about the sizes and the number of all pages."""
    if not demands.is_for_press:
        return
    common = _common_size(pages)
    yield from _size_findings(pages, common, demands)
    if demands.profile.single_pages:
        yield from _spread_findings(pages, common)
    yield from _count_findings(len(pages), demands)


def _size_findings(
    pages: Sequence[PageGeometry], common: Size, demands: Demands
) -> Iterator[Finding]:
    trim = demands.profile.trim
    if trim is not None:
        asked = Size(trim.width * MM, trim.height * MM)
        for page in pages:
            if not page.size.same(asked):
                fact = f"the page is {page.size.millimetres}, and the profile asks for {trim}"
                yield Finding(rules.PAGE_SIZES, demands.demand, fact, page.number)
        return
    for page in pages:
        if not page.size.same(common):
            fact = f"the page is {page.size.millimetres}, and most are {common.millimetres}"
            yield Finding(rules.PAGE_SIZES, Severity.ERROR, fact, page.number)


def _spread_findings(pages: Sequence[PageGeometry], common: Size) -> Iterator[Finding]:
    for page in pages:
        size = page.size
        is_double = abs(size.width - 2 * common.width) < MM and size.height - common.height < MM
        is_wide = size.same(common) and _SPREAD[0] < size.width / size.height < _SPREAD[1]
        if is_double or is_wide:
            fact = f"the page is {size.millimetres}, which is perhaps two pages side by side"
            yield Finding(rules.SPREADS, Severity.WARNING, fact, page.number)


def _count_findings(count: int, demands: Demands) -> Iterator[Finding]:
    limits = demands.profile.page_range
    if count % 2:
        if demands.profile.even_pages:
            fact = f"the file has an odd number of pages, {count:,}, and each leaf has two"
            yield Finding(rules.PAGE_COUNT, demands.convertible, fact)
        elif not demands.is_strict and count > 1:
            fact = f"the file has an odd number of pages, {count:,}; the last leaf has a blank one"
            yield Finding(rules.PAGE_COUNT, Severity.INFO, fact)
    if limits and not limits.least <= count <= limits.most:
        fact = (
            f"the file has {count:,} pages, and the printer binds "
            f"{limits.least:,} to {limits.most:,}"
        )
        yield Finding(rules.PAGE_COUNT, demands.demand, fact)


def _common_size(pages: Sequence[PageGeometry]) -> Size:
    sizes = Counter((round(page.size.width), round(page.size.height)) for page in pages)
    width, height = sizes.most_common(1)[0][0]
    return next(
        page.size
        for page in pages
        if (round(page.size.width), round(page.size.height)) == (width, height)
    )
