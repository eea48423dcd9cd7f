"""``publish export``: the document model of books, for other programs."""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from publish.artifacts.book_selection import select_books
from publish.artifacts.diagnostic_lines import as_lines, lines_stop, merge
from publish.artifacts.export import export_books, plan_exports
from publish.artifacts.plan import Request
from publish.artifacts.result import Status
from publish.cli.books import books_argument
from publish.cli.build_options import output_option, output_usage
from publish.cli.limit_options import find_limits, limit_options
from publish.cli.results import show_lines, show_status
from publish.cli.text_options import check_edition
from publish.config import find_workspace
from publish.diagnostics import PublishError
from publish.writers.export import find_exporter, table

_STANDARD_OUTPUT = Path("-")
"""The path that stands for the standard output after ``-o``."""


@dataclass(frozen=True)
class _Choice:
    """The books to export, all of them if none is named; the format; the edition, if any."""

    books: tuple[str, ...]
    form: str
    edition: str | None


class _Command(click.Command):
    """A command whose help has a section of the formats, with those of other packages."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section("Formats"):
            formatter.write_dl([(name, _describe_format(name)) for name in table()])


def _describe_format(name: str) -> str:
    try:
        return find_exporter(name).description
    except PublishError as error:
        return "; ".join(each.message for each in error.diagnostics)


@click.command(cls=_Command)
@books_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(list(table())),
    required=True,
    help="The format of the files.",
)
@click.option(
    "--edition",
    metavar="E",
    help="The edition to write, such as original, or all of them (default: the text as it was "
    "read, with all its languages and its commentary).",
)
@output_option
@limit_options
@click.pass_context
def command(
    ctx: click.Context,
    /,
    books: tuple[str, ...],
    form: str,
    edition: str | None,
    output: Path | None,
    **limits: Any,
) -> None:
    """Write each BOOK as data for other programs; all books by default.

    JSON and TEI have the whole text, Hebrew and English, in its order: sections, segments with
    their translations, verses, notes at their calls, citations. Each part has an id that stays when
    other parts are edited. docs/export.md describes the formats and what is promised about ids.

    Files are written to output/BOOK/BOOK.json and output/BOOK/BOOK.tei.xml, or to the standard
    output with `-o -`. Without --edition nothing is left out of the text.

    \b
      publish export lesson-5 --format json
      publish export lesson-5 --format tei -o lesson-5.xml
      publish export lesson-5 --format json -o - | jq .meta.title
      publish export --format tei -o corpus
    """
    choice = _Choice(books, form, check_edition(edition))
    if output != _STANDARD_OUTPUT:
        ctx.exit(_export(choice, output, limits))
    extension = find_exporter(form).extension
    with tempfile.TemporaryDirectory(prefix="publish-export-") as folder:
        path = Path(folder, f"export{extension}")
        code = _export(choice, path, limits, is_shown=False)
        if path.is_file():
            with path.open("rb") as stream:
                shutil.copyfileobj(stream, sys.stdout.buffer)
    ctx.exit(code)


def _export(
    choice: _Choice, output: Path | None, limits: dict[str, Any], *, is_shown: bool = True
) -> int:
    """Write the files that are asked for, print the result of each, and return the exit code."""
    workspace = find_workspace(Path.cwd())
    selected = select_books(choice.books, workspace, Request((choice.form,)))
    with output_usage():
        planned = plan_exports(selected.value, workspace, choice.form, choice.edition, output)
    lines = as_lines(selected.diagnostics + planned.diagnostics)
    has_failed = False
    bounds = find_limits(workspace, limits["limit_memory"], limits["limit_time"])
    for result in export_books(planned.value, bounds):
        if is_shown:
            show_status(result.status, result.export.path)
        has_failed |= result.status is Status.FAILED
        lines = merge(lines, result.lines)
    show_lines(lines, workspace.root, choice.books)
    return 1 if has_failed or lines_stop(lines) else 0
