"""The PDF of several books bound into one, with one front or with two.

The pages of each book are laid out as for a file of its own and come from the same store.  A book
depends on the others by the number of its first page alone, so that an edit lays out one book.

With two fronts each half is numbered from its own cover.  The second one is at the end of the file,
its first page last: so the pages lie in one binding, and blank ones stand where the halves meet.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostics
from publish.document.text_layout import STACKED
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.writers.pdf.document import PdfDocument, make_document
from publish.writers.pdf.front_layouts import (
    BindOptions,
    BookToBind,
    Front,
    LaidOutFront,
    lay_out_front,
    prepare_fronts,
)
from publish.writers.pdf.layout.bound_book import BoundBook
from publish.writers.pdf.layout.page_faces import PageFace, fill_with_blanks, find_faces
from publish.writers.pdf.layout.workers import Workers
from publish.writers.pdf.objects.font_programs import FontProgramLost
from publish.writers.pdf.output.file_options import FileOptions
from publish.writers.pdf.output.metadata import title_of
from publish.writers.pdf.output.pdf_file import write_pdf_file

SHEET = 4
"""The pages of a folded sheet, of which a book with two fronts has whole ones."""


@dataclass(frozen=True, slots=True, eq=False)
class BoundFront:
    """A front in a PDF of its own, in reading order, for the preflight.

    ``own`` are the documents of the front itself, ``books`` that of each book.
    """

    own: tuple[PdfDocument, ...]
    books: tuple[PdfDocument, ...]

    @property
    def data(self) -> bytes:
        """The bytes of its PDF."""
        return self.books[0].data


@dataclass(frozen=True, slots=True, eq=False)
class BoundDocument:
    """The bytes of the PDF of a bind, and its fronts.

    ``mirror`` is that of the second front: its page 1 is page ``mirror - 1`` of the file.
    ``own_diagnostics`` are those of the pages of the fronts, ``diagnostics`` those of each book.
    """

    data: bytes
    fronts: tuple[BoundFront, ...]
    faces: tuple[PageFace, ...]
    mirror: int
    own_diagnostics: Diagnostics
    diagnostics: tuple[Diagnostics, ...]


def write_bind(
    fronts: Sequence[Front], options: BindOptions, store: Store | None, workers: Workers
) -> BoundDocument:
    """Return the books behind one front, or behind two that meet in the middle, as one PDF.

    Raises PublishError where a theme lacks the page or a picture cannot be read.
    """
    try:
        return _write(fronts, options, store, workers)
    except FontProgramLost:
        # Another process removed fonts from the store meanwhile.
        return _write(fronts, options, None, workers)


def _write(
    fronts: Sequence[Front], options: BindOptions, store: Store | None, workers: Workers
) -> BoundDocument:
    laid_out = [*map(lay_out_front, prepare_fronts(fronts, options, store, workers))]
    files = [_write_front(front, each) for front, each in zip(fronts, laid_out, strict=True)]
    own = fronts[0].own
    mirror, bound, data = 0, laid_out[0].books_of_file, files[0].data
    if len(laid_out) > 1:
        first, second = laid_out
        mirror = 1 + -(-(first.end - 1 + second.end - 1) // SHEET) * SHEET
        label = f"{fronts[1].own.book.head.lang} "
        mirrored = [replace(each, mirror=mirror, label=label) for each in second.books_of_file]
        named = [_under_front(first.books_of_file, fronts[0]), _under_front(mirrored, fronts[1])]
        bound = [*named[0], *named[1]]
        data = write_pdf_file(bound, own.book.head, store, _file_options(own)).value
    return BoundDocument(
        data,
        tuple(files),
        _list_faces(bound),
        mirror,
        tuple(dict.fromkeys(d for each in laid_out for d in each.own_diagnostics)),
        tuple(diagnostics for each in laid_out for diagnostics in each.diagnostics),
    )


def _file_options(own: BookToBind) -> FileOptions:
    return FileOptions(own.options.profile, own.options.date)


def _write_front(front: Front, laid_out: LaidOutFront) -> BoundFront:
    """Return a front as a PDF of its own."""
    layouts, head, options = laid_out.layouts, front.own.book.head, _file_options(front.own)
    data = write_pdf_file(laid_out.books_of_file, head, layouts.own.store, options).value
    own = tuple(
        make_document(data, layouts.own, layout)
        for layout in (laid_out.opening, laid_out.closing)
        if layout.laid_out_book.parts
    )
    books = tuple(
        make_document(data, layouts.books[name], layout, name)
        for name, layout in laid_out.books.items()
    )
    # Before each book, and before the back cover, an empty page may stand.
    starts = {number for pdf in (*own, *books) for number in (min(pdf.own_pages), *pdf.starts)}
    shared = frozenset(starts)
    return BoundFront(
        tuple(replace(pdf, starts=shared) for pdf in own),
        tuple(replace(pdf, starts=shared) for pdf in books),
    )


# --- the whole


def _under_front(books: Sequence[BoundBook], front: Front) -> list[BoundBook]:
    """Return the books of a front, with a line of the outline for the front over theirs."""
    first, *rest = books
    if first.name:
        return [first, *rest]  # a front without pages of its own
    named = replace(first, title=title_of(front.own.book.head), level=1)
    return [named, *(replace(each, level=each.level + 1) for each in rest)]


def _list_faces(bound: Sequence[BoundBook]) -> tuple[PageFace, ...]:
    """Return every page of the file as a reader sees it."""
    faces: dict[int, PageFace] = {}
    for book in bound:
        for number, face in find_faces(book.laid_out_book, STACKED).items():
            position = book.position(number)
            faces[position] = replace(face, number=position)
    return fill_with_blanks(faces)
