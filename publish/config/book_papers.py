"""Papers of bound books, by which the number of pages gives the width of a spine.

Houses that print on demand publish the thickness of their papers as pages per inch:

- KDP: white 444, cream 400, colour 426 pages per inch, 24 pages or more
  (https://www.createspace.com/Special/Enterprise/Publisher/manufacturing_specifications.jsp, the
  house that became KDP), the factors 0.002252, 0.0025 and 0.002347 inches of its cover templates
  (https://kdp.amazon.com/en_US/help/topic/G201953020); a spine has text from 79 pages on;
- Lulu: pages / 444 + 0.06 inches
  (https://help.api.lulu.com/en/support/solutions/articles/64000254616-how-is-spine-width-calculated-).

IngramSpark publishes no table: its template generator states the width for each book, and a paper
of that book is written as a weight and a bulk.
"""

from __future__ import annotations

import math

from publish.text.dataclass import dataclass

_INCH = 25.4

LEAST_PAGES = 24
"""The fewest pages of a book whose spine is glued, at the houses named above."""

MOST_PAGES = 1200


@dataclass(frozen=True, slots=True)
class BookPaper:
    """The paper of a bound book: lengths in millimetres, and bounds of its number of pages.

    ``page`` is half the thickness of a leaf, ``extra`` a constant for cover and glue.  A spine has
    text from ``pages_with_text`` pages on.
    """

    name: str
    page: float
    extra: float = 0.0
    least_pages: int = LEAST_PAGES
    most_pages: int = MOST_PAGES
    pages_with_text: int = 0

    def spine(self, pages: int) -> float:
        """Return the width of the spine of a book of so many pages; a leaf has two."""
        return 2 * math.ceil(pages / 2) * self.page + self.extra


PAPERS = {
    paper.name: paper
    for paper in (
        BookPaper("kdp-white", 0.002252 * _INCH, most_pages=828, pages_with_text=79),
        BookPaper("kdp-cream", 0.0025 * _INCH, most_pages=776, pages_with_text=79),
        BookPaper("kdp-colour", 0.002347 * _INCH, most_pages=828, pages_with_text=79),
        BookPaper("lulu", _INCH / 444, 0.06 * _INCH, least_pages=32, most_pages=800),
    )
}
"""The papers of houses that print on demand, by the names that settings have for them."""


def paper_of_weight(grams: float, bulk: float) -> BookPaper:
    """Return a paper by its weight in g/m² and its bulk in cm³/g.

    The product of both is the thickness of a leaf in micrometres.
    """
    return BookPaper(f"{grams:g} g/m², bulk {bulk:g}", grams * bulk / 1000 / 2)


def paper_of_sheet(thickness: float) -> BookPaper:
    """Return a paper by the thickness of a sheet in millimetres."""
    return BookPaper(f"sheets of {thickness:g} mm", thickness / 2)


OFFICE_PAPER = paper_of_weight(80, 1.25)
"""The paper that is taken where settings name none."""
