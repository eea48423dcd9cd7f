"""The leading of the two sides of spreads: larger where a text needs less room than the other."""

from __future__ import annotations

import math
from collections.abc import Iterable

from publish.document.model import Arrangement, Section, TextLayout
from publish.document.sides import has_sides, split_sides
from publish.storage.digests import digest
from publish.text.dataclass import dataclass
from publish.themes.page_geometry import PageGeometry
from publish.themes.theme import Theme
from publish.writers.pdf.content.text_measure import TextMeasure, line_ems

LEAST_FILLED = 0.9
"""The share of the room of the longer text that the other one fills, if its leading may grow."""

MOST_GROWTH = 12
"""The most by which leading grows, in per cent."""

SideLines = tuple[float, float]
"""The estimated lines of the originals of a chapter, and of its translations."""

Leadings = tuple[int, int]
"""The growth of the leading of originals and of translations, in per cent."""


@dataclass(frozen=True, slots=True, eq=False)
class SideMeasure:
    """Estimates of both sides of spreads on the pages of a theme; ``name`` is their digest."""

    measure: TextMeasure
    line: float
    name: str

    def estimate_lines(self, section: Section, lang: str) -> SideLines:
        """Return the lines of both sides of a section; (0, 0) for one that has no sides."""
        if not has_sides(section):
            return 0.0, 0.0
        original, translation = split_sides(section, lang)
        return (
            self.measure.estimate_section(original, lang, self.line),
            self.measure.estimate_section(translation, lang, self.line),
        )


def side_measure(layout: TextLayout, theme: Theme, page: PageGeometry) -> SideMeasure | None:
    """Return the measure of spreads on that page, or None without spreads."""
    if layout.arrangement is not Arrangement.SPREADS:
        return None
    name = digest("sides", theme.state(templates=False), repr(page))
    return SideMeasure(TextMeasure(theme), line_ems(page), name)


def choose_leadings(estimates: Iterable[SideLines]) -> Leadings:
    """Return the growth with which the shorter text fills most of the room of the other."""
    both = list(estimates)
    original, translation = (sum(each[side] for each in both) for side in (0, 1))
    shorter, longer = sorted((original, translation))
    if not shorter or shorter >= LEAST_FILLED * longer:
        return 0, 0
    growth = min(MOST_GROWTH, math.ceil(100 * (LEAST_FILLED * longer / shorter - 1)))
    return (growth, 0) if original < translation else (0, growth)
