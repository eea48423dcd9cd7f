"""Reading of files, with errors that name the file."""

from __future__ import annotations

from pathlib import Path

from publish.diagnostics import PublishError
from publish.diagnostics.rules import files
from publish.exceptions import access_error
from publish.readers.decode import decode
from publish.text.source import Source, Span

LARGEST = 200_000_000
"""Bytes of the largest text that is read; the whole Bible with all its points has 5 MB."""

LARGEST_SETTINGS = 1_000_000
"""Bytes of the largest settings that are read; a bind of ten thousand books has half of them."""


def read_source(path: Path, *, may_be_empty: bool = False) -> Source:
    """Return a settings file as a Source, UTF-8 with or without a byte order mark.

    Raises PublishError as ``read_bytes`` does, and for a file larger than ``LARGEST_SETTINGS``.
    """
    _check_size(path, LARGEST_SETTINGS, "settings", "take out what is no setting")
    data = read_bytes(path)
    if may_be_empty and not data.strip():
        return Source(str(path), "")
    return decode(data, str(path)).value


def read_text_bytes(path: Path) -> bytes:
    """Return what the file of a text holds.

    Raises PublishError as ``read_bytes`` does, and for a file that is larger than ``LARGEST``: it
    is no text, and would fill the memory.
    """
    hint = "if it is one book, make its pictures smaller or divide it into chapters"
    _check_size(path, LARGEST, "texts", hint)
    return read_bytes(path)


def _check_size(path: Path, most: int, kind: str, hint: str) -> None:
    """Raise PublishError for a file that is larger than ``most`` bytes."""
    try:
        size = path.stat().st_size
    except OSError:
        return  # ``read_bytes`` says why
    if size > most:
        message = f"{path.name} has {size / 1_000_000:,.1f} MB; {kind} are read up to"
        place = Span(str(path), 0, 0)
        raise PublishError(files.TOO_LARGE.at(place, f"{message} {most // 1_000_000} MB", hint))


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raise PublishError with the system's reason where it cannot."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise PublishError(files.MISSING.anywhere(f"there is no file {path}")) from None
    except OSError as error:
        raise PublishError(access_error(error, "read", path)) from error
