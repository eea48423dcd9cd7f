"""``publish check``: diagnostics of texts, and safe fixes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publish.cli.books import books_argument, each_book
from publish.cli.messages import as_github, as_json, show_messages, summary
from publish.config import Book, find_workspace
from publish.diagnostics import Diagnostic, Outcome, Severity, worst
from publish.diagnostics.fixes import apply_fixes, difference
from publish.readers.decode import encode
from publish.storage.atomic_write import write_whole
from publish.text.source import Source

if TYPE_CHECKING:
    from publish.pipeline.stages import Reading


@click.command()
@books_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs, or annotations of a GitHub workflow.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings, not only on errors.")
@click.option(
    "--fix", is_flag=True, help="Make safe corrections in the text itself, and show the diff."
)
@click.pass_context
def command(ctx: click.Context, books: tuple[str, ...], form: str, strict: bool, fix: bool) -> None:
    """Check the texts of each BOOK without building it; all books by default.

    Each message names the line, marks the place and says what to do. Infos report what was
    dropped, changed or inferred; warnings should be looked at; errors stop the book.

    With --fix, safe corrections are made in the text itself and shown as a diff: invisible
    characters, odd spaces, a space lost after a note call. Without --fix no text is changed.

    \b
      publish check lesson-5
      publish check lesson-5 --fix
      publish check --format json sources/lesson-5.txt
    """
    sources: list[Source] = []
    diagnostics: list[Diagnostic] = []
    for reader in each_book(books, _check):
        diagnostics += reader.diagnostics
        sources += reader.value.sources if reader.value else ()
    match form:
        case "json":
            click.echo(as_json(diagnostics, sources))
        case "github":
            click.echo(as_github(diagnostics, sources))
        case _:
            show_messages(diagnostics, sources)
            click.echo(summary(Counter(d.severity for d in dict.fromkeys(diagnostics))), err=True)
    if fix:
        _fix(sources, diagnostics, find_workspace(Path.cwd()).root)
    gravest = worst(diagnostics)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    ctx.exit(1 if gravest in failing else 0)


def _check(book: Book) -> Outcome[Reading]:
    from publish.pipeline.stages import read_book
    from publish.themes.theme import check_for

    outcome = read_book(book)
    theme = check_for(book.settings, book.themes)
    return Outcome(outcome.value, outcome.diagnostics + theme)


def _fix(sources: list[Source], diagnostics: list[Diagnostic], root: Path) -> None:
    """Print the diff of each source that has fixes, and replace its file."""
    for source in sources:
        after = apply_fixes(source, diagnostics)
        if after.text != source.text:
            click.echo(difference(source, after), err=True)
            write_whole(root / source.file, encode(after))
            click.echo(f"fixed {source.file}", err=True)
