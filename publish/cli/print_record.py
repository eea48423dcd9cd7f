"""``publish printed``: a record of the pages of books as they were printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from publish.artifacts.book_selection import plan_books
from publish.artifacts.diagnostic_lines import as_lines, lines_stop, merge
from publish.artifacts.plan import Request
from publish.artifacts.result import Status
from publish.cli import text_options
from publish.cli.books import books_argument
from publish.cli.results import show_lines, show_status
from publish.config import find_workspace
from publish.diagnostics import Diagnostic, PublishError
from publish.exceptions import diagnose


@click.command()
@books_argument
@text_options.edition_option
@text_options.text_options
@click.pass_context
def command(ctx: click.Context, /, books: tuple[str, ...], **options: Any) -> None:
    """Keep a record of the pages of each BOOK as they were printed.

    Run it when the copies are printed. The record is of output/BOOK/BOOK.pdf as it is, and of the
    booklet made from it: printed/BOOK.json, a text to keep with the texts of the book. `publish
    clean` leaves it alone.

    After a correction `publish booklet BOOK --since printed` names the sheets to print again, and
    makes a PDF of these alone.

    \b
      publish printed lesson-5
      publish printed lesson-5 --edition large-print
    """
    if not books:
        raise click.UsageError("name the books that were printed")
    from publish.artifacts.reprint.printed_file import record_file

    edition = text_options.check_edition(options["edition"])
    choices = text_options.edition_choices(
        options["languages"], options["commentary"], no_commentary=options["no_commentary"]
    )
    workspace = find_workspace(Path.cwd())
    planned = plan_books(books, workspace, Request(("pdf",), edition, options=choices))
    diagnostics: list[Diagnostic] = list(planned.diagnostics)
    for pdf in planned.value:
        try:
            outcome = record_file(pdf)
        except PublishError as error:
            diagnostics += error.diagnostics
        except Exception as error:  # noqa: BLE001  # a fault in one book leaves the others alone
            diagnostics += diagnose(error, pdf.path.name, pdf.book.span)
        else:
            diagnostics += outcome.diagnostics
            show_status(Status.MADE, outcome.value)
    lines = merge(as_lines(diagnostics))
    show_lines(lines, workspace.root, books, infos=True)
    ctx.exit(1 if lines_stop(lines) else 0)
