"""Print: one Work and a theme in, the bytes of a PDF out.

Three stages know little of one another: the Work as parts that each begin a page (``parts``),
their layout (``layout``), and the finished file (``finish``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publish.diagnostics import Outcome
    from publish.model import Work
    from publish.theme import Theme


def write(work: Work, theme: Theme, *, page: str = "a5") -> Outcome[bytes]:
    """Return ``work`` as a PDF: the same bytes for the same work, theme and page.

    Raises PublishError where the theme has no such page.
    """
    # WeasyPrint takes half a second to load, and a book that has nothing to do needs none of it.
    from publish.diagnostics import Outcome
    from publish.writers.pdf.finish import finished
    from publish.writers.pdf.glyphs import missing
    from publish.writers.pdf.layout import laid_out
    from publish.writers.pdf.prepare import prepare

    said = missing(work, theme)
    pages = laid_out(prepare(work), theme, theme.page(page))
    return Outcome(finished(pages.value, work, theme), said + pages.diagnostics)
