"""Reading of files, with errors that name the file."""

from __future__ import annotations

from pathlib import Path

from publish.diagnostics import PublishError
from publish.diagnostics.rules import files
from publish.exceptions import access_error
from publish.readers.decode import decode
from publish.text.source import Source


def read_source(path: Path, *, may_be_empty: bool = False) -> Source:
    """Return a settings file as a Source, UTF-8 with or without a byte order mark."""
    data = read_bytes(path)
    if may_be_empty and not data.strip():
        return Source(str(path), "")
    return decode(data, str(path)).value


def read_bytes(path: Path) -> bytes:
    """Return what a file holds; raise PublishError with the system's reason where it cannot."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise PublishError(files.MISSING.anywhere(f"there is no file {path}")) from None
    except OSError as error:
        raise PublishError(access_error(error, "read", path)) from error
