"""Results on the terminal: the status of each file, what was understood, the messages."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import click

from publish.artifacts.diagnostic_lines import (
    Lines,
    as_diagnostics,
    code,
    gravest,
    severity,
)
from publish.artifacts.result import Result, Status
from publish.cli.messages import show_messages, summary
from publish.cli.summary import show_understanding
from publish.config.file_access import read_text_bytes
from publish.diagnostics import Diagnostics, PublishError, Severity
from publish.diagnostics.rules.booklet import HOW_TO_PRINT
from publish.diagnostics.rules.editions import ALL as EDITION_RULES
from publish.diagnostics.rules.files import INTERNAL_ERROR
from publish.diagnostics.rules.fit import FITTED
from publish.diagnostics.rules.pdf import NOTES_ADD_SHEETS
from publish.diagnostics.rules.press_pages import GUTTER_WIDENED
from publish.diagnostics.rules.wrap_covers import COVER_SIZE, NO_ISBN, SPINE_WITHOUT_TEXT
from publish.document.understanding import Understanding
from publish.readers.detection import decode_file
from publish.text.invisible import printable
from publish.text.source import Source


def show_status(status: Status, path: Path) -> None:
    """Print the status of a file and its path."""
    colour = {Status.MADE: "green", Status.FRESH: None, Status.FAILED: "red"}[status]
    click.echo(f"{click.style(f'{status:6}', fg=colour)} {printable(shorten_path(path))}")


def shorten_path(path: Path) -> str:
    """Return a path for a terminal: relative to the current folder where it is in it."""
    near = os.path.relpath(path, Path.cwd())
    return str(path) if near.startswith(os.pardir) else near


def show_result(result: Result) -> None:
    """Print the status of a file, and the infos that are about this file alone."""
    show_status(result.status, result.path)
    for diagnostic in as_diagnostics(filter(_is_shown_with_file, result.lines)):
        click.echo(f"       {printable(': '.join((diagnostic.message, *diagnostic.hints)))}")


def show_unplanned(diagnostics: Diagnostics) -> None:
    """Print the status of each book whose planning ended in an internal error."""
    for diagnostic in diagnostics:
        if diagnostic.code == INTERNAL_ERROR.code:
            show_failure(diagnostic.span.file)


def show_failure(book: str) -> None:
    """Print the name of a book of which no file could be planned."""
    click.echo(f"{click.style(f'{Status.FAILED:6}', fg='red')} {printable(book)}")


def show_strictness(lines: Lines, *, strict: bool) -> None:
    """Print the reason where warnings alone keep a book from being written."""
    if strict and gravest(lines) is Severity.WARNING:
        click.echo("--strict: a book with warnings is not written", err=True)


def show_understandings(results: Iterable[Result]) -> None:
    """Print for each book what was understood of its text, once for all its artifacts."""
    books: dict[str, Understanding] = {}
    for result in results:
        if result.understanding:
            books.setdefault(result.artifact.book.name, result.understanding)
    for name, understanding in books.items():
        show_understanding(name, understanding)


def show_lines(lines: Lines, root: Path, books: tuple[str, ...], *, infos: bool = False) -> None:
    """Print errors and warnings, then the numbers of errors, warnings and infos.

    With ``infos`` they are printed too: no other command shows them.
    """
    counts = Counter(map(severity, lines))
    shown = counts.total() if infos else counts[Severity.ERROR] + counts[Severity.WARNING]
    if shown:
        diagnostics = as_diagnostics(lines[:shown])
        show_messages(diagnostics, read_texts(diagnostics, root))
        click.echo(summary(counts if infos else {**counts, Severity.INFO: 0}), err=True)
    hidden = 0 if infos else counts[Severity.INFO] - sum(map(_is_shown_with_file, lines))
    if hidden:
        check = printable(" ".join(("publish check", *books)))
        shows = f"`{check}` shows {'it' if hidden == 1 else 'them'}"
        click.echo(f"{summary({Severity.INFO: hidden})}: {shows}", err=True)


def read_texts(diagnostics: Diagnostics, root: Path) -> list[Source]:
    """Return the readable texts that diagnostics point into."""
    texts = []
    for file in dict.fromkeys(d.span.file for d in diagnostics if d.span.file):
        try:
            texts.append(decode_file(read_text_bytes(root / file), file).value)
        except PublishError:
            continue
    return texts


_SHOWN_INFOS = frozenset(
    {
        *(HOW_TO_PRINT.code, NOTES_ADD_SHEETS.code, FITTED.code, COVER_SIZE.code),
        *(GUTTER_WIDENED.code, SPINE_WITHOUT_TEXT.code, NO_ISBN.code),
        *(rule.code for rule in EDITION_RULES),
    }
)
"""The codes of infos that are shown under the file that they are about."""


def _is_shown_with_file(line: str) -> bool:
    return severity(line) == Severity.INFO and code(line) in _SHOWN_INFOS
