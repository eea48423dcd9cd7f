"""The page breaks of spreads as plain data, and the spreads that an edit changes.

A spread is a pair of facing pages, of which each has its own text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TypeVar

from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass
from publish.writers.pdf.engine.page_breaks import (
    PageStart,
    PartBlocks,
    count_same_blocks,
    find_last_change,
    first_blocks,
)

T = TypeVar("T")

Pair = tuple[T, T]
"""A value for the verso, and one for the recto."""

SIDES = (0, 1)
"""The places of verso and recto in a pair."""


@serializable
@dataclass(frozen=True, slots=True)
class SpreadStart:
    """The beginning of a spread: that of its pages, and the place of the page that is made first.

    The page made first is the one that had room for fewer segments on the spread before.
    """

    pages: Pair[PageStart]
    lead: int


@serializable
@dataclass(frozen=True, slots=True)
class SpreadBreaks:
    """The page breaks of a pair of parts; without ``starts`` its next layout begins from its first.

    ``reaches`` are the numbers of the last blocks on which each spread depends, ``notes`` the ids
    of the notes on each page of either side.
    """

    blocks: Pair[PartBlocks]
    starts: tuple[SpreadStart, ...] = ()
    reaches: tuple[Pair[int], ...] = ()
    notes: Pair[tuple[tuple[str, ...], ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class SpreadRange:
    """The spreads to be made: from ``first`` on, until one begins as one of ``ends`` does.

    ``starts`` are those of the spreads before it and its own, ``reaches`` those of the spreads
    before it; ``placed`` are the notes on their pages.
    """

    starts: tuple[SpreadStart, ...] = ()
    reaches: tuple[Pair[int], ...] = ()
    placed: Pair[frozenset[str]] = (frozenset(), frozenset())
    ends: Mapping[int, SpreadStart] = field(default_factory=dict)

    @property
    def first(self) -> int:
        """The number of the first spread to be made, from 0."""
        return max(0, len(self.starts) - 1)


def find_changed_spreads(earlier: SpreadBreaks, blocks: Pair[PartBlocks]) -> SpreadRange | None:
    """Return the spreads that an edit of either side changes, or None where these are nearly all.

    The spread before the first one that depends on a changed block is made again, because it may
    have ended where it did because of what follows.
    """
    both = tuple(zip(earlier.blocks, blocks, strict=True))
    unchanged = [count_same_blocks(old, new) for old, new in both]
    touched = next(
        (
            number
            for number, reach in enumerate(earlier.reaches)
            if any(reach[side] >= unchanged[side] for side in SIDES)
        ),
        len(earlier.reaches) - 1,
    )
    first = touched - 1
    # A page without text, or with notes alone, begins where the page after it does.
    while first > 0 and any(
        earlier.starts[first].pages[side].resume_at
        == earlier.starts[first + 1].pages[side].resume_at
        for side in SIDES
    ):
        first -= 1
    if first < 1:
        return None
    ends = {}
    if all(old.frame == new.frame for old, new in both):
        last = [find_last_change(old, new) for old, new in both]
        ends = {
            number: start
            for number, start in enumerate(earlier.starts)
            if number > first
            and all(
                min(first_blocks(start.pages[side], earlier.blocks[side], number))
                > (last[side], True)
                for side in SIDES
            )
        }
    verso, recto = (
        frozenset(note for page in notes[:first] for note in page) for notes in earlier.notes
    )
    return SpreadRange(earlier.starts[: first + 1], earlier.reaches[:first], (verso, recto), ends)
