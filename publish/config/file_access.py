"""Reading of files, with errors that name the file."""

from __future__ import annotations

from pathlib import Path

from publish.diagnostics import PublishError
from publish.diagnostics.rules import files
from publish.exceptions import access_error
from publish.readers.decode import decode
from publish.text.source import Source, Span


def read_source(path: Path, *, may_be_empty: bool = False) -> Source:
    """Return a settings file as a Source, UTF-8 with or without a byte order mark."""
    data = read_bytes(path)
    if may_be_empty and not data.strip():
        return Source(str(path), "")
    return decode(data, str(path)).value


LARGEST = 200_000_000
"""Bytes of the largest text that is read; the whole Bible with all its points has 5 MB."""


def read_text_bytes(path: Path) -> bytes:
    """Return what the file of a text holds.

    Raises PublishError as ``read_bytes`` does, and for a file that is larger than ``LARGEST``: it
    is no text, and would fill the memory.
    """
    try:
        size = path.stat().st_size
    except OSError:
        size = 0  # ``read_bytes`` says why
    if size > LARGEST:
        message = f"{path.name} has {size // 1_000_000:,} MB; texts are read up to"
        raise PublishError(
            files.TOO_LARGE.at(
                Span(str(path), 0, 0),
                f"{message} {LARGEST // 1_000_000} MB",
                "if it is one book, make its pictures smaller or divide it into chapters",
            )
        )
    return read_bytes(path)


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raise PublishError with the system's reason where it cannot."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise PublishError(files.MISSING.anywhere(f"there is no file {path}")) from None
    except OSError as error:
        raise PublishError(access_error(error, "read", path)) from error
