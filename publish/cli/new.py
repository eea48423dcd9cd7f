"""``publish new``: a workspace with a small bilingual book."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from publish.storage.atomic_write import write_whole


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a workspace in DIR with a small bilingual book.

    DIR must be new or empty; no file is overwritten. For example:

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
        "Next:\n"
        f"  cd {folder}\n"
        "  publish build"
    )


def _copy(source: Traversable, to: Path) -> None:
    for item in source.iterdir():
        if item.is_dir():
            _copy(item, to / item.name)
        else:
            write_whole(to / item.name, item.read_bytes())
