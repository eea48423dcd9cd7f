"""``publish check``: diagnostics of texts, and safe fixes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from publish.artifacts.book_check import CheckedBook, check_names
from publish.artifacts.book_selection import select_books
from publish.artifacts.text_fixes import write_fix
from publish.cli.books import books_argument
from publish.cli.build_options import output_usage
from publish.cli.limit_options import find_limits, limit_options
from publish.cli.messages import as_github, as_json, as_sarif, show_messages, summary
from publish.cli.summary import show_understanding
from publish.config.book_names import is_path
from publish.config.identifiers import find_shared_identifiers
from publish.config.trust import is_trusted
from publish.config.workspace import Book, Workspace, inspect_book, inspect_workspace
from publish.diagnostics import Diagnostic, Diagnostics, Outcome, PublishError, Severity, stops
from publish.diagnostics.fixes import apply_fixes, difference
from publish.diagnostics.rules.readers import NOT_CORRECTED
from publish.readers.decode import encode
from publish.text.invisible import printable
from publish.text.source import Source, Span

if TYPE_CHECKING:
    from publish.artifacts.word_copies import WordCopy


@click.command()
@books_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs, annotations of a GitHub workflow, or a SARIF log "
    "for code hosts and editors.",
)
@click.option(
    "--docs",
    metavar="ADDRESS",
    default="",
    help="With --format sarif, the address of the documentation to which messages link.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings, not only on errors.")
@click.option(
    "--fix", is_flag=True, help="Make safe corrections in the text itself, and show the diff."
)
@click.option(
    "--comments",
    is_flag=True,
    help="Write a copy of each Word file, with a comment at the place of each message.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="With --comments, the copy to write, or a folder if there are several.",
)
@limit_options
@click.pass_context
def command(  # noqa: PLR0913  # one for each option
    ctx: click.Context,
    /,
    books: tuple[str, ...],
    form: str,
    docs: str,
    *,
    strict: bool,
    fix: bool,
    comments: bool,
    output: Path | None,
    **limits: Any,
) -> None:
    """Check each BOOK without building it: settings, theme and texts; all books by default.

    First a few lines say what was understood of the text. Then each message names the line, marks
    the place and says what to do. Errors stop the book; warnings should be looked at; infos report
    what was dropped, changed or inferred.

    With --fix, safe corrections are made in the text itself and shown as a diff: invisible
    characters, odd spaces, a space lost after a note call. Without --fix no text is changed.

    With --comments, a copy of each Word file is written to output/BOOK/NAME.comments.docx, with
    each message as a comment at its place. The file itself stays as it is.

    \b
      publish check lesson-5
      publish check lesson-5 --fix
      publish check --format json sources/lesson-5.txt
      publish check lesson.docx --comments
    """
    if output and not comments:
        raise click.UsageError("-o is the place of the copies that --comments writes")
    workspace = inspect_workspace(Path.cwd())
    selected = select_books(books, workspace.value)
    bounds = find_limits(workspace.value, limits["limit_memory"], limits["limit_time"])
    checked = list(check_names(selected.value, workspace.value, bounds))
    sources = [source for book in checked for source in book.value.sources]
    copies: Sequence[WordCopy] = ()
    if comments:
        opened = (inspect_book(name, workspace.value).value for name in selected.value)
        copies = _plan_copies(zip(opened, checked, strict=True), output, is_named=bool(books))
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
            click.echo(as_github(diagnostics, sources, workspace.value.root))
        case "sarif":
            click.echo(as_sarif(diagnostics, sources, workspace.value.root, docs))
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
    failures += _write_copies(copies)
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


def _plan_copies(
    books: Iterable[tuple[Book | None, Outcome[CheckedBook]]],
    output: Path | None,
    *,
    is_named: bool,
) -> list[WordCopy]:
    """Return the copies of Word files to write; a book without such a file is wrong usage.

    Of books that are not named on the command line, one with a Word file is enough.  Files that
    cannot be read have errors of their own.
    """
    from publish.artifacts.word_copies import plan_copies, redirect

    copies: list[WordCopy] = []
    unread = 0
    for book, outcome in books:
        if book is None or not outcome.value.sources:
            unread += 1
            continue
        own = list(plan_copies(book, outcome.value.sources, outcome.diagnostics))
        if not own and is_named:
            file = printable(outcome.value.sources[0].file)
            raise click.UsageError(f"--comments is for Word files (.docx), and {file} is none")
        copies += own
    if not copies and not unread:
        raise click.UsageError("--comments is for Word files (.docx), and no book has one")
    with output_usage():
        return redirect(copies, output)


def _write_copies(copies: Sequence[WordCopy]) -> Diagnostics:
    """Write copies of Word files and name them; return an error for each that is not written."""
    failures: list[Diagnostic] = []
    for copy in copies:
        from publish.artifacts.word_copies import check_distinct, write_copy

        try:
            check_distinct(copies)
            write_copy(copy)
        except PublishError as error:
            failures += error.diagnostics
        else:
            count = len(copy.comments)
            path = printable(str(copy.destination.path))
            click.echo(f"{count} comment{'s' if count != 1 else ''} in {path}", err=True)
    return tuple(dict.fromkeys(failures))
