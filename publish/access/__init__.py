"""Access to files and addresses that a text, a setting or a theme names.

Texts, workspaces and themes may come from strangers.  Readers, settings, templates, style sheets
and the layout engine ask here whether a name leads to a file that they may read: one below the
folders that the caller gives, links followed.  Nothing is loaded from a network.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from enum import Enum, auto
from pathlib import Path

from publish.access.real_paths import RealPaths

MOST_BYTES = 50_000_000
"""Bytes of the largest file that is read by a name in a text or a theme."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_NETWORK_PATH = re.compile(r"[/\\]{2}")
_DATA_URL = re.compile(r"data:([^,]*),", re.IGNORECASE)


class Reason(Enum):
    """The reason why a name is not followed."""

    OUTSIDE = auto()
    NETWORK = auto()
    MISSING = auto()
    TOO_LARGE = auto()
    UNREADABLE = auto()


class Refusal(Exception):  # no fault of the program: an answer
    """A name that is not followed, with the reason and words for a message."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def find_inside(path: Path, folders: Iterable[Path], paths: RealPaths | None = None) -> Path | None:
    """Return a path with its links followed if that is in one of the folders, else None.

    Links of the folders themselves are followed too.  ``paths`` resolves several paths faster.
    """
    resolve = (paths or RealPaths()).resolve
    try:
        real = resolve(path)
    except (OSError, ValueError):
        return None
    return real if any(real.is_relative_to(resolve(each)) for each in folders) else None


def read_inside(path: Path, folders: Iterable[Path], most: int = MOST_BYTES) -> bytes:
    """Return what a file holds; raise Refusal where it is outside, missing, or too large.

    ``most`` is the number of bytes that it may have.  Devices, pipes and sockets are not opened:
    they may never end.
    """
    real = find_inside(path, folders)
    if real is None:
        raise Refusal(Reason.OUTSIDE, f"leads to {os.path.realpath(path)}")
    try:
        state = real.stat()
        if not stat.S_ISREG(state.st_mode):
            raise Refusal(Reason.UNREADABLE, "is no file")
        if state.st_size > most:
            raise Refusal(Reason.TOO_LARGE, f"has {state.st_size // 1_000_000:,} MB")
        with real.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError:
        raise Refusal(Reason.MISSING, "does not exist") from None
    except OSError as error:
        raise Refusal(Reason.UNREADABLE, (error.strerror or "cannot be read").lower()) from error
    if len(data) > most:
        raise Refusal(Reason.TOO_LARGE, f"has more than {most // 1_000_000:,} MB")
    return data


def scheme_of(address: str) -> str:
    """Return the scheme of a URL in small letters; empty for a path, also ``C:/a.png``."""
    match = _SCHEME.match(address)
    return match[1].lower() if match else ""


def find_file(address: str, base: Path, folders: Iterable[Path]) -> Path:
    """Return the file in ``folders`` that an address names, relative to ``base``, links followed.

    Raises Refusal for a URL and for a path that leads out of the folders.  The file may be missing.
    An address may have ``%20`` for a space, as in Markdown and HTML.
    """
    scheme = scheme_of(address)
    if _NETWORK_PATH.match(address) or scheme not in ("", "file"):
        raise Refusal(Reason.NETWORK, "is an address in a network")
    if scheme == "file":
        raise Refusal(Reason.OUTSIDE, "is a file: address")
    folders = tuple(folders)
    paths = [find_inside(base / name, folders) for name in spellings(address)]
    inside = [path for path in paths if path is not None]
    if paths[0] is None or not inside:
        raise Refusal(Reason.OUTSIDE, "leads out of the folder of the workspace")
    return next((path for path in inside if path.is_file()), inside[0])


def spellings(address: str) -> tuple[str, ...]:
    """Return the names that an address may stand for: as it is, and with ``%20`` as a space."""
    from urllib.parse import unquote_to_bytes

    return tuple(dict.fromkeys((address, os.fsdecode(unquote_to_bytes(address)))))


def read_data_url(url: str, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of a ``data:`` URL (RFC 2397); raise Refusal for a damaged or large one."""
    import base64
    import binascii
    from urllib.parse import unquote_to_bytes

    match = _DATA_URL.match(url)
    if match is None:
        raise Refusal(Reason.UNREADABLE, "is no whole data: address")
    if len(url) > most * 3:
        raise Refusal(Reason.TOO_LARGE, f"has more than {most // 1_000_000:,} MB")
    data = unquote_to_bytes(url[match.end() :])
    if match[1].lower().endswith(";base64"):
        try:
            data = base64.b64decode(b"".join(data.split()), validate=True)
        except binascii.Error:
            raise Refusal(Reason.UNREADABLE, "is a damaged data: address") from None
    if len(data) > most:
        raise Refusal(Reason.TOO_LARGE, f"has more than {most // 1_000_000:,} MB")
    return data
