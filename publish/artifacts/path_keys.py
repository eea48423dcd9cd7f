"""Comparison of paths that may not be there yet, in any spelling."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path


def path_key(path: Path) -> str:
    """Return a key that is equal for all spellings of a path, links and capitals included."""
    return fold_name(_real(path))


def fold_name(name: str) -> str:
    """Return a key that is equal for all spellings of a name, capitals included."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _real(path: Path) -> str:
    """Return the path with its folders resolved; a link itself stays, because it is replaced."""
    return os.path.join(os.path.realpath(path.parent), path.name)  # noqa: PTH118


def is_among(path: Path, others: Iterable[Path]) -> bool:
    """Return whether a path leads to one of the others, or would if both files were there."""
    own = _stat(path)
    key = path_key(path)
    name = fold_name(path.name)
    for other in others:
        there = _stat(other)
        if own and there:
            if os.path.samestat(own, there):
                return True
        # Resolving the folders of a thousand names takes longer than comparing these.
        elif fold_name(other.name) == name and path_key(other) == key:
            return True
    return False


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
