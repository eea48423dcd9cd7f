"""``publish clean``: remove the caches that make the next build fast."""

from __future__ import annotations

from pathlib import Path

import click

from publish.config import find_workspace
from publish.storage.cache_paths import cache_folder, clear_caches
from publish.storage.start_cache import clear_start_cache


@click.command()
@click.option("--all", "everything", is_flag=True, help="Remove your own cache for all books too.")
def command(*, everything: bool) -> None:
    """Remove output/.cache: the pages that were laid out before. The books stay.

    Nothing is lost by it but time: the next build lays out every page again. It is never needed
    for a book to be right.

    With --all the cache of style sheets and fonts goes as well, which all workspaces share; it
    lies in ~/.cache/publish, or where PUBLISH_CACHE_DIR says.
    """
    output = find_workspace(Path.cwd()).output
    if clear_caches(output):
        click.echo(f"removed {cache_folder(output)}")
    else:
        click.echo(f"nothing is kept in {output}")
    if everything:
        folder = clear_start_cache()
        click.echo(f"removed {folder}" if folder else "nothing is kept for other workspaces")
