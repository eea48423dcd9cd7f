"""Reading of a web page: its article as a draft, and reports of all else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import readers as rules
from publish.document.draft import Chunk, Draft, Part
from publish.document.model import Work
from publish.readers.html.article import Article, Page
from publish.readers.html.context import Context
from publish.readers.html.gaps import Gaps
from publish.readers.html.notes import PageNote, find_notes
from publish.readers.html.output import Output
from publish.readers.html.places import Places
from publish.readers.html.report import Report
from publish.readers.html.styles import StyleSheet, find_sheets
from publish.readers.html.surroundings import Surroundings
from publish.readers.html.tree import DEEPEST, Document, Element, parse_document
from publish.readers.html.walker import Walker
from publish.text.source import Source, Span

_LINES_OVER_TITLE = 6


def read_page(source: Source) -> Outcome[Draft | Work]:
    """Return the draft of the article of a page, with its notes at their calls."""
    document = parse_document(source.text)
    sheet = StyleSheet(find_sheets(document.root))
    notes = find_notes(document.root)
    page = Page(document.root, sheet, notes)
    article = page.find_article()
    report = Report(source.file)
    output = Output(source.file, report, has_columns=page.is_export)
    gaps = Gaps(page.paragraphs if page.is_export else (), sheet)
    places = Places(source.file, page, gaps, Context(keeps_breaks=page.is_export))
    walker = Walker(places, notes, output, report)
    walker.drops_links = not article.is_certain
    chunks = walker.read(article.parts)
    unused = set(notes.by_call.values()) - walker.used
    for kind, element in (*article.outside, *_list_uncalled(unused, article)):
        report.drop(kind, element)
    diagnostics = (
        *report.diagnostics(),
        *_report_page(source, document, article),
        *report_repeated_notes(walker.used, source.file),
    )
    own = tuple(_mark_title(list(trim_separators(chunks)), page))
    return Outcome(
        Draft(source.file, own, is_formatted=True, pictures=report.pictures), diagnostics
    )


def _list_uncalled(
    unused: Iterable[PageNote], article: Article
) -> Iterator[tuple[Surroundings, Element]]:
    """Yield the bodies outside the article of notes that no part of it calls."""
    for note in unused:
        for body in note.body:
            if not any(p.start <= body.start and body.end <= p.end for p in article.parts):
                yield Surroundings.OUTSIDE, body


def _report_page(source: Source, document: Document, article: Article) -> Iterator[Diagnostic]:
    start = Span(source.file, 0, 0)
    if not article.is_certain:
        yield rules.NO_ARTICLE.at(
            start,
            "the article of this page is not marked as such, so the whole page is printed",
            "copy the text of the article from the page and paste it into a .txt file",
        )
    if document.too_deep:
        message = f"{document.too_deep} elements stand in more than {DEEPEST} others"
        yield rules.NESTED_TOO_DEEP.at(start, f"{message}, and only their text is read")


def report_repeated_notes(notes: Iterable[PageNote], file: str) -> Iterator[Diagnostic]:
    """Yield an info for each note that is called several times."""
    for note in sorted(notes, key=lambda each: each.body[0].start):
        if len(note.calls) > 1 and not note.is_comment:
            first, *others = [Span(file, call.start, call.end) for call in note.calls]
            message = f"a note is called {len(note.calls)} times, and is printed at each call"
            yield rules.NOTE_REPEATED.at(first, message, also=others)


def _mark_title(chunks: Sequence[Chunk], page: Page) -> Sequence[Chunk]:
    """Return the chunks with the heading near the top that the page is named after as the title."""
    for index, each in enumerate(chunks[:_LINES_OVER_TITLE]):
        if each.part is Part.HEADING and each.depth == 1 and page.is_named(each.text.text):
            return [*chunks[:index], replace(each, part=Part.TITLE), *chunks[index + 1 :]]
    return chunks


def trim_separators(chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """Yield the chunks without separators at the ends and beside others."""
    own = list(chunks)
    while own and own[-1].part is Part.SEPARATOR:
        own.pop()
    last: Part | None = Part.SEPARATOR
    for index, each in enumerate(own):
        if each.part is not Part.SEPARATOR or last is not Part.SEPARATOR:
            yield each if index else replace(each, blanks=0)
        last = each.part
