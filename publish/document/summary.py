"""The summary of a Work and its diagnostics: ``Understanding``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from publish.diagnostics import Diagnostic, Effect
from publish.diagnostics.rules import find_rule
from publish.diagnostics.rules.text import JOINED_LINES
from publish.document.model import Excerpt, List, Note, Section, Segment, Table, Verse, Work
from publish.document.roles import Role
from publish.document.understanding import Counts, DroppedLine, Understanding
from publish.document.walk import descend
from publish.text.source import Source, Span

_LONGEST = 60
"""Characters of a dropped line that are shown."""


def understand(
    work: Work, diagnostics: Iterable[Diagnostic], sources: Iterable[Source]
) -> Understanding:
    """Return the summary of a whole Work; ``sources`` are the texts that it was read from."""
    return summarize(work, count_nodes(work.sections), diagnostics, sources)


def summarize(
    head: Work, counts: Counts, diagnostics: Iterable[Diagnostic], sources: Iterable[Source]
) -> Understanding:
    """Return the summary of a book from the counts of its chapters; ``head`` needs no body.

    ``diagnostics`` are all of the reading, those that the settings ignore included.
    """
    texts = {source.file: source for source in sources}
    joined: list[Span] = []
    dropped: dict[Span, DroppedLine] = {}
    for diagnostic in diagnostics:
        if diagnostic.code == JOINED_LINES.code:
            joined += diagnostic.places
        elif find_rule(diagnostic).effect is Effect.DROPPED:
            for span in diagnostic.places:
                dropped.update((line.span, line) for line in _whole_lines(span, texts))
    left_out = sorted(dropped.values(), key=lambda line: (line.span.file, line.span.start))
    joined_lines = {line.span for span in joined for line in _whole_lines(span, texts)}
    title = head.meta.title.in_(head.lang)
    return Understanding(title, counts, len(joined_lines - set(dropped)), tuple(left_out))


def count_nodes(sections: Iterable[Section]) -> Counts:
    """Return the numbers of nodes of sections and all in them."""
    numbers = dict.fromkeys(Counts.__slots__, 0)
    for node in descend(tuple(sections)):
        match node:
            case Section(Role.PART):
                numbers["parts"] += 1
            case Section(Role.CHAPTER, title) if title:
                numbers["chapters"] += 1
            case Excerpt():
                numbers["excerpts"] += 1
            case Segment():
                numbers["segments"] += 1
                numbers["pairs"] += bool(node.translations)
            case Verse():
                numbers["verses"] += 1
            case Note(_, blocks):
                numbers["notes"] += 1
                numbers["notes_without_body"] += not blocks
            case List():
                numbers["lists"] += 1
            case Table():
                numbers["tables"] += 1
            case _:
                pass
    return Counts(**numbers)


def _whole_lines(span: Span, texts: dict[str, Source]) -> Iterator[DroppedLine]:
    """Yield the lines of a source that a span covers from their first letter to their last."""
    source = texts.get(span.file)
    if source is None or not any(map(str.isalnum, source.text[span.start : span.end])):
        return
    first, last = source.position(span.start), source.position(span.end)
    for number in range(first.line, last.line + 1):
        line = source.line(number)
        start = source.offset(number, 1)
        words = line.strip()
        begin = start + len(line) - len(line.lstrip())
        end = begin + len(words)
        if words and span.start <= begin and end <= span.end:
            shown = words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"
            yield DroppedLine(Span(span.file, begin, end), number, shown)
