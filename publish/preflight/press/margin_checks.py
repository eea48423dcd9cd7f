"""Checks of the edges of pages: bleed, gutter, margins, printer's marks, blank pages."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from publish.config.pdf_profiles import PdfProfile
from publish.diagnostics import Severity
from publish.diagnostics.rules import preflight_pages as rules
from publish.preflight.page_boxes import Box, inset, intersect, is_inside
from publish.preflight.press.demands import Demands
from publish.preflight.press.finding import Finding, Measure
from publish.preflight.press.geometry import PageGeometry
from publish.preflight.press.ink_pixels import InkPixels
from publish.preflight.press.page_marks import MarkKind
from publish.preflight.press.printed_page import PrintedPage
from publish.text.lengths import MM

_ROUNDING = 0.3 * MM
_AT_EDGE = 1.0
_CROSSES = 0.5
_OVERHANG = 3.0
_SPINE = "spine"


class _Shape(NamedTuple):
    """A mark or picture by its name; ``is_area`` where it is neither text nor a line."""

    name: str
    box: Box
    is_area: bool


def check_margins(
    page: PrintedPage, demands: Demands, count: int, pixels: InkPixels
) -> Iterator[Finding]:
    """Yield the findings about the edges of a page in a file of ``count`` pages."""
    if not demands.is_for_press or page.marks.problems:
        return
    shapes = _list_shapes(page)
    inside = [shape for shape in shapes if page.is_inside(shape.box)]
    outside = [shape for shape in shapes if not page.is_inside(shape.box)]
    for place in range(4):
        edge = _describe_edge(place, page.geometry, demands.profile, count)
        bleeding = [each for each in inside if edge.is_reached_by(each)]
        others = [each for each in inside if each not in bleeding]
        yield from _check_bleed(page, demands, edge, bleeding)
        yield from _check_margin(page, demands, edge, others, None if bleeding else pixels)
    yield from _check_marks(page, demands, outside)


def _list_shapes(page: PrintedPage) -> list[_Shape]:
    areas = (MarkKind.FILL, MarkKind.SHADE)
    marks = [_Shape(str(mark.kind), mark.box, mark.kind in areas) for mark in page.visible_marks]
    pictures = [_Shape("picture", each.box, is_area=True) for each in page.marks.pictures]
    return marks + pictures


class _Edge(NamedTuple):
    """An edge of a trim: its place in boxes, its name, and the least and wished distance to ink."""

    place: int
    trim: Box
    name: str
    least: float
    wish: float

    @property
    def words(self) -> str:
        """The name of the edge in messages."""
        return "spine" if self.name == _SPINE else f"{self.name} edge"

    @property
    def strip(self) -> Box:
        """The part of the page in which no ink may stand."""
        edges = list(self.trim)
        inwards = 1 if self.place < 2 else -1
        edges[(self.place + 2) % 4] = self.trim[self.place] + inwards * (self.wish - _ROUNDING)
        left, low, right, high = edges
        return left, low, right, high

    def is_reached_by(self, shape: _Shape) -> bool:
        """Return whether a shape bleeds: an area or picture at the edge, or a line across it."""
        reach = _AT_EDGE if shape.is_area else -_CROSSES
        return shape.name != MarkKind.TEXT and self.distance(shape) <= reach

    def distance(self, shape: _Shape) -> float:
        """Return how far a shape stays inside the edge; negative beyond it."""
        return self.distance_of(shape.box)

    def distance_of(self, box: Box) -> float:
        """Return how far a box stays inside the edge; negative beyond it."""
        inwards = box[self.place] - self.trim[self.place]
        return inwards if self.place < 2 else -inwards


def _describe_edge(place: int, geometry: PageGeometry, profile: PdfProfile, count: int) -> _Edge:
    name = geometry.edges[place]
    is_spine = name == _SPINE
    least = max(profile.safe_area, profile.gutter_for(count) if is_spine else 0.0) * MM
    wish = max(least, 0.0 if is_spine else profile.outer_margin * MM)
    return _Edge(place, geometry.trim, name, least, wish)


def _check_bleed(
    page: PrintedPage, demands: Demands, edge: _Edge, shapes: Sequence[_Shape]
) -> Iterator[Finding]:
    """Yield areas that reach an edge and do not go far enough beyond it."""
    profile, geometry = demands.profile, page.geometry
    if not profile.bleed or (edge.name == _SPINE and not profile.inner_bleed):
        return
    room = -edge.distance_of(geometry.outer_area) if geometry.own_bleed else math.inf
    # A page without a TrimBox may have its bleed inside of its size.
    severity = demands.demand if geometry.own_trim else demands.convertible
    for shape in shapes:
        beyond = min(-edge.distance(shape), room)
        if beyond < profile.bleed * MM - _ROUNDING:
            article = "an" if shape.name == "area" else "a"
            fact = (
                f"{article} {shape.name} ends {{}} beyond the {edge.words}, "
                f"where {profile.bleed:.1f} mm are cut off"
            )
            measure = _measure(max(0.0, beyond))
            yield Finding(rules.BLEED, severity, fact, geometry.number, shape.box, measure)


def _check_margin(
    page: PrintedPage,
    demands: Demands,
    edge: _Edge,
    shapes: Sequence[_Shape],
    pixels: InkPixels | None,
) -> Iterator[Finding]:
    """Yield ink that stands too near to an edge, as the pixels of the page confirm.

    Letters may be wider than their advance, so that a few points more are looked at.  Without
    ``pixels``, as on a coloured ground, the bounds of the marks decide.
    """
    slack = _OVERHANG if pixels else 0.0
    near = [each for each in shapes if edge.distance(each) < edge.wish - _ROUNDING + slack]
    if not near:
        return
    shape = min(near, key=edge.distance)
    distance, number = edge.distance(shape), page.geometry.number
    if pixels:
        ink = pixels.find_ink(number, edge.strip)
        if ink is None:
            return
        # Pixels beyond the page are those of other pages on a sheet, and tell nothing.
        distance = distance if distance < -_CROSSES else edge.distance_of(ink)
    is_fault = distance < edge.least - _ROUNDING
    rule = rules.GUTTER if edge.name == _SPINE else rules.MARGIN
    severity = demands.demand if is_fault else Severity.WARNING
    place = _narrow(shape.box, edge.strip)
    if distance < -_CROSSES:
        fact = f"{shape.name} is cut off at the {edge.words}"
        yield Finding(rule, severity, fact, number, place)
        return
    fact = (
        f"{shape.name} stands {{}} from the {edge.words}, "
        f"where {(edge.least if is_fault else edge.wish) / MM:.1f} mm are the least"
    )
    yield Finding(rule, severity, fact, number, place, _measure(max(0.0, distance)))


def _measure(distance: float) -> Measure:
    """Return a distance in words; the nearer to an edge, the worse."""
    return Measure(f"{distance / MM:.1f} mm", -distance)


def _check_marks(
    page: PrintedPage, demands: Demands, shapes: Sequence[_Shape]
) -> Iterator[Finding]:
    """Yield marks outside the trim that the profile does not want there."""
    profile, geometry = demands.profile, page.geometry
    if geometry.own_trim is None or not demands.is_strict:
        return
    for shape in shapes:
        if not profile.marks and not is_inside(shape.box, inset(geometry.outer_area, -_CROSSES)):
            fact = "printer's marks stand outside the page, and the profile wants none"
            yield Finding(rules.MARKS, Severity.WARNING, fact, geometry.number, shape.box)
            return
        gap = inset(geometry.trim, -(profile.mark_offset * MM - _ROUNDING))
        if profile.marks and not shape.is_area and _overlaps(shape.box, gap):
            fact = f"marks stand nearer than {profile.mark_offset:g} mm to the page"
            yield Finding(rules.MARKS, demands.demand, fact, geometry.number, shape.box)
            return


def check_blanks(blanks: Sequence[int], count: int) -> Iterator[Finding]:
    """Yield the blank pages that are not usual: not alone, not at the end, not on a left page."""
    if len(blanks) == count:
        fact = "nothing is printed on any page"
        yield Finding(rules.BLANK, Severity.ERROR, fact)
        return
    last = count
    while last in blanks:
        last -= 1
    for page in blanks:
        if page > last:
            continue
        has_neighbour = page + 1 in blanks or page - 1 in blanks
        if has_neighbour or page % 2:
            yield Finding(rules.BLANK, Severity.WARNING, "nothing is printed on the page", page)
        else:
            fact = "the page is blank, as before a part that begins on an odd page"
            yield Finding(rules.BLANK, Severity.INFO, fact, page)


def _narrow(box: Box, strip: Box) -> Box:
    part = intersect(box, strip)
    return part if part[2] > part[0] and part[3] > part[1] else box


def _overlaps(box: Box, other: Box) -> bool:
    left, low, right, high = intersect(box, other)
    return right >= left and high >= low
