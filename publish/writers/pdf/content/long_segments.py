"""Segments longer than a page divided into segments that pages can hold.

Both languages are divided at the same sentences where they have equally many; else at the ends of
sentences, or of words, that are nearest to the same share of each.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from publish.document.model import (
    Arrangement,
    Blocks,
    Node,
    Passage,
    Section,
    Segment,
    TextLayout,
)
from publish.document.walk import rewrite
from publish.storage.digests import digest
from publish.text.dataclass import dataclass
from publish.themes.page_geometry import PageGeometry
from publish.themes.theme import Theme
from publish.writers.pdf.content.column_widths import FacingColumns
from publish.writers.pdf.content.text_measure import TextMeasure, line_ems
from publish.writers.pdf.content.text_pieces import PiecedText, read_text

_PIECE = 0.6
"""The share of a page that a piece of a long segment takes at most, by estimate."""

_APART = 0.15
"""How far the ends of paired sentences may be apart, as shares of their texts."""


@dataclass(frozen=True, slots=True, eq=False)
class SegmentRoom:
    """The room of segments: the lines of a page, and those of both texts of a segment.

    ``name`` is the digest of all that the estimates depend on.
    """

    page_lines: int
    estimate: Callable[[Segment], tuple[float, float]]
    name: str


def segment_room(
    layout: TextLayout, columns: FacingColumns | None, theme: Theme, page: PageGeometry
) -> SegmentRoom | None:
    """Return the room of segments in columns or on facing pages, or None in any other layout."""
    if columns is not None:
        return SegmentRoom(page.lines, columns.estimate_columns, columns.name)
    if layout.arrangement is not Arrangement.SPREADS:
        return None
    ems, measure = line_ems(page), TextMeasure(theme)
    name = digest(theme.state(templates=False), repr(page))
    return SegmentRoom(page.lines, lambda each: measure.estimate_row(each, (ems, ems)), name)


def divide_long_segments(section: Section, room: SegmentRoom) -> Section:
    """Return a section whose segments are divided where a text of them is longer than a page.

    The pieces of segment 12 are cited as 12, 12.2, 12.3 …  The first one has its number and label,
    the last one its commentary.
    """

    def change(node: Node) -> Node | tuple[Segment, ...]:
        return tuple(_divide(node, room)) if isinstance(node, Segment) else node

    return rewrite(section, change)


def _divide(segment: Segment, room: SegmentRoom) -> Iterator[Segment]:
    lines = max(room.estimate(segment))
    passages = (segment.original, *segment.translations)
    texts = [read_text(passage.blocks) for passage in passages]
    count = math.ceil(lines / room.page_lines / _PIECE)
    # Pieces of two texts of one side would alternate, and neither could be read on.
    has_more = len(segment.translations) > 1 or segment.transliteration
    if has_more or lines <= room.page_lines or not any(text.words for text in texts):
        yield segment
        return
    pieces = list(zip(*_divide_texts(texts, count), strict=True))
    for number, blocks in enumerate(pieces, start=1):
        parts = [
            replace(passage, blocks=each) for passage, each in zip(passages, blocks, strict=True)
        ]
        yield _piece(segment, parts, number, len(pieces))


def _piece(segment: Segment, parts: list[Passage], number: int, count: int) -> Segment:
    original, *translations = parts
    piece = replace(
        segment,
        original=original,
        translations=tuple(passage for passage in translations if passage.blocks),
        commentary=segment.commentary if number == count else (),
        piece=number,
        pieces=count,
    )
    if number == 1:
        return piece
    locus = f"{segment.locus}.{number}" if segment.locus else ""
    return replace(piece, locus=locus, number="", label="", anchor="")


def _divide_texts(texts: Sequence[PiecedText], count: int) -> Iterator[tuple[Blocks, ...]]:
    """Yield the pieces of each text; a text that is too short for all has empty ones."""
    longest = max(texts, key=lambda text: text.length)
    offsets = _places(longest, [number / count for number in range(1, count)], count)
    shares = [offset / longest.length for offset in offsets]
    filled = [text for text in texts if text.length]
    paired = _are_paired(filled)
    for text in texts:
        if text is longest:
            own = offsets
        elif paired and text.length:
            ends = dict(zip(longest.sentences, text.sentences, strict=True))
            near = _places(text, shares, count)
            own = [ends.get(offset, place) for offset, place in zip(offsets, near, strict=True)]
            own = sorted(own)
        else:
            own = _places(text, shares, count)
        yield tuple(text.divide(own))


def _places(text: PiecedText, shares: Sequence[float], count: int) -> list[int]:
    places: list[int] = []
    for share in shares:
        places.append(text.near(share, count, places[-1] if places else 0))
    return places


def _are_paired(texts: Sequence[PiecedText]) -> bool:
    """Return whether the texts have equally many sentences that end at about the same shares."""
    if len({len(text.sentences) for text in texts}) != 1:
        return False
    ends = zip(*([end / text.length for end in text.sentences] for text in texts), strict=True)
    return all(max(shares) - min(shares) <= _APART for shares in ends)
