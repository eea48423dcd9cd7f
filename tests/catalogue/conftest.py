"""Libraries of generated books for the tests of the catalogue."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publish.artifacts.diagnostic_lines import as_diagnostics
from publish.catalogue.library import LibraryResult, make_library
from publish.config import find_workspace
from tests.support.shelves import ShelfBook

PLAIN = ShelfBook("light", (("en", "The Light"), ("he", "האור")))
OTHER = ShelfBook(
    "water", (("he", "מים"),), languages=("he",), series=(("he", "יסודות"),), position="2"
)

Make = Callable[[Path], LibraryResult]


@pytest.fixture
def make() -> Make:
    """A function that makes the library of the workspace at a path."""
    return lambda root: make_library(find_workspace(root))


def codes(result: LibraryResult) -> list[str]:
    """Return the codes of the messages, without those about fresh files and Kindles."""
    return [d.code for d in as_diagnostics(result.lines) if d.code != "L02" and d.code < "L20"]


def snapshot(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return the inode, the time and the content of each file below a folder."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_ino,
            path.stat().st_mtime_ns,
            path.read_bytes(),
        )
        for path in folder.rglob("*")
        if path.is_file()
    }
