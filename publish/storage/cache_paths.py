"""The cache of a workspace: a hidden folder beside its books, safe to delete at any time."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from publish.storage.atomic_write import hidden_path, is_unfinished, sweep
from publish.storage.digests import digest
from publish.storage.disk_cache import is_entry, is_own
from publish.storage.own_files import PACKAGE
from publish.storage.private_folder import is_of_another_user, is_private
from publish.storage.temporary_folder import remove_abandoned_folders

if TYPE_CHECKING:
    from publish.storage.shared_cache import SharedCache
    from publish.storage.store import Store

_FOLDER = ".publish-cache"
_PAGES, _STAMPS = _PARTS = ("pages", "stamps")

MOST_OF_PAGES = 512 * 2**20
"""Bytes of the chapters read and pages laid out before."""

MOST_OF_STAMPS = 2**30
"""Bytes of the stamps of files and the pages of PDFs.

A handout as PDF and EPUB has some 10 kB.  Without its stamp a file is made again, so that the limit
is far above the largest library.
"""

_EARLIER = ".cache"
"""The folder of earlier versions, which had no mark of this program."""

_EARLIER_UNFINISHED = re.compile(r"\.(room|[0-9a-f]{32})\.[0-9a-f]{12}\.part")


def cache_folder(output: Path) -> Path:
    """Return the folder of everything cached for the books in ``output``.

    A number is added to its name where a folder or file of that name is not this program's, or
    where another user owns it or may write to it: the data of others are never trusted.
    """
    return next(folder for folder in _folders(output) if _is_usable(folder))


def pages_folder(output: Path) -> Path:
    """Return the folder of the chapters and pages of the books in ``output``."""
    return cache_folder(output) / _PAGES


def stamps_folder(output: Path) -> Path:
    """Return the folder of the stamps of the books in ``output``."""
    return cache_folder(output) / _STAMPS


def _folders(output: Path) -> Iterator[Path]:
    """Yield the possible folders of the cache, endlessly."""
    yield output / _FOLDER
    for number in count(2):
        yield output / f"{_FOLDER}-{number}"


def _is_usable(folder: Path) -> bool:
    """Return whether a path is free, or is a private folder that this program can use."""
    is_usable = is_private(folder) and all(_is_usable_part(folder / name) for name in _PARTS)
    # Another process may have removed the folder meanwhile.
    return is_usable or not os.path.lexists(folder)


def _is_usable_part(part: Path) -> bool:
    """Return whether a path is free, or is a private folder that is empty or this program's."""
    is_usable = is_private(part) and (is_own(part) or _is_empty(part))
    return is_usable or not os.path.lexists(part)


def _is_empty(folder: Path) -> bool:
    with suppress(OSError):
        return not any(folder.iterdir())
    return False


@cache
def book_store(output: Path) -> Store:
    """Return the store of the books in ``output``: chapters read and pages laid out before.

    The cache that the user shares stands behind it.
    """
    from publish.storage.sharing import find_sharing
    from publish.storage.store import Store

    folder = pages_folder(output)
    if find_sharing() is None:
        return Store(folder, most=MOST_OF_PAGES)
    from publish.storage.program_digest import program_digest

    # Also while the shared cache is away: what this machine has laid out keeps its keys.
    shared = _open_shared_cache(output)
    return Store(folder, program_digest(), most=MOST_OF_PAGES, shared=shared)


def _open_shared_cache(output: Path) -> SharedCache | None:
    """Return the cache that the user shares, or None where it cannot be used: commands say why."""
    from publish.storage.sharing import NotShared, open_shared_cache

    home, temporary = os.path.expanduser("~"), tempfile.gettempdir()  # noqa: PTH111  # may be none
    places = (output.absolute().parent, PACKAGE, Path(home), Path(temporary))
    try:
        return open_shared_cache(places)
    except NotShared:
        return None


def stamp_key(path: Path) -> str:
    """Return the key of the stamp of a file; a later stamp replaces it."""
    return digest("stamp", os.fsencode(os.path.abspath(path)))  # noqa: PTH100  # links stay


@cache
def stamp_store(output: Path) -> Store:
    """Return the store of the stamps of the books in ``output``.

    A stamp of another version of the program has the same key; its file is ours, and never fresh.
    """
    from publish.storage.store import Store

    return Store(stamps_folder(output), most=MOST_OF_STAMPS)


def clear_caches(output: Path) -> tuple[Path, ...]:
    """Remove the cache of the books in ``output``; return the folders that were removed.

    Folders that other programs made stay, and links are not followed.  Each folder is renamed
    first, so that other processes may add to it meanwhile.  Unfinished files and folders that
    killed processes left beside the books go as well.
    """
    with suppress(OSError):
        for place in (output, *output.iterdir()):
            if place.is_dir() and not place.is_symlink():
                sweep(place)
                remove_abandoned_folders(place, is_unfinished)
    folders = [folder for folder in output.glob(f"{_FOLDER}*") if _is_cache_name(folder.name)]
    cleared = [folder for folder in folders if _clear(folder)]
    if _clear_earlier(output / _EARLIER):
        cleared.append(output / _EARLIER)
    return tuple(cleared)


def _is_cache_name(name: str) -> bool:
    return re.fullmatch(rf"{re.escape(_FOLDER)}(-\d+)?", name) is not None


def _clear(folder: Path) -> bool:
    """Remove this program's folders inside ``folder``, and itself where it is empty then."""
    if folder.is_symlink() or not folder.is_dir() or is_of_another_user(folder):
        return False
    for name in _PARTS:
        if is_own(folder / name):
            with suppress(FileNotFoundError):
                (folder / name).rename(hidden_path(folder / name))
    abandoned = [path for path in folder.iterdir() if is_unfinished(path.name)]
    for path in abandoned:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
    with suppress(OSError):
        folder.rmdir()
    return bool(abandoned) or not folder.exists()


def _clear_earlier(folder: Path) -> bool:
    """Remove the sealed entries of a cache of earlier versions, and the folders left empty."""
    cleared = False
    for part in (folder / name for name in _PARTS):
        if folder.is_symlink() or part.is_symlink() or not part.is_dir():
            continue
        for path in part.iterdir():
            is_abandoned = path.is_file() and _EARLIER_UNFINISHED.fullmatch(path.name)
            if is_abandoned or is_entry(path):
                path.unlink(missing_ok=True)
                cleared = True
        with suppress(OSError):
            part.rmdir()
    if cleared:
        with suppress(OSError):
            folder.rmdir()
    return cleared
