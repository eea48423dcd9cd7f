"""Commentary of an edition: left out, or in notes at the foot of the page."""

from __future__ import annotations

import itertools
import string
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from publish.document.model import (
    Block,
    Blocks,
    Excerpt,
    Node,
    Note,
    Passage,
    Section,
    Segment,
    direction,
)
from publish.document.walk import descend, rewrite, rewrite_in_language
from publish.pipeline.editions.places import append
from publish.pipeline.editions.running_text import passages_of, replace_passage
from publish.text.languages import in_hebrew_letters, is_within
from publish.text.numerals import LARGEST, format_numeral

SERIES = "commentary"
"""The series of notes that are commentary."""

Host = Callable[[Segment, str], int]
"""The place of the passage that has the note of a segment, by the language of the commentary."""


def leave_out_commentary(section: Section) -> Section:
    """Return a section with its segments alone: no commentary after them, between or before."""

    def change(node: Node) -> Node:
        match node:
            case Segment(commentary=commentary) if commentary:
                return replace(node, commentary=())
            case Section(_, _, children) if any(isinstance(c, Segment) for c in children):
                segments = tuple(c for c in children if isinstance(c, Segment | Section | Excerpt))
                return replace(node, children=segments)
            case _:
                return node

    return rewrite(section, change)


def move_commentary_to_foot(section: Section, host: Host, lang: str) -> Section:
    """Return a section with the commentary of each segment in a note at the segment's end.

    The calls are letters in the language of the commentary, from the first in each chapter, that no
    note of the text has as its call.  ``lang`` is the language around the section.
    """
    letters = _Letters(section)

    def change(node: Any, lang: str) -> Any:
        if not isinstance(node, Segment) or not node.commentary:
            return node
        own = _language(node.commentary, lang)
        place = host(node, own)
        passage = passages_of(node)[place]
        blocks = node.commentary if passage.lang == lang else _in_language(node.commentary, lang)
        note = Note(letters.next(own), blocks, series=SERIES, span=blocks[0].span)
        passage = replace(passage, blocks=append(passage.blocks, note))
        return replace(replace_passage(node, place, passage), commentary=())

    return rewrite_in_language(section, change, lang)


def last_in_language(segment: Segment, lang: str) -> int:
    """Return the last passage of a segment in a language, else the last passage."""
    passages = passages_of(segment)
    own = [place for place, passage in enumerate(passages) if is_within(passage.lang, lang)]
    return own[-1] if own else len(passages) - 1


def _in_language(blocks: Blocks, lang: str) -> Blocks:
    """Return blocks with passages of a language around those that have none of their own."""
    result: list[Block] = []
    for is_passage, group in itertools.groupby(blocks, lambda each: isinstance(each, Passage)):
        run = tuple(group)
        result += run if is_passage else [Passage(lang, direction(lang), run, span=run[0].span)]
    return tuple(result)


def _language(commentary: Blocks, lang: str) -> str:
    first = commentary[0]
    return first.lang if isinstance(first, Passage) else lang


class _Letters:
    """The calls of a chapter's commentary, each used once."""

    def __init__(self, section: Section) -> None:
        self._used = {node.call for node in descend(section) if isinstance(node, Note)}
        self._hebrew = self._skip_used(_count_in_hebrew())
        self._latin = self._skip_used(self._latin_calls())

    def next(self, lang: str) -> str:
        """Return the next letter of the alphabet in which a language is written."""
        return next(self._hebrew if in_hebrew_letters(lang) else self._latin)

    def _latin_calls(self) -> Iterator[str]:
        """Return small letters, or capitals where the text has calls of small letters."""
        small = any(call.islower() and call.isascii() for call in self._used)
        return _count_in_letters(string.ascii_uppercase if small else string.ascii_lowercase)

    def _skip_used(self, calls: Iterator[str]) -> Iterator[str]:
        return (call for call in calls if call not in self._used)


def _count_in_letters(alphabet: str) -> Iterator[str]:
    """Yield a, b, c to z, then aa, ab and so on."""
    for length in itertools.count(1):
        yield from map("".join, itertools.product(alphabet, repeat=length))


def _count_in_hebrew() -> Iterator[str]:
    for number in itertools.count(1):
        yield format_numeral(number, marks=False) if number <= LARGEST else str(number)
