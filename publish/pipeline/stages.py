"""The stages from the files of a book to its Work, each on the whole book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from publish.config import Book, Settings
from publish.config.bound_books import refuse_bind
from publish.config.file_access import read_text_bytes
from publish.config.pictures import PictureLoader
from publish.config.workspace import display_path
from publish.diagnostics import (
    Diagnostic,
    Diagnostics,
    Outcome,
    PublishError,
    Severity,
    worst,
)
from publish.diagnostics.floods import sum_up
from publish.diagnostics.rules import RULES, files, sefaria
from publish.document.draft import Draft
from publish.document.marks import Mark
from publish.document.metadata import Words
from publish.document.model import Work
from publish.document.summary import understand
from publish.document.understanding import Understanding
from publish.pipeline.assemble import assemble
from publish.pipeline.mark_places import complete_hints, place_marks
from publish.pipeline.pass_table import ASSEMBLE, draft_passes, is_done, stages, work_passes
from publish.pipeline.pictures import load_pictures
from publish.plugins import name_packages
from publish.readers import group_versions, read
from publish.readers.detection import decode_file
from publish.readers.mojibake import DamageFinder, find_damage
from publish.text.dataclass import dataclass
from publish.text.source import Source, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A book after one of the stages: one value a file before assembly, a Work after it.

    ``understanding`` sums up a Work after the last stage.
    """

    sources: tuple[Source, ...]
    value: Work | tuple[Draft | Work, ...]
    understanding: Understanding | None = None


def read_sources(book: Book, find: DamageFinder = find_damage) -> Outcome[tuple[Source, ...]]:
    """Return the decoded texts of a book, without empty files of a book of several files.

    ``find`` returns the damage of a plain text.
    Raises PublishError with the diagnostics of all files that cannot be read or decoded, and for a
    bind, which is no text.
    """
    if book.bind:
        raise PublishError(refuse_bind(book))
    outcome = decode_texts(book, find)
    if worst(outcome.diagnostics) is Severity.ERROR:
        raise PublishError(*outcome.diagnostics)
    return outcome


def decode_texts(book: Book, find: DamageFinder = find_damage) -> Outcome[tuple[Source, ...]]:
    """Return those texts of a book that can be decoded, with the errors of the others.

    JSON of another program, which lies among the texts of a folder, is left out with a warning.
    """
    decoded: list[Source] = []
    diagnostics: list[Diagnostic] = []
    empty: list[Diagnostic] = []
    foreign: list[Diagnostic] = []
    for path in book.texts:
        try:
            outcome = decode_file(read_text_bytes(path), display_path(path, book.workspace), find)
        except PublishError as error:
            if all(each.code == files.EMPTY.code for each in error.diagnostics):
                empty += error.diagnostics
            elif _is_foreign(error) and not book.settings.files:
                foreign += error.diagnostics
            else:
                diagnostics += error.diagnostics
        else:
            decoded.append(outcome.value)
            diagnostics += outcome.diagnostics
    diagnostics += [_leave_out(each.span) for each in empty] if decoded else empty
    if decoded:
        foreign = [replace(each, severity=Severity.WARNING) for each in foreign]
    return Outcome(tuple(decoded), (*diagnostics, *foreign))


def _is_foreign(error: PublishError) -> bool:
    return all(each.code == sefaria.NOT_SEFARIA.code for each in error.diagnostics)


def _leave_out(span: Span) -> Diagnostic:
    return files.EMPTY_IN_BOOK.at(
        span,
        f"{Path(span.file).name} has no text, so the book has no chapter of it",
        "paste the text into it, or take the file out of the folder",
    )


def parse(
    source: Source,
    settings: Settings,
    after: str = ASSEMBLE,
    loader: PictureLoader | None = None,
) -> Outcome[Draft | Work]:
    """Return one source after its reader and the passes of drafts, as far as the stage ``after``.

    Passes of drafts leave out the Work of a reader that returns one.  With a ``loader`` the text
    has the pictures that it names.
    """
    outcome = read(source, settings)
    if isinstance(outcome.value, Draft):
        for each in draft_passes():
            if is_done(each.name, after):
                outcome = outcome.then(partial(each.apply, settings=settings))
    if loader is not None and is_done(ASSEMBLE, after):
        outcome = outcome.then(partial(load_pictures, loader=loader))
    return Outcome(outcome.value, outcome.diagnostics)


def file_settings(settings: Settings, marks: Sequence[Mark], *, several: bool) -> Settings:
    """Return the settings for one file of a book.

    Among several files, a title of the settings is that of the book, not that of the file.
    """
    own = replace(settings, marks=tuple(marks))
    return replace(own, title=Words(), subtitle=Words()) if several else own


def is_empty(text: Draft | Work) -> bool:
    """Return whether no text is left of a file once all that belongs to no book is dropped."""
    if isinstance(text, Work):
        return not (text.front or text.body or text.back)
    return not text.chunks


