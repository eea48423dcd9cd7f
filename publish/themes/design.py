"""The design of a book applied to its theme: type size, margins, faces, colours."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from publish.config.colours import LEAST_CONTRAST, PAPER, contrast
from publish.diagnostics import PublishError
from publish.diagnostics.rules import settings as rules
from publish.diagnostics.rules.themes import PAGE_TOO_SMALL
from publish.text.lengths import millimetres
from publish.text.source import NOWHERE, Span
from publish.themes import font_cache
from publish.themes.font_reader import open_font
from publish.themes.page_geometry import PageGeometry, css_length, has_room
from publish.themes.theme_file import CoverColours, Face, FaceScript

if TYPE_CHECKING:
    from publish.config.design import Accent, Design

_ORNAMENT_CONTRAST = 3
"""The contrast of ornaments (https://www.w3.org/TR/WCAG22/#non-text-contrast)."""


def design_page(page: PageGeometry, design: Design, span: Span = NOWHERE) -> PageGeometry:
    """Return a page with the type size and the margins of a design.

    The leading keeps its proportion to the size, and the lines are as many as fit.  A page of large
    print keeps its margins, and its type where that is larger.  Raises PublishError at ``span``
    where the text has no room.
    """
    size, leading = millimetres(page.size), millimetres(page.leading)
    if design.size and not (page.large and millimetres(design.size) < size):
        leading *= millimetres(design.size) / size
        page = replace(page, size=design.size)
    height, top = millimetres(page.height), millimetres(page.top)
    foot = height - top - page.lines * millimetres(page.leading)
    margins = design.margins
    if not page.large:
        page = replace(page, inner=margins.inner or page.inner, outer=margins.outer or page.outer)
        top = millimetres(margins.top) if margins.top else top
        foot = millimetres(margins.foot) if margins.foot else foot
    # A hundredth of a line is a rounding of lengths.
    lines = math.floor((height - top - foot) / leading + 0.01)
    page = replace(page, top=css_length(top), leading=css_length(leading), lines=lines)
    if not has_room(page):
        measure = millimetres(page.width) - millimetres(page.inner) - millimetres(page.outer)
        message = (
            f"a page of {page.width} × {page.height} has {max(0, lines)} lines of "
            f"{max(0, measure):.0f} mm in type of {page.size}"
        )
        hint = "write smaller margins or a smaller size, or leave them to the theme"
        raise PublishError(PAGE_TOO_SMALL.at(span, message, hint))
    return page


def fit_size(page: PageGeometry, earlier: Iterable[Face], faces: Iterable[Face]) -> PageGeometry:
    """Return a page with the size at which other Latin faces look as large as the earlier ones."""
    heights = [_x_height(_find_text_face(each)) for each in (earlier, faces)]
    if not all(heights):
        return page
    size = millimetres(page.size) * heights[0] / heights[1]
    return replace(page, size=css_length(size))


def colour_cover(colours: CoverColours, accent: Accent) -> CoverColours:
    """Return the colours of a cover on the ground of an accent."""
    ground = accent.colour
    ink = colours.ink if contrast(colours.ink, ground) >= LEAST_CONTRAST else PAPER
    stands_out = contrast(colours.accent, ground) >= _ORNAMENT_CONTRAST
    return CoverColours(ground, ink, colours.accent if stands_out else ink)


def choose_faces(
    faces: tuple[Face, ...], design: Design, offered: Iterable[Face], span: Span
) -> tuple[Face, ...]:
    """Return the faces of a theme with those of other families among ``offered``.

    Raises PublishError at ``span`` for a family that is not offered.
    """
    available = tuple(offered)
    for script, family in (
        (FaceScript.LATIN, design.faces.latin),
        (FaceScript.HEBREW, design.faces.hebrew),
    ):
        if family is None:
            continue
        of_script = [face for face in available if face.script == script]
        chosen = [face for face in of_script if face.family == family]
        folder = chosen[0].folder if chosen else Path()
        chosen = [face for face in chosen if face.folder == folder]
        if not chosen:
            families = ", ".join(sorted({face.family for face in of_script}))
            message = f"no theme has a face “{family}” for {script.title()} letters"
            raise PublishError(rules.UNKNOWN_VALUE.at(span, message, f"faces: {families}"))
        faces = (*chosen, *(face for face in faces if face.script != script))
    return faces


def _find_text_face(faces: Iterable[Face]) -> Face | None:
    """Return the upright Latin face of the weight that is nearest to that of texts."""
    upright = (face for face in faces if face.script == "latin" and face.style == "normal")
    return min(upright, key=lambda face: abs(face.weight - 400), default=None)


def _x_height(face: Face | None) -> float:
    """Return the height of the letter x in a face, of the type size; 0 where it is not known."""
    if face is None:
        return 0.0
    height: float = font_cache.read_once(_read_x_height, face.path.read_bytes())
    return height


def _read_x_height(program: bytes, index: int) -> float:
    font = open_font(program, index)
    height = getattr(font["OS/2"], "sxHeight", 0) if "OS/2" in font else 0
    return float(height) / float(font["head"].unitsPerEm)
