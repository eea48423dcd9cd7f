"""A reference found in the letters of a text."""

from __future__ import annotations

from dataclasses import dataclass

from publish.passes.references.locus import Place


@dataclass(frozen=True, slots=True)
class Found:
    """A place and the letters that name it; a ``certain`` one is a reference even if it is wrong.

    What is not certain, and points nowhere, was no reference: "Shabbat 9:30" is a time of day.
    """

    start: int
    end: int
    place: Place
    certain: bool

    @property
    def holds(self) -> bool:
        """Whether to believe that this is a reference."""
        return self.place.rises and (self.certain or self.place.exists)
