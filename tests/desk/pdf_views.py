"""PDFs of books with their sources, as the desk keeps them for a view."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from publish.artifacts.plan import Request, plan_file
from publish.artifacts.render import Release, Resources, render_pdf
from publish.config import Book, Settings
from publish.config.options import Edition, Format
from publish.desk.view_making import with_display_names
from publish.pipeline.incremental import read_by_chapters
from publish.storage.store import Store
from publish.text.source import Source
from publish.themes import theme as themes
from publish.writers.pdf.document import PdfDocument


class PdfView(NamedTuple):
    """A PDF, the texts that it was made from, by the names in spans, and the settings."""

    document: PdfDocument
    sources: Mapping[str, Source]
    settings: Settings


def view_pdf(book: Book, edition: Edition | None = None, profile: str | None = None) -> PdfView:
    """Return the PDF of a book in an edition and a profile, made as the command makes it."""
    artifact = plan_file(book, Request((Format.PDF,), edition, profile))
    store = Store()
    reading = read_by_chapters(book, store).value
    theme = themes.load_for(book.settings, book.themes)
    release = Release(lambda: datetime(2026, 6, 1, tzinfo=UTC))
    *_, checked = render_pdf(reading.book, artifact, Resources(theme, release, store))
    sources = {source.file: source for source in reading.sources}
    return PdfView(checked.value, sources, with_display_names(book))