def require_text(source: Source, *, several: bool) -> Diagnostic:
    """Return the warning about a file without text in a book of several files.

    Raises PublishError where the file is the only one with text.
    """
    start = Span(source.file, 0, 0)
    if several:
        return _leave_out(start)
    message = "no text is left once what belongs to no book is dropped"
    raise PublishError(files.EMPTY.at(start, message))


def parse_all(
    texts: Sequence[Source],
    settings: Settings,
    after: str = ASSEMBLE,
    loader: PictureLoader | None = None,
) -> Outcome[tuple[Draft | Work, ...]]:
    """Return the sources that have text, each after ``parse``; versions of a text are one.

    Raises PublishError with the diagnostics of all sources where one cannot be read, or where none
    has text.
    """
    marks = place_marks(settings.marks, texts)
    texts = group_versions(texts)
    outcomes: list[tuple[Source, Outcome[Draft | Work]]] = []
    diagnostics: list[Diagnostic] = [*marks.diagnostics]
    failed = False

    def parse_one(source: Source, *, several: bool) -> Outcome[Draft | Work]:
        own = marks.value.get(source.file, ())
        return parse(source, file_settings(settings, own, several=several), after, loader)

    for source in texts:
        try:
            outcomes.append((source, parse_one(source, several=len(texts) > 1)))
        except PublishError as error:
            diagnostics += error.diagnostics
            failed = True
    with_text = [source for source, outcome in outcomes if not is_empty(outcome.value)]
    if len(texts) > 1 and len(with_text) == 1 and not failed:
        outcomes = [(source, parse_one(source, several=False)) for source, _ in outcomes]
    empty = [source for source, outcome in outcomes if is_empty(outcome.value)]
    parsed = [outcome.value for _, outcome in outcomes if not is_empty(outcome.value)]
    diagnostics += [each for _, outcome in outcomes for each in outcome.diagnostics]
    try:
        diagnostics += [require_text(source, several=bool(parsed)) for source in empty]
    except PublishError as error:
        raise PublishError(*diagnostics, *error.diagnostics) from None
    if failed:
        raise PublishError(*diagnostics)
    return Outcome(tuple(parsed), tuple(diagnostics))


def read_work(
    texts: Sequence[Source], book: Book, after: str = "", loader: PictureLoader | None = None
) -> Outcome[Work]:
    """Return the Work of the texts after one of the stages from assembly on, or after all.

    ``loader`` reads the pictures of the texts, by default that of the book.

    Raises PublishError as ``parse_all`` does.
    """
    after = after or stages()[-1]
    parsed = parse_all(texts, book.settings, ASSEMBLE, loader or PictureLoader.of(book))
    outcome = parsed.then(lambda values: assemble(values, book.settings, book.name))
    return _run_work_passes(outcome, book.settings, after)


def _run_work_passes(outcome: Outcome[Work], settings: Settings, after: str) -> Outcome[Work]:
    """Return an assembled Work after the passes as far as the stage ``after``."""
    for each in work_passes():
        if is_done(each.name, after):
            outcome = outcome.then(partial(each.apply, settings=settings))
    return outcome


def read_assembled(book: Book) -> tuple[Work, Outcome[Reading]]:
    """Return the Work of a book after assembly, and the book after the last stage."""
    texts = read_sources(book)
    assembled = read_work(texts.value, book, ASSEMBLE)
    whole = _run_work_passes(assembled, book.settings, stages()[-1])
    return assembled.value, _sum_up_reading(texts, whole, book)


def read_book(book: Book, after: str = "") -> Outcome[Reading]:
    """Return the book after a stage, by default the last, with the diagnostics until then."""
    return read_texts(read_sources(book), book, after)


def read_texts(texts: Outcome[tuple[Source, ...]], book: Book, after: str = "") -> Outcome[Reading]:
    """Return the book of decoded texts after a stage, with all diagnostics until then."""
    after = after or stages()[-1]
    sources = texts.value
    if is_done(ASSEMBLE, after):
        return _sum_up_reading(texts, read_work(sources, book, after), book)
    parsed = parse_all(sources, book.settings, after)
    diagnostics = texts.diagnostics + parsed.diagnostics
    return Outcome(Reading(sources, parsed.value), settle(diagnostics, book.settings, sources))


def _sum_up_reading(
    texts: Outcome[tuple[Source, ...]], whole: Outcome[Work], book: Book
) -> Outcome[Reading]:
    sources = texts.value
    diagnostics = texts.diagnostics + whole.diagnostics
    understanding = understand(whole.value, diagnostics, sources)
    return Outcome(
        Reading(sources, whole.value, understanding), settle(diagnostics, book.settings, sources)
    )


def settle(
    diagnostics: Iterable[Diagnostic], settings: Settings, sources: Sequence[Source] = ()
) -> Diagnostics:
    """Return diagnostics as the settings of a book judge them, each flood as one message.

    Marks in hints describe one line of the ``sources`` alone.
    """
    judged = sum_up(settings.verdicts.on(diagnostics), RULES)
    return name_packages(complete_hints(judged, sources))
