"""The key of this machine: the caches in workspaces are sealed with it.

A workspace that comes from somebody else may have a cache in it.  Its files belong to the user who
unpacked them, and their digests prove nothing: they may hold whatever does harm when it is read.
The key is no part of a workspace, so that entries of other machines are misses.
"""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from publish.storage.private_folder import make_private
from publish.storage.sharing_key import SIZE, UnusableKey, make_key, read_key
from publish.storage.user_folders import config_folder

_MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
"""The files with the number of a Linux system: no other one has it, and it is told to nobody.

https://www.freedesktop.org/software/systemd/man/latest/machine-id.html
"""

_LARGEST = 2**10
_FILE = "cache.key"


@cache
def machine_key() -> bytes:
    """Return the key of this machine; empty where it has none, as many containers do.

    Elsewhere than on Linux it is a file in the configuration of the user.
    """
    if sys.platform != "linux":
        return _read_own_key(config_folder())
    numbers = filter(None, map(_read_number, _MACHINE_IDS))
    return next(map(_derive_key, numbers), b"")


def _read_number(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_LARGEST).strip()
    except OSError:
        return b""


def _derive_key(number: bytes) -> bytes:
    return hashlib.blake2b(number, person=b"publish caches", digest_size=SIZE).digest()


def _read_own_key(folder: Path | None) -> bytes:
    """Return the key in a folder, which is made the first time; empty without a place for it."""
    with suppress(OSError, UnusableKey):
        if folder and make_private(folder):
            with suppress(FileExistsError):
                make_key(folder / _FILE)
            return read_key(folder / _FILE)
    return b""
