"""Regions of a text whose paragraphs are cut into lines of about the same width.

A region is a set of blocks, runs of lines without a blank line in between.  Lines of a cut
paragraph are full: the first word of the next line would not have fitted.  A poem has such lines
by chance only, its lines end where its clauses end, and most are much shorter than those of prose.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import accumulate, pairwise
from statistics import median

from publish.passes.clean.line_shape import LineShape
from publish.text.dataclass import dataclass

WIDEST = 130
"""The width above which a line is a paragraph by itself."""

_FULL = 0.9
"""The share of the usual width that a full line has together with the next word."""

_MARKS = 0.3
"""The number of punctuation marks inside a line of prose, at least."""

_MARKS_AT_ENDS = 0.25
"""The share of punctuation marks that stand at the ends of verses, at least."""

_NEARLY = 0.75
"""The share of the usual width from which on a line can be cut before a long word."""

_SHORT = 0.55
"""The share of the usual width below which a line is of another kind: a heading, a verse."""

_NARROW, _NARROWEST = 42, 25
"""The usual width below which other evidence is needed, and below which no line is cut."""

_SURELY_FULL = 0.8
"""The share of the usual width below which a line that ends a sentence ends a paragraph."""

_FEWEST = 3
"""The number of full lines that are evidence where other lines of the text are verses."""

_WIDEST_VERSE, _STANZA = 64, 8
"""The usual width below which lines can be verses, and the lines of a long stanza."""

_ROUNDS = 3


class Verdict(Enum):
    """The verdict on the lines of a region."""

    CUT = auto()
    UNSURE = auto()
    WHOLE = auto()


@dataclass(frozen=True, slots=True)
class Region:
    """Blocks of lines of one usual width, the verdict on them, and the number of full lines.

    ``is_parted`` is true where each block is a paragraph: then no paragraph ends within one.
    """

    width: float
    blocks: tuple[tuple[LineShape, ...], ...]
    verdict: Verdict
    full_lines: int
    is_parted: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence from outside the lines: ``is_wrapped`` by the settings, ``has_pages`` by pages."""

    is_wrapped: bool = False
    has_pages: bool = False


Block = tuple[LineShape, ...]
Joint = tuple[LineShape, LineShape]


def find_regions(blocks: Sequence[Block], evidence: Evidence) -> list[Region]:
    """Return the regions of a text, those with most text first."""
    regions: list[Region] = []
    rest = [block for block in blocks if len(block) > 1 and _is_narrow(block)]
    half = sum(map(_count_characters, rest)) / 2
    for _ in range(_ROUNDS):
        width = _find_usual_width(rest)
        if width < _NARROWEST:
            break
        inside = [block for block in rest if _is_of_width(block, width)]
        fewest = 1 if sum(map(_count_characters, inside)) >= half else _FEWEST
        region = _judge(inside, width, evidence, fewest)
        regions.append(region)
        is_done = _is_of_width if region.verdict is Verdict.CUT else _is_of_scale
        rest = [block for block in rest if not is_done(block, width)]
    return regions


def is_full(line: LineShape, following: LineShape, width: float) -> bool:
    """Return whether the first word of the next line would not have fitted into a line."""
    room = line.width + 1 + following.first_width
    return room >= _FULL * width and line.width >= _SHORT * width


def _is_narrow(block: Block) -> bool:
    return max(line.width for line in block) <= WIDEST


def _count_characters(block: Block) -> int:
    return sum(line.width for line in block)


def _find_usual_width(blocks: Sequence[Block]) -> float:
    """Return the median width of the lines that have most of the text, last lines apart."""
    widths = sorted(line.width for block in blocks for line in block[:-1])
    if not widths:
        return 0
    sums = list(accumulate(widths, initial=0))
    starts = [bisect_left(widths, 0.78 * width) for width in widths]
    last = max(range(len(widths)), key=lambda index: sums[index + 1] - sums[starts[index]])
    return median(widths[starts[last] : last + 1])


def _is_of_width(block: Block, width: float) -> bool:
    """Return whether a block has a full line, or is too short to be of another kind for sure."""
    if max(line.width for line in block) > 1.35 * width:
        return False
    joints = list(pairwise(block))
    full = sum(is_full(*joint, width) for joint in joints)
    if len(joints) == 1:
        return full == 1 or block[0].width >= _SHORT * width
    return full > 0 and 2 * _count_short(block, width) <= full


def _count_short(block: Block, width: float) -> int:
    """Return the number of lines that are too short for a cut paragraph and do not end one.

    The first line of a block is not counted: it can be a heading.
    """
    return sum(
        not (line.is_final or is_full(line, following, width)) and line.width < _NEARLY * width
        for line, following in pairwise(block[1:])
    )


def _is_of_scale(block: Block, width: float) -> bool:
    widest = max(line.width for line in block[:-1])
    return _SHORT * width <= widest <= 1.35 * width


def _weigh_inconsistent(block: Block, width: float) -> float:
    """Return the number of lines that are neither full nor the last of a paragraph.

    A line of nearly the usual width counts half.
    """
    return sum(
        0.5 if line.width >= _NEARLY * width else 1
        for place, (line, following) in enumerate(pairwise(block))
        if not is_full(line, following, width)
        and not (line.is_final and not following.begins_lower)
        # A short first line is a heading or the line of another kind.
        and (place > 0 or line.width >= _SHORT * width)
    )


