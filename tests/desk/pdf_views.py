"""PDFs of books with their sources, as the desk keeps them for a view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from publish.artifacts.plan import Request, plan_file
from publish.config import Book
from publish.config.options import Edition, Format
from publish.pipeline.editions import arrange
from publish.pipeline.editions.binding import bind_edition, list_languages
from publish.pipeline.editions.titles import title_edition
from publish.pipeline.front_matter import arrange_front
from publish.pipeline.incremental import read_by_chapters
from publish.storage.store import Store
from publish.text.source import Source
from publish.themes import theme as themes
from publish.writers.pdf.document import PdfDocument, write_document
from publish.writers.pdf.options import PdfOptions


class PdfView(NamedTuple):
    """A PDF and the texts that it was made from, by the names in spans."""

    document: PdfDocument
    sources: Mapping[str, Source]


def view_pdf(book: Book, edition: Edition | None = None) -> PdfView:
    """Return the PDF of a book in an edition, made as the command makes it."""
    settings = replace(book.settings, formats=(Format.PDF,))
    artifact = plan_file(replace(book, settings=settings), Request((Format.PDF,), edition, None))
    store = Store()
    reading = read_by_chapters(artifact.book, store).value
    options = artifact.options
    arranged = arrange(reading.book, artifact.edition, options, store).value
    languages = list_languages(reading.book, artifact.edition, options, store)
    bound = bind_edition(arranged, reading.book, languages, settings.binding_dir)
    titled = title_edition(bound, reading.book, store).value
    edited = arrange_front(titled, settings.front)
    theme = themes.load_for(book.settings, book.themes)
    print_options = PdfOptions(
        page=settings.page,
        large_print=artifact.edition == Edition.LARGE_PRINT,
        front=settings.front,
    )
    document = write_document(edited, theme, print_options, store).value
    return PdfView(document, {source.file: source for source in reading.sources})
