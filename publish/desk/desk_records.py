"""Records of the running desks of a user, so that another command can name them.

A record has the address with the token, so it lies in a folder that the user alone may open.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from publish.storage.atomic_write import replace_file
from publish.storage.private_folder import make_private
from publish.storage.user_folders import config_folder
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class DeskRecord:
    """A running desk: its port, its workspace, the address that opens it, and its process."""

    port: int
    folder: str
    address: str
    process: int


def write_record(record: DeskRecord) -> None:
    """Write the record of a desk; without a place for it, the desk is not named to others."""
    folder = _folder()
    if folder is None or not make_private(folder):
        return
    values = {"folder": record.folder, "address": record.address, "process": record.process}
    with suppress(OSError):
        folder.chmod(0o700)
        data = json.dumps(values).encode()
        replace_file(folder / f"{record.port}.json", data, durable=False)


def remove_record(port: int) -> None:
    """Remove the record of a desk that has ended."""
    folder = _folder()
    if folder is not None:
        with suppress(OSError):
            (folder / f"{port}.json").unlink()


def list_records() -> Iterator[DeskRecord]:
    """Yield the records of the desks whose processes run."""
    folder = _folder()
    for path in sorted(folder.glob("*.json")) if folder else ():
        with suppress(OSError, ValueError, KeyError, TypeError):
            values = json.loads(path.read_bytes())
            record = DeskRecord(
                int(path.stem),
                str(values["folder"]),
                str(values["address"]),
                int(values["process"]),
            )
            if _runs(record.process):
                yield record


def _folder() -> Path | None:
    configuration = config_folder()
    return configuration / "desks" if configuration else None


def _runs(process: int) -> bool:
    if sys.platform == "win32":
        return True  # a signal, even 0, would end the process
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return False  # a process of another user has taken the number
    return True
