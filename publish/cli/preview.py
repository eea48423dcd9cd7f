"""``publish preview``: the editor's desk in the browser."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from publish.artifacts.plan import select_books
from publish.cli.books import books_argument
from publish.config import find_workspace, open_book

if TYPE_CHECKING:
    from publish.desk.server import OpenDesk

PORT = 8760
"""The port of a desk, unless another one is asked for or this one is taken."""


@click.command()
@books_argument
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="The port of the page; the next one where it is taken; 0: any.",
)
@click.option("--no-open", is_flag=True, help="Do not open a browser; the address is printed.")
@click.option(
    "--host",
    metavar="ADDRESS",
    help="An address of this computer at which others can reach the desk too.",
)
def command(books: tuple[str, ...], port: int, *, no_open: bool, host: str | None) -> None:
    """Open the editor's desk for each BOOK in the browser; all books of the workspace by default.

    The desk shows the pages as they will print, the messages beside them and the text. They follow
    each save, also that of another editor. Only this computer can reach it. Ctrl-C ends it.

    \b
      publish preview
      publish preview lesson-5 --no-open
    """
    workspace = find_workspace(Path.cwd())
    if not workspace.has_file:
        select_books(books, workspace)  # raises where there are none
    for book in books:
        open_book(book, workspace)
    opened = _open(Path.cwd(), books, port, host)
    if port not in (0, opened.port):
        click.echo(f"port {port} is taken, so the desk is at port {opened.port}", err=True)
    if host:
        click.echo(
            f"warning: whoever reaches {host} and has this address can read and change the texts",
            err=True,
        )
    click.echo(opened.address)
    click.echo("Ctrl-C ends it", err=True)
    if not no_open and _has_screen():
        import webbrowser

        webbrowser.open(opened.address)
    _serve(opened)


def _open(folder: Path, books: tuple[str, ...], port: int, host: str | None) -> OpenDesk:
    """Return the open desk; a port or an address that cannot be used is wrong usage."""
    from publish.desk.desk import Desk
    from publish.desk.server import LOOPBACK, open_desk

    try:
        return open_desk(Desk(folder, books), port, host or LOOPBACK)
    except OSError as error:
        place = f"{host or LOOPBACK} port {port}"
        message = f"{place} cannot be used: {error.strerror}; --port 0 takes a free one"
        raise click.UsageError(message) from None


def _serve(opened: OpenDesk) -> None:
    from publish.desk.server import serve

    try:
        serve(opened)
    except KeyboardInterrupt:
        # Files are replaced in one step, so an interruption leaves nothing to repair.
        click.echo()


def _has_screen() -> bool:
    """Return whether a browser with windows can be opened; one in the terminal would take it."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
