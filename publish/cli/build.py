"""``publish build``: all formats and editions in the settings of books."""

from __future__ import annotations

from typing import Any

import click

from publish.cli import build_run, text_options
from publish.cli.books import books_argument
from publish.cli.build_options import Options, file_options
from publish.cli.cluster_options import cluster_options


@click.command()
@books_argument
@text_options.edition_option
@text_options.text_options
@file_options
@cluster_options
@click.option(
    "--report",
    is_flag=False,
    flag_value=build_run.SHEET,
    metavar="[sheet|json]",
    help="Also write a proof sheet, an HTML page, for each book; or with json, instead of all "
    "other output, an object for programs.",
)
@click.pass_context
def command(ctx: click.Context, /, books: tuple[str, ...], **options: Any) -> None:
    """Make the formats and editions in the settings of each BOOK; of all books by default.

    The settings `formats`, `editions` and `profiles` decide; `--edition all` makes every edition.
    Files that are up to date are left alone, and after an error the last good file stays. A book
    that fails leaves the others alone. Of more than ten books only what was made or failed is
    named; `publish status` says what a build would make.

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
      publish build --report json > build.json
      publish build --cluster tls://scheduler:8786
    """
    report: str | None = options.pop("report")
    if report not in {None, build_run.SHEET, build_run.JSON}:
        books, report = (str(report), *books), build_run.SHEET  # --report lesson-5
    ctx.exit(build_run.run(books, None, Options(report=report, **options)))
