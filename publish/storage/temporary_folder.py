"""Temporary folders, locked by their process; those of killed processes are removed."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from publish.storage.atomic_write import hidden_path, is_hidden_path_of

if sys.platform != "win32":
    import fcntl

FONTS = "publish-fonts-"
"""How the names of folders of fonts begin."""


def create_temporary_folder(prefix: str = FONTS) -> tuple[Path, int | None]:
    """Return a new folder in the system's temporary folder, and the descriptor that locks it.

    Its name begins with ``prefix``; folders of such names that killed processes of this user left
    there are removed.  The folder is locked until the descriptor is closed in this process and in
    all forked ones; None where nothing is locked.
    """
    place = Path(tempfile.gettempdir())
    remove_abandoned_folders(place, lambda name: name.startswith(prefix))
    return _create(lambda: Path(tempfile.mkdtemp(prefix=prefix)))


@contextmanager
def staging_folder(path: Path) -> Iterator[Path]:
    """Provide a new hidden folder beside ``path`` for files in the making, removed at the end.

    Folders that killed processes of this user left beside ``path`` are removed first.  Missing
    folders above are made, and removed again where nothing was put there.
    """
    missing = [each for each in path.parents if not each.exists()]

    def make() -> Path:
        folder = hidden_path(path)
        folder.mkdir()
        return folder

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_abandoned_folders(path.parent, lambda name: is_hidden_path_of(path, name))
        folder, descriptor = _create(make)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            if descriptor is not None:
                os.close(descriptor)
    finally:
        for each in missing:
            with suppress(OSError):
                each.rmdir()


def _create(make: Callable[[], Path]) -> tuple[Path, int | None]:
    """Return the folder that ``make`` makes, and the descriptor that locks it, if any does."""
    while True:
        folder = make()
        if sys.platform == "win32":
            return folder, None
        try:
            descriptor = _lock(folder)
        except (BlockingIOError, FileNotFoundError):
            continue  # another process is removing the folder
        except OSError:
            return folder, None  # this file system has no locks, so nothing is removed here
        if os.fstat(descriptor).st_nlink > 0:
            return folder, descriptor
        os.close(descriptor)


def remove_abandoned_folders(place: Path, is_ours: Callable[[str], bool]) -> None:
    """Remove the folders of names that are ours, made by this user and locked by no process."""
    if sys.platform == "win32":
        return
    with suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if not is_ours(entry.name):
                continue
            with suppress(OSError):
                about = entry.stat(follow_symlinks=False)
                if about.st_uid == os.geteuid() and entry.is_dir(follow_symlinks=False):
                    descriptor = _lock(Path(entry.path))
                    shutil.rmtree(entry.path, ignore_errors=True)
                    os.close(descriptor)


def _lock(folder: Path) -> int:
    """Return a descriptor that locks a folder; raises BlockingIOError where it is locked."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
