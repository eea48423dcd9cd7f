"""Writing of finished files: in one step, with an error that names the file."""

from __future__ import annotations

from pathlib import Path

from publish.diagnostics import PublishError
from publish.exceptions import access_error
from publish.storage.atomic_write import write_whole


def write_artifact(path: Path, data: bytes) -> None:
    """Write a finished file in one step; raise PublishError that names it where that fails."""
    try:
        write_whole(path, data)
    except OSError as error:
        raise PublishError(access_error(error, "write", path)) from error
