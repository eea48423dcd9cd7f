"""Segments run on in paragraphs, as the text of a book in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeVar

from publish.document.commentary import is_commentary
from publish.document.model import (
    Blocks,
    Inlines,
    Milestone,
    MilestoneKind,
    Paragraph,
    Passage,
    Segment,
    Text,
)
from publish.document.walk import descend, rewrite_in_language
from publish.pipeline.editions.places import has_first_words, join_inlines, prepend
from publish.pipeline.editions.sentences import ends_open_section, ends_sentence
from publish.text.dataclass import dataclass

T = TypeVar("T")

Pick = Callable[[Segment], int]
"""The place of the passage that an edition shows among those of ``passages_of``."""

_LONGEST_VERSE = 140
"""The letters of the mean verse that runs on; longer units with numbers begin a line each."""


def passages_of(segment: Segment) -> tuple[Passage, ...]:
    """Return the original and the translations of a segment."""
    return (segment.original, *segment.translations)


def replace_passage(segment: Segment, place: int, passage: Passage) -> Segment:
    """Return a segment with another passage at its place among ``passages_of``."""
    if place == 0:
        return replace(segment, original=passage)
    before, after = segment.translations[: place - 1], segment.translations[place:]
    return replace(segment, translations=(*before, passage, *after))


def run_on(value: T, pick: Pick, lang: str) -> T:
    """Return nodes with segments run on as text: the passage of each that ``pick`` chooses.

    ``lang`` is the language around the nodes.  Paragraphs end where the sentence of the original
    ends, and verses with numbers run on up to an open section.  Commentary ends the text before it,
    which then stands apart from it as the text of one segment.  Without commentary after or between
    segments they are dissolved into the blocks of their text.
    """

    def change(node: Any, lang: str) -> Any:
        if node.__class__ is tuple and any(isinstance(each, Segment) for each in node):
            return _run_on_blocks(node, pick, lang)
        return node

    return rewrite_in_language(value, change, lang)


@dataclass(frozen=True, slots=True)
class _Run:
    """Segments that run on, as one segment of one passage.

    ``has_ended`` is set where a line ends after it, and ``is_closed`` where the text ends.
    ``is_text`` is not set for a segment that begins with no words: a table, a picture.
    """

    segment: Segment
    has_number: bool
    has_ended: bool
    is_closed: bool
    is_text: bool = True

    def takes(self, after: _Run) -> bool:
        """Return whether a segment goes on in the same text."""
        before, passage = self.segment.original, after.segment.original
        is_same = (before.lang, before.dir) == (passage.lang, passage.dir)
        return is_same and not self.is_closed and after.is_text


def _run_on_blocks(children: tuple[Any, ...], pick: Pick, lang: str) -> tuple[Any, ...]:
    merged: list[Any] = []
    for is_segment, group in groupby(children, key=lambda each: isinstance(each, Segment)):
        nodes = tuple(group)
        merged += _runs(nodes, pick) if is_segment else nodes
    if any(is_commentary(child) or _has_commentary(child) for child in merged):
        return tuple(each.segment if isinstance(each, _Run) else each for each in merged)
    return tuple(
        block
        for child in merged
        for block in (_blocks_of(child, lang) if isinstance(child, _Run) else (child,))
    )


def _has_commentary(child: Any) -> bool:
    return isinstance(child, _Run) and bool(child.segment.commentary)


def _runs(segments: Sequence[Segment], pick: Pick) -> list[_Run]:
    runs: list[_Run] = []
    are_short = _are_verses(segments)
    for segment in segments:
        passage = passages_of(segment)[pick(segment)]
        run = _begin(segment, passage, are_short=are_short)
        if runs and runs[-1].takes(run):
            runs[-1] = _continue(runs[-1], run)
        else:
            runs.append(run)
    return runs


def _begin(segment: Segment, passage: Passage, *, are_short: bool) -> _Run:
    """Return a segment as the beginning of a text, with its numbers in its first line."""
    number = segment.number
    has_ended = ends_sentence(segment)
    if number:
        has_ended = not are_short or ends_open_section(segment)
    if not has_first_words(passage.blocks):
        alone = replace(segment, original=passage, transliteration=None, translations=())
        return _Run(alone, bool(number), has_ended=True, is_closed=True, is_text=False)
    text = replace(
        segment,
        original=replace(passage, blocks=prepend(_numbers(segment), passage.blocks)),
        transliteration=None,
        translations=(),
        number="",
        locus="",
        label="",
    )
    return _Run(text, bool(number), has_ended, is_closed=bool(segment.commentary))


def _are_verses(segments: Sequence[Segment]) -> bool:
    """Return whether segments with numbers are as short as verses."""
    numbered = [segment.original for segment in segments if segment.number]
    letters = sum(sum(map(str.isalpha, text.text)) for text in _texts(numbered))
    return letters <= _LONGEST_VERSE * len(numbered)


def _texts(passages: Iterable[Passage]) -> Iterator[Text]:
    return (node for each in passages for node in descend(each) if isinstance(node, Text))


def _numbers(segment: Segment) -> Inlines:
    """Return the mark of a segment and the number of its verse, before its first words."""
    span = segment.original.span
    mark = Milestone(MilestoneKind.SEGMENT, segment.label, segment.locus, span=span)
    number = Milestone(MilestoneKind.VERSE, segment.number, span=span)
    return (
        *((mark,) if segment.locus else ()),
        *((number, Text(" ", span=span)) if segment.number else ()),
    )


def _continue(before: _Run, after: _Run) -> _Run:
    """Return two runs as one: in one paragraph where no line ends between them."""
    first, second = before.segment, after.segment
    goes_on = not before.has_ended and before.has_number == after.has_number
    blocks = _join(first.original.blocks, second.original.blocks, goes_on=goes_on)
    text = replace(
        first,
        original=replace(first.original, blocks=blocks),
        commentary=second.commentary,
        span=first.span.to(second.span),
    )
    return _Run(text, after.has_number, after.has_ended, after.is_closed)


def _join(before: Blocks, after: Blocks, *, goes_on: bool) -> Blocks:
    match before, after:
        case (*first, Paragraph(words) as last), (Paragraph(more) as block, *rest) if goes_on:
            inlines = join_inlines(words, (Text(" ", span=block.span),), more)
            joined = replace(last, inlines=inlines, span=last.span.to(block.span))
            return (*first, joined, *rest)
        case _:
            return (*before, *after)


def _blocks_of(run: _Run, lang: str) -> Blocks:
    """Return the text of a segment without commentary in a place of that language."""
    segment = run.segment
    if segment.locus or segment.number:
        return (segment,)
    return segment.original.blocks if segment.original.lang == lang else (segment.original,)
