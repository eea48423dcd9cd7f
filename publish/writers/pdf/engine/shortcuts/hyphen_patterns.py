"""All patterns of a language are taken apart before its first word is hyphenated.

English has eleven thousand, of which a chapter meets some hundreds; Pyphen 0.18 splits each into
letters and digits with a regular expression.  Here each waits until a word meets it, and where they
are found in the dictionary is kept where Python keeps what it compiles.  No upstream issue is known
to us.
"""

from __future__ import annotations

import marshal
import re
import sys
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any

from publish.storage.disk_cache import digest
from publish.storage.start_cache import Beside

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
        name = digest(sys.version, Path(__file__).read_bytes(), path.read_bytes())
        data = _kept().get(name)
        known = marshal.loads(data) if data else _by_letters(path, pyphen.ignored)
        if data is None:
            _kept().keep(name, marshal.dumps(known))
        if known is None:
            stock(self, path)
            return
        self.patterns = Patterns(known)
        self.cache = {}
        self.maxlen = max(map(len, known))

    return read


def _by_letters(path: Path, ignored: tuple[str, ...]) -> dict[str, str] | None:
    """Return the patterns of a dictionary by their letters, or None where they are more than that.

    Breaks that change letters, letters by number, other digits: few have them.
    """
    first, _, rest = path.read_bytes().partition(b"\n")
    text = rest.decode("utf-8") if first.strip().lower() == b"utf-8" else "/"
    if "/" in text or "^^" in text or (not text.isascii() and re.search(r"[^\D0-9]", text)):
        return None
    lines = (line.strip() for line in text.split("\n"))
    patterns = [line for line in lines if _BREAKS(line) and not line.startswith(ignored)]
    letters = _DIGITS.sub("", "\n".join(patterns)).split("\n")
    return dict(zip(letters, patterns, strict=True))


@lru_cache(maxsize=1)
def _kept() -> Beside:
    return Beside(__file__, "hyphens")


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
