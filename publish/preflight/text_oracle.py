"""What a reader must meet in a finished book: the characters of its Work, in reading order.

This is an oracle, so it shares no code with the writers it judges.  Notes are kept apart, because
each kind of book puts their bodies in a place of its own; what a book adds to the text (the marks
of a list, the number before a note) the judge of that kind of book must set aside.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import TypeAlias, assert_never

from publish.document.model import (
    Block,
    Blockquote,
    Citation,
    Emphasis,
    Entry,
    Excerpt,
    Foreign,
    Gloss,
    Index,
    Inline,
    LineBreak,
    Link,
    List,
    Note,
    Paragraph,
    Passage,
    Quote,
    Section,
    Segment,
    Separator,
    Strong,
    Text,
    Verse,
)
from publish.text.source import NOWHERE, Span

_Larger: TypeAlias = Section | Excerpt | Block | Entry
_Part: TypeAlias = _Larger | Inline


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that stand together in the Work, and where they came from."""

    text: str
    span: Span


@dataclass(slots=True)
class ExpectedText:
    """The running text, calls of notes included, and each note's body in the order of the calls."""

    running: list[Piece] = field(default_factory=list)
    notes: list[list[Piece]] = field(default_factory=list)


def expected_text(sections: Iterable[Section]) -> ExpectedText:
    """Return what a reader meets in ``sections`` from the first one to the last."""
    text = ExpectedText()
    for section in sections:
        _collect(section, text.running, text.notes)
    return text


def _collect(node: _Part, into: list[Piece], notes: list[list[Piece]]) -> None:
    for part in _of_inline(node) if isinstance(node, Inline) else _of_larger(node):
        if isinstance(part, str):
            into.append(Piece(part, node.span))
        else:
            _collect(part, into, notes)
    if isinstance(node, Note) and node.blocks:
        body: list[Piece] = []
        notes.append(body)
        for block in node.blocks:
            _collect(block, body, notes)


def _of_inline(node: Inline) -> tuple[str | _Part, ...]:
    """Return what stands in an inline, in reading order."""
    match node:
        case Text(text):
            return (text,)
        case LineBreak():
            return ("\n",)
        case Emphasis(inner) | Strong(inner) | Citation(_, inner) | Link(_, inner):
            return inner
        case Foreign(_, _, inner):
            return inner
        case Quote(opening, closing, inner):
            return (opening, *inner, closing)
        case Gloss(term, opening, meaning, closing):
            return (*term, opening, *meaning, closing)
        case Note(call):
            return (call,)
        case _:
            assert_never(node)


def _of_larger(node: _Larger) -> tuple[str | _Part, ...]:
    """Return what stands in a block, an excerpt or a section, in reading order.

    The places of an index are not in it: a page number belongs to one artifact.
    """
    match node:
        case Paragraph(inner):
            return inner
        case Verse(groups) | List(groups):
            return tuple(chain.from_iterable(groups))
        case Passage(_, _, blocks) | Blockquote(blocks):
            return blocks
        case Segment(original, translation, commentary):
            return (original, *((translation,) if translation else ()), *commentary)
        case Separator():
            return ()
        case Index(entries):
            return entries
        case Entry(term, meaning, _, under):
            return (*term, *meaning, *under)
        case Excerpt(number, _, heading, blocks):
            return (f"{number}.", *heading, *blocks)
        case Section(_, title, children):
            return (*title, *children)
        case _:
            assert_never(node)


_NOT_SEEN = re.compile(r"[\s\u2060\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+")
_NOT_LETTERS = re.compile(r"(?:(?![\u0591-\u05c7\u0300-\u036f])[\W_])+")


def seen(text: str) -> str:
    """Return every character of ``text`` but white space and what no book can hold."""
    return _NOT_SEEN.sub("", text)


def letters(text: str) -> str:
    """Return the letters, vowel points, accents and digits of ``text``."""
    return _NOT_LETTERS.sub("", text)


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where a book and its Work part: a few characters of each, and its span."""

    expected: str
    found: str
    span: Span


def difference(
    expected: Iterable[Piece], found: str, kept: Callable[[str], str]
) -> Difference | None:
    """Return where ``found`` first differs from ``expected``; only what is ``kept`` counts."""
    pieces = [Piece(kept(piece.text), piece.span) for piece in expected]
    wanted = "".join(piece.text for piece in pieces)
    got = kept(found)
    if got == wanted:
        return None
    at = next(
        (n for n, (a, b) in enumerate(zip(wanted, got, strict=False)) if a != b),
        min(len(wanted), len(got)),
    )
    ends = list(accumulate(len(piece.text) for piece in pieces))
    # Text that goes on too long is laid to the last piece there is.
    place = min(bisect_right(ends, at), len(pieces) - 1)
    start = max(at - 12, 0)
    span = pieces[place].span if pieces else NOWHERE
    return Difference(wanted[start : at + 12], got[start : at + 12], span)
