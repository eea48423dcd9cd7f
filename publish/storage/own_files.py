"""The files of this package: its code and the themes that come with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
"""The folder of the code."""

_STYLES = "styles"


def own_styles() -> Path:
    """Return the folder of the themes of this package.

    In a wheel the folder is inside the package, in a checkout beside it.
    """
    inside = PACKAGE / _STYLES
    return inside if inside.is_dir() else PACKAGE.parent / _STYLES


def list_files(root: str | Path) -> Iterator[str]:
    """Yield the path of each file below a folder but for compiled modules, in one order."""
    for folder, subfolders, files in os.walk(root):
        subfolders[:] = sorted(name for name in subfolders if name != "__pycache__")
        for name in sorted(files):
            yield f"{folder}/{name}"


def list_code() -> Iterator[str]:
    """Yield the path of each file of this package that is not of a theme."""
    themes = f"{own_styles()}/"
    return (path for path in list_files(PACKAGE) if not path.startswith(themes))
