"""Print: one Work and a theme in, the bytes of a PDF out.

Four stages know little of one another: the Work as parts that each begin a page (``parts``), the
layout of a part (``layout``), the parts in their places (``bound``), and the finished file
(``finish``).  What a part is laid out as depends on nothing but itself, so it can be kept
(``publish.cache``), and an edit costs what it touches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publish.attendees import Attendees
    from publish.cache import Cache
    from publish.diagnostics import Outcome
    from publish.model import Work
    from publish.theme import Theme
    from publish.trim import Trim


def write(  # noqa: PLR0913  # each is named where it is given
    work: Work,
    theme: Theme,
    *,
    page: str | Trim = "a5",
    large_print: bool = False,
    attendees: Attendees | None = None,
    cache: Cache | None = None,
) -> Outcome[bytes]:
    """Return ``work`` as a PDF: the same bytes for the same work, theme and page.

    With a ``cache`` only what is new is laid out, which changes no byte.  Raises PublishError
    where the theme has no such page, or the picture of a cover cannot be read.
    """
    # A book that has nothing to do needs none of it.
    from publish.diagnostics import Outcome
    from publish.writers.pdf.bound import bound
    from publish.writers.pdf.extras import NONE, extras
    from publish.writers.pdf.finish import finished
    from publish.writers.pdf.fonts import ProgramLost
    from publish.writers.pdf.glyphs import missing
    from publish.writers.pdf.prepare import prepare

    said = missing(work, theme, attendees.texts if attendees else ())
    prepared, size = prepare(work), theme.page(page, large_print=large_print)
    more = extras(attendees, size) if attendees else NONE
    try:
        book = bound(prepared, theme, size, cache, more)
        written = finished(book, work, theme, cache)
    except ProgramLost:
        # Another process has cleaned the cache meanwhile.
        book = bound(prepared, theme, size, None, more)
        written = finished(book, work, theme, None)
    return Outcome(written, said + book.said)


def given(work: Work, theme: Theme) -> tuple[str, ...]:
    """Return the markup of the parts that hold the text of ``work``, as it goes to the layout."""
    from publish.writers.pdf.parts import parts
    from publish.writers.pdf.prepare import prepare

    return tuple(part.markup for part in parts(prepare(work), theme) if part.name == "text")
