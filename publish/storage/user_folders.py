"""The program's own folders of a user: one for caches, one for the configuration.

They follow the XDG base directory specification
(https://specifications.freedesktop.org/basedir-spec/), Apple's file system guide on macOS, and the
folders of applications on Windows.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = "publish"


def cache_root() -> Path | None:
    """Return the folder of caches; ``PUBLISH_CACHE_DIR`` names it. None where there is no place."""
    return _find(
        "PUBLISH_CACHE_DIR",
        windows=("LOCALAPPDATA", f"{_NAME}/Cache"),
        macos=f"Library/Caches/{_NAME}",
        xdg=("XDG_CACHE_HOME", ".cache"),
    )


def config_folder() -> Path | None:
    """Return the folder of the configuration; ``PUBLISH_CONFIG_DIR`` names it. None without one."""
    return _find(
        "PUBLISH_CONFIG_DIR",
        windows=("APPDATA", _NAME),
        macos=f"Library/Application Support/{_NAME}",
        xdg=("XDG_CONFIG_HOME", ".config"),
    )


def _find(
    override: str, *, windows: tuple[str, str], macos: str, xdg: tuple[str, str]
) -> Path | None:
    """Return the folder that a variable names, else that of the system, if the user has one."""
    if named := os.environ.get(override):
        return Path(named).absolute()
    if sys.platform == "win32":
        variable, folder = windows
        root = os.environ.get(variable)
        return Path(root, folder) if root else None
    home = os.environ.get("HOME", "")
    if sys.platform == "darwin":
        return Path(home, macos) if home else None
    variable, folder = xdg
    root = os.environ.get(variable, "")
    if Path(root).is_absolute():  # the specification: a relative path is ignored
        return Path(root, _NAME)
    return Path(home, folder, _NAME) if Path(home).is_absolute() else None
