"""``publish new``: a workspace with a small bilingual book."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from publish.storage.atomic_write import write_whole


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--open", "is_desk_wanted", is_flag=True, help="Then open the editor's desk in the browser."
)
def command(folder: Path, *, is_desk_wanted: bool) -> None:
    """Make a workspace in DIR with a small bilingual book.

    DIR must be new or empty; no file is overwritten. For example:

    \b
      publish new my-books --open

    or, without the browser:

    \b
      publish new my-books
      cd my-books
      publish build
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.BadParameter(
            f"{folder} exists and is not empty; name a new folder", param_hint="DIR"
        )
    _copy(files("publish") / "starter", folder)
    (folder / "output").mkdir(exist_ok=True)
    click.echo(
        f"{folder} is a workspace now:\n"
        "  publish.toml              settings of all books\n"
        "  sources/first-light.txt   an example text; yours go beside it\n"
        "  sources/first-light.toml  its title and languages\n"
    )
    if is_desk_wanted:
        from publish.cli.preview import run_desk

        click.echo(f"Later, `publish preview` in {folder} opens the desk. It is open now:")
        run_desk(folder.absolute())
        return
    click.echo(
        "Next:\n"
        f"  cd {folder}\n"
        "  publish preview           the desk: pages, messages and text in the browser\n"
        "  publish build             the books, in output/"
    )


def _copy(source: Traversable, to: Path) -> None:
    for item in source.iterdir():
        if item.is_dir():
            _copy(item, to / item.name)
        else:
            write_whole(to / item.name, item.read_bytes())
