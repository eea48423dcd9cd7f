"""``publish new``: a workspace with a small bilingual book that builds."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from publish.storage.atomic_write import write_whole


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Make a workspace in DIR, with a small bilingual example that builds.

    DIR must be new or empty; nothing that is there is ever overwritten. Then:

    \b
      cd DIR
      publish build
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.BadParameter(
            f"{folder} is there already and not empty; name a new folder", param_hint="DIR"
        )
    _copy(files("publish") / "starter", folder)
    (folder / "output").mkdir(exist_ok=True)
    click.echo(
        f"{folder} is a workspace now:\n"
        "  publish.toml              what holds for every book\n"
        "  sources/first-light.txt   a text as it was pasted; yours go beside it\n"
        "  sources/first-light.toml  its title and languages\n"
        "Next:\n"
        f"  cd {folder}\n"
        "  publish build"
    )


def _copy(given: Traversable, to: Path) -> None:
    for item in given.iterdir():
        if item.is_dir():
            _copy(item, to / item.name)
        else:
            write_whole(to / item.name, item.read_bytes())
