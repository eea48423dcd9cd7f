"""The blocks of a text divided into pieces at the ends of sentences, of lines or of words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from publish.document.model import Block, Blocks, Paragraph, Verse
from publish.document.walk import inline_runs, running_text
from publish.text.dataclass import dataclass
from publish.writers.pdf.content.inline_division import divide_inlines

_SENTENCE_END = re.compile(r"[.?!…׃][\"'”’״׳»)\]]*\s+|(?<=[א-ת\u05b0-\u05c7]):\s+")
_WORD_END = re.compile(r"\s+")

_NEAR = 0.35
"""How far from its place a sentence may end for a text to be divided there, in pieces."""

_LEAST = 20
"""The characters of a piece that may begin or end within a sentence."""


@dataclass(frozen=True, slots=True)
class PiecedText:
    """The blocks of a text, with the offsets at which its sentences and its words end.

    Offsets count the characters of the running text; the last one is not among the ends.
    """

    blocks: Blocks
    length: int
    sentences: tuple[int, ...]
    words: tuple[int, ...]

    def near(self, share: float, count: int, least: int) -> int:
        """Return an end after ``least`` that is nearest to a share of the text.

        A sentence ends there if one ends near to it, as ``count`` pieces go, else a word; a text
        with few words for each piece is not divided within its sentences.
        """
        place = share * self.length
        size = self.length / count
        words = self.words if size >= _LEAST else ()
        for ends, most in ((self.sentences, _NEAR * size), (words, self.length)):
            index = bisect_left(ends, place)
            around = [end for end in ends[max(index - 1, 0) : index + 1] if end > least]
            nearest = min(around, key=lambda end: abs(end - place), default=None)
            if nearest is not None and abs(nearest - place) <= most:
                return nearest
        return self.length

    def divide(self, offsets: Sequence[int]) -> Iterator[Blocks]:
        """Yield the blocks between the offsets, of which the last piece has the rest."""
        rest, start = self.blocks, 0
        for offset in offsets:
            piece, rest = _divide_blocks(rest, offset - start)
            yield piece
            start = offset
        yield rest


def read_text(blocks: Blocks) -> PiecedText:
    """Return blocks with the ends of their sentences and words; blocks and lines end both."""
    sentences: set[int] = set()
    words: set[int] = set()
    offset = 0
    for block in blocks:
        runs = [running_text(run) for run in _divisible_runs(block)]
        for run in runs:
            sentences.update(offset + match.end() for match in _SENTENCE_END.finditer(run))
            words.update(offset + match.end() for match in _WORD_END.finditer(run))
            offset += len(run)
            sentences.add(offset)
        if not runs:
            offset += _length(block)
            sentences.add(offset)
    inner = {end for end in sentences if 0 < end < offset}
    return PiecedText(
        blocks,
        offset,
        tuple(sorted(inner)),
        tuple(sorted(inner | {w for w in words if w < offset})),
    )


def _divisible_runs(block: Block) -> tuple[Any, ...]:
    match block:
        case Paragraph(inlines):
            return (inlines,)
        case Verse(lines):
            return lines
        case _:
            return ()


def _length(block: Block) -> int:
    """Return the characters of a block; one without any, such as a picture, has one."""
    return max(sum(len(running_text(run)) for run in inline_runs(block)), 1)


def _divide_blocks(blocks: Blocks, offset: int) -> tuple[Blocks, Blocks]:
    first: list[Block] = []
    for number, block in enumerate(blocks):
        runs = [len(running_text(run)) for run in _divisible_runs(block)]
        size = sum(runs) if runs else _length(block)
        if offset <= 0:
            return tuple(first), blocks[number:]
        if size > offset:
            before, after = _divide_block(block, offset)
            return (*first, before), (after, *blocks[number + 1 :])
        first.append(block)
        offset -= size
    return tuple(first), ()


def _divide_block(block: Block, offset: int) -> tuple[Block, Block]:
    match block:
        case Paragraph(inlines):
            before, after = divide_inlines(inlines, offset)
            return replace(block, inlines=before), replace(block, inlines=after)
        case Verse(lines):
            for number, line in enumerate(lines):
                size = len(running_text(line))
                if size > offset:
                    begin, end = divide_inlines(line, offset)
                    first = (*lines[:number], begin) if begin else lines[:number]
                    second = (end, *lines[number + 1 :])
                    return replace(block, lines=first), replace(block, lines=second)
                offset -= size
            raise AssertionError("the offset is within the block")
        case _:
            raise AssertionError("only paragraphs and stanzas are divided")
