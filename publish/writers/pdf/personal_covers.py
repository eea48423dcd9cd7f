"""The first page of a book for each person of a list, as a PDF of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostics, Outcome
from publish.document.lazy_book import LazyBook
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.themes.fit_scale import fit_step
from publish.themes.theme import Theme
from publish.writers.pdf.book_fit import fit_book
from publish.writers.pdf.book_layouts import BookLayouts
from publish.writers.pdf.content.personal_words import PersonWords, measure_of
from publish.writers.pdf.layout.bound_book import BoundBook
from publish.writers.pdf.options import PdfOptions
from publish.writers.pdf.output.file_options import FileOptions
from publish.writers.pdf.output.pdf_file import write_pdf_file


@dataclass(frozen=True, slots=True)
class PersonalCovers:
    """A PDF with a page for each person, and the row of the list that each page is for.

    ``too_long`` are the rows whose words take more room than a cover has for them, each with the
    index of the text.  Without ``data`` the book has no page for them.
    """

    data: bytes = b""
    rows: tuple[int, ...] = ()
    too_long: tuple[tuple[int, int], ...] = ()


def write_covers(
    book: LazyBook, theme: Theme, options: PdfOptions, people: Sequence[PersonWords], store: Store
) -> Outcome[PersonalCovers]:
    """Return the covers of ``people``, of whom there is at least one, in their order.

    Raises PublishError as ``write_document`` does.
    """
    layouts = BookLayouts(book, theme, options, store)
    diagnostics: Diagnostics = ()
    page, front = layouts.page_at(fit_step(0)), layouts.front_at(fit_step(0))
    if options.goal:
        fitted = fit_book(layouts, options.goal).value
        page, front = fitted.page, fitted.front
    measure = measure_of(theme, page)
    sizes = [measure.choose_size(each.name) for each in people]
    too_long = [(each.row, 0) for each, size in zip(people, sizes, strict=True) if size is None]
    too_long += [
        (each.row, index)
        for each in people
        for index, line in enumerate(each.lines, start=1)
        if not measure.fits_under_name(line.text)
    ]
    smallest = measure.smallest
    sized = tuple(
        replace(each, size=smallest if size is None else size)
        for each, size in zip(people, sizes, strict=True)
    )
    laid_out = layouts.lay_out_covers(sized, page, front)
    if laid_out is None:
        return Outcome(PersonalCovers())
    data = write_pdf_file((BoundBook(laid_out, theme),), book.head, store, FileOptions()).value
    pages = [page for placed in laid_out.parts for page in placed.layout.pages]
    rows = tuple(int(anchor.removeprefix("person-")) for page in pages for anchor in page.anchors)
    if len(rows) != len(pages):
        rows = ()
    diagnostics += laid_out.diagnostics
    return Outcome(PersonalCovers(data, rows, tuple(too_long)), diagnostics)
