"""The repository in which a workspace lies: code hosts name files from its folder on."""

from __future__ import annotations

from pathlib import Path


def find_repository(root: Path) -> Path:
    """Return the nearest folder upward with a repository of Git, else ``root``."""
    root = root.absolute()
    for folder in (root, *root.parents):
        if (folder / ".git").exists():  # a folder, or a file in a worktree or a submodule
            return folder
    return root
