"""Proportions: how long translations are beside their originals, and how both end."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from publish.document.draft import Chunk
from publish.passes.line_features import count_letters, final_mark
from publish.passes.shape.units import PairedUnit, Unit
from publish.text.dataclass import dataclass

OUTLIER = log(2.6)
"""A pair whose proportion is this far from the usual is doubtful even where its ends agree."""

DOUBTFUL = log(1.8)
"""A pair whose proportion is this far from the usual is doubtful where its ends differ."""

_FAR = log(6)
_SPREADS = 6.5
_SPREADS_APART = 3.0  # where the ends of a pair differ, and those of most pairs agree
_MOST_SCATTER = log(4.5)
_SMOOTH = 6  # short lines vary more in their proportion


def _length(chunks: Sequence[Chunk], unit: Unit) -> int:
    return sum(count_letters(chunk.text.text) for chunk in chunks[unit.start : unit.end])


def log_ratio(chunks: Sequence[Chunk], original: Unit, partner: Unit) -> float:
    """Return the logarithm of the length of a translation over that of its original."""
    return log((_length(chunks, partner) + _SMOOTH) / (_length(chunks, original) + _SMOOTH))


def translation_of(pair: PairedUnit) -> Unit:
    """Return the first translation of a pair, or its transliteration where it has no other."""
    return next((u for u in pair.others if u.kind != "transliteration"), pair.others[0])


def median(values: Sequence[float]) -> float:
    """Return the median of sorted values."""
    # Same as statistics.median; that module takes long to import.
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def ends_alike(chunks: Sequence[Chunk], pair: PairedUnit) -> bool:
    """Return whether an original and its translation end with the same mark, or with none."""
    last = chunks[translation_of(pair).end - 1].text.text
    return final_mark(last) == final_mark(chunks[pair.original.end - 1].text.text)


@dataclass(frozen=True, slots=True)
class Proportions:
    """The usual proportion of lengths in a text, how far pairs lie from it, how they end."""

    size: float
    spread: float
    agreement: bool

    def allows(self, chunks: Sequence[Chunk], pair: PairedUnit) -> bool:
        """Return whether the lines of a pair may belong together, by their lengths and ends."""
        distance = abs(log_ratio(chunks, pair.original, translation_of(pair)) - self.size)
        if ends_alike(chunks, pair):
            # A comma at the end of both says more than a full stop.
            goes_on = final_mark(chunks[pair.original.end - 1].text.text) == ","
            return distance <= (_FAR if goes_on else max(OUTLIER, self._scatter))
        if self.agreement:
            return distance <= max(DOUBTFUL, min(_SPREADS_APART * self.spread, OUTLIER))
        return distance <= max(OUTLIER, self._scatter)

    @property
    def _scatter(self) -> float:
        return min(_SPREADS * self.spread, _MOST_SCATTER)


def find_proportions(chunks: Sequence[Chunk], pairs: Sequence[PairedUnit]) -> Proportions:
    """Return the proportions that the pairs of a text have."""
    complete = [pair for pair in pairs if pair.others]
    sizes = sorted(log_ratio(chunks, p.original, translation_of(p)) for p in complete)
    if not sizes:
        return Proportions(0.0, 0.0, agreement=False)
    size = median(sizes)
    spread = median(sorted(abs(each - size) for each in sizes))
    agreement = sum(ends_alike(chunks, pair) for pair in complete) * 3 >= len(complete) * 2
    return Proportions(size, spread, agreement)
