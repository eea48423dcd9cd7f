"""A cache that workspaces and machines share: a folder of entries that are sealed with a key.

Any user of the folder can put any file there.  An entry counts only where its seal, made with the
key, fits its name and its content: all others are misses.  The name of an entry depends
on the key as well, so that users of several keys share a folder without a conflict.

Network file systems: an entry appears by a rename, nothing is locked, and no time is compared with
the clock of a machine.  Any error of the file system is a miss, or ends the writing.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from publish.storage.atomic_write import hidden_path, is_unfinished
from publish.storage.digests import SIZE
from publish.storage.disk_cache import (
    NAME,
    SIGNATURE,
    TAG,
    Entry,
    list_entries,
    remove_least_recent,
)

DEFAULT_MOST = 8 * 10**9
"""Bytes of a shared cache whose maker names no other size."""

_SEAL_SIZE = 32
_PARTS = "0123456789abcdef"
"""The subfolders, by the first digit of the names in them: one is trimmed at a time."""

_MOST_OF_ENTRY = 2**26
_TRIMS = 16
"""How often a part is trimmed, on average, while as many bytes are written as it may have."""

_DAY = 86400.0
_TAG_TEXT = b"# A shared cache of publish, of at most %d bytes.\n"
_TAG = re.compile(re.escape(SIGNATURE + _TAG_TEXT).replace(b"%d", b"([0-9]{1,18})"))
_MODES = 0o666


class SharedCache:
    """The entries of one key in a folder that ``make_folder`` has made.

    An entry that names one of the ``places``, folders of this machine, is not put there.
    ``problem`` is the error after which this process has written no more entries.
    """

    def __init__(self, folder: Path, key: bytes, most: int, places: Sequence[Path] = ()) -> None:
        self.folder = folder
        self.most = most
        self._places = tuple(os.fsencode(place) for place in places if len(place.parts) > 1)
        self.problem: OSError | None = None
        self._key = key
        self._most_of_part = most // len(_PARTS)

    def get(self, key: str) -> bytes | None:
        """Return the content stored under a key; None where none is found that this key sealed."""
        name = self._name(key)
        path = self._path(name)
        try:
            entry = _read_regular(path)
        except OSError:
            return None
        seal, data = entry[:_SEAL_SIZE], entry[_SEAL_SIZE:]
        if not hmac.compare_digest(seal, self._seal(name, data)):
            return None
        with suppress(OSError):
            os.utime(path)  # the time of the file system
        return data

    def put(self, key: str, data: bytes) -> None:
        """Seal and store a content; after an error nothing more is written."""
        if self.problem or len(data) + _SEAL_SIZE > min(_MOST_OF_ENTRY, self._most_of_part):
            return
        if any(place in data for place in self._places):
            return
        name = self._name(key)
        entry = self._seal(name, data) + data
        try:
            self._write(self._path(name), entry)
        except OSError as error:
            self.problem = error
            return
        # The names are random numbers, so that each part is trimmed often enough by whichever
        # process: nobody counts what is written.
        share = len(entry) * _TRIMS / max(self._most_of_part, 1)
        if int(name[1:9], 16) < share * 2**32:
            with suppress(OSError):  # of another user, or trimmed by another process meanwhile
                self._trim(self._path(name))

    def probe(self) -> OSError | None:
        """Return the error that keeps entries from being written now, if any does.

        On a disk that is nearly full, small entries have room and large ones have not.
        """
        self.put("probe", bytes(2**16))
        if self.problem is None:
            with suppress(OSError):  # a file system that does not tell its room
                if shutil.disk_usage(self.folder).free < _MOST_OF_ENTRY:
                    self.problem = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.problem

    def _name(self, key: str) -> str:
        state = hashlib.blake2b(
            key.encode(), key=self._key, person=b"publish name", digest_size=SIZE
        )
        return state.hexdigest()

    def _seal(self, name: str, data: bytes) -> bytes:
        state = hashlib.blake2b(
            name.encode(), key=self._key, person=b"publish entry", digest_size=_SEAL_SIZE
        )
        state.update(data)  # a name has always the same length
        return state.digest()

    def _path(self, name: str) -> Path:
        return self.folder / name[0] / name

    def _write(self, path: Path, entry: bytes) -> None:
        try:
            _put_file(path, entry, self._mode())
        except FileNotFoundError:
            # A file system that is not mounted leaves an empty folder, which is not written to.
            read_size(self.folder)
            with suppress(FileExistsError):
                _make_part(path.parent, self._mode())
            _put_file(path, entry, self._mode())

    def _mode(self) -> int:
        """Return the mode of the folder: those who may use it may use all that is in it."""
        return stat.S_IMODE(self.folder.stat().st_mode)

    def _trim(self, new: Path) -> None:
        """Remove the least recently used entries of the part in which ``new`` was written."""
        now = new.stat().st_mtime
        entries = []
        for used, size, path in _list_own(new.parent):
            if not is_unfinished(os.path.basename(path)):  # noqa: PTH119  # for each of thousands
                # The time of a clock that is days ahead would keep an entry for ever.
                entries.append((used if used <= now + _DAY else 0.0, size, path))
            elif used < now - _DAY:
                Path(path).unlink(missing_ok=True)
        remove_least_recent(entries, self._most_of_part)


def make_folder(folder: Path, most: int = DEFAULT_MOST) -> None:
    """Make a folder a shared cache of at most ``most`` bytes, or change that number.

    Raises OSError; FileExistsError where the folder has other files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not is_shared_cache(folder) and any(folder.iterdir()):
        raise FileExistsError(0, "the folder has other files", str(folder))
    tag = SIGNATURE + _TAG_TEXT % most
    _put_file(folder / TAG, tag, stat.S_IMODE(folder.stat().st_mode))


