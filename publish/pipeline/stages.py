"""From the files of a book to its Work, stage by stage; a stage's name can be asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publish.config import Book, Settings
from publish.config.workspace import read_bytes, shown
from publish.diagnostics import Diagnostic, Diagnostics, Outcome, PublishError
from publish.diagnostics.rules import files
from publish.document.draft import Draft
from publish.document.model import Work
from publish.passes import draft_passes, work_passes
from publish.pipeline.assemble import assemble
from publish.readers import read
from publish.readers.decode import decode
from publish.text.source import Source, Span

STAGES = (
    "read",
    *draft_passes(Settings()),
    "assemble",
    *work_passes(Settings()),
)
"""Every stage by its name, in order."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A book after one of the stages: drafts before they are assembled, a Work after."""

    sources: tuple[Source, ...]
    value: Work | tuple[Draft, ...]


def sources(book: Book) -> Outcome[tuple[Source, ...]]:
    """Return the texts of a book, decoded; every file that cannot be read is said at once."""
    decoded: list[Source] = []
    told: list[Diagnostic] = []
    wrong: list[Diagnostic] = []
    for path in book.texts:
        try:
            outcome = decode(read_bytes(path), shown(path, book.workspace))
        except PublishError as error:
            wrong += error.diagnostics
        else:
            decoded.append(outcome.value)
            told += outcome.diagnostics
    if wrong:
        raise PublishError(*told, *wrong)
    return Outcome(tuple(decoded), tuple(told))


def draft(source: Source, settings: Settings, after: str = "notes") -> Outcome[Draft]:
    """Return the draft of one source after one of the stages before assembly."""
    outcome = Outcome(read(source))
    for name, stage in draft_passes(settings).items():
        if STAGES.index(name) <= STAGES.index(after):
            outcome = outcome.then(stage)
    if not outcome.value.chunks:
        start = Span(source.file, 0, 0)
        nothing = files.EMPTY.at(start, "no text is left once what belongs to no book is dropped")
        raise PublishError(*outcome.diagnostics, nothing)
    return outcome


def work(texts: Sequence[Source], book: Book, after: str = STAGES[-1]) -> Outcome[Work]:
    """Return the Work that the texts are, after one of the stages from assembly on."""
    drafts = [draft(source, book.settings) for source in texts]
    told: Diagnostics = tuple(d for outcome in drafts for d in outcome.diagnostics)
    outcome = assemble([outcome.value for outcome in drafts], book.settings, book.name)
    outcome = Outcome(outcome.value, told + outcome.diagnostics)
    for name, stage in work_passes(book.settings).items():
        if STAGES.index(name) <= STAGES.index(after):
            outcome = outcome.then(stage)
    return outcome


def reading(book: Book, after: str = STAGES[-1]) -> Outcome[Reading]:
    """Return the book as it is after the stage of that name, with all that was said so far."""
    texts = sources(book)
    if STAGES.index(after) < STAGES.index("assemble"):
        drafts = [draft(source, book.settings, after) for source in texts.value]
        said = tuple(d for outcome in drafts for d in outcome.diagnostics)
        value = Reading(texts.value, tuple(outcome.value for outcome in drafts))
    else:
        whole = work(texts.value, book, after)
        said = whole.diagnostics
        value = Reading(texts.value, whole.value)
    return Outcome(value, book.settings.verdicts.on(texts.diagnostics + said))
