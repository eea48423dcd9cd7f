"""``publish clean``: remove the caches that make the next build fast."""

from __future__ import annotations

from pathlib import Path

import click

from publish.config import find_workspace
from publish.storage.cache_paths import clear_caches
from publish.storage.shared_cache import clear_folder
from publish.storage.sharing import NotShared, open_shared_cache
from publish.storage.start_cache import clear_start_cache
from publish.text.invisible import printable


@click.command()
@click.option("--all", "everything", is_flag=True, help="Also remove the start cache.")
@click.option("--shared", is_flag=True, help="Also remove the entries of the shared cache.")
def command(*, everything: bool, shared: bool) -> None:
    """Remove output/.publish-cache, the pages laid out by earlier builds. The books stay.

    Only folders that publish made are removed: each has a mark of its own.

    The next build takes longer, because it lays out every page again, and makes the same books.

    With --all the cache of style sheets and fonts, which all workspaces start with, is removed too:
    ~/.cache/publish, or the folder that PUBLISH_CACHE_DIR names.

    A cache that is shared with other workspaces or machines (publish cache) is left alone. With
    --shared its entries are removed, those of all its users.

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
        start = clear_start_cache()
        click.echo(f"removed {printable(str(start))}" if start else "no cache for other workspaces")
    _clear_shared_cache(removes=shared)


def _clear_shared_cache(*, removes: bool) -> None:
    """Remove the entries of the shared cache, or say that it is left alone."""
    try:
        cache = open_shared_cache()
    except NotShared as error:
        click.echo(f"the shared cache is not used: {printable(str(error))}")
        return
    if cache and removes:
        removed = clear_folder(cache.folder)
        click.echo(f"removed {removed} entries from {printable(str(cache.folder))}")
    elif cache:
        click.echo(f"left the shared cache {printable(str(cache.folder))}; --shared empties it")
    elif removes:
        click.echo("no cache is shared")
