"""``publish clean``: forget what was kept to make the next build fast."""

from __future__ import annotations

from pathlib import Path

import click

from publish.config import find_workspace
from publish.storage.cache_paths import caches, clear


@click.command()
def command() -> None:
    """Remove output/.cache: the pages that were laid out before. The books stay.

    Nothing is lost by it but time: the next build lays out every page again. It is never needed
    for a book to be right.
    """
    output = find_workspace(Path.cwd()).output
    if clear(output):
        click.echo(f"removed {caches(output)}")
    else:
        click.echo(f"nothing is kept in {output}")
