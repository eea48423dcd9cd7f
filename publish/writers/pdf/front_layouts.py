"""A front of a bind on its pages, with the books behind it.

The pages of each book are laid out as for a file of its own and come from the same store.  A book
depends on the others by the number of its first page alone, so that an edit lays out one book.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

from markupsafe import Markup

from publish.diagnostics import Diagnostics
from publish.document.lazy_book import LazyBook
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.themes.theme import Theme
from publish.writers import html
from publish.writers.pdf.book_layouts import BookLayout, BookLayouts
from publish.writers.pdf.content.table_of_contents import TocLine
from publish.writers.pdf.document import describe_pages
from publish.writers.pdf.layout.bound_book import BoundBook
from publish.writers.pdf.layout.page_numbers import SHRINKING_ROUNDS, Place, anchor_numbers
from publish.writers.pdf.layout.workers import Workers
from publish.writers.pdf.options import PdfOptions

_CLOSING = frozenset({"colophon", "address"})
_OWN_COLOPHON = frozenset({"colophon"})
_OPENING = frozenset({"cover", "half-title", "title", "imprint", "contents"})


@dataclass(frozen=True, slots=True)
class BookToBind:
    """A book as it is bound: arranged as its edition, with a theme, options and a title."""

    book: LazyBook
    theme: Theme
    options: PdfOptions
    title: str


@dataclass(frozen=True, slots=True)
class Front:
    """A front with the books behind it; the front itself is a book without a text.

    Of two fronts the first ``has_colophon``.
    """

    own: BookToBind
    books: tuple[BookToBind, ...]
    has_colophon: bool = True


@dataclass(frozen=True, slots=True)
class BindOptions:
    """Whether each book begins on a recto, and whether the contents list chapters."""

    begins_on_recto: bool = True
    lists_chapters: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class FrontLayouts:
    """The layouts of a front itself, and of its books by name."""

    front: Front
    options: BindOptions
    own: BookLayouts
    books: dict[str, BookLayouts]


def prepare_fronts(
    fronts: Sequence[Front], options: BindOptions, store: Store | None, workers: Workers
) -> list[FrontLayouts]:
    """Return the layouts of fronts, whose books have names numbered through all of them."""

    def prepare(each: BookToBind) -> BookLayouts:
        return BookLayouts(each.book, each.theme, each.options, store, workers)

    numbers = count(1)
    books = [{f"book-{next(numbers)}": prepare(each) for each in front.books} for front in fronts]
    # A colophon is that of the whole file.
    families = tuple(dict.fromkeys(each.families for own in books for each in own.values()))
    prepared = []
    for front, own_books in zip(fronts, books, strict=True):
        listed = tuple(_list_lines(front, own_books, options))
        own = replace(front.own.options, listed=listed, families=families)
        layouts = prepare(replace(front.own, options=own))
        prepared.append(FrontLayouts(front, options, layouts, own_books))
    return prepared


def _list_lines(
    front: Front, books: Mapping[str, BookLayouts], options: BindOptions
) -> Iterator[TocLine]:
    """Yield the lines of the contents: the title of each book, and its chapters."""
    lang = front.own.book.head.lang
    for (name, layouts), book in zip(books.items(), front.books, strict=True):
        work = layouts.book.head
        title, tag = book.title, work.lang
        if forms := work.meta.title.in_order(lang):
            tag, title = forms[0]
        yield TocLine(name, _in_language(html.render_text(title), tag, lang), 1)
        chapters = [line for line in layouts.toc if line.depth == 1 and not line.mark]
        if options.lists_chapters and len(chapters) > 1:
            for line in chapters:
                words = _in_language(line.title, work.lang, lang)
                yield replace(line, anchor=f"{name}-{line.anchor}", title=words, depth=2)


def _in_language(words: Markup, lang: str, around: str) -> Markup:
    """Return words in ``lang`` for a line in the language ``around``."""
    if lang == around:
        return words
    return Markup("<span{}>{}</span>").format(html.print_attributes(lang), words)


@dataclass(frozen=True, slots=True, eq=False)
class LaidOutFront:
    """A front on its pages: the parts before its books, the books by name, the parts after."""

    layouts: FrontLayouts
    opening: BookLayout
    books: dict[str, BookLayout]
    closing: BookLayout

    @property
    def parts(self) -> list[BookLayout]:
        """The layouts of all that has pages, in page order."""
        own = (self.opening, *self.books.values(), self.closing)
        return [layout for layout in own if layout.laid_out_book.parts]

    @property
    def end(self) -> int:
        """The number of the page after the last one."""
        return _end_of(self.parts[-1], 1)

    @property
    def books_of_file(self) -> list[BoundBook]:
        """The books of its file, in page order."""
        front = self.layouts.front
        titles = {name: each.title for name, each in zip(self.books, front.books, strict=True)}
        names = {id(layout): name for name, layout in self.books.items()}
        result = []
        for layout in self.parts:
            name = names.get(id(layout), "")
            own = self.layouts.books.get(name, self.layouts.own)
            title = titles.get(name, "")
            # The one chapter of a book that has its title is its line of the outline.
            if title in _list_chapters(layout):
                title = ""
            book = BoundBook(layout.laid_out_book, own.theme, name, title, level=1 if title else 0)
            result.append(replace(book, lang=own.book.head.lang))
        return result

    @property
    def own_diagnostics(self) -> Diagnostics:
        """The diagnostics of the pages of the front itself."""
        own = self.layouts.own
        pages = (self.opening, self.closing)
        about = (d for layout in pages for d in describe_pages(own, layout))
        return (*own.describe_text(), *about)

    @property
    def diagnostics(self) -> list[Diagnostics]:
        """The diagnostics of each book."""
        return [
            layouts.describe_text() + describe_pages(layouts, self.books[name])
            for name, layouts in self.layouts.books.items()
        ]


def lay_out_front(layouts: FrontLayouts) -> LaidOutFront:
    """Return a front with its books on their pages, once the numbers in its contents are true."""
    numbers: dict[str, int] = {}
    books: dict[str, BookLayout] = {}
    ends: dict[str, int] = {}  # of what is before each book
    least_end = 1
    finished_rounds = 0
    while True:
        opening = layouts.own.lay_out_at(Place(1, numbers), _CLOSING)
        end = _end_of(opening, 1)
        if finished_rounds >= SHRINKING_ROUNDS:
            end = least_end = max(end, least_end)
        cited: dict[str, int] = {}
        for name, book in layouts.books.items():
            if ends.get(name) != end:
                books[name] = _lay_out_book(book, end, layouts.options)
                ends[name] = end
            laid_out = books[name].laid_out_book
            own = anchor_numbers(laid_out.parts, lambda number: number)
            cited |= {name: _first_of(books[name])}
            cited |= {f"{name}-{anchor}": number for anchor, number in own.items()}
            end = _end_of(books[name], end)
        if cited == numbers:
            omit = _OPENING if layouts.front.has_colophon else {*_OPENING, "colophon"}
            closing = layouts.own.lay_out_at(Place(end), omit)
            return LaidOutFront(layouts, opening, books, closing)
        numbers = cited
        finished_rounds += 1


def _lay_out_book(book: BookLayouts, end: int, options: BindOptions) -> BookLayout:
    """Return a book that begins on page ``end`` or, on its side, on one of the next."""
    first = end + (options.begins_on_recto and end % 2 == 0)
    layout = book.lay_out_at(Place(first), _OWN_COLOPHON)
    # Texts on facing pages begin on a verso, before which no two pages are left empty.
    is_on_verso = _first_of(layout) > first > end
    return book.lay_out_at(Place(end), _OWN_COLOPHON) if is_on_verso else layout


def _list_chapters(layout: BookLayout) -> tuple[str, ...]:
    """Return the title of the chapter of a book of one; those of others are not looked at."""
    pages = (page for placed in layout.laid_out_book.parts for page in placed.layout.pages)
    titles = tuple(entry.title for page in pages for entry in page.outline if entry.level == 1)
    return titles if len(titles) == 1 else ()


def _first_of(layout: BookLayout) -> int:
    return min(placed.first for placed in layout.laid_out_book.parts)


def _end_of(layout: BookLayout, otherwise: int) -> int:
    ends = (placed.numbers[-1] + 1 for placed in layout.laid_out_book.parts)
    return max(ends, default=otherwise)
