"""The widths of facing columns: the share of each that makes the book shortest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from publish.document.model import Arrangement, Section, Segment, TextLayout
from publish.document.walk import descend
from publish.storage.digests import digest
from publish.text.dataclass import dataclass
from publish.themes.page_geometry import PageGeometry
from publish.themes.theme import Theme
from publish.writers.pdf.content.text_measure import RowRuns, TextMeasure, line_ems

SHARES = tuple(range(40, 61, 2))
"""The shares of the line that the column of the originals may take, in per cent."""

GUTTER = 1.6
"""The room between the columns in ems of the text, as in the style sheet."""


@dataclass(frozen=True, slots=True, eq=False)
class FacingColumns:
    """The columns of the originals and of the translations on the pages of a theme.

    ``share`` is that of the originals in per cent of the line; ``line`` is its length in ems.
    """

    measure: TextMeasure
    line: float
    page_lines: int
    name: str
    share: int = 50

    def estimate_shares(self, section: Section) -> tuple[float, ...]:
        """Return the lines that the rows of a section take with each of ``SHARES``."""
        measure = self.measure.measure_row
        rows = [measure(node) for node in descend(section) if isinstance(node, Segment)]
        if not rows:
            return ()
        columns = [replace(self, share=share) for share in SHARES]
        return tuple(sum(map(each.estimate_row, rows)) for each in columns)

    def estimate_lines(self, segment: Segment) -> float:
        """Return the lines that the row of a segment takes, without its notes."""
        return self.estimate_row(self.measure.measure_row(segment))

    def estimate_columns(self, segment: Segment) -> tuple[float, float]:
        """Return the lines of the original and of the translations of a segment."""
        return self._column_lines(self.measure.measure_row(segment))

    def estimate_row(self, row: RowRuns) -> float:
        """Return the lines that a row of these runs takes, without its notes."""
        return max(self._column_lines(row))

    def _column_lines(self, row: RowRuns) -> tuple[float, float]:
        first = self.line * self.share / 100 - GUTTER / 2
        widths = (first, self.line - GUTTER - first)
        original, translation = (
            sum(run.estimate_lines(width) for run in runs)
            for runs, width in zip(row, widths, strict=True)
        )
        return original, translation

    def with_best_share(self, estimates: Iterable[tuple[float, ...]]) -> FacingColumns:
        """Return the columns whose rows take the least lines, by the estimates of all sections.

        Of equal shares the one nearest to a half is the best.
        """
        totals = [sum(lines) for lines in zip(*filter(None, estimates), strict=True)]
        if not totals:
            return self
        ranks = [
            (lines, abs(share - 50), share) for lines, share in zip(totals, SHARES, strict=True)
        ]
        return replace(self, share=min(ranks)[2])


def has_wider_line(layout: TextLayout, theme: Theme) -> bool:
    """Return whether a layout has a longer line than the page, whose margins no setting states."""
    margins = theme.design.margins
    is_stated = margins.inner is not None or margins.outer is not None
    return layout.arrangement is Arrangement.FACING and not is_stated


def facing_columns(layout: TextLayout, theme: Theme, page: PageGeometry) -> FacingColumns | None:
    """Return the columns of a layout on that page, of equal widths, or None without columns."""
    if layout.arrangement is not Arrangement.FACING:
        return None
    name = digest(theme.state(templates=False), repr(page))
    return FacingColumns(TextMeasure(theme, columns=True), line_ems(page), page.lines, name)
