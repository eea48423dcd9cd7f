"""``publish clean``: remove the caches that make the next build fast."""

from __future__ import annotations

from pathlib import Path

import click

from publish.config import find_workspace
from publish.storage.cache_paths import clear_caches
from publish.storage.start_cache import clear_start_cache
from publish.text.invisible import printable


@click.command()
@click.option("--all", "everything", is_flag=True, help="Also remove the shared cache.")
def command(*, everything: bool) -> None:
    """Remove output/.publish-cache, the pages laid out by earlier builds. The books stay.

    Only folders that publish made are removed: each has a mark of its own.

    The next build takes longer, because it lays out every page again, and makes the same books.

    With --all the cache of style sheets and fonts, which all workspaces share, is removed too:
    ~/.cache/publish, or the folder that PUBLISH_CACHE_DIR names.

    \b
      publish clean
      publish clean --all
    """
    output = find_workspace(Path.cwd()).output
    folders = clear_caches(output)
    for folder in folders:
        click.echo(f"removed {printable(str(folder))}")
    if not folders:
        click.echo(f"no cache in {printable(str(output))}")
    if everything:
        shared = clear_start_cache()
        click.echo(
            f"removed {printable(str(shared))}" if shared else "no cache for other workspaces"
        )
