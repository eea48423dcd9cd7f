"""Wrap covers in the output folder that do not fit the pages of their PDF any more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from publish.artifacts.plan import Artifact
from publish.artifacts.related_files import cover_of
from publish.artifacts.result import Result, Status
from publish.config.file_access import read_bytes
from publish.config.options import Format
from publish.config.workspace import display_path
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules.wrap_covers import STALE_COVER
from publish.text.source import Span

if TYPE_CHECKING:
    from publish.artifacts.cover_measures import BoundPages
    from publish.writers.wrap_cover.geometry import Area

_TOLERANCE = 0.05
"""Millimetres by which a cover may differ: half a leaf of thin paper."""


def find_stale_cover(result: Result, planned: Iterable[Artifact]) -> Diagnostic | None:
    """Return a warning about the cover of a PDF that was made or found, unless it is ``planned``.

    A cover that is planned is made after its PDF.
    """
    pdf = result.artifact
    if result.status is Status.FAILED or pdf.format is not Format.PDF:
        return None
    cover = cover_of(pdf).path
    return None if any(each.path == cover for each in planned) else check_cover(pdf)


def check_cover(pdf: Artifact) -> Diagnostic | None:
    """Return a warning where the cover in place does not fit the PDF in place, if both are.

    The size of the cover is compared, so that a cover of any program is checked.  A cover without a
    TrimBox may have its bleed inside of its size.
    """
    cover = cover_of(pdf)
    if pdf.is_named or not cover.path.is_file() or not pdf.path.is_file():
        return None
    # Only books with a cover wait for these.
    from publish.artifacts.cover_measures import measure_cover, read_pages

    name = display_path(cover.path, pdf.book.workspace)
    try:
        pages = read_pages(read_bytes(pdf.path))
        geometry = measure_cover(pages, cover).value
        actual = read_pages(read_bytes(cover.path))
    except PublishError as error:
        reason = error.diagnostics[0].message
        return STALE_COVER.at(Span(name, 0, 0), f"{cover.path.name} fits no more: {reason}")
    wanted = geometry.trim
    if any(_has_size(actual, area) for area in (wanted, geometry.full_area)):
        return None
    size = f"{actual.width:.2f} × {actual.height:g} mm"
    message = (
        f"{cover.path.name} is {size}; for the {pages.count} pages of {pdf.path.name} a cover is "
        f"{wanted.width:.2f} × {wanted.height:g} mm"
    )
    hint = f"`publish cover {pdf.book.name}` makes it again"
    return STALE_COVER.at(Span(name, 0, 0), message, hint)


def _has_size(pages: BoundPages, area: Area) -> bool:
    differences = (abs(pages.width - area.width), abs(pages.height - area.height))
    return max(differences) <= _TOLERANCE
