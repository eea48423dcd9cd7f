"""``publish check``: everything worth mending in a text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from publish.cli.books import books_argument, each_book
from publish.cli.messages import as_github, as_json, show_messages, summary
from publish.config import find_workspace
from publish.diagnostics import Diagnostic, Severity, worst
from publish.diagnostics.fixes import apply_fixes, difference
from publish.readers.decode import encode
from publish.storage.atomic_write import write_whole
from publish.text.source import Source


@click.command()
@books_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, or as annotations of a GitHub workflow.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--fix", is_flag=True, help="Mend in the source what is safe to mend; show the diff.")
@click.pass_context
def command(ctx: click.Context, books: tuple[str, ...], form: str, strict: bool, fix: bool) -> None:
    """Say all that is worth mending in the texts of BOOK…; nothing is built.

    With --fix, what is safe is mended in the text itself: invisible characters, odd spaces, a
    space that a note call has swallowed. What changes is shown as a diff. Without it no text is
    ever changed.

    Every message names the line, marks the place, and says what to do. Infos tell what was
    dropped or inferred; warnings want a look; errors stop the book.

    \b
      publish check lesson-5
      publish check --format json sources/lesson-5.txt
    """
    from publish.pipeline.stages import reading

    sources: list[Source] = []
    diagnostics: list[Diagnostic] = []
    for reader in each_book(books, reading):
        diagnostics += reader.diagnostics
        sources += reader.value.sources if reader.value else ()
    match form:
        case "json":
            click.echo(as_json(diagnostics, sources))
        case "github":
            click.echo(as_github(diagnostics, sources))
        case _:
            show_messages(diagnostics, sources)
            click.echo(
                summary(Counter(one.severity for one in dict.fromkeys(diagnostics))), err=True
            )
    if fix:
        _mend(sources, diagnostics, find_workspace(Path.cwd()).root)
    gravest = worst(diagnostics)
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    ctx.exit(1 if gravest in failing else 0)


def _mend(sources: list[Source], diagnostics: list[Diagnostic], root: Path) -> None:
    """Write each source that something can be mended in, whole, after showing what changes."""
    for source in sources:
        after = apply_fixes(source, diagnostics)
        if after.text != source.text:
            click.echo(difference(source, after), err=True)
            write_whole(root / source.file, encode(after))
            click.echo(f"fixed {source.file}", err=True)
