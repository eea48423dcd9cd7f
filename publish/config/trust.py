"""Workspaces that the user trusts: they may name files outside of their own folder.

Trust is kept in the user's configuration folder, never in the workspace: a file for each trusted
folder, named by the digest of its resolved path and of its owner.  A workspace that is moved, or
replaced by a folder of another user, is not trusted.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from publish.storage.atomic_write import write_whole
from publish.storage.digests import digest
from publish.storage.private_folder import is_private, make_private
from publish.storage.user_folders import config_folder


def is_trusted(root: Path) -> bool:
    """Return whether the user trusts the workspace in the folder ``root``."""
    file = _file(root)
    try:
        return (
            file is not None
            and is_private(file.parent)
            and file.read_text("utf-8", "surrogateescape") == _content(root)
        )
    except OSError:
        return False


def trust(root: Path) -> Path | None:
    """Trust a workspace; return the file that says so, or None where there is no place for it."""
    file = _file(root)
    if file is None or not make_private(file.parent):
        return None
    write_whole(file, _content(root).encode("utf-8", "surrogateescape"))
    return file


def distrust(root: Path) -> None:
    """Trust a workspace no longer."""
    file = _file(root)
    if file is not None:
        with suppress(FileNotFoundError):
            file.unlink()


def _file(root: Path) -> Path | None:
    folder = config_folder()
    real = os.path.realpath(root)
    try:
        owner = os.stat(real).st_uid  # noqa: PTH116  # a resolved path is a string here
    except OSError:
        return None
    name = digest(os.fsencode(real), str(owner))
    return folder / "trusted" / name if folder else None


def _content(root: Path) -> str:
    return f"{os.path.realpath(root)}\n"
