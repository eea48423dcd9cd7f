"""Shortcut: a hyphenation pattern is split when a word first needs it.

Pyphen 0.18 splits each of the eleven thousand English patterns into letters and digits with a
regular expression when it reads the dictionary; a chapter needs some hundreds of them.
Report: docs/upstream/hyphenation-patterns.md.
"""

from __future__ import annotations

import re
from functools import wraps
from pathlib import Path
from typing import Any

from publish.writers.pdf.engine.interface.replacements import Replacement

PROVED_VERSION = "0.18.1"

_HAS_BREAK = re.compile("[1-9]").search


def replacements() -> tuple[Replacement, ...]:
    """Return the replacement of the reading of a dictionary, on the proved version of Pyphen."""
    import pyphen

    if pyphen.VERSION != PROVED_VERSION:
        return ()
    read = read_lazily(pyphen.HyphDict.__init__)
    return (Replacement(pyphen.HyphDict, "__init__", read),)


def read_lazily(stock: Any) -> Any:
    """Return the reading of a dictionary that leaves its patterns unsplit."""
    import pyphen

    @wraps(stock)
    def read(self: Any, path: Path) -> None:
        patterns = patterns_by_letters(path, pyphen.ignored)
        if not patterns:
            stock(self, path)
            return
        self.patterns = LazyPatterns(patterns)
        self.cache = {}
        self.maxlen = max(map(len, patterns))

    return read


def patterns_by_letters(path: Path, ignored: tuple[str, ...]) -> dict[str, str]:
    """Return the unsplit patterns of a dictionary by their letters, or none where it has others.

    Others are breaks that change letters, numeric character references and digits beyond ASCII;
    few dictionaries have any.
    """
    first, _, rest = path.read_bytes().partition(b"\n")
    text = rest.decode("utf-8") if first.strip().lower() == b"utf-8" else "/"
    if "/" in text or "^^" in text or (not text.isascii() and re.search(r"[^\D0-9]", text)):
        return {}
    lines = map(str.strip, text.split("\n"))
    patterns = [line for line in lines if not line.startswith(ignored)]
    if "0" in text:
        patterns = [pattern for pattern in patterns if _HAS_BREAK(pattern)]
    letters = "\n".join(patterns).encode().translate(None, b"0123456789").decode().split("\n")
    pairs = zip(letters, patterns, strict=True)
    return {key: pattern for key, pattern in pairs if len(key) < len(pattern)}


class LazyPatterns(dict[str, Any]):
    """Patterns by their letters, each unsplit until it is asked for."""

    def get(self, letters: str, default: Any = None) -> Any:
        """Return the place of the first break of a pattern, and the value of each from there on."""
        pattern = super().get(letters, default)
        if isinstance(pattern, str):
            pattern = self[letters] = _split(pattern)
        return pattern


def _split(pattern: str) -> tuple[int, tuple[int, ...]]:
    import pyphen

    values = [int(digit or "0") for digit, _ in pyphen.parse(pattern)]
    breaks = [place for place, value in enumerate(values) if value]
    return breaks[0], tuple(values[breaks[0] : breaks[-1] + 1])
