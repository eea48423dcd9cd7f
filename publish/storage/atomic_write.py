"""Atomic file writing: a file appears complete or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_LOCKS = sys.platform != "win32"
"""Whether unfinished files are locked: Windows renames no file that is open."""

_PREFIX = ".publish-"
_SUFFIX = ".part"
_UNFINISHED = re.compile(r"\.publish-[0-9a-f]{16}-[0-9a-f]{12}\.part")
"""The hidden name that a file or a folder has while it is written or removed.

The name begins with a digest of the final name, so that every name has room for it on any system.
"""


def hidden_path(path: Path) -> Path:
    """Return a new hidden path beside ``path``, which ``is_unfinished`` recognises."""
    return path.with_name(f"{_prefix(path.name)}{os.urandom(6).hex()}{_SUFFIX}")


def is_unfinished(name: str) -> bool:
    """Return whether a file name is one that this program gives to unfinished files only."""
    return _UNFINISHED.fullmatch(name) is not None


def is_hidden_path_of(path: Path, name: str) -> bool:
    """Return whether ``name`` is one that ``hidden_path`` gives to files beside ``path``."""
    return name.startswith(_prefix(path.name)) and is_unfinished(name)


def _prefix(name: str) -> str:
    # File systems of Apple return another normal form than was written.
    data = os.fsencode(unicodedata.normalize("NFC", name))
    return f"{_PREFIX}{hashlib.blake2b(data, digest_size=8).hexdigest()}-"


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write the pieces of a file in one step, durably; on failure the previous file stays.

    The new file is on the disk before it takes its name (POSIX rename(2) is atomic).  Unfinished
    files of the same name, left by killed processes, are removed first.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep_parts(path)
    replace_file(path, data, durable=True)


def replace_file(
    path: Path, data: bytes | Iterable[bytes], *, durable: bool, like: Path | None = None
) -> None:
    """Write a file under a hidden name beside ``path`` and rename it to ``path``.

    With ``durable`` the data reaches the disk before the rename.  The file has the owner and the
    permissions of ``like``; PermissionError where that is not possible.  The hidden file is locked
    while it is written, so that ``sweep`` can tell abandoned files, and is removed on failure.
    """
    part, handle = _create_part(path)
    try:
        with os.fdopen(handle, "wb") as stream:
            if like:
                _copy_permissions(like, part)
            stream.writelines((data,) if isinstance(data, bytes) else data)
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
            if _LOCKS:
                part.replace(path)
        if not _LOCKS:
            part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _copy_permissions(source: Path, to: Path) -> None:
    """Give a file the owner, the mode and the extended attributes of another."""
    about = source.stat()
    if sys.platform != "win32" and (about.st_uid, about.st_gid) != to.stat()[4:6]:
        os.chown(to, about.st_uid, about.st_gid)
    to.chmod(stat.S_IMODE(about.st_mode))
    if sys.platform == "linux":
        with contextlib.suppress(OSError):  # the file system has none
            for name in os.listxattr(source):
                os.setxattr(to, name, os.getxattr(source, name))


def sweep_parts(path: Path) -> None:
    """Remove the abandoned unfinished files of one file, as ``sweep`` does for a folder."""
    sweep(path.parent, _prefix(path.name))


def sweep(folder: Path, start: str = _PREFIX) -> None:
    """Remove the abandoned unfinished files of a folder whose names begin with ``start``.

    Files that a running process is writing are locked and stay.
    """
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(start) and is_unfinished(entry.name):
                with contextlib.suppress(OSError):
                    if entry.is_file(follow_symlinks=False):
                        remove_abandoned(entry.path)


def remove_abandoned(path: str) -> None:
    """Remove an unfinished file; raises OSError where a running process holds it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        _lock(handle)
        Path(path).unlink()
    finally:
        os.close(handle)


def _create_part(path: Path) -> tuple[Path, int]:
    """Return a new hidden file beside ``path`` and its descriptor, locked until closed."""
    while True:
        part = hidden_path(path)
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
            if _hold(handle):
                return part, handle
            os.close(handle)
        except BaseException:
            # A KeyboardInterrupt can arrive after the system has created the file.
            part.unlink(missing_ok=True)
            raise


def _hold(handle: int) -> bool:
    """Lock a new file; return False where a concurrent ``sweep`` is removing it."""
    try:
        _lock(handle)
    except BlockingIOError:
        return False
    except OSError:
        return True  # this file system has no locks, so `sweep` removes nothing here
    return os.fstat(handle).st_nlink > 0


def _lock(handle: int) -> None:
    """Lock an open file until it is closed; raise OSError where that is impossible."""
    if sys.platform == "win32":
        raise OSError("files are not locked on Windows")
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
