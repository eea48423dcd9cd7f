"""``publish check``: diagnostics of texts, and safe fixes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from publish.artifacts.book_check import check_names
from publish.artifacts.plan import select_books
from publish.artifacts.text_fixes import write_fix
from publish.cli.books import books_argument
from publish.cli.limit_options import find_limits, limit_options
from publish.cli.messages import as_github, as_json, show_messages, summary
from publish.cli.summary import show_understanding
from publish.config.book_names import is_path
from publish.config.identifiers import find_shared_identifiers
from publish.config.trust import is_trusted
from publish.config.workspace import Workspace, inspect_book, inspect_workspace
from publish.diagnostics import Diagnostic, Diagnostics, PublishError, Severity, stops
from publish.diagnostics.fixes import apply_fixes, difference
from publish.diagnostics.rules.readers import NOT_CORRECTED
from publish.readers.decode import encode
from publish.text.invisible import printable
from publish.text.source import Source, Span


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
@limit_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    books: tuple[str, ...],
    form: str,
    *,
    strict: bool,
    fix: bool,
    **limits: Any,
) -> None:
    """Check each BOOK without building it: settings, theme and texts; all books by default.

    First a few lines say what was understood of the text. Then each message names the line, marks
    the place and says what to do. Errors stop the book; warnings should be looked at; infos report
    what was dropped, changed or inferred.

    With --fix, safe corrections are made in the text itself and shown as a diff: invisible
    characters, odd spaces, a space lost after a note call. Without --fix no text is changed.

    \b
      publish check lesson-5
      publish check lesson-5 --fix
      publish check --format json sources/lesson-5.txt
    """
    workspace = inspect_workspace(Path.cwd())
    selected = select_books(books, workspace.value)
    bounds = find_limits(workspace.value, limits["limit_memory"], limits["limit_time"])
    checked = list(check_names(selected.value, workspace.value, bounds))
    sources = [source for book in checked for source in book.value.sources]
    diagnostics = [
        *workspace.diagnostics,
        *selected.diagnostics,
        *(d for book in checked for d in book.diagnostics),
    ]
    diagnostics += _check_identifiers(selected.value, workspace.value)
    understandings = {book.value.name: book.value.understanding for book in checked}
    match form:
        case "json":
            click.echo(as_json(diagnostics, sources, understandings))
        case "github":
            click.echo(as_github(diagnostics, sources))
        case _:
            for name, understanding in understandings.items():
                if understanding:
                    show_understanding(name, understanding)
            grave = [d for d in diagnostics if d.severity is not Severity.INFO]
            infos = [d for d in diagnostics if d.severity is Severity.INFO]
            show_messages(grave, sources)
            show_messages(infos, sources)
            click.echo(summary(Counter(d.severity for d in dict.fromkeys(diagnostics))), err=True)
    root = workspace.value.root
    allowed = [root, *map(Path, filter(is_path, books))]
    if is_trusted(root):
        click.echo("trusted: this workspace may name files outside of its folder", err=True)
        allowed.append(Path(root.anchor))
    failures = _fix(sources, diagnostics, root, allowed) if fix else ()
    show_messages(failures)
    ctx.exit(1 if failures or stops(diagnostics, strict=strict) else 0)


def _check_identifiers(names: Sequence[str], workspace: Workspace) -> Diagnostics:
    """Return an error for each identifier that two books of the workspace have."""
    opened = [inspect_book(name, workspace).value for name in names]
    books = [book for book in opened if book is not None]
    shared = find_shared_identifiers(books, workspace)
    return tuple(shared[book.texts[0]] for book in books if book.texts[0] in shared)


def _fix(
    sources: Iterable[Source],
    diagnostics: Iterable[Diagnostic],
    root: Path,
    allowed: Sequence[Path],
) -> Diagnostics:
    """Print the diff of each source that has fixes, and replace its file if it is ``allowed``.

    Returns an error for each file that cannot be written.
    """
    failures: list[Diagnostic] = []
    for source in sources:
        after = apply_fixes(source, diagnostics)
        if after.text != source.text and source.format:
            message = f"{printable(source.file)} is not fixed: corrections are made in texts alone"
            failures.append(NOT_CORRECTED.at(Span(source.file, 0, 0), message))
        elif after.text != source.text:
            click.echo(difference(source, after), err=True)
            try:
                write_fix(root / source.file, encode(source), encode(after), allowed)
            except PublishError as error:
                failures += error.diagnostics
            else:
                click.echo(f"fixed {printable(source.file)}", err=True)
    return tuple(failures)
