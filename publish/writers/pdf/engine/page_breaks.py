"""The page breaks of a part as plain data, and the pages that an edit of the part changes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import field
from itertools import takewhile
from typing import Any

from publish.storage.serialize import serializable
from publish.text.dataclass import dataclass

BoxPath = tuple[int, ...]
"""The place of a box: the number of a child of the root, of a child of that, and so on."""

_LOOKS_AHEAD = re.compile(r":(?:nth-last-|last-|only-|has\(|empty)|\bcounters?\(\s*pages\b")


@serializable
@dataclass(frozen=True, slots=True)
class PartBlocks:
    """The innermost blocks of a part in order: their places and the digests of their contents.

    ``frame`` is the digest of the blocks without their contents.
    """

    places: tuple[BoxPath, ...]
    contents: tuple[str, ...]
    frame: str


@serializable
@dataclass(frozen=True, slots=True)
class WaitingNote:
    """A note that goes on, or begins, after the page of its call: its id and the digest of it.

    ``line_ends`` are the places at which it is divided: each is one of the note from the place
    before it on.
    """

    id: str
    content: str
    line_ends: tuple[Any, ...] = ()


@serializable
@dataclass(frozen=True, slots=True)
class PageStart:
    """The beginning of a page as WeasyPrint has it, with all state that its layout depends on.

    ``resume_at`` leads to the first box that is not on an earlier page; ``waiting`` are the notes
    that did not fit on one; ``heads`` are the running heads in force.
    """

    resume_at: Any
    breaks: Any
    right: bool
    counters: Any
    waiting: tuple[WaitingNote, ...]
    heads: tuple[tuple[str, str], ...]


@serializable
@dataclass(frozen=True, slots=True)
class PageBreaks:
    """The page breaks of a part; without ``starts`` its next layout begins from the first page.

    ``notes`` are the ids of the notes on each page.
    """

    blocks: PartBlocks
    starts: tuple[PageStart, ...] = ()
    notes: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PageRange:
    """The pages to be made: from ``first`` on, until one begins as one of ``ends`` does.

    ``starts`` are those of the pages before it and its own; ``placed`` are the notes on the pages
    before it; ``ends`` are unchanged pages, by their numbers from 0.
    """

    starts: tuple[PageStart, ...] = ()
    placed: frozenset[str] = frozenset()
    ends: Mapping[int, PageStart] = field(default_factory=dict)

    @property
    def first(self) -> int:
        """The number of the first page to be made, from 0."""
        return max(0, len(self.starts) - 1)


def looks_ahead(sheet: str) -> bool:
    """Return whether, by a style sheet, a page may depend on elements after it."""
    return _LOOKS_AHEAD.search(sheet) is not None


def find_changed_pages(earlier: PageBreaks, blocks: PartBlocks) -> PageRange | None:
    """Return the pages that an edit changes, or None where these are nearly all."""
    old = earlier.blocks
    same = count_same_blocks(old, blocks)
    begins = [first_blocks(start, old, number) for number, start in enumerate(earlier.starts)]
    # The page before that of the first changed block may have ended where it did because of it.
    touched = max((n for n, begin in enumerate(begins) if max(begin) <= (same, False)), default=0)
    # Pages of notes alone begin where the page after them does.
    while touched and earlier.starts[touched - 1].resume_at == earlier.starts[touched].resume_at:
        touched -= 1
    first = touched - 1
    if first < 1:
        return None
    ends = {}
    if old.frame == blocks.frame:
        last = find_last_change(old, blocks)
        ends = {
            n: earlier.starts[n]
            for n, begin in enumerate(begins)
            if n > first and min(begin) > (last, True)
        }
    placed = frozenset(note for notes in earlier.notes[:first] for note in notes)
    return PageRange(earlier.starts[: first + 1], placed, ends)


def count_same_blocks(old: PartBlocks, new: PartBlocks) -> int:
    """Return the number of blocks before the first one that differs."""
    pairs = zip(old.places, old.contents, new.places, new.contents, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[:2] == pair[2:], pairs))


def find_last_change(old: PartBlocks, new: PartBlocks) -> int:
    """Return the number of the last block that differs, of as many blocks; -1 if none does."""
    both = list(zip(old.contents, new.contents, strict=True))
    return max((n for n, (before, now) in enumerate(both) if before != now), default=-1)


def first_blocks(start: PageStart, blocks: PartBlocks, number: int) -> list[tuple[int, bool]]:
    """Return the numbers of the blocks with which page ``number``, from 0, begins.

    Also returns whether the page begins within them.  A page has one such block, or one for each
    cell of the row within which it begins; the number is that of all blocks where only notes are
    left after the text.
    """
    if number and not start.resume_at:
        return [(len(blocks.places), False)]
    begins = []
    for path in box_paths(start.resume_at):
        block = bisect_left(blocks.places, path)
        is_within = (
            bool(block) and path[: len(blocks.places[block - 1])] == blocks.places[block - 1]
        )
        begins.append((block - 1, True) if is_within else (block, False))
    return begins


def box_paths(resume_at: Any) -> Iterator[BoxPath]:
    """Yield the path of each place at which a page begins: one, or that in each cell of a row."""
    if not resume_at:
        yield ()
        return
    for place, inner in resume_at.items():
        for path in box_paths(inner):
            yield (place, *path)


@contextmanager
def break_before(box: Any) -> Iterator[None]:
    """Break the page before a box while the block runs."""
    style = box.style
    box.style = style.copy()  # boxes of one class share a style
    box.style["break_before"] = "page"
    try:
        yield
    finally:
        box.style = style
