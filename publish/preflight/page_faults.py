"""Faults of a printed page, found in the places and colours of what it draws."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from publish.diagnostics import Rule
from publish.diagnostics.rules import print_faults as rules
from publish.preflight.drawn_text import DrawnText
from publish.preflight.drawn_words import order_drawn_words
from publish.preflight.page_boxes import Box, inset, intersect, is_inside
from publish.preflight.page_drawing import DrawnShape
from publish.preflight.pdf_drawings import ReadPage

MILLIMETRE = 72 / 25.4
SAFE = 3 * MILLIMETRE
"""The distance from the trim within which ink may be cut."""

COARSE = 150
"""Pixels an inch below which pixels are seen."""

THIN = 0.25
"""The width in points of the thinnest line that is printed well."""

_ROUNDING = 0.05
_OPACITY = re.compile(rb"/(?:ca|CA)\s*([\d.]+)")


class PageFault(NamedTuple):
    """A fault on the page of that number; ``fact`` is a clause without its place."""

    rule: Rule
    page: int
    fact: str


def find_page_faults(read: ReadPage, sheet: tuple[float, float]) -> Iterator[PageFault]:
    """Yield the faults of a page; ``sheet`` is the width and height that settings ask for."""
    number = read.page.number
    trim = read.page.trim or read.page.media
    yield from (PageFault(rules.PAGE_SIZE, number, fact) for fact in _size_faults(read, sheet))
    if trim:
        for rule, fact in _edge_faults(read, trim):
            yield PageFault(rule, number, fact)
    for rule, fact in (
        *_text_faults(read.drawing.texts),
        *_paint_faults(read),
    ):
        yield PageFault(rule, number, fact)


def quote(text: str) -> str:
    """Return the end of the text of glyphs in quotation marks."""
    words = order_drawn_words(text)
    return f"“{words}”" if len(words) <= 40 else f"“…{words[-40:]}”"


def _size_faults(read: ReadPage, sheet: tuple[float, float]) -> Iterator[str]:
    page = read.page
    if not page.media or not page.trim:
        yield "a page has no size or no trim"
        return
    left, low, right, high = page.trim
    width, height = sheet
    if abs(right - left - width) > 1 or abs(high - low - height) > 1:
        yield (
            f"a page is {_size(right - left, high - low)} large, "
            f"and the settings ask for {_size(width, height)}"
        )
    bleed = page.bleed or page.trim
    if not is_inside(page.trim, inset(bleed, -1)) or not is_inside(bleed, inset(page.media, -1)):
        yield "the trim of a page is not inside its bleed, or that not inside its sheet"


def _size(width: float, height: float) -> str:
    return f"{width / MILLIMETRE:.0f} × {height / MILLIMETRE:.0f} mm"


def _edge_faults(read: ReadPage, trim: Box) -> Iterator[tuple[Rule, str]]:
    """Yield the ink that is cut or may be, and text that is hidden by its box."""
    safe = inset(trim, SAFE)
    for text in read.drawing.texts:
        room = text.room
        clip = text.clip
        if is_inside(room, safe) and (clip is None or is_inside(room, clip)):
            continue
        ink = text.ink
        if ink is None:
            continue
        if not is_inside(ink, inset(trim, -_ROUNDING)):
            yield rules.TEXT_CUT, f"{quote(text.text)} goes beyond the page"
        elif not is_inside(ink, inset(safe, -_ROUNDING)):
            yield rules.NEAR_EDGE, f"{quote(text.text)} is {_distance(ink, trim)} from the edge"
        if clip and not is_inside(ink, inset(clip, -text.size / 20)):
            yield rules.TEXT_CLIPPED, f"{quote(text.text)} is cut off by its box"
    boxes = (
        *(("a rule or ground", shape.box) for shape in read.drawing.shapes),
        *(("a picture", picture.box) for picture in read.pictures),
    )
    for name, box in boxes:
        if not is_inside(box, safe) and _ends_near(box, trim):
            yield rules.NEAR_EDGE, f"{name} ends {_distance(box, trim)} from the edge"


def _ends_near(box: Box, trim: Box) -> bool:
    """Return whether a box has an edge near the trim that does not reach 3 mm beyond it.

    Marks of a press stand outside of the trim.
    """
    left, low, right, high = intersect(box, trim)
    if right < left or high < low:
        return False
    edges = (box[0] - trim[0], box[1] - trim[1], trim[2] - box[2], trim[3] - box[3])
    has_ink = box[2] > box[0] or box[3] > box[1]
    return has_ink and any(1 - SAFE < edge < SAFE - _ROUNDING for edge in edges)


def _distance(box: Box, trim: Box) -> str:
    least = min(box[0] - trim[0], box[1] - trim[1], trim[2] - box[2], trim[3] - box[3])
    return f"{max(0, least) / MILLIMETRE:.1f} mm"


def _text_faults(texts: Sequence[DrawnText]) -> Iterator[tuple[Rule, str]]:
    lines = sorted(
        ((text.line, text) for text in texts if not text.silent and text.advance > 0),
        key=lambda each: each[0][1],
    )
    for index, (line, text) in enumerate(lines):
        for other_line, other in lines[index + 1 : index + 9]:
            if other_line[1] - line[1] > 0.35 * min(text.size, other.size):
                break
            left, _, right, _ = intersect(line, other_line)
            if right - left > 0.4 * min(text.size, other.size) and text.text and other.text:
                yield (
                    rules.TEXT_OVER_TEXT,
                    f"{quote(text.text)} and {quote(other.text)} are printed on each other",
                )


def _paint_faults(read: ReadPage) -> Iterator[tuple[Rule, str]]:
    colours = read.drawing.colours
    if colours and not any(picture.has_colour for picture in read.pictures):
        listed = ", ".join(sorted(colours)[:3])
        yield rules.COLOUR, f"ink is given as {listed}, without a colour picture"
    for picture in read.pictures:
        if picture.resolution < COARSE:
            yield (
                rules.COARSE_PICTURE,
                f"a picture has {picture.resolution:.0f} pixels an inch",
            )
    if any(_is_thin(shape) for shape in read.drawing.shapes):
        yield rules.HAIRLINE, f"a rule is thinner than {THIN} points"
    if any(picture.is_transparent for picture in read.pictures):
        yield rules.TRANSPARENCY, "a picture is transparent"
    if any(map(_is_transparent, read.states)):
        yield rules.TRANSPARENCY, "ink is transparent"


def _is_thin(shape: DrawnShape) -> bool:
    left, low, right, high = shape.box
    width = shape.line_width or min(right - left, high - low)
    return 0 < width < THIN and max(right - left, high - low) > 1


def _is_transparent(state: bytes) -> bool:
    return b"/SMask" in state or any(float(value) < 1 for value in _OPACITY.findall(state))
