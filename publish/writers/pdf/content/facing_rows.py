"""Rows of facing columns: an original beside its translation, as a table of one row.

A table of its own for each segment lets commentary stand under it in full width.  Columns run in
the direction of the book (https://www.w3.org/TR/CSS22/tables.html#fixed-table-layout).
"""

from __future__ import annotations

from markupsafe import Markup

from publish.document.model import Dir, Segment
from publish.text.dataclass import dataclass
from publish.writers.html import RenderContext, join_markup, print_attributes, render_sides
from publish.writers.pdf.content.column_widths import FacingColumns

_LONG = 0.5
"""The share of a page above which a row may be divided by pages."""

_TALL = 0.3
"""The share of a page above which a row under a heading may be divided."""


@dataclass(frozen=True, slots=True)
class FacingRows:
    """Renders the segments of a book in ``lang`` whose pages turn in a direction as rows.

    With ``keep_segments`` a row is divided only if it is longer than a page, or if it has more than
    half a page and a heading over it.
    """

    columns: FacingColumns
    lang: str
    dir: Dir
    keep_segments: bool = False

    def render(self, node: Segment, context: RenderContext) -> Markup:
        """Return the texts of a segment as a row; the cell of a missing text is empty."""
        share = self.columns.share
        cells = [("original", share), ("translation", 100 - share)]
        if context.translation_first:
            cells.reverse()
        row = join_markup(
            Markup('<td class="{}" style="width: {}%">{}</td>').format(name, width, side)
            for (name, width), side in zip(cells, render_sides(node, context), strict=True)
        )
        return Markup('<table class="facing{}"{}{}><tr>{}</tr></table>\n').format(
            self._length_class(node),
            context.segment_attributes(node.locus, node.label or node.locus),
            print_attributes(self.lang, self.dir),
            row,
        )

    def _length_class(self, node: Segment) -> str:
        """Return the classes of a row that may be divided, after a space."""
        pages = self.columns.estimate_lines(node) / self.columns.page_lines
        if pages > (1 if self.keep_segments else _LONG):
            return " tall long"
        return " tall" if pages > (_LONG if self.keep_segments else _TALL) else ""
