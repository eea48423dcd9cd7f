"""Normalised text for reading references: without nikud, with one form of each mark."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cached_property, lru_cache

from publish.text.dataclass import dataclass
from publish.text.hebrew import MARKS_AND_JOINER
from publish.text.patterns import late_pattern

# Nikud, cantillation and other combining signs; maqaf and sof pasuq are punctuation and stay.
_COMBINING = late_pattern(f"[{MARKS_AND_JOINER}]+")
_NOT_COMBINING = late_pattern(f"[^{MARKS_AND_JOINER}]")

_ONE_FORM = str.maketrans(
    {
        **dict.fromkeys("׳’‘ʼʻ`", "'"),
        **dict.fromkeys("״”“„", '"'),
        **dict.fromkeys("–‐‑−\N{HEBREW PUNCTUATION MAQAF}", "-"),
        **dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\n", " "),
    }
)
_OTHER_FORM = late_pattern(f"[{''.join(map(chr, _ONE_FORM))}]")


@dataclass(frozen=True)
class Lettering:
    """Normalised letters of a text, with their offsets in the source text."""

    text: str
    source: str

    def start(self, index: int) -> int:
        """Return the offset in the source of the letter at ``index``."""
        return self._offsets[index]

    def end(self, index: int) -> int:
        """Return the end in the source of the letter before ``index`` and its combining signs."""
        return self._offsets[index]

    @cached_property
    def _offsets(self) -> Sequence[int]:
        # Computed lazily: few texts have a reference.
        if len(self.text) == len(self.source):
            return range(len(self.source) + 1)
        offsets = array("L", (match.start() for match in _NOT_COMBINING.finditer(self.source)))
        offsets.append(len(self.source))
        return offsets


@lru_cache(maxsize=32)
def read_letters(text: str) -> Lettering:
    """Return the normalised letters of ``text``, without combining signs."""
    # Cached: the texts of a segment are read alone and again when numbers are compared.
    plain = text
    if not text.isascii():
        plain = _COMBINING.sub("", text.translate(_ONE_FORM) if _OTHER_FORM.search(text) else text)
    return Lettering(plain, text)
