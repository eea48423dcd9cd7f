"""A laid-out book in a file, which may have several books."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from publish.text.dataclass import dataclass
from publish.themes.theme import Theme
from publish.writers.pdf.layout.laid_out_book import LaidOutBook
from publish.writers.pdf.press.press_facts import no_names


@dataclass(frozen=True, slots=True)
class BoundBook:
    """A laid-out book in a file, with the theme of its fonts.

    A book with a ``name`` is one of several: its first page is the destination of that name, and
    its anchors have the name before them.  With a ``title`` the outline has a line for the book,
    at ``level``; the lines of its text are under that level.  ``mirror`` is not 0 where the pages
    of a book begin at the end of the file: page 1 is then page ``mirror - 1`` of the file, and its
    page labels begin with ``label``.  ``lang`` is the language of one of several books.
    ``name_pictures`` returns the addresses of its pictures, by their names in the resources of
    pages.
    """

    laid_out_book: LaidOutBook
    theme: Theme
    name: str = ""
    title: str = ""
    level: int = 0
    mirror: int = 0
    label: str = ""
    lang: str = ""
    name_pictures: Callable[[], Mapping[str, str]] = no_names

    def position(self, number: int) -> int:
        """Return the number in the file, from 1, of the page with that number in the book."""
        return self.mirror - number if self.mirror else number

    def anchor(self, name: str) -> str:
        """Return the name in the file of an anchor of the book."""
        return f"{self.name}-{name}" if self.name else name

    @property
    def first(self) -> int:
        """The number of its first page."""
        return min(placed.first for placed in self.laid_out_book.parts)

    @property
    def last(self) -> int:
        """The number of its last page."""
        return max(placed.numbers[-1] for placed in self.laid_out_book.parts)

    @property
    def positions(self) -> range:
        """The numbers of its pages in the file, also of the blank ones between two parts."""
        ends = sorted(map(self.position, (self.first, self.last)))
        return range(ends[0], ends[1] + 1)
