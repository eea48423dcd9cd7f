"""The renewal of a process that makes books: after many of them, or when its memory has grown."""

from __future__ import annotations

import os
import sys
from pathlib import Path

MOST_BOOKS = 200
"""The number of books after which a process is renewed."""

MOST_GROWTH = 150 * 2**20
"""Bytes of memory beyond those after the first books, at which a process is renewed."""

_FIRST_BOOKS = 5
"""The number of books in which a process loads what it needs for all of them."""


class Renewal:
    """The books that this process has made, and its memory after the first of them."""

    def __init__(self) -> None:
        self._books = 0
        self._usual = 0

    def is_due_after_book(self) -> bool:
        """Count a book that was made, and return whether it is the last one of this process."""
        self._books += 1
        memory = _measure_memory()
        if self._books <= _FIRST_BOOKS:
            self._usual = max(self._usual, memory)
        return self._books >= MOST_BOOKS or memory > self._usual + MOST_GROWTH


def _measure_memory() -> int:
    """Return the bytes of memory of this process, on systems but Linux the most until now.

    They are 0 on Windows.
    """
    if sys.platform == "win32":
        return 0
    statm = Path("/proc/self/statm")
    if statm.exists():
        return int(statm.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else 1024 * peak  # getrusage(2)
