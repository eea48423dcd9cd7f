"""``publish cover``: wrap covers of books that a press binds."""

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
    """Make the cover of each BOOK for a press that binds it: back, spine and front on one sheet.

    The PDF of the book is made first if it is not up to date: its pages give the width of the
    spine. The file is output/BOOK/BOOK.cover.pdf. The table [wrap_cover] of the settings has the
    paper, the text of the back, and a picture.

    \b
      publish cover lesson-5
      publish cover lesson-5 --edition facing
      publish cover lesson-5 -o ~/Desktop/cover.pdf
    """
    ctx.exit(build_run.run(books, ["cover"], Options(**options)))
