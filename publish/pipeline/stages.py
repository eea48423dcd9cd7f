"""The stages from the files of a book to its Work, each on the whole book."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from publish.config import Book, Settings
from publish.config.workspace import display_path, read_bytes
from publish.diagnostics import Diagnostic, Diagnostics, Outcome, PublishError
from publish.diagnostics.rules import files
from publish.document.draft import Draft
from publish.document.model import Work
from publish.pipeline.assemble import assemble
from publish.pipeline.pass_table import ASSEMBLE, draft_passes, is_done, stages, work_passes
from publish.readers import read
from publish.readers.decode import decode
from publish.text.dataclass import dataclass
from publish.text.source import Source, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A book after one of the stages: one value a file before assembly, a Work after it."""

    sources: tuple[Source, ...]
    value: Work | tuple[Draft | Work, ...]


def read_sources(book: Book) -> Outcome[tuple[Source, ...]]:
    """Return the decoded texts of a book.

    Raises PublishError with the diagnostics of all files that cannot be read or decoded.
    """
    decoded: list[Source] = []
    diagnostics: list[Diagnostic] = []
    errors: list[Diagnostic] = []
    for path in book.texts:
        try:
            outcome = decode(read_bytes(path), display_path(path, book.workspace))
        except PublishError as error:
            errors += error.diagnostics
        else:
            decoded.append(outcome.value)
            diagnostics += outcome.diagnostics
    if errors:
        raise PublishError(*diagnostics, *errors)
    return Outcome(tuple(decoded), tuple(diagnostics))


def parse(source: Source, settings: Settings, after: str = ASSEMBLE) -> Outcome[Draft | Work]:
    """Return one source after its reader and the passes of drafts, as far as the stage ``after``.

    Passes of drafts leave out the Work of a reader that returns one.  Raises PublishError where no
    text is left.
    """
    text = read(source)
    if isinstance(text, Work):
        return _require(Outcome(text), source, is_empty=not (text.front or text.body or text.back))
    outcome = Outcome(text)
    for each in draft_passes():
        if is_done(each.name, after):
            outcome = outcome.then(partial(each.apply, settings=settings))
    draft = outcome.value
    return _require(Outcome(draft, outcome.diagnostics), source, is_empty=not draft.chunks)


def _require(
    outcome: Outcome[Draft | Work], source: Source, *, is_empty: bool
) -> Outcome[Draft | Work]:
    if is_empty:
        start = Span(source.file, 0, 0)
        message = "no text is left once what belongs to no book is dropped"
        raise PublishError(*outcome.diagnostics, files.EMPTY.at(start, message))
    return outcome


def read_work(texts: Sequence[Source], book: Book, after: str = "") -> Outcome[Work]:
    """Return the Work of the texts after one of the stages from assembly on, or after all."""
    after = after or stages()[-1]
    parsed = [parse(source, book.settings) for source in texts]
    diagnostics: Diagnostics = tuple(d for outcome in parsed for d in outcome.diagnostics)
    outcome = assemble([each.value for each in parsed], book.settings, book.name)
    outcome = Outcome(outcome.value, diagnostics + outcome.diagnostics)
    for each in work_passes():
        if is_done(each.name, after):
            outcome = outcome.then(partial(each.apply, settings=book.settings))
    return outcome


def read_book(book: Book, after: str = "") -> Outcome[Reading]:
    """Return the book after a stage, by default the last, with the diagnostics until then."""
    after = after or stages()[-1]
    texts = read_sources(book)
    if is_done(ASSEMBLE, after):
        whole = read_work(texts.value, book, after)
        diagnostics = whole.diagnostics
        value = Reading(texts.value, whole.value)
    else:
        parsed = [parse(source, book.settings, after) for source in texts.value]
        diagnostics = tuple(d for outcome in parsed for d in outcome.diagnostics)
        value = Reading(texts.value, tuple(outcome.value for outcome in parsed))
    return Outcome(value, book.settings.verdicts.on(texts.diagnostics + diagnostics))