def is_shared_cache(folder: Path) -> bool:
    """Return whether a folder has the mark of a shared cache."""
    try:
        read_size(folder)
    except OSError:
        return False
    return True


def read_size(folder: Path) -> int:
    """Return the bytes that a shared cache may have; raise OSError where the folder is none."""
    match = _TAG.fullmatch(_read_regular(folder / TAG))
    if match is None:
        raise FileNotFoundError(0, "it has not the mark of a shared cache", str(folder))
    return int(match[1])


def measure_folder(folder: Path) -> tuple[int, int]:
    """Return the number of entries of all keys in a shared cache, and their bytes."""
    sizes = [size for part in _PARTS for _, size, _ in _list_own(folder / part)]
    return len(sizes), sum(sizes)


def clear_folder(folder: Path) -> int:
    """Remove the entries of all keys from a shared cache; return their number."""
    paths = [path for part in _PARTS for _, _, path in _list_own(folder / part)]
    for path in paths:
        with suppress(OSError):
            Path(path).unlink()
    return len(paths)


def _list_own(part: Path) -> Iterator[Entry]:
    """Yield the entries and unfinished files in a subfolder; a link to another folder has none."""
    if part.is_symlink():
        return
    for entry in list_entries(part):
        name = os.path.basename(entry[2])  # noqa: PTH119  # a Path for each of thousands is slow
        if NAME.fullmatch(name) or is_unfinished(name):
            yield entry


def _read_regular(path: Path) -> bytes:
    """Return the content of a regular file; raise OSError for links, pipes, and large files."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as stream:
        about = os.fstat(stream.fileno())
        if not stat.S_ISREG(about.st_mode) or about.st_size > _MOST_OF_ENTRY:
            raise OSError(0, "it is no file of this program", str(path))
        return stream.read(_MOST_OF_ENTRY)


def _make_part(part: Path, mode: int) -> None:
    """Make a subfolder with the mode of the folder."""
    part.mkdir()
    if sys.platform != "win32":
        handle = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            _widen_mode(handle, mode)
        finally:
            os.close(handle)


def _widen_mode(handle: int, mode: int) -> None:
    """Give an open file or folder a mode for which the mask of the user may be too narrow.

    By its path it could be a link to another file by now, which a user of the folder has put there.
    """
    if sys.platform != "win32" and stat.S_IMODE(os.fstat(handle).st_mode) != mode:
        os.fchmod(handle, mode)


def _put_file(path: Path, data: bytes, mode: int) -> None:
    """Write a file in one step, without a lock; ``mode`` is that of the folder."""
    part, mode = hidden_path(path), mode & _MODES
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(part, flags, mode)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            _widen_mode(handle, mode)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
