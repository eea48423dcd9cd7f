"""The key of a shared cache: a secret in a file that its user alone may read."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path

SIZE = 32
"""Bytes of a key."""

_TEXT = re.compile(rb"\s*([0-9a-f]{64})\s*")
_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class UnusableKey(Exception):
    """The reason why a file is no key, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def make_key(path: Path) -> None:
    """Write a new random key into a file that the user alone may read.

    Raises FileExistsError where there is a file: a key is never replaced.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(f"{os.urandom(SIZE).hex()}\n")


def read_key(path: Path) -> bytes:
    """Return the key in a file; raise UnusableKey for a file that others may read, and no key."""
    try:
        # A pipe would keep the program waiting.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as stream:
            about = os.fstat(stream.fileno())
            content = stream.read(4 * SIZE) if stat.S_ISREG(about.st_mode) else b""
    except OSError as error:
        hint = f"`publish cache --new-key {path}` makes one; every machine needs the same"
        raise UnusableKey(f"{path}: {error.strerror}", hint) from None
    match = _TEXT.fullmatch(content)
    if match is None:
        raise UnusableKey(f"{path} is no key, which has {2 * SIZE} hexadecimal digits")
    if sys.platform != "win32":  # the folders of a user are private by their access control lists
        if about.st_uid not in (os.geteuid(), 0):
            raise UnusableKey(f"{path} belongs to another user", "copy it, then chmod 600")
        if about.st_mode & _OF_OTHERS:
            raise UnusableKey(f"others may read {path}", f"chmod 600 {path}")
    return bytes.fromhex(match[1].decode())
