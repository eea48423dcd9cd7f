"""The digest of a tree of files, to show that a command changes none of them."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

TreeDigest = dict[str, tuple[str, int]]
"""The content and the mode of each path below a folder; a link is its target, unread."""


def digest_tree(root: Path) -> TreeDigest:
    """Return the content and the mode of everything below ``root``; links are not followed."""
    digests = {}
    for folder, subfolders, files in os.walk(root):
        for name in (*subfolders, *files):
            path = Path(folder, name)
            digests[str(path.relative_to(root))] = _digest(path)
    return digests


def _digest(path: Path) -> tuple[str, int]:
    about = path.lstat()
    if stat.S_ISLNK(about.st_mode):
        return f"-> {path.readlink()}", 0
    if stat.S_ISREG(about.st_mode):
        return hashlib.sha256(path.read_bytes()).hexdigest(), stat.S_IMODE(about.st_mode)
    return str(stat.S_IFMT(about.st_mode)), stat.S_IMODE(about.st_mode)
