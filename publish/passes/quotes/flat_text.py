"""A run of inlines as one string, and the same inlines again with other characters in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import assert_never

from publish.document.inline_ranges import part_of
from publish.document.model import (
    Citation,
    Emphasis,
    Foreign,
    Gloss,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    Quote,
    Strong,
    Text,
)
from publish.document.walk import OBJECT, plain
from publish.text.source import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the string, and where it stands in the source."""

    text: str
    span: Span


def pieces(inlines: Inlines) -> list[Piece]:
    """Return what ``inlines`` say, foreign runs too; a note call is one ``OBJECT``."""
    found: list[Piece] = []
    _gather(inlines, found)
    return found


def _gather(inlines: Inlines, found: list[Piece]) -> None:
    for node in inlines:
        match node:
            case Text(text):
                found.append(Piece(text, node.span))
            case LineBreak():
                found.append(Piece("\n", node.span))
            case Note():
                found.append(Piece(OBJECT, node.span))
            case Quote(opening, closing, held):
                size = len(plain((node,)))
                whole = " " * size
                found.append(Piece(opening, part_of(node.span, whole, 0, len(opening))))
                _gather(held, found)
                found.append(Piece(closing, part_of(node.span, whole, size - len(closing), size)))
            case Gloss(term, opening, meaning, closing):
                _gather(term, found)
                found.append(Piece(opening, NOWHERE))
                _gather(meaning, found)
                found.append(Piece(closing, NOWHERE))
            case Foreign(_, _, held) | Citation(_, held) | Link(_, held):
                _gather(held, found)
            case Emphasis(held) | Strong(held):
                _gather(held, found)
            case _:
                assert_never(node)


class Places:
    """Where each character of a string of pieces stands in the source."""

    def __init__(self, row: list[Piece]) -> None:
        self._row = row
        self._ends = list(accumulate(len(piece.text) for piece in row))

    def span(self, at: int) -> Span:
        """Return the place of the character at ``at``, as exactly as its piece knows it."""
        index = bisect_right(self._ends, at)
        piece = self._row[index]
        start = at - (self._ends[index] - len(piece.text))
        return part_of(piece.span, piece.text, start, start + 1)


def put(inlines: Inlines, text: str) -> Inlines:
    """Return ``inlines`` saying ``text``, which is as long as what they say now."""
    found, end = _put(inlines, text, 0)
    assert end == len(text)
    return found


def _put(inlines: Inlines, text: str, at: int) -> tuple[Inlines, int]:
    found: list[Inline] = []
    for node in inlines:
        new, at = _node(node, text, at)
        found.append(new)
    same = all(a is b for a, b in zip(inlines, found, strict=True))
    return inlines if same else tuple(found), at


def _node(node: Inline, text: str, at: int) -> tuple[Inline, int]:
    match node:
        case Text(old):
            end = at + len(old)
            new = text[at:end]
            return node if new == old else replace(node, text=new), end
        case LineBreak() | Note():
            return node, at + 1
        case Quote(opening, closing, held):
            first = at + len(opening)
            inner, last = _put(held, text, first)
            end = last + len(closing)
            marks = text[at:first], text[last:end]
            if inner is held and marks == (opening, closing):
                return node, end
            return replace(node, open=marks[0], close=marks[1], inlines=inner), end
        case Gloss(term, opening, meaning, closing):
            own, at = _put(term, text, at)
            said, at = _put(meaning, text, at + len(opening))
            same = own is term and said is meaning
            return node if same else replace(node, term=own, meaning=said), at + len(closing)
        case (
            Foreign(_, _, held) | Citation(_, held) | Link(_, held) | Emphasis(held) | Strong(held)
        ):
            inner, at = _put(held, text, at)
            return node if inner is held else replace(node, inlines=inner), at
        case _:
            assert_never(node)
