"""``publish build``: all formats and editions in the settings of books."""

from __future__ import annotations

from typing import Any

import click

from publish.cli import common, text_options
from publish.cli.books import books_argument
from publish.cli.cluster_options import cluster_options
from publish.cli.limit_options import limit_options


@click.command()
@books_argument
@text_options.edition_option
@text_options.text_options
@common.output_option
@common.jobs_option
@common.force_option
@common.strict_option
@limit_options
@cluster_options
@click.option(
    "--report", is_flag=True, help="Also write a proof sheet, an HTML page, for each book."
)
@click.pass_context
def command(ctx: click.Context, /, books: tuple[str, ...], **options: Any) -> None:
    """Make the formats and editions in the settings of each BOOK; of all books by default.

    The settings `formats`, `editions` and `profiles` decide; `--edition all` makes every edition.
    Files that are up to date are left alone, and after an error the last good file stays.

    With --report, output/BOOK/BOOK.report.html shows each line of the text beside what was
    dropped, changed or inferred, and how sure publish is of it.

    With --cluster the workers of a Dask cluster make the books. Its certificates are also found
    where Dask looks for them, as in DASK_DISTRIBUTED__COMM__TLS__CA_FILE. Every machine has the
    same versions; a worker that differs is left out (docs/cluster.md).

    \b
      publish build
      publish build lesson-5 tanya --report
      publish build lesson-5 --edition all
      publish build --force -j 2
      publish build --cluster tls://scheduler:8786
    """
    ctx.exit(common.run(books, None, common.Options(**options)))
