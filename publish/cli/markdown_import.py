"""``publish import``: texts of any format as Markdown, with their settings and pictures."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from publish.artifacts.diagnostic_lines import as_lines, lines_stop, merge
from publish.artifacts.markdown_import import (
    ImportResult,
    check_imports,
    import_books,
    plan_imports,
)
from publish.artifacts.result import Status
from publish.cli.books import trust_option
from publish.cli.build_options import output_option, output_usage
from publish.cli.limit_options import find_limits, limit_options
from publish.cli.results import shorten_path, show_lines, show_status
from publish.cli.summary import show_understanding
from publish.config import find_workspace
from publish.text.invisible import printable


@click.command()
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@trust_option("files")
@output_option
@click.option("--force", is_flag=True, help="Replace the files of an earlier import.")
@limit_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    output: Path | None,
    *,
    force: bool,
    **limits: Any,
) -> None:
    """Write each FILE as Markdown that says what each of its parts is, to edit and to build.

    A FILE is a text of any format that publish reads: a paste, a Word file, a web page, a text of
    Sefaria, a mail, Markdown; or a book by its name, also a folder, which becomes one file.

    Three things are written: the text, its settings, and its pictures.

    \b
      output/NAME/NAME.md          headings, verses, translations, notes, each by its name
      output/NAME/NAME.toml        title, authors, and the settings beside the FILE
      output/NAME/NAME-pictures/   the pictures, if there are any

    The FILE stays as it is. The Markdown is read back before it takes its place: it is the same
    book, letter by letter, or no file is written. From then on edit the Markdown;
    docs/markdown.md describes its signs. Without --force no file is replaced, and with it none
    that publish import did not make, unless -o names it.

    \b
      publish import lesson.docx
      publish import lesson.docx -o sources/lesson.md
      publish import *.docx -o sources
      publish pdf sources/lesson.md
    """
    workspace = find_workspace(Path.cwd())
    with output_usage():
        planned = plan_imports(files, workspace, output)
    checked = check_imports(planned.value, force=force)
    results: list[ImportResult] = []
    bounds = find_limits(workspace, limits["limit_memory"], limits["limit_time"])
    for result in import_books(checked.value, bounds):
        results.append(result)
        _show(result)
    for result in results:
        if result.understanding:
            show_understanding(result.plan.book.name, result.understanding)
    diagnostics = as_lines(planned.diagnostics + checked.diagnostics)
    lines = merge(diagnostics, *(result.lines for result in results))
    show_lines(lines, workspace.root, files)
    for result in results:
        if result.status is Status.MADE:
            click.echo(f"next: publish pdf {shlex.quote(shorten_path(result.plan.path))}")
    failed = any(result.status is Status.FAILED for result in results)
    ctx.exit(1 if failed or lines_stop(lines) else 0)


def _show(result: ImportResult) -> None:
    """Print the status of an import, and the places of its settings and its pictures."""
    plan = result.plan
    show_status(result.status, plan.path)
    if result.status is not Status.MADE:
        return
    click.echo(f"       settings {printable(shorten_path(plan.toml))}")
    if result.pictures:
        noun = "picture in" if result.pictures == 1 else "pictures in"
        click.echo(f"       {result.pictures} {noun} {printable(shorten_path(plan.pictures))}")
