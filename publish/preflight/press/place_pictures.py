"""Pictures of the places of findings: a part of the page as PNG, with the place framed in red."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from publish.diagnostics import Severity
from publish.diagnostics.rules.preflight_files import UNCHECKED
from publish.preflight.page_boxes import Box
from publish.preflight.press.check import Report
from publish.preflight.press.ink_pixels import InkPixels

MOST_PICTURES = 24
_DOTS = 150
_AROUND = 160
"""Pixels around the place that are shown too."""

_FRAME = (214, 39, 40)
_CUT = (31, 119, 180)


def draw_places(data: bytes, report: Report) -> Iterator[tuple[int, str, bytes]]:
    """Yield the index of a group, a file name, and a picture of its first place.

    The place has a red frame, and the edge that is cut a blue line.  Errors and warnings that
    have a place are drawn, at most ``MOST_PICTURES``; pages that could not be read are not.
    """
    pixels = InkPixels(data, report.facts.pages)
    unread = {page for group in report.groups if group.rule is UNCHECKED for page in group.pages}
    count = 0
    try:
        for index, group in enumerate(report.groups):
            if count == MOST_PICTURES or group.severity is Severity.INFO:
                break
            finding = next(
                (each for each in group.findings if each.box and each.page not in unread), None
            )
            if finding is None or finding.box is None:
                continue
            picture = _draw(
                pixels, finding.page, finding.box, report.facts.pages[finding.page - 1].trim
            )
            if picture:
                count += 1
                yield index, f"{count:02}-{group.rule.code}-page-{finding.page}.png", picture
    finally:
        pixels.close()


def _draw(pixels: InkPixels, page: int, box: Box, trim: Box) -> bytes | None:
    from PIL import ImageDraw

    sheet = pixels.draw(page, _DOTS)
    if sheet is None:
        return None
    sheet = sheet.convert("RGB")
    left, top, right, bottom = pixels.to_pixels(page, box, sheet)
    frame = (left - 4, top - 4, right + 4, bottom + 4)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle(pixels.to_pixels(page, trim, sheet), outline=_CUT, width=1)
    pen.rectangle(frame, outline=_FRAME, width=3)
    part = sheet.crop(
        (
            max(0, left - _AROUND),
            max(0, top - _AROUND),
            min(sheet.width, right + _AROUND),
            min(sheet.height, bottom + _AROUND),
        )
    )
    stream = BytesIO()
    part.save(stream, "PNG")
    return stream.getvalue()
