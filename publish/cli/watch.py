"""``publish watch``: make a book again whenever somebody saves."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import click

from publish.cli import common
from publish.cli.books import books_argument
from publish.config import find_workspace, open_book
from publish.config.workspace import BOOK_FILE, WORKSPACE_FILE
from publish.diagnostics import PublishError
from publish.themes import theme

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
@common.edition_option
@common.commentary_option
def command(books: tuple[str, ...], formats: tuple[str, ...], **options: Any) -> None:
    """Make each BOOK again whenever it or its theme is saved; every book when none is named.

    What is wrong in a text is said, and the last good book stays until it is right again. Only
    the pages that an edit touches are laid out. Ctrl-C ends it.

    \b
      publish watch lesson-5
    """
    asked = common.Options(jobs=1, **options)
    try:
        for _ in saves(books):
            _make(books, formats, asked)
    except KeyboardInterrupt:
        # Books appear whole or not at all, so that there is nothing to put right.
        pass
    click.echo("\nno longer watching", err=True)


@dataclass(frozen=True, slots=True)
class Places:
    """Where saves are waited for: folders with all that is in them, and single files.

    A folder comes with its number in the file system, which another of its name has not.
    """

    folders: tuple[tuple[Path, int], ...]
    files: tuple[Path, ...]

    def state(self) -> tuple[tuple[int, int, int] | None, ...]:
        """Return what changes when one of the single files is saved, made or removed."""
        return tuple(map(_state, self.files))


def places(books: tuple[str, ...], known: tuple[Path, ...] = ()) -> Places:
    """Return the places on which the books depend; raise PublishError where there is no saying.

    The workspace's own file is looked at by itself, because other things lie beside it; so are
    files outside of ``sources/``, and those that are links to such.  Files that are ``known`` are
    still looked at: one that is not there may be on its way.
    """
    workspace = find_workspace(Path.cwd())
    folders = [workspace.sources, workspace.styles]
    files = [*known, workspace.root / WORKSPACE_FILE]
    for name in books or workspace.book_names():
        try:
            book = open_book(name, workspace)
            folders.append(theme.find(book.settings.theme, book.themes))
        except PublishError:
            continue  # it is said when the book is made
        settings = (path.with_suffix(".toml") for path in book.texts)
        files += [*book.files, *settings, *(path.parent / BOOK_FILE for path in book.texts)]
        files += [path.parent for path in book.texts if path.parent.parent == workspace.sources]
    found = {folder.resolve(): folder for folder in folders if folder.is_dir()}
    inner = [one for one in found if not any(one != each and each in one.parents for each in found)]
    apart = [
        file
        for file in (*files, *(folder for folder in folders if not folder.is_dir()))
        if not any(file.resolve().is_relative_to(folder) for folder in inner)
    ]
    return Places(
        tuple((folder, folder.stat().st_ino) for folder in inner), tuple(dict.fromkeys(apart))
    )


def saves(books: tuple[str, ...]) -> Iterator[None]:
    """Yield once at first, and then after each burst of saves; what happens meanwhile is kept.

    A file that takes the place of another, as many editors save, is a save as well.
    """
    where = places(books)
    while True:
        yield from _saves(books, where)
        where = _still(books, where)


def _saves(books: tuple[str, ...], where: Places) -> Iterator[None]:
    """Yield at first and after each burst, until there are other places to watch."""
    from watchfiles import watch

    first = True
    state = where.state()
    # The first answer, empty, says that the watch is on: no save is lost to the first build.
    for changes in watch(
        *(folder for folder, _ in where.folders),
        watch_filter=lambda _, path: matters(Path(path)),
        debounce=20 * PATIENCE,
        step=PATIENCE,
        rust_timeout=200,
        yield_on_timeout=True,
    ):
        before, state = state, where.state()
        if first or changes or state != before:
            while before != state:
                time.sleep(PATIENCE / 1000)
                before, state = state, where.state()
            first = False
            yield
            if _still(books, where) != where:
                return


def _still(books: tuple[str, ...], where: Places) -> Places:
    """Return the places to watch from now on; while the workspace cannot be read, the same."""
    try:
        return places(books, where.files)
    except (PublishError, OSError):
        return where


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_ino, about.st_size, about.st_mtime_ns


def matters(path: Path) -> bool:
    """Tell whether a book may depend on the file, by its name."""
    return path.suffix.lower() in _KINDS and not path.name.startswith((".", "~"))


@cache
def _settle(_modules: int) -> None:
    """Look for garbage no longer in what there is after a round that loaded so many modules.

    It is there to stay, and to look through it again takes longer than to write a book.  In what
    comes later it is looked for more often than in a process that ends: each round leaves some.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


def _make(books: tuple[str, ...], formats: tuple[str, ...], asked: common.Options) -> None:
    try:
        common.run(books, list(formats), asked)
    except PublishError as error:
        from publish.cli.messages import show_messages

        show_messages(error.diagnostics)
    _settle(len(sys.modules))
    now = datetime.now().astimezone().strftime("%H:%M:%S")
    click.echo(f"{now} watching; Ctrl-C ends it", err=True)
