"""A text as references are read in it: without vowels, every mark in its one plain form."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from publish.text.hebrew import MARKS_AND_JOINER

# Vowels, accents and other signs that hang on letters; the maqaf and the sof pasuq between them
# are punctuation and stay.
_HUNG = re.compile(f"[{MARKS_AND_JOINER}]+")
_NOT_HUNG = re.compile(f"[^{MARKS_AND_JOINER}]")

_ONE_FORM = str.maketrans(
    {
        **dict.fromkeys("׳’‘ʼʻ`", "'"),
        **dict.fromkeys("״”“„", '"'),
        **dict.fromkeys("–‐‑−\N{HEBREW PUNCTUATION MAQAF}", "-"),
        **dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\n", " "),
    }
)
_OTHER_FORM = re.compile(f"[{''.join(map(chr, _ONE_FORM))}]")


@dataclass(frozen=True)
class Lettering:
    """The letters of a text, each knowing where it stands in the text as given."""

    text: str
    given: str

    def start(self, index: int) -> int:
        """Return where the letter at ``index`` stands in the text as given."""
        return self._offsets[index]

    def end(self, index: int) -> int:
        """Return where what hangs on the letter before ``index`` ends in the text as given."""
        return self._offsets[index]

    @cached_property
    def _offsets(self) -> Sequence[int]:
        # Made only for a text in which something was found: one in a hundred.
        if len(self.text) == len(self.given):
            return range(len(self.given) + 1)
        offsets = array("L", (match.start() for match in _NOT_HUNG.finditer(self.given)))
        offsets.append(len(self.given))
        return offsets


@lru_cache(maxsize=32)
def lettering(text: str) -> Lettering:
    """Return the letters of ``text``; only what hangs on letters is left out."""
    # The lines of a pair are asked for one by one, and then once more side by side.
    plain = text
    if not text.isascii():
        plain = _HUNG.sub("", text.translate(_ONE_FORM) if _OTHER_FORM.search(text) else text)
    return Lettering(plain, text)
