"""Print: one book and a theme in, the bytes of a PDF out.

Four stages know little of one another: the book as parts that each begin a page (``parts``), the
layout of a part (``layout``), the parts in their places (``bound``), and the finished file
(``finish``).  What a part is laid out as depends on nothing but itself, so it can be kept
(``publish.storage.store``), and an edit costs what it touches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publish.config.attendees import Attendees
    from publish.diagnostics import Outcome
    from publish.document.lazy_book import Chapters
    from publish.document.model import Work
    from publish.storage.store import Store
    from publish.text.lengths import Trim
    from publish.themes.theme import Theme
    from publish.writers.pdf.document import Printed


def write(  # noqa: PLR0913  # each is named where it is given
    work: Work,
    theme: Theme,
    *,
    page: str | Trim = "a5",
    large_print: bool = False,
    attendees: Attendees | None = None,
    store: Store | None = None,
    tagged: bool = False,
) -> Outcome[bytes]:
    """Return ``work`` as a PDF: the same bytes for the same work, theme and page.

    With a ``store`` only what is new is laid out, which changes no byte.  One that is ``tagged``
    can be heard as it can be read.

    Raises PublishError where the theme has no such page, or the picture of a cover cannot be read.
    """
    from publish.diagnostics import Outcome
    from publish.document.lazy_book import of

    made = printed(
        of(work),
        theme,
        page=page,
        large_print=large_print,
        attendees=attendees,
        store=store,
        tagged=tagged,
    )
    return Outcome(made.value.data, made.diagnostics)


def printed(  # noqa: PLR0913  # each is named where it is given
    book: Chapters,
    theme: Theme,
    *,
    page: str | Trim = "a5",
    large_print: bool = False,
    attendees: Attendees | None = None,
    store: Store | None = None,
    tagged: bool = False,
    jobs: int = 1,
) -> Outcome[Printed]:
    """Return ``book`` as ``write`` gives it, with where each of its texts came to stand.

    A chapter that is printed as it was before is not read.  With a store, ``jobs`` processes share
    the work where they can.
    """
    # A book that has nothing to do needs none of it.
    from publish.writers.pdf.document import printed

    size = theme.page(page, large_print=large_print)
    return printed(book, theme, size, attendees, store, tagged=tagged, jobs=jobs)
