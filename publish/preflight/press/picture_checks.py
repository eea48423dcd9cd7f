"""Checks of the pictures of a page: colours, resolution as printed, ink, compression."""

from __future__ import annotations

from collections.abc import Iterator

from publish.config.pdf_profiles import Colours
from publish.diagnostics import Rule, Severity
from publish.diagnostics.rules import preflight_pages as rules
from publish.preflight.page_boxes import Box
from publish.preflight.press.colour_checks import check_space
from publish.preflight.press.colour_space import Colour, Family
from publish.preflight.press.demands import Demands
from publish.preflight.press.finding import Finding
from publish.preflight.press.page_marks import PlacedPicture
from publish.preflight.press.picture import PictureInk
from publish.preflight.press.printed_page import PrintedPage
from publish.preflight.press.resources import FileObjects

_ROUNDING = 0.98
_INK_ROUNDING = 2.0
_LATE_FILTERS = {"JPXDecode": "JPEG 2000", "JBIG2Decode": "JBIG2"}


def check_pictures(page: PrintedPage, demands: Demands, objects: FileObjects) -> Iterator[Finding]:
    """Yield the findings about the pictures of a page."""
    for placed in page.marks.pictures:
        ink = objects.ink_of(placed.picture)
        number = page.geometry.number
        for rule, severity, fact in _check_picture(placed, ink, demands):
            yield Finding(rule, severity, fact, number, _place(placed, ink, rule))


def describe_picture(placed: PlacedPicture) -> str:
    """Return the size of a picture in words: pixels, and dpi as it is printed."""
    picture = placed.picture
    return (
        f"{picture.width:,} × {picture.height:,} pixels, "
        f"{placed.resolution:.0f} dpi at its printed size"
    )


_Fact = tuple[Rule, Severity, str]


def _check_picture(placed: PlacedPicture, ink: PictureInk, demands: Demands) -> Iterator[_Fact]:
    picture, profile = placed.picture, demands.profile
    size = describe_picture(placed)
    if ink.fault:
        yield rules.PICTURE_FAULT, demands.demand, f"picture of {size}: {ink.fault}"
    if not demands.is_for_press:
        return
    yield from _check_resolution(placed, demands)
    if picture.is_stencil:
        yield from check_space(placed.colour, "picture", demands)
        return
    family = picture.space.real.family
    if family in (Family.RGB, Family.LAB):
        yield rules.RGB_PICTURE, demands.convertible, f"{family.value} picture, {size}"
    elif ink.has_colour and (profile.colours is Colours.BLACK or profile.grey_pictures):
        yield rules.COLOUR, demands.demand, f"picture in colour ({family.value}), {size}"
    else:
        initial = Colour(picture.space, picture.space.initial)
        yield from check_space(initial, "picture", demands)
    limit = profile.ink_limit
    if limit and ink.most is not None and ink.most > limit + _INK_ROUNDING:
        fact = f"{ink.most:.0f} % of ink in a picture, where {limit} % is the most"
        yield rules.INK, demands.demand, fact
    if demands.is_x1a:
        late = [name for key, name in _LATE_FILTERS.items() if key in picture.filters]
        late += ["16 bits"] if picture.bits == 16 else []
        for name in late:
            yield rules.COMPRESSION, demands.standard, f"picture with {name}, {size}"


def _check_resolution(placed: PlacedPicture, demands: Demands) -> Iterator[_Fact]:
    needed = demands.profile.resolution
    if needed is None or not placed.picture.pixels:
        return
    least = needed.line_art if placed.picture.is_line_art else needed.pictures
    if placed.resolution < least * _ROUNDING:
        kind = "black and white picture" if placed.picture.is_line_art else "picture"
        severity = demands.demand if placed.resolution < least / 2 else Severity.WARNING
        yield (
            rules.RESOLUTION,
            severity,
            f"{kind} of {describe_picture(placed)}, where {least} dpi is the least",
        )


def _place(placed: PlacedPicture, ink: PictureInk, rule: Rule) -> Box:
    """Return the place of a finding: the picture, or its part with the most ink."""
    left, low, right, high = placed.box
    if rule is not rules.INK:
        return placed.box
    x0, y0, x1, y1 = ink.place
    width, height = right - left, high - low
    return left + x0 * width, high - y1 * height, left + x1 * width, high - y0 * height
