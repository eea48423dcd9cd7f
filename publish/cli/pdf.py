"""``publish pdf``: PDFs of the books that changed."""

from __future__ import annotations

from typing import Any

import click

from publish.cli import build_run, text_options
from publish.cli.books import books_argument
from publish.cli.build_options import Options, file_options, profile_option


@click.command()
@books_argument
@text_options.edition_option
@profile_option
@text_options.fit_option
@text_options.text_options
@file_options
@click.pass_context
def command(ctx: click.Context, /, books: tuple[str, ...], **options: Any) -> None:
    """Make a print-ready PDF of each BOOK that changed; of all books by default.

    The file is output/BOOK/BOOK.pdf, with the edition in its name unless it is the first of the
    book. The setting `page` decides the page size, which is A5 by default.

    With --profile accessible the file is output/BOOK/BOOK.accessible.pdf: the same pages, tagged
    for screen readers, each word with its language (PDF/UA). With --profile archive it is a file
    for an archive (PDF/A-2u); archive-source has the texts and settings attached (PDF/A-3u). With
    --profile press, offset, ingram or kdp it is a file for a press, checked as the printer does.

    \b
      publish pdf lesson-5
      publish pdf lesson-5 --edition facing     original and translation in two columns
      publish pdf lesson-5 --edition spreads    on facing pages
      publish pdf lesson-5 --edition all        every edition, a file each
      publish pdf lesson-5 --edition translation -o ~/Desktop/lesson.pdf
      publish pdf lesson-5 --profile accessible
      publish pdf lesson-5 --profile archive
      publish pdf lesson-5 --profile offset     for a press: docs/press.md
      publish pdf lesson-5 --fit 8              eight pages, by a little less room
    """
    ctx.exit(build_run.run(books, ["pdf"], Options(**options)))
