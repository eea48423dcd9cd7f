"""``publish epub``: EPUBs of the books that changed."""

from __future__ import annotations

from typing import Any

import click

from publish.cli import build_run, text_options
from publish.cli.books import books_argument
from publish.cli.build_options import Options, file_options


@click.command()
@books_argument
@text_options.edition_option
@text_options.text_options
@file_options
@click.pass_context
def command(ctx: click.Context, /, books: tuple[str, ...], **options: Any) -> None:
    """Make an EPUB of each BOOK that changed; of all books by default.

    The file is output/BOOK/BOOK.epub, with the edition in its name unless it is the first of the
    book. Two builds of the same text are equal byte for byte.

    \b
      publish epub lesson-5
      publish epub lesson-5 --edition original
      publish epub lesson-5 --edition facing    side by side where there is room
    """
    ctx.exit(build_run.run(books, ["epub"], Options(**options)))
