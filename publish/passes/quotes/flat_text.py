"""Inlines flattened to one string, and replacement of the characters of inlines."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import assert_never

from publish.document.inline_ranges import part_of
from publish.document.model import (
    Citation,
    Foreign,
    Gloss,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Milestone,
    Note,
    Quote,
    Styled,
    Text,
)
from publish.document.walk import OBJECT, plain
from publish.text.dataclass import dataclass
from publish.text.source import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of the string, with its source span."""

    text: str
    span: Span


def flatten(inlines: Inlines) -> list[Piece]:
    """Return the text of ``inlines``, foreign runs included; a note call is one ``OBJECT``."""
    result: list[Piece] = []
    _gather(inlines, result)
    return result


def _gather(inlines: Inlines, result: list[Piece]) -> None:
    for node in inlines:
        match node:
            case Text(text):
                result.append(Piece(text, node.span))
            case LineBreak():
                result.append(Piece("\n", node.span))
            case Note() | Milestone():
                result.append(Piece(OBJECT, node.span))
            case Quote(opening, closing, content):
                size = len(plain((node,)))
                blank = " " * size
                result.append(Piece(opening, part_of(node.span, blank, 0, len(opening))))
                _gather(content, result)
                result.append(Piece(closing, part_of(node.span, blank, size - len(closing), size)))
            case Gloss(term, opening, meaning, closing):
                _gather(term, result)
                result.append(Piece(opening, NOWHERE))
                _gather(meaning, result)
                result.append(Piece(closing, NOWHERE))
            case Foreign(_, _, content) | Citation(_, content) | Link(_, content):
                _gather(content, result)
            case Styled(content):
                _gather(content, result)
            case _:
                assert_never(node)


class SourceMap:
    """Map from the characters of a list of pieces to source spans."""

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self._ends = list(accumulate(len(piece.text) for piece in pieces))

    def span(self, offset: int) -> Span:
        """Return the source span of the character at ``offset``, as exact as its piece allows."""
        index = bisect_right(self._ends, offset)
        piece = self._pieces[index]
        start = offset - (self._ends[index] - len(piece.text))
        return part_of(piece.span, piece.text, start, start + 1)


def replace_text(inlines: Inlines, text: str) -> Inlines:
    """Return ``inlines`` with their characters replaced by ``text``, of the same length."""
    result, end = _replace(inlines, text, 0)
    assert end == len(text)
    return result


def _replace(inlines: Inlines, text: str, offset: int) -> tuple[Inlines, int]:
    result: list[Inline] = []
    for node in inlines:
        new, offset = _replace_in_node(node, text, offset)
        result.append(new)
    same = all(a is b for a, b in zip(inlines, result, strict=True))
    return inlines if same else tuple(result), offset


def _replace_in_node(node: Inline, text: str, offset: int) -> tuple[Inline, int]:
    match node:
        case Text(old):
            end = offset + len(old)
            new = text[offset:end]
            return node if new == old else replace(node, text=new), end
        case LineBreak() | Note() | Milestone():
            return node, offset + 1
        case Quote(opening, closing, content):
            first = offset + len(opening)
            inner, last = _replace(content, text, first)
            end = last + len(closing)
            marks = text[offset:first], text[last:end]
            if inner is content and marks == (opening, closing):
                return node, end
            return replace(node, open=marks[0], close=marks[1], inlines=inner), end
        case Gloss(term, opening, meaning, closing):
            new_term, offset = _replace(term, text, offset)
            new_meaning, offset = _replace(meaning, text, offset + len(opening))
            same = new_term is term and new_meaning is meaning
            return node if same else replace(
                node, term=new_term, meaning=new_meaning
            ), offset + len(closing)
        case Foreign(_, _, content) | Citation(_, content) | Link(_, content) | Styled(content):
            inner, offset = _replace(content, text, offset)
            return node if inner is content else replace(node, inlines=inner), offset
        case _:
            assert_never(node)
