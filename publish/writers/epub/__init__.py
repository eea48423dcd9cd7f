"""EPUB 3.3 writer: a Work and a theme to the bytes of an EPUB (https://www.w3.org/TR/epub-33/)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from publish.diagnostics import Outcome
    from publish.document.lazy_book import LazyBook
    from publish.document.model import Work
    from publish.storage.store import Store
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
    from publish.document.lazy_book import split_chapters
    from publish.writers.epub.container import pack

    package = compose(split_chapters(work), theme, options)
    return Outcome(pack(package.value, modified), package.diagnostics)


def compose(
    book: LazyBook, theme: Theme, options: EpubOptions | None = None, store: Store | None = None
) -> Outcome[Package]:
    """Return the package of a book, which ``container.pack`` makes a file of a date.

    Chapters whose documents ``store`` has are neither read nor rendered.
    """
    from dataclasses import replace

    from publish.writers.epub.assemble import assemble
    from publish.writers.epub.epub_tree import prepare_for_epub
    from publish.writers.epub.options import EpubOptions

    chosen = options or EpubOptions()
    # Each section is prepared where it is rendered.
    head = prepare_for_epub(replace(book.head, front=(), back=()))

    def assemble_with(prepared: Work) -> Outcome[Package]:
        whole = replace(prepared, front=book.head.front, back=book.head.back)
        return assemble(replace(book, head=whole), theme, chosen, store)

    return head.then(assemble_with)