def _judge(blocks: Sequence[Block], width: float, evidence: Evidence, fewest: int) -> Region:
    joints = [joint for block in blocks for joint in pairwise(block)]
    full = [joint for joint in joints if is_full(*joint, width)]
    inconsistent = sum(_weigh_inconsistent(block, width) for block in blocks)
    share = len(full) / max(1, len(full) + inconsistent)
    verdict = Verdict.WHOLE
    endings = sum(block[-1].is_final for block in blocks) / max(1, len(blocks))
    if full and evidence.is_wrapped:
        verdict = Verdict.CUT
    elif len(full) < (1 if evidence.has_pages else fewest):
        verdict = Verdict.WHOLE
    elif (endings >= 0.5 or evidence.has_pages) and _is_certain(full, share, width, evidence):
        is_verse = not evidence.has_pages and _is_like_verse(blocks, full, width)
        verdict = Verdict.UNSURE if is_verse else Verdict.CUT
    elif len(full) >= 4 and share >= 0.6 and _may_be_cut(full, width):
        verdict = Verdict.UNSURE
    is_parted = _count_ends(joints, width) < len(blocks) - 1
    return Region(width, tuple(blocks), verdict, len(full), is_parted)


def _is_like_verse(blocks: Sequence[Block], full: Sequence[Joint], width: float) -> bool:
    """Return whether blocks are like stanzas: narrow, of the same length, with full last lines.

    The last line of a paragraph has any width, and few of its other lines end in a mark.
    """
    inside, ends = _count_marks(full)
    lengths = [len(block) for block in blocks]
    are_equal = len(blocks) > 2 and len(set(lengths)) == 1
    has_marks = ends >= _MARKS_AT_ENDS * (inside + ends)
    if width >= _WIDEST_VERSE or not (has_marks or are_equal):
        return False
    is_stanza = lengths[0] <= _STANZA and lengths[0] % 2 == 0
    is_even = max(lengths) - min(lengths) <= 1 and (len(blocks) > 1 or is_stanza)
    has_full_ends = all(block[-1].width >= _NEARLY * width for block in blocks)
    return is_even and has_full_ends


def _count_ends(joints: Sequence[Joint], width: float) -> int:
    """Return the number of paragraphs that surely end within a block."""
    return sum(
        line.is_final
        and not (following.begins_lower or is_full(line, following, width))
        and line.width < _SURELY_FULL * width
        for line, following in joints
    )


def _is_certain(full: Sequence[Joint], share: float, width: float, evidence: Evidence) -> bool:
    hyphens = sum(
        line.has_hyphen and following.begins_lower is not False for line, following in full
    )
    if evidence.has_pages or hyphens >= 2:
        return share >= 0.7 and _goes_on(full, 0.4)
    if width < _NARROW or share < 0.8:
        return False
    inside, ends = _count_marks(full)
    lower = _share_of_lower(full)
    if len(full) < _FEWEST:
        goes_on = lower == 1 or (lower is None and inside >= len(full) > 1)
        return goes_on and not ends and not full[0][0].begins_lower and width >= 50
    if lower is None:
        return inside > 2 * ends or (inside >= ends and _is_strict(full))
    has_marks = inside >= max(ends, _MARKS * len(full))
    return (lower >= 0.5 and has_marks) or (lower >= 0.3 and _is_strict(full))


def _may_be_cut(full: Sequence[Joint], width: float) -> bool:
    inside, ends = _count_marks(full)
    if width < _NARROW:
        return inside >= max(2 * ends, _MARKS * len(full)) and _goes_on(full, 0.5)
    return inside >= ends and _goes_on(full, 0.3)


def _goes_on(full: Sequence[Joint], share: float) -> bool:
    """Return whether sentences go on from line to line, in at least a share of the full lines."""
    lower = _share_of_lower(full)
    if lower is None:
        return sum(not line.is_final for line, _ in full) >= 0.6 * len(full)
    return lower >= share


def _share_of_lower(full: Sequence[Joint]) -> float | None:
    """Return the share of next lines that begin in lower case; None where most have no case."""
    cased = [following.begins_lower for _, following in full if following.begins_lower is not None]
    return sum(cased) / len(cased) if 2 * len(cased) >= len(full) else None


def _count_marks(full: Sequence[Joint]) -> tuple[int, int]:
    """Return the number of marks inside the lines, and of lines that end in a mark."""
    inside = sum(line.marks_inside for line, _ in full)
    return inside, sum(line.ends_in_mark for line, _ in full)


def _is_strict(full: Sequence[Joint]) -> bool:
    """Return whether the lines are cut at one width in characters, as a mail program cuts them."""
    widest = max(line.width for line, _ in full)
    strict = sum(line.width + 1 + following.first_width > widest for line, following in full)
    return len(full) >= 6 and strict >= 0.9 * len(full)


def iterate_blocks(lines: Sequence[LineShape]) -> Iterator[Block]:
    """Yield runs of lines with no blank line in between, and at each item a new run."""
    numbers = {number for line in lines if (number := line.item_number)}
    block: list[LineShape] = []
    for line in lines:
        is_break = line.chunk.blanks or not line.is_breakable or line.is_item(numbers)
        if block and is_break:
            yield tuple(block)
            block = []
        block.append(line)
    if block:
        yield tuple(block)
