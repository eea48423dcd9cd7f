"""Reading and rendering of a book for an artifact; of a bind all its books are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publish.artifacts.plan import Artifact
from publish.config.books import Book
from publish.config.pictures import PictureState
from publish.diagnostics import Diagnostic, Outcome, PublishError, Severity, stops, worst
from publish.diagnostics.rules import binds as rules
from publish.document.lazy_book import LazyBook
from publish.text.dataclass import dataclass
from publish.text.source import Source

if TYPE_CHECKING:
    from publish.artifacts.render import Rendering, Resources
    from publish.pipeline.incremental import LazyReading
    from publish.storage.store import Store


@dataclass(frozen=True, slots=True)
class BindReading:
    """The books of a bind as they were read, in the order of its members.

    ``pictures`` are the states of the files of their pictures.
    """

    sources: tuple[Source, ...]
    books: tuple[LazyBook, ...]
    pictures: tuple[PictureState, ...]

    @property
    def understanding(self) -> None:
        """No summary: each book has its own."""
        return None


def read(book: Book, store: Store, *, strict: bool = False) -> Outcome[LazyReading | BindReading]:
    """Return a book as it was read, unchanged chapters from the store; of a bind all its books."""
    from publish.pipeline.incremental import read_by_chapters

    if book.bind:
        return _read_bind(book, store, strict=strict)
    outcome = read_by_chapters(book, store)
    return Outcome(outcome.value, outcome.diagnostics)


def render_reading(
    reading: LazyReading | BindReading, artifact: Artifact, resources: Resources
) -> Outcome[Rendering]:
    """Return the bytes of an artifact of a book; raises PublishError as ``render`` does."""
    from publish.artifacts.render import render

    if isinstance(reading, BindReading):
        from publish.artifacts.bind_rendering import render_bind

        return render_bind(reading.books, artifact, resources)
    return render(reading.book, artifact, resources)


def _read_bind(
    book: Book, store: Store, *, strict: bool = False
) -> Outcome[LazyReading | BindReading]:
    """Return the books of a bind, unchanged chapters from the store.

    With an error in a book, or with ``strict`` a warning, an error names the book.
    """
    from publish.pipeline.incremental import read_by_chapters

    readings: dict[str, LazyReading] = {}
    diagnostics: list[Diagnostic] = []
    for member in book.members:
        own = member.book
        if own.name in readings:
            continue
        try:
            reading = read_by_chapters(own, store)
        except PublishError as error:
            raise PublishError(*error.diagnostics, _stop(book, own)) from error
        diagnostics += reading.diagnostics
        if stops(reading.diagnostics, strict=strict):
            diagnostics.append(_stop(book, own, worst(reading.diagnostics)))
        readings[own.name] = reading.value
    sources = tuple(source for each in readings.values() for source in each.sources)
    pictures = tuple(state for each in readings.values() for state in each.pictures)
    books = tuple(readings[member.book.name].book for member in book.members)
    return Outcome(BindReading(sources, books, pictures), tuple(dict.fromkeys(diagnostics)))


def _stop(bind: Book, book: Book, gravest: Severity | None = Severity.ERROR) -> Diagnostic:
    faults = "errors" if gravest is Severity.ERROR else "warnings"
    message = f"“{bind.name}” is not made: its book “{book.name}” has {faults}"
    return rules.BOOK_STOPS.at(bind.span, message)
