"""Files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_LOCKS = sys.platform != "win32"
"""Whether files are locked while they are written: Windows renames none that is open."""

UNFINISHED = ".part"
"""How the name of a file ends that is being written; it begins with a dot."""


def write_whole(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` in one step; when it fails, what was there before is untouched.

    The new file is complete on the disk before it takes the name (POSIX rename(2) is atomic).
    What a process that was killed left here on its way to the same name is removed.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path.parent, f".{path.name}.")
    part, handle = _begun(path)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
            if _LOCKS:
                part.replace(path)
        if not _LOCKS:
            part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def sweep(folder: Path, start: str = ".") -> None:
    """Remove from ``folder`` what was left unfinished under names that begin with ``start``.

    What a process is still writing, it holds locked, and is left alone.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(start) and entry.name.endswith(UNFINISHED):
                with contextlib.suppress(OSError):
                    _remove_abandoned(entry.path)


def _begun(path: Path) -> tuple[Path, int]:
    """Return a new file beside ``path`` that is ours alone, locked until it is closed."""
    while True:
        part = path.with_name(f".{path.name}.{os.urandom(6).hex()}{UNFINISHED}")
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            if _held(handle):
                return part, handle
            os.close(handle)
        except BaseException:
            # Ctrl-C comes when the system has answered, and the file is there.
            part.unlink(missing_ok=True)
            raise


def _held(handle: int) -> bool:
    """Lock a new file, unless somebody who sweeps was faster, and is about to remove it."""
    try:
        _lock(handle)
    except BlockingIOError:
        return False
    except OSError:
        return True  # no locks here, and so nobody who sweeps
    return os.fstat(handle).st_nlink > 0


def _remove_abandoned(path: str) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        _lock(handle)
        Path(path).unlink()
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    """Lock an open file until it is closed or its process ends; raise OSError where it cannot."""
    if sys.platform == "win32":
        raise OSError("files are not locked on Windows")
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
