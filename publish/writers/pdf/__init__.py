"""PDF writer: a book and a theme to the bytes of a PDF.

``publish.writers.pdf.document`` runs the stages: content, engine, layout, output.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.writers.pdf.options import PdfOptions

if TYPE_CHECKING:
    from publish.diagnostics import Outcome
    from publish.document.model import Work
    from publish.storage.store import Store
    from publish.themes.theme import Theme

__all__ = ["PdfOptions", "write"]

DEFAULT_OPTIONS = PdfOptions()


def write(
    work: Work, theme: Theme, options: PdfOptions = DEFAULT_OPTIONS, *, store: Store | None = None
) -> Outcome[bytes]:
    """Return ``work`` as a PDF; equal works, themes and options give equal bytes.

    With a ``store`` only changed parts are laid out, with the same result.  Raises PublishError
    where the theme has no such page or the picture of the cover cannot be read.
    """
    # Imported here, because layout modules load slower than a text is checked.
    from publish.diagnostics import Outcome
    from publish.document import lazy_book
    from publish.writers.pdf.document import write_document

    document = write_document(lazy_book.split_chapters(work), theme, options, store)
    return Outcome(document.value.data, document.diagnostics)
