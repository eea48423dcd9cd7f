"""``publish watch``: make books again after each save."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from publish.artifacts.watch import saves
from publish.cli import build_run, text_options
from publish.cli.books import books_argument
from publish.cli.build_options import Options
from publish.cli.limit_options import limit_options
from publish.storage.garbage_collection import freeze_modules


@click.command()
@books_argument
@click.option(
    "--format",
    "formats",
    type=click.Choice(["pdf", "epub"]),
    multiple=True,
    default=("pdf",),
    help="The format to make (default: pdf); may be given twice.",
)
@text_options.edition_option
@text_options.text_options
@limit_options
def command(books: tuple[str, ...], formats: tuple[str, ...], **options: Any) -> None:
    """Make each BOOK again after each save of its text, settings or theme; all books by default.

    Only the pages that an edit touches are laid out again. After an error in a text the last
    good book stays. Ctrl-C ends the command.

    \b
      publish watch lesson-5
      publish watch lesson-5 --format pdf --format epub
    """
    build_options = Options(jobs=1, **options)
    try:
        for _ in saves(books, Path.cwd()):
            _make(books, formats, build_options)
    except KeyboardInterrupt:
        # Books are replaced in one step, so an interruption leaves nothing to repair.
        pass
    click.echo("\nno longer watching", err=True)


def _make(books: tuple[str, ...], formats: tuple[str, ...], options: Options) -> None:
    try:
        build_run.run(books, list(formats), options)
    except click.ClickException:
        raise
    except Exception as error:  # noqa: BLE001  # the next save may mend it
        from publish.cli.messages import show_messages
        from publish.exceptions import diagnose

        show_messages(diagnose(error, "publish watch"))
    freeze_modules()
    now = datetime.now().astimezone().strftime("%H:%M:%S")
    click.echo(f"{now} watching; Ctrl-C ends it", err=True)
