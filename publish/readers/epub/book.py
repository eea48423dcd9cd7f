"""The text of an EPUB as a source, with the draft that it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from publish.diagnostics import Diagnostic, Diagnostics, Effect, Outcome, PublishError
from publish.diagnostics.rules import RULES, files
from publish.diagnostics.rules import ebooks as rules
from publish.diagnostics.rules import readers as page_rules
from publish.document.draft import Chunk, Draft, Part
from publish.document.metadata import Meta
from publish.readers.epub.book_text import BookText
from publish.readers.epub.documents import Book, BookDocument, load_book
from publish.readers.epub.headings import set_headings
from publish.readers.epub.looks import BookStyles
from publish.readers.epub.metadata import MetadataReader
from publish.readers.epub.milestones import mark_milestones
from publish.readers.epub.navigation import ContentsLabel, read_contents
from publish.readers.epub.package import Package, open_package
from publish.readers.epub.pictures import BookReport
from publish.readers.epub.places import BookPlaces
from publish.readers.epub.title_page import complete_metadata
from publish.readers.epub.transcript import Transcript
from publish.readers.html.gaps import Gaps
from publish.readers.html.notes import find_notes
from publish.readers.html.output import Output
from publish.readers.html.page import report_repeated_notes, trim_separators
from publish.readers.html.places import Places
from publish.readers.html.tree import DEEPEST
from publish.readers.html.walker import Walker
from publish.text.dataclass import dataclass
from publish.text.languages import direction, language
from publish.text.source import Container, Source, Span

_SHOWN = 60


@dataclass(frozen=True)
class BookContent:
    """The content of an EPUB for its reader: the draft, and messages about the file."""

    draft: Draft
    diagnostics: Diagnostics


@dataclass(frozen=True)
class _Reading:
    """The chunks of a book by its markup, and what is reported about it."""

    chunks: tuple[Chunk, ...]
    pictures: BookReport
    diagnostics: Diagnostics


def decode_book(data: bytes, file: str) -> Outcome[Source]:
    """Return the text of an EPUB as a source, with its content for the reader.

    Raises PublishError where the file is damaged, protected or out of bounds, or has no text.
    """
    package = open_package(data, file)
    loaded = load_book(package)
    book = loaded.value
    meta = MetadataReader(package).read()
    if package.is_own:
        meta = complete_metadata(meta, book)
    reading = _read(book, meta)
    transcript = Transcript(book)
    titles = [
        transcript.write_title(text, part, tag)
        for part, words in ((Part.TITLE, meta.title), (Part.SUBTITLE, meta.subtitle))
        for tag, text in words.forms
    ]
    chunks = transcript.write(reading.chunks)
    if not any(any(map(str.isalnum, chunk.text.text)) for chunk in chunks):
        hint = "the pages may be pictures; ask for a file with the text"
        message = f"{Path(file).name} has no text"
        raise PublishError(files.EMPTY.at(Span(file, 0, 0), message, hint))
    moved = tuple(_move(each, transcript) for each in reading.diagnostics)
    draft = Draft(
        file,
        (*titles, *chunks),
        is_formatted=True,
        pictures=reading.pictures.pictures,
        meta=meta,
    )
    about = (*_report_metadata(meta, file), *_report_turning(package, transcript.text))
    content = BookContent(draft, (*about, *loaded.diagnostics, *moved))
    container = Container(data, content)
    return Outcome(
        Source(file, transcript.text, container=container, places=tuple(transcript.places))
    )


def read_book(source: Source) -> Outcome[Draft]:
    """Return the draft of a source that ``decode_book`` made."""
    content = source.container.content if source.container else None
    if not isinstance(content, BookContent):
        raise TypeError("the source has no content of an EPUB")
    return Outcome(content.draft, content.diagnostics)


def _read(book: Book, meta: Meta) -> _Reading:
    """Return the chunks of a book by its markup."""
    file = book.package.archive.file
    styles = BookStyles(book)
    notes = find_notes(book.root)
    text = BookText(book, styles, notes, meta)
    report = BookReport(book.package.archive)
    output = Output(file, report)
    make = BookPlaces if book.package.is_own else Places
    places = make(file, text, Gaps((), styles))
    walker = Walker(places, notes, output, report)
    contents: dict[str, list[ContentsLabel]] = {}
    for label in read_contents(book.package):
        contents.setdefault(label.path, []).append(label)
    chunks: list[Chunk] = []
    outside: list[BookDocument] = []
    for document in book.documents:
        if frame := text.find_frame(document):
            report.drop(frame, document.body)
            continue
        output.part()
        start = len(output.chunks)
        walker.read([document.body])
        labels = contents.get(document.path, [])
        own = list(set_headings(output.chunks[start:], document, labels))
        if book.package.is_own:
            own = list(mark_milestones(own, document))
        chunks += own
        if own and not document.is_linear:
            outside.append(document)
    diagnostics = (
        *_report_order(outside, file),
        *report.diagnostics(),
        *report_repeated_notes(walker.used, file),
        *_report_depth(book, file),
    )
    return _Reading(tuple(trim_separators(chunks)), report, diagnostics)


def _report_order(documents: list[BookDocument], file: str) -> Iterator[Diagnostic]:
    for document in documents:
        message = f"“{document.path}” is outside the reading order, and is printed at the end"
        yield rules.READING_ORDER.at(Span(file, document.start, document.start), message)


def _report_depth(book: Book, file: str) -> Iterator[Diagnostic]:
    for document in book.documents:
        if document.too_deep:
            message = f"{document.too_deep} elements stand in more than {DEEPEST} others"
            span = Span(file, document.start, document.start)
            yield page_rules.NESTED_TOO_DEEP.at(span, f"{message}, and only their text is read")


def _report_metadata(meta: Meta, file: str) -> Iterator[Diagnostic]:
    shown = [
        *(f"the title “{text[:_SHOWN]}”" for _, text in meta.title.forms[:1]),
        *(f"the subtitle “{text[:_SHOWN]}”" for _, text in meta.subtitle.forms[:1]),
        *(f"“{creator.name.forms[0][1][:_SHOWN]}” ({creator.role})" for creator in meta.creators),
        *([f"the publisher “{meta.publisher[:_SHOWN]}”"] if meta.publisher else []),
        *([f"the date {meta.date.given}"] if meta.date else []),
        *([f"the rights “{meta.rights[:_SHOWN]}”"] if meta.rights else []),
    ]
    if shown:
        message = f"taken from the metadata: {', '.join(shown)}"
        yield rules.METADATA.at(Span(file, 0, 0), message)


def _report_turning(package: Package, text: str) -> Iterator[Diagnostic]:
    """Yield an info where pages turn in another direction than books of the language."""
    stated = package.progression
    if stated in ("ltr", "rtl") and stated != direction(language(text)):
        side = "right" if stated == "rtl" else "left"
        message = f"the e-book is bound on the {side}, other than books in its language"
        span = Span(package.archive.file, 0, 0)
        yield rules.METADATA.at(span, message, f'binding = "{side}"')


def _move(diagnostic: Diagnostic, transcript: Transcript) -> Diagnostic:
    """Return a diagnostic about the markup with its places in the text."""
    if diagnostic.code == page_rules.PAGE_CODE.code:  # code has no line in the text
        diagnostic = replace(diagnostic, also=())
        return transcript.move(diagnostic, is_left_out=False)
    is_left_out = RULES[diagnostic.code].effect is Effect.DROPPED
    return transcript.move(diagnostic, is_left_out=is_left_out)
