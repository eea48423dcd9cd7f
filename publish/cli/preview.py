"""``publish preview``: the editor's desk in the browser."""

from __future__ import annotations

import errno
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from publish.artifacts.book_selection import select_books
from publish.cli.books import books_argument
from publish.cli.cache_fault import show_cache_fault
from publish.config import find_workspace, open_book
from publish.config.bound_books import refuse_bind
from publish.diagnostics import PublishError
from publish.storage.garbage_collection import collect_garbage
from publish.text.invisible import printable

if TYPE_CHECKING:
    from types import FrameType

    from publish.desk.server import OpenDesk


_EVERY_ADDRESS = ("0.0.0.0", "::", "*", "")
"""Names for all addresses of a computer; none of them is the Host of a request."""


@click.command()
@books_argument
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help="The port of the page; 0: any free one (default: 8760, or the next one that is free).",
)
@click.option("--no-open", is_flag=True, help="Do not open a browser; the address is printed.")
@click.option(
    "--host",
    metavar="ADDRESS",
    help="An address of this computer at which others can reach the desk too.",
)
def command(books: tuple[str, ...], port: int | None, *, no_open: bool, host: str | None) -> None:
    """Open the editor's desk for each BOOK in the browser; all books of the workspace by default.

    The desk shows the pages as they will print, the messages beside them and the text. They follow
    each save, also that of another editor. Only this computer can reach it. Ctrl-C ends it.

    The address opens the desk in one browser. For another one, the terminal then shows a new
    address.

    \b
      publish preview
      publish preview lesson-5 --no-open
    """
    workspace = find_workspace(Path.cwd())
    if not workspace.has_file:
        select_books(books, workspace)  # raises where there are none
    for book in books:
        opened = open_book(book, workspace)
        if opened.bind:
            raise PublishError(refuse_bind(opened))
    run_desk(Path.cwd(), books, port, host, browser=not no_open)


def run_desk(
    folder: Path,
    books: tuple[str, ...] = (),
    port: int | None = None,
    host: str | None = None,
    *,
    browser: bool = True,
) -> None:
    """Open a desk and serve it until Ctrl-C; ``browser`` says whether to open it there too."""
    opened = _open(folder, books, port, host)
    _name_other_desk(opened)
    if host:
        click.echo(
            f"warning: whoever reaches {host} and has this address can read and change the texts",
            err=True,
        )
    click.echo(opened.address)
    click.echo("Ctrl-C ends it", err=True)
    show_cache_fault()
    if browser and _has_screen():
        import webbrowser

        webbrowser.open(opened.address)
    _serve(opened)


def _open(folder: Path, books: tuple[str, ...], port: int | None, host: str | None) -> OpenDesk:
    """Return the open desk; a port or an address that cannot be used is wrong usage."""
    from publish.desk.desk import Desk
    from publish.desk.server import LOOPBACK, open_desk

    if host in _EVERY_ADDRESS:
        example = "name the address by which they reach this computer, such as 192.168.1.5"
        raise click.BadParameter(f"others do not reach the desk by {host}; {example}")
    try:
        return open_desk(Desk(folder, books, collect_garbage), port, host or LOOPBACK)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise click.UsageError(_describe_user(port)) from None
        place = f"{host or LOOPBACK} port {port}" if port else host
        raise click.UsageError(f"{place} cannot be used: {error.strerror}") from None


def _describe_user(port: int | None) -> str:
    """Return the message that a port is used: by a desk, which can be opened, or by another."""
    from publish.desk.desk_records import list_records

    for record in list_records():
        if record.port == port:
            return (
                f"port {port} is that of the desk of {printable(record.folder)}, which is open\n"
                f"  to see it: {record.address}\n"
                "  for a second desk, leave --port out"
            )
    return f"port {port} is used by another program; without --port, a free one is taken"


def _name_other_desk(opened: OpenDesk) -> None:
    """Say where the first desk of this workspace is, if one is open already."""
    from publish.desk.desk_records import list_records

    folder = str(opened.desk.workspace().root)
    for record in list_records():
        if record.folder == folder and record.port != opened.port:
            click.echo(f"this workspace has an open desk already: {record.address}", err=True)


def _serve(opened: OpenDesk) -> None:
    from publish.desk.server import serve

    def show_address(address: str) -> None:
        click.echo(f"for another browser: {address}", err=True)

    # The server ends by itself at a signal, and then sends it again.
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as `nohup` asks
            signal.signal(number, _exit)
    try:
        serve(opened, show_address)
    except KeyboardInterrupt:
        # Files are replaced in one step, so an interruption leaves nothing to repair.
        click.echo("\nthe desk is closed", err=True)


def _exit(number: int, _frame: FrameType | None) -> NoReturn:
    """End the process by its usual way, which removes temporary files."""
    sys.exit(128 + number)


def _has_screen() -> bool:
    """Return whether a browser with windows can be opened; one in the terminal would take it."""
    if sys.platform != "linux":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
