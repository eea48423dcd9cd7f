"""Checks of the edges of pages: bleed, gutter, margins, printer's marks, blank pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from publish.diagnostics import Severity
from publish.diagnostics.rules import preflight_pages as rules
from publish.preflight.page_boxes import Box, inset, intersect, is_inside
from publish.preflight.press.demands import Demands
from publish.preflight.press.finding import Finding, Measure
from publish.preflight.press.ink_pixels import InkPixels
from publish.preflight.press.page_marks import MarkKind
from publish.preflight.press.printed_page import PrintedPage
from publish.text.lengths import MM

_ROUNDING = 0.3 * MM
_AT_EDGE = 1.0
_CROSSES = 0.5
_SPINE = "spine"


class _Shape(NamedTuple):
    """A mark or picture by its name; ``is_area`` where it may bleed."""

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
    bleeding: set[int] = set()
    for edge in range(4):
        yield from _check_bleed(page, demands, inside, edge, bleeding)
    near = [shape for index, shape in enumerate(inside) if index not in bleeding]
    for edge in range(4):
        yield from _check_margin(page, demands, near, (edge, count), pixels)
    yield from _check_marks(page, demands, outside)


def _list_shapes(page: PrintedPage) -> list[_Shape]:
    areas = (MarkKind.FILL, MarkKind.SHADE)
    return [
        *(_Shape(str(mark.kind), mark.box, mark.kind in areas) for mark in page.visible_marks),
        *(
            _Shape("picture", picture.box, True) for picture in page.marks.pictures
        ),  # fields in order
    ]


def _distance(box: Box, trim: Box, edge: int) -> float:
    """Return how far a box stays inside an edge of the trim; negative beyond it."""
    return box[edge] - trim[edge] if edge < 2 else trim[edge] - box[edge]


def _check_bleed(
    page: PrintedPage, demands: Demands, shapes: Sequence[_Shape], edge: int, bleeding: set[int]
) -> Iterator[Finding]:
    """Yield areas that reach an edge and are cut short; add all that reach it to ``bleeding``."""
    profile, geometry = demands.profile, page.geometry
    name = geometry.edges[edge]
    is_cut = name != _SPINE or profile.inner_bleed
    for index, shape in enumerate(shapes):
        distance = _distance(shape.box, geometry.trim, edge)
        if not shape.is_area or distance > _AT_EDGE:
            continue
        bleeding.add(index)
        if not profile.bleed or not is_cut:
            continue
        room = -_distance(geometry.outer_area, geometry.trim, edge)
        beyond = min(-distance, room if geometry.own_bleed else -distance)
        if beyond < profile.bleed * MM - _ROUNDING:
            article = "an" if shape.name == "area" else "a"
            fact = (
                f"{article} {shape.name} ends {{}} beyond the {_word(name)}, "
                f"where {profile.bleed:.1f} mm are cut off"
            )
            measure = _measure(max(0.0, beyond))
            yield Finding(rules.BLEED, demands.demand, fact, geometry.number, shape.box, measure)


def _check_margin(
    page: PrintedPage,
    demands: Demands,
    shapes: Sequence[_Shape],
    place: tuple[int, int],
    pixels: InkPixels,
) -> Iterator[Finding]:
    """Yield ink that stands too near to an edge, as the pixels of the page confirm."""
    edge, count = place
    profile, geometry = demands.profile, page.geometry
    name = geometry.edges[edge]
    least = max(profile.safe_area, profile.gutter_for(count) if name == _SPINE else 0) * MM
    wish = max(least, 0 if name == _SPINE else profile.outer_margin * MM)
    near = [
        (_distance(shape.box, geometry.trim, edge), shape)
        for shape in shapes
        if _distance(shape.box, geometry.trim, edge) < wish - _ROUNDING
    ]
    if not near:
        return
    strip = _strip(geometry.trim, edge, wish - _ROUNDING)
    ink = pixels.find_ink(geometry.number, strip)
    if ink is None:
        return
    distance, shape = min(near, key=lambda each: each[0])
    if distance >= -_CROSSES:  # the pixels are exact, and tell nothing beyond the page
        distance = max(distance, _distance(ink, geometry.trim, edge))
    is_gutter = name == _SPINE
    rule = rules.GUTTER if is_gutter else rules.MARGIN
    is_fault = distance < least - _ROUNDING
    severity = demands.demand if is_fault else Severity.WARNING
    place_of_ink = _narrow(shape.box, strip)
    if distance < -_CROSSES:
        fact = f"{shape.name} is cut off at the {_word(name)}"
        yield Finding(rule, severity, fact, geometry.number, place_of_ink)
        return
    fact = (
        f"{shape.name} stands {{}} from the {_word(name)}, "
        f"where {(least if is_fault else wish) / MM:.1f} mm are the least"
    )
    measure = _measure(max(0.0, distance))
    yield Finding(rule, severity, fact, geometry.number, place_of_ink, measure)


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


def _strip(trim: Box, edge: int, width: float) -> Box:
    edges = list(trim)
    edges[(edge + 2) % 4] = trim[edge] + (width if edge < 2 else -width)
    left, low, right, high = edges
    return left, low, right, high


def _narrow(box: Box, strip: Box) -> Box:
    part = intersect(box, strip)
    return part if part[2] > part[0] and part[3] > part[1] else box


def _overlaps(box: Box, other: Box) -> bool:
    left, low, right, high = intersect(box, other)
    return right >= left and high >= low


def _word(edge: str) -> str:
    return "spine" if edge == _SPINE else f"{edge} edge"
