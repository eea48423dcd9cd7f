"""EPUB 3.3: one Work and a theme in, the bytes of a book out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from publish.diagnostics import Outcome
    from publish.document.model import Work
    from publish.themes.theme import Theme


def write(work: Work, theme: Theme, *, modified: datetime, edition: str = "") -> Outcome[bytes]:
    """Return ``work`` as an EPUB: the same bytes for the same work, theme and ``modified``.

    ``modified`` is when the text last changed, with its time zone; ``edition`` tells an edition
    from the book's own, and gives it an identifier of its own.  Raises PublishError where the
    theme names a file that it does not have.
    """
    # EbookLib, lxml and Jinja2 take longer to load than a text takes to check.
    from publish.diagnostics import Outcome
    from publish.writers.epub.assemble import bind
    from publish.writers.epub.container import pack
    from publish.writers.epub.epub_tree import prepare

    bound = prepare(work).then(lambda ready: bind(ready, theme, modified, edition))
    return Outcome(pack(bound.value), bound.diagnostics)
