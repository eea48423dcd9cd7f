"""``publish watch``: make a book again whenever somebody saves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from publish.cli import building
from publish.cli.books import books_argument
from publish.config import find_workspace, open_book
from publish.diagnostics import PublishError

PATIENCE = 150
"""Milliseconds without another save, after which a burst of them is over."""

_KINDS = frozenset(
    {".txt", ".toml", ".css", ".j2", ".ttf", ".otf", ".woff2", ".png", ".jpg", ".jpeg"}
)


@click.command()
@books_argument
@click.option(
    "--format",
    "formats",
    type=click.Choice(["pdf", "epub"]),
    multiple=True,
    default=("pdf",),
    help="What to make (default: pdf); may be given twice.",
)
@building.edition_option
@building.commentary_option
def command(books: tuple[str, ...], formats: tuple[str, ...], **options: Any) -> None:
    """Make each BOOK again whenever it or its theme is saved; every book when none is named.

    What is wrong in a text is said, and the last good book stays until it is right again. Only
    the pages that an edit touches are laid out. Ctrl-C ends it.

    \b
      publish watch lesson-5
    """
    asked = building.Options(jobs=1, **options)
    try:
        for _ in saves(folders(books)):
            _make(books, formats, asked)
    except KeyboardInterrupt:
        # Books appear whole or not at all, so that there is nothing to put right.
        pass
    click.echo("\nno longer watching", err=True)


def folders(books: tuple[str, ...]) -> tuple[Path, ...]:
    """Return the folders that the books and their themes lie in."""
    workspace = find_workspace(Path.cwd())
    found = [workspace.sources, workspace.styles]
    for name in books:
        try:
            found += [path.parent for path in open_book(name, workspace).files]
        except PublishError:
            continue  # it will be said when the book is made
    return tuple(dict.fromkeys(folder.resolve() for folder in found if folder.is_dir()))


def saves(places: tuple[Path, ...]) -> Iterator[None]:
    """Yield once at first, and then after each burst of saves; what happens meanwhile is kept.

    A file that takes the place of another, as many editors save, is a save as well.
    """
    from watchfiles import watch

    first = True
    # The first answer, empty, says that the watch is on: no save is lost to the first build.
    for changes in watch(
        *places,
        watch_filter=lambda _, path: matters(Path(path)),
        debounce=20 * PATIENCE,
        step=PATIENCE,
        rust_timeout=200,
        yield_on_timeout=True,
    ):
        if first or changes:
            first = False
            yield


def matters(path: Path) -> bool:
    """Tell whether a book may depend on the file, by its name."""
    return path.suffix.lower() in _KINDS and not path.name.startswith((".", "~"))


def _make(books: tuple[str, ...], formats: tuple[str, ...], asked: building.Options) -> None:
    try:
        building.run(books, list(formats), asked)
    except PublishError as error:
        from publish.cli.messages import show_messages

        show_messages(error.diagnostics)
    now = datetime.now().astimezone().strftime("%H:%M:%S")
    click.echo(f"{now} watching; Ctrl-C ends it", err=True)
