"""``publish pdf``: PDFs of what changed."""

from __future__ import annotations

from typing import Any

import click

from publish.cli import common
from publish.cli.books import books_argument


@click.command()
@books_argument
@common.edition_option
@common.profile_option
@common.commentary_option
@common.output_option
@common.jobs_option
@common.force_option
@common.strict_option
@click.pass_context
def command(ctx: click.Context, /, books: tuple[str, ...], **options: Any) -> None:
    """Make a print-ready PDF of each BOOK that changed; of every book when none is named.

    The PDF goes to output/BOOK/BOOK.pdf, with the edition in its name where it is not the
    book's first. The page size is the book's `page` setting: A5 unless it says otherwise.

    With --profile accessible it goes to output/BOOK/BOOK.accessible.pdf: the same pages, with
    what a screen reader needs to read them aloud, each word in its language (PDF/UA).

    \b
      publish pdf lesson-5
      publish pdf lesson-5 --edition translation -o ~/Desktop/lesson.pdf
      publish pdf lesson-5 --profile accessible
    """
    ctx.exit(common.run(books, ["pdf"], common.Options(**options)))
