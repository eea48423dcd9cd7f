"""Temporary folders, locked by their process; those of killed processes are removed."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_PREFIX = "publish-fonts-"


def create_temporary_folder() -> tuple[Path, int | None]:
    """Return a new folder in the system's temporary folder, and the descriptor that locks it.

    Folders that killed processes of this user left there are removed.  The folder is locked until
    the descriptor is closed in this process and in all forked ones; None where nothing is locked.
    """
    if sys.platform == "win32":
        return Path(tempfile.mkdtemp(prefix=_PREFIX)), None
    _remove_abandoned(Path(tempfile.gettempdir()))
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        try:
            descriptor = _lock(folder)
        except (BlockingIOError, FileNotFoundError):
            continue  # another process is removing the folder
        except OSError:
            return folder, None  # this file system has no locks, so nothing is removed here
        if os.fstat(descriptor).st_nlink > 0:
            return folder, descriptor
        os.close(descriptor)


def _remove_abandoned(place: Path) -> None:
    """Remove the folders in ``place`` that this user made and that no running process locks."""
    with suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if not entry.name.startswith(_PREFIX):
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
