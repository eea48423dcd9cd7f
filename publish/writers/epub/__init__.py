"""EPUB 3.3 writer: a Work and a theme to the bytes of an EPUB (https://www.w3.org/TR/epub-33/)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from publish.diagnostics import Outcome
    from publish.document.model import Work
    from publish.themes.theme import Theme
    from publish.writers.epub.options import EpubOptions
    from publish.writers.epub.package import Package


def write(
    work: Work, theme: Theme, options: EpubOptions | None = None, *, modified: datetime
) -> Outcome[bytes]:
    """Return ``work`` as an EPUB; equal arguments give equal bytes.

    ``modified`` is the time of the last change of the book, with its time zone.  Raises
    PublishError where the theme's style sheet refers to a missing file.
    """
    # Imported here, because EbookLib, lxml and Jinja2 load slower than a text is checked.
    from publish.diagnostics import Outcome
    from publish.writers.epub.container import pack

    package = compose(work, theme, options)
    return Outcome(pack(package.value, modified), package.diagnostics)


def compose(work: Work, theme: Theme, options: EpubOptions | None = None) -> Outcome[Package]:
    """Return the package of ``work``, which ``container.pack`` makes a file of a date."""
    from publish.writers.epub.assemble import assemble
    from publish.writers.epub.epub_tree import prepare_for_epub
    from publish.writers.epub.options import EpubOptions

    chosen = options or EpubOptions()
    return prepare_for_epub(work).then(lambda prepared: assemble(prepared, theme, chosen))
