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


@dataclass(frozen=True, slots=True)
class Likeness:
    """How an original and its translation are alike: the logarithm of their ratio, their ends.

    ``goes_on`` is true where the original ends with a comma.
    """

    size: float
    ends_alike: bool
    goes_on: bool


def compare(chunks: Sequence[Chunk], pair: PairedUnit) -> Likeness:
    """Return how the lines of a pair with a translation are alike."""
    translation = translation_of(pair)
    mark = final_mark(chunks[pair.original.end - 1].text.text)
    ends_alike = final_mark(chunks[translation.end - 1].text.text) == mark
    return Likeness(log_ratio(chunks, pair.original, translation), ends_alike, mark == ",")


@dataclass(frozen=True, slots=True)
class Proportions:
    """The usual proportion of lengths in a text, how far pairs lie from it, how they end."""

    size: float
    spread: float
    agreement: bool

    def allows(self, likeness: Likeness) -> bool:
        """Return whether the lines of a pair may belong together, by their lengths and ends."""
        distance = abs(likeness.size - self.size)
        if likeness.ends_alike:
            # A comma at the end of both says more than a full stop.
            return distance <= (_FAR if likeness.goes_on else max(OUTLIER, self._scatter))
        if self.agreement:
            return distance <= max(DOUBTFUL, min(_SPREADS_APART * self.spread, OUTLIER))
        return distance <= max(OUTLIER, self._scatter)

    @property
    def _scatter(self) -> float:
        return min(_SPREADS * self.spread, _MOST_SCATTER)


def find_proportions(pairs: Sequence[Likeness]) -> Proportions:
    """Return the proportions that pairs of a text have."""
    sizes = sorted(pair.size for pair in pairs)
    if not sizes:
        return Proportions(0.0, 0.0, agreement=False)
    size = median(sizes)
    spread = median(sorted(abs(each - size) for each in sizes))
    agreement = sum(pair.ends_alike for pair in pairs) * 3 >= len(pairs) * 2
    return Proportions(size, spread, agreement)
