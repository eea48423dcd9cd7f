"""A page with the margins that a press needs: gutter, outer margins and safe area."""

from __future__ import annotations

import math
from dataclasses import replace

from publish.config.pdf_profiles import PdfProfile
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules.press_pages import NO_ROOM
from publish.text.lengths import millimetres
from publish.themes.page_geometry import LEAST_SIDE, PageGeometry, css_length, has_room

_HEAD = 2.4
_FOLIO = 0.95
_FOLIO_GAP = 1.5
_NUMBER_GAP = 0.8
_NUMBER_LETTER = 0.65
_LABEL = 1.7
_OVERHANG = 0.15
"""The height of a running head over the text, of a folio, and of the gap between text and folio;
the gap beside the number of an excerpt, the width of a letter of it, and the room of the number of
a segment.  They are in sizes of the type of the page (``print/head.css.j2``,
``print/folios.css.j2``, ``.source .number`` and ``.segment-label`` of ``print.css``).  So is the
ink beside a line, of vowel points under its first letter or of an italic letter at its end."""


def fit_to_press(
    page: PageGeometry, profile: PdfProfile, gutter: float, number_length: int = 0
) -> PageGeometry:
    """Return a page whose inner margin has at least ``gutter`` millimetres.

    Numbers of that many letters hang in the margins, and keep out of the gutter too.  The text
    moves outwards and keeps its lines as long as the outer margin has room.  Running head and folio
    are inside the outer margins and the safe area.  Raises PublishError where the text has no room.
    """
    edge = max(profile.outer_margin, profile.safe_area)
    if not (gutter or edge):
        return page
    size = millimetres(page.size)
    number = _NUMBER_GAP + _NUMBER_LETTER * number_length if number_length else 0.0
    inner = max(gutter, profile.safe_area) + max(number, _OVERHANG) * size
    outer = edge + max(number, _LABEL) * size if edge else number * size
    fitted = _widen_gutter(page, inner, outer)
    if edge:
        fitted = _keep_from_edge(fitted, edge)
    if fitted == page:
        return page
    if not has_room(fitted):
        raise PublishError(_no_room(page, profile, max(gutter, millimetres(page.inner)), edge))
    return fitted


def _widen_gutter(page: PageGeometry, gutter: float, least_outer: float) -> PageGeometry:
    """Return a page whose margins at the spine and opposite have at least these widths."""
    inner, outer = millimetres(page.inner), millimetres(page.outer)
    growth = max(0.0, gutter - inner)
    outer = max(outer - growth, min(outer, LEAST_SIDE), least_outer)
    return replace(
        page,
        inner=css_length(inner + growth) if growth else page.inner,
        outer=css_length(outer) if outer != millimetres(page.outer) else page.outer,
    )


def _keep_from_edge(page: PageGeometry, edge: float) -> PageGeometry:
    """Return a page whose head and folio are ``edge`` millimetres from the edges of the page."""
    size, leading, height = (millimetres(each) for each in (page.size, page.leading, page.height))
    top = millimetres(page.top)
    foot = height - top - page.lines * leading
    new_top = max(top, edge + _HEAD * size)
    new_foot = max(foot, edge + (_FOLIO + _FOLIO_GAP) * size)
    if edge > millimetres(page.folio_foot):
        page = replace(page, folio_foot=css_length(edge))
    if (new_top, new_foot) == (top, foot):
        return page
    # A hundredth of a line is a rounding of lengths.
    lines = math.floor((height - new_top - new_foot) / leading + 0.01)
    return replace(page, top=css_length(new_top), lines=lines)


def _no_room(page: PageGeometry, profile: PdfProfile, gutter: float, edge: float) -> Diagnostic:
    message = (
        f"a page of {page.width} × {page.height} has no room for text between the margins of "
        f"“{profile.name}”: {gutter:g} mm at the spine, {edge:g} mm at the other edges"
    )
    hint = "choose a larger page, or smaller margins in [printers.NAME] of publish.toml"
    return NO_ROOM.anywhere(message, hint)
