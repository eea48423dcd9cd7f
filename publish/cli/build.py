"""``publish build``: every format and edition the books ask for."""

from __future__ import annotations

from typing import Any

import click

from publish.cli import common
from publish.cli.books import books_argument


@click.command()
@books_argument
@common.output_option
@common.jobs_option
@common.force_option
@common.strict_option
@click.option("--report", is_flag=True, help="Also write a proof sheet beside each book.")
@click.pass_context
def command(ctx: click.Context, /, books: tuple[str, ...], **options: Any) -> None:
    """Make every format and edition that each BOOK asks for; all books when none is named.

    What is asked for stands in the book's settings: `formats` and `editions`. Artifacts that
    are fresh are left alone; one that fails leaves the last good file where it is.

    With --report, output/BOOK/BOOK.report.html shows the lines of the text beside what was
    dropped, changed and inferred, and how sure publish is of it.
    """
    ctx.exit(common.run(books, None, common.Options(**options)))
