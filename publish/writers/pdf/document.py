"""A whole book through the four stages, and what its preflight has to know of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from publish.config.attendees import Attendees
from publish.diagnostics import Outcome
from publish.document.lazy_book import Chapter, Chapters
from publish.storage.digests import digest
from publish.storage.store import Store
from publish.text.source import NOWHERE, Span
from publish.themes.theme import Page, Theme
from publish.writers.pdf.content import font_coverage
from publish.writers.pdf.content.attendee_pages import NONE, extras
from publish.writers.pdf.content.parts import Leaf, Part, leaves, parts
from publish.writers.pdf.engine import font_subsets
from publish.writers.pdf.engine.typesetter import Press
from publish.writers.pdf.layout.page_numbers import Book, Placed, bound
from publish.writers.pdf.output.pdf_file import finished


@dataclass(frozen=True, slots=True, eq=False)
class PrintedText:
    """A section of the book, the markup that was given to the layout, and the pages it is on.

    Pages are counted from 1.  What has the same ``proof`` as another is printed as that one is;
    where it is empty nobody knows.  ``place`` says where it stands, and stays when it is edited;
    pages of the same name in ``drawn`` have the same things drawn on them.
    """

    chapter: Chapter
    given: Callable[[], Markup]
    pages: range
    proof: str
    place: str
    drawn: Callable[[], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, and the texts in it, front to back."""

    data: bytes
    texts: tuple[PrintedText, ...]


def printed(  # noqa: PLR0913  # what a book is made of, each once
    book: Chapters,
    theme: Theme,
    page: Page,
    attendees: Attendees | None,
    store: Store | None,
    *,
    tagged: bool,
    jobs: int,
) -> Outcome[Printed]:
    """Return ``book`` as a PDF; raises PublishError where a picture cannot be read."""
    sections = leaves(book, store)
    has = font_coverage.characters(theme)
    said = font_coverage.missing(_set(book, sections, has, attendees), theme)
    made = parts(book, sections, theme, extras(attendees, page) if attendees else NONE)
    press = Press(book.head, theme, page, tagged=tagged)
    try:
        whole = bound(made, press, page, store, jobs)
        written = finished(whole, book.head, theme, store, tagged=tagged)
    except font_subsets.ProgramLost:
        # Another process has cleaned the cache meanwhile.
        whole = bound(made, press, page, None)
        written = finished(whole, book.head, theme, None, tagged=tagged)
    return Outcome(Printed(written, tuple(_texts(sections, whole))), said + whole.said)


def _set(
    book: Chapters, sections: Iterable[Leaf], has: frozenset[str], attendees: Attendees | None
) -> Iterator[tuple[Span, str]]:
    """Yield what is printed; of sections only those that need more than a theme ``has``."""
    for text in (*font_coverage.of_meta(book.head.meta), *(attendees.texts if attendees else ())):
        yield NOWHERE, text
    for leaf in sections:
        if not has.issuperset(leaf.summary.characters):
            yield from font_coverage.texts(leaf.prepared.section)


def _texts(sections: Iterable[Leaf], book: Book) -> Iterator[PrintedText]:
    places = {placed.part.anchor: placed for placed in book.parts if placed.part.name == "text"}
    used = font_subsets.united(book.laid)
    for leaf in sections:
        placed = places[leaf.anchor]
        name = leaf.chapter.name
        proof = name and digest(
            name, placed.name, font_subsets.glyph_key_in_book(placed.laid, used)
        )
        pages = range(placed.first, placed.end)
        yield PrintedText(
            leaf.chapter,
            partial(_markup, placed.part),
            pages,
            proof,
            placed.part.place,
            partial(_drawn, placed, book, used),
        )


def _drawn(placed: Placed, book: Book, used: Mapping[str, font_subsets.FontUse]) -> tuple[str, ...]:
    """Return the digest of all that is drawn on each page: the page itself, and its folio."""
    part = placed.part
    shared = repr((placed.laid.resources, placed.laid.objects))
    names = []
    for number, page in enumerate(placed.laid.pages, start=placed.first):
        layers = (page, book.folio(number)) if part.folios else (page,)
        drawn = (
            made
            for one in layers
            for made in (one.content, font_subsets.glyph_key_in_book(one, used))
        )
        names.append(digest(shared, *drawn))
    return tuple(names)


def _markup(part: Part) -> Markup:
    return part.markup
