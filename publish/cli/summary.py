"""The summary of what was understood of a book, in a few lines of English."""

from __future__ import annotations

from collections.abc import Iterator

import click

from publish.cli.quantities import count_noun
from publish.document.understanding import Counts, DroppedLine, Understanding
from publish.text.invisible import printable
from publish.text.languages import isolate

_SHOWN = 3
"""The number of dropped lines that are quoted."""


def show_understanding(name: str, understanding: Understanding) -> None:
    """Print the summary of a book to standard error."""
    click.echo(describe(name, understanding), err=True)


def describe(name: str, understanding: Understanding) -> str:
    """Return the summary: the title, then lines that count its structure, notes and changes."""
    counts = understanding.counts
    title = click.style(isolate(understanding.title), bold=True)
    groups = (_structure(counts), _notes(counts), _changes(understanding))
    lines = [", ".join(parts) for parts in map(tuple, groups) if parts]
    return "\n".join([f"{printable(name)}: {title}", *(f"  {line}" for line in lines)])


def _structure(counts: Counts) -> Iterator[str]:
    named = (
        (counts.parts, "part", "parts"),
        (counts.chapters, "chapter", "chapters"),
        (counts.excerpts, "excerpt", "excerpts"),
        (counts.pairs, "pair", "pairs"),
        (counts.segments - counts.pairs, "line without translation", "lines without translation"),
        (counts.verses, "verse", "verses"),
        (counts.lists, "list", "lists"),
        (counts.tables, "table", "tables"),
    )
    parts = [count_noun(*each) for each in named if each[0]]
    yield from parts or ["running text without headings"]


def _notes(counts: Counts) -> Iterator[str]:
    if not counts.notes:
        return
    yield count_noun(counts.notes, "note")
    if counts.notes_without_body:
        yield f"{counts.notes_without_body:,} without a body"


def _changes(understanding: Understanding) -> Iterator[str]:
    if understanding.joined_lines:
        yield f"{count_noun(understanding.joined_lines, 'line')} joined to paragraphs"
    if understanding.left_out:
        yield _left_out(understanding.left_out)


def _left_out(lines: tuple[DroppedLine, ...]) -> str:
    files = {line.span.file for line in lines}
    shown = [_quote(line, with_file=len(files) > 1) for line in lines[:_SHOWN]]
    more = f" and {len(lines) - _SHOWN:,} more" if len(lines) > _SHOWN else ""
    return f"{count_noun(len(lines), 'line')} left out: {', '.join(shown)}{more}"


def _quote(line: DroppedLine, *, with_file: bool) -> str:
    place = f"{printable(line.span.file)}:{line.number}" if with_file else f"{line.number}"
    return f"{place} {isolate(line.text)}"
