"""Candidate for a reference, found in the letters of a text."""

from __future__ import annotations

from publish.passes.references.locus import Locus
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """Locus and the range of letters that name it; ``certain`` if a reference even when wrong.

    An uncertain candidate whose locus does not exist is no reference: "Shabbat 9:30" is a time.
    """

    start: int
    end: int
    locus: Locus
    certain: bool

    @property
    def holds(self) -> bool:
        """Whether the candidate is accepted as a reference."""
        return self.locus.rises and (self.certain or self.locus.exists)
