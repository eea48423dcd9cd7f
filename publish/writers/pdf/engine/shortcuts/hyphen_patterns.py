"""All patterns of a language are taken apart before its first word is hyphenated.

English has eleven thousand, of which a chapter meets some hundreds; Pyphen 0.18 splits each into
letters and digits with a regular expression.  Here each waits until a word meets it, and where they
are found in the dictionary is kept in the start cache.  No upstream issue is known to us.
"""

from __future__ import annotations

import re
from functools import wraps
from pathlib import Path
from typing import Any

from publish.storage.start_cache import start_cache

PROVED = "0.18.1"

_DIGITS = re.compile(r"\d+")
_BREAKS = re.compile("[1-9]").search


def mend() -> None:
    """Take a pattern apart when a word first meets it."""
    import pyphen

    if pyphen.VERSION == PROVED and not hasattr(pyphen.HyphDict.__init__, "__wrapped__"):
        pyphen.HyphDict.__init__ = later(pyphen.HyphDict.__init__)


def later(stock: Any) -> Any:
    """Return the reading of a dictionary with its patterns left as they are written."""
    import pyphen

    @wraps(stock)
    def read(self: Any, path: Path) -> None:
        store = start_cache()
        key = store.key("hyphenation patterns", path.read_bytes())
        patterns = store.get(key, dict)
        if patterns is None:
            patterns = _by_letters(path, pyphen.ignored)
            store.put(key, patterns)
        if not patterns:
            stock(self, path)
            return
        self.patterns = Patterns(patterns)
        self.cache = {}
        self.maxlen = max(map(len, patterns))

    return read


def _by_letters(path: Path, ignored: tuple[str, ...]) -> dict[str, str]:
    """Return the patterns of a dictionary by their letters; empty where they are more than that.

    Breaks that change letters, letters by number, other digits: few have them.
    """
    first, _, rest = path.read_bytes().partition(b"\n")
    text = rest.decode("utf-8") if first.strip().lower() == b"utf-8" else "/"
    if "/" in text or "^^" in text or (not text.isascii() and re.search(r"[^\D0-9]", text)):
        return {}
    lines = (line.strip() for line in text.split("\n"))
    patterns = [line for line in lines if _BREAKS(line) and not line.startswith(ignored)]
    letters = _DIGITS.sub("", "\n".join(patterns)).split("\n")
    return dict(zip(letters, patterns, strict=True))


class Patterns(dict[str, Any]):
    """Patterns by their letters, as they are written until they are asked for."""

    def get(self, letters: str, default: Any = None) -> Any:
        """Return where the breaks of a pattern begin, and what each is worth."""
        found = super().get(letters, default)
        if isinstance(found, str):
            found = self[letters] = _apart(found)
        return found


def _apart(pattern: str) -> tuple[int, tuple[int, ...]]:
    import pyphen

    values = [int(digit or "0") for digit, _ in pyphen.parse(pattern)]
    worth = [place for place, value in enumerate(values) if value]
    return worth[0], tuple(values[worth[0] : worth[-1] + 1])
