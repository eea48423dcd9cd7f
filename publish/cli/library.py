"""``publish library``: a web site and a catalogue of everything that is built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from publish.artifacts.result import Status
from publish.catalogue.library import LibraryResult, make_library
from publish.cli.build_options import force_option, strict_option
from publish.cli.quantities import count_noun
from publish.cli.results import show_lines, show_status, show_strictness
from publish.config import find_workspace
from publish.text.invisible import printable


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="PATH",
    help="The folder of the library, instead of output/library.",
)
@click.option("--serve", is_flag=True, help="Show the library in a browser of this computer.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, help="The port of --serve; 0: any."
)
@force_option
@strict_option
@click.pass_context
def command(ctx: click.Context, /, **options: Any) -> None:
    """Make a web site and a catalogue of everything built.

    The folder output/library has pages in Hebrew and English, all EPUBs, PDFs and booklets that
    `publish build` made, feeds for reading apps (OPDS) and one archive of everything. The folder
    works on any web host, and from a memory stick.

    Files that are as they were are not written again, the folder is replaced in one step, and
    links to former names of books stay good. With --serve the library is shown at an address of
    this computer until Ctrl-C.

    \b
      publish build && publish library
      publish library --serve
      publish library -o /media/stick/library
    """
    workspace = find_workspace(Path.cwd())
    result = make_library(
        workspace, options["output"], force=options["force"], strict=options["strict"]
    )
    show_status(result.status, result.path)
    if result.status is not Status.FAILED:
        click.echo(f"       {_summary(result)}")
    show_lines(result.lines, workspace.root, (), infos=True)
    show_strictness(result.lines, strict=options["strict"])
    if result.status is Status.FAILED:
        ctx.exit(1)
    if options["serve"]:
        _serve(result.path, options["port"])


def _summary(result: LibraryResult) -> str:
    """Return the number of books and of files, and how many of these were written."""
    books = count_noun(result.books, "book")
    written = "none of them new" if not result.changed else f"{result.changed:,} written"
    return f"{books}, {result.files:,} files, {written}; open {printable('index.html')}"


def _serve(path: Path, port: int) -> None:
    """Serve the library until Ctrl-C; a port that is taken is wrong usage."""
    from publish.catalogue.server import open_server

    try:
        server = open_server(path, port)
    except OSError as error:
        message = f"port {port} cannot be used: {error.strerror}; --port 0 takes a free one"
        raise click.UsageError(message) from None
    with server:
        click.echo(f"http://localhost:{server.server_port}/")
        click.echo(f"http://localhost:{server.server_port}/opds/root.xml (OPDS)")
        click.echo("Ctrl-C ends it", err=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo()
