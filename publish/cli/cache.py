"""``publish cache``: the state of the caches, and the choice to share one."""

from __future__ import annotations

import os
from pathlib import Path

import click

from publish.cli.options import parse_option
from publish.cli.quantities import count_noun
from publish.config import find_workspace
from publish.config.limits import parse_size, show_size
from publish.storage.cache_states import CacheState, list_local_caches, measure_shared_cache
from publish.storage.shared_cache import DEFAULT_MOST, is_shared_cache, make_folder
from publish.storage.sharing import (
    NotShared,
    find_sharing,
    open_shared_cache,
    share,
    stop_sharing,
)
from publish.storage.sharing_key import UnusableKey, make_key, read_key
from publish.text.invisible import printable

_PATH = click.Path(path_type=Path)


@click.command()
@click.option("--new-key", type=_PATH, metavar="FILE", help="Make a key for a shared cache.")
@click.option("--make", type=_PATH, metavar="FOLDER", help="Make a folder a shared cache.")
@click.option("--share", "folder", type=_PATH, metavar="FOLDER", help="Use a shared cache.")
@click.option("--key", type=_PATH, metavar="FILE", help="The key of the shared cache.")
@click.option("--no-share", "stops", is_flag=True, help="Use no shared cache any more.")
@click.option(
    "--size",
    metavar="SIZE",
    callback=parse_option(parse_size, names_text=True),
    help=f"The most that the shared cache may have (default: {show_size(DEFAULT_MOST)}).",
)
def command(size: int | None, *, stops: bool, **paths: Path | None) -> None:
    """Show the caches of this workspace, their size and their limits; or share one.

    A shared cache is a folder in which several workspaces or machines keep chapters and laid-out
    pages. Entries are sealed with a key: those of others are never read. Make the key once and
    copy it to each machine; the choice is kept in your configuration folder, never in a workspace.

    \b
      publish cache
      publish cache --new-key ~/publish.key
      publish cache --share /mnt/books/publish-cache --key ~/publish.key
      publish cache --no-share

    PUBLISH_SHARED_CACHE and PUBLISH_SHARED_CACHE_KEY name a folder and a key for one shell; such
    a folder is made once by --make.
    """
    new_key, make, folder, key = (paths[name] for name in ("new_key", "make", "folder", "key"))
    if key and not folder:
        raise click.UsageError("--key belongs to --share FOLDER")
    if size and not (folder or make):
        raise click.UsageError("--size belongs to --share FOLDER or --make FOLDER")
    if new_key:
        _make_key(new_key)
    if make:
        _make_folder(make, size)
    if folder:
        _share(folder, key, size)
    if stops:
        _stop()
    if not (new_key or make or folder or stops):
        _show()


def _make_key(path: Path) -> None:
    try:
        make_key(path)
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from None
    click.echo(f"made {printable(str(path))}: copy it to each machine, for yourself alone to read")


def _make_folder(folder: Path, size: int | None) -> None:
    """Make a folder a shared cache; one that is keeps its limit where no size is given."""
    if size is None and is_shared_cache(folder):
        return
    most = size or DEFAULT_MOST
    try:
        make_folder(folder, most)
    except OSError as error:
        raise click.ClickException(f"{folder}: {error.strerror}") from None
    click.echo(f"{printable(str(folder))} is a shared cache of at most {show_size(most)}")


def _share(folder: Path, key: Path | None, size: int | None) -> None:
    if key is None:
        hint = "`publish cache --new-key FILE` makes one"
        raise click.UsageError(f"--share needs the key: --key FILE; {hint}")
    try:
        read_key(key)
    except UnusableKey as error:
        raise click.ClickException(": ".join(filter(None, (str(error), error.hint)))) from None
    folder, key = (Path(os.path.abspath(path)) for path in (folder, key))  # noqa: PTH100  # links stay
    _make_folder(folder, size)
    file = share(folder, key)
    if file is None:
        raise click.ClickException("there is no private folder for your configuration")
    click.echo(f"books share the cache {printable(str(folder))}, as {printable(str(file))} says")


def _stop() -> None:
    file = stop_sharing()
    click.echo(f"removed {printable(str(file))}" if file else "no cache was shared")


def _show() -> None:
    for name, state in list_local_caches(find_workspace(Path.cwd()).output):
        _show_state(name, state)
    sharing = find_sharing()
    if sharing is None:
        click.echo("shared  none; `publish cache --help` says how to share one")
        return
    try:
        cache = open_shared_cache()
    except NotShared as error:
        click.echo(f"shared  not used: {printable(str(error))}")
        return
    if cache:
        _show_state("shared", measure_shared_cache(cache))
        click.echo(f"        key {printable(sharing.key)}, named in {printable(sharing.origin)}")


def _show_state(name: str, state: CacheState) -> None:
    share = f"{_round(state.size)} of {_round(state.most)}"
    entries = count_noun(state.entries, "entry", "entries")
    click.echo(f"{name:<7} {share}, {entries}: {printable(str(state.folder))}")


def _round(size: int) -> str:
    return f"{size / 10**9:.1f} GB" if size >= 10**9 else f"{size / 10**6:.1f} MB"
