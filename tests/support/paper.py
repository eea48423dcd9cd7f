"""How a line stands on paper, twice: as UAX #9 says, and as an engine that sets box by box does.

Both speak of characters by their place in ``deep(inlines)``, so they can be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from publish.document.model import (
    Citation,
    Dir,
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
from publish.passes.directions import fribidi

CALL = "\N{SUPERSCRIPT ONE}"
"""Any note call: one thing that stands in the line, whatever its numeral."""

_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
_ISOLATED = "\N{REPLACEMENT CHARACTER}"  # neutral as well, and told apart from a note call

Line: TypeAlias = tuple[int, int]


def deep(inlines: Inlines) -> str:
    """Return the characters of ``inlines``, those of foreign runs too; a note call is ``CALL``."""
    return "".join(part if isinstance(part, str) else deep(part[1]) for part in _parts(inlines))


def _parts(inlines: Inlines) -> Iterator[str | tuple[Dir | None, Inlines]]:
    """Yield what HTML makes of inlines: stretches of text, and elements with their direction."""
    text = ""
    for node in inlines:
        if isinstance(node, Text):
            text += node.text
            continue
        if text:
            yield text
            text = ""
        yield from _elements(node)
    if text:
        yield text


def _elements(node: Inline) -> Iterator[str | tuple[Dir | None, Inlines]]:
    match node:
        case Foreign(_, dir, inlines):
            yield dir, inlines
        case Quote(opening, closing, inlines):
            yield None, (Text(opening), *inlines, Text(closing))
        case Gloss(term, opening, meaning, closing):
            yield None, term
            yield None, (Text(opening), *meaning, Text(closing))
        case Emphasis(inlines) | Strong(inlines) | Citation(_, inlines) | Link(_, inlines):
            yield None, inlines
        case Note():
            yield CALL
        case LineBreak():
            yield "\n"


# --- the engine


def boxes(inlines: Inlines, dir: Dir, line: Line, start: int = 0) -> list[int]:
    """Return the characters of ``line`` from left to right as WeasyPrint places them.

    Each text box is ordered by itself, in the direction of its parent; boxes are placed in source
    order, or all reversed where the parent runs right to left (Kozea/WeasyPrint#106).
    """
    placed: list[list[int]] = []
    at = start
    for part in _parts(inlines):
        length = len(part) if isinstance(part, str) else len(deep(part[1]))
        first, last = max(line[0], at), min(line[1], at + length)
        if first < last:
            if isinstance(part, str):
                own = part[first - at : last - at]
                order = fribidi.visual_order(fribidi.levels(own, dir))
                placed.append([first + index for index in order])
            else:
                placed.append(boxes(part[1], part[0] or dir, line, at))
        at += length
    return [index for box in (placed if dir is Dir.LTR else placed[::-1]) for index in box]


# --- the standard


def levels(inlines: Inlines, dir: Dir) -> list[tuple[int | None, int]]:
    """Return the place and the level, by UAX #9, of each character and of each isolate control.

    The controls, which have no place in the text, must stay until the line is in order: a foreign
    run after a word of the same direction is kept from it by them alone.
    """
    return list(_levels(inlines, dir, int(dir is Dir.RTL), 0))


def _levels(inlines: Inlines, dir: Dir, base: int, start: int) -> Iterator[tuple[int | None, int]]:
    # What is isolated is a neutral object outside and a text of its own inside (UAX #9, X10).
    # FriBidi's own isolates are not asked: 1.0.8 pairs a bracket in one with a bracket in the next.
    text = _outside(inlines)
    rise = base - int(dir is Dir.RTL)
    inside = iter(list(_isolates(inlines)))
    at = start
    for character, level in zip(text, fribidi.levels(text, dir), strict=True):
        if character != _ISOLATED:
            yield at, level + rise
            at += 1
            continue
        own, nodes = next(inside)
        higher = level + rise + 1
        higher += (higher ^ int(own is Dir.RTL)) & 1
        yield None, level + rise
        yield from _levels(nodes, own, higher, at)
        yield None, level + rise
        at += len(deep(nodes))


def _outside(inlines: Inlines) -> str:
    text = ""
    for part in _parts(inlines):
        match part:
            case str():
                text += _OBJECT if part == CALL else part
            case (None, nodes):
                text += _outside(nodes)
            case _:
                text += _ISOLATED
    return text


def _isolates(inlines: Inlines) -> Iterator[tuple[Dir, Inlines]]:
    for part in _parts(inlines):
        match part:
            case (None, nodes):
                yield from _isolates(nodes)
            case (Dir() as dir, nodes):
                yield dir, nodes


def standard(inlines: Inlines, dir: Dir, line: Line) -> list[int]:
    """Return the characters of ``line`` from left to right as UAX #9 orders them (rules L1, L2)."""
    start, end = line
    found = levels(inlines, dir)
    inside = [index for index, (at, _) in enumerate(found) if at is not None and start <= at < end]
    row = found[inside[0] : inside[-1] + 1] if inside else []
    text = deep(inlines)
    ends = [index for index, (at, _) in enumerate(row) if at is not None and not text[at].isspace()]
    last = ends[-1] + 1 if ends else 0
    base = int(dir is Dir.RTL)
    order = fribidi.visual_order([level if i < last else base for i, (_, level) in enumerate(row)])
    return [at for at in (row[index][0] for index in order) if at is not None]


# --- what can be compared and read


def inked(inlines: Inlines, order: Sequence[int]) -> list[int]:
    """Return an order without the white space, which leaves no mark on paper."""
    text = deep(inlines)
    return [index for index in order if not text[index].isspace()]


_LETTER = "[א-ת][\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7]*"
_WORD = re.compile(f"(?:{_LETTER}(?:[\"'״׳־](?={_LETTER}))?)+['׳]?")
MIRRORED = str.maketrans("()[]{}<>", ")(][}{><")


def read(inlines: Inlines, dir: Dir, order: Sequence[int]) -> str:
    """Return a line as it stands on paper, from left to right.

    Hebrew words are W1, W2… in the order of the text; one whose letters do not run right to left
    side by side is ``W?``.
    """
    text = deep(inlines)
    found = dict(levels(inlines, dir))
    words = {
        index: (number, match.span())
        for number, match in enumerate(_WORD.finditer(text), start=1)
        for index in range(*match.span())
    }
    shown: list[str] = []
    at = 0
    while at < len(order):
        index = order[at]
        if index not in words:
            character = text[index]
            shown.append(character.translate(MIRRORED) if found[index] % 2 else character)
            at += 1
            continue
        number, (start, end) = words[index]
        run = list(order[at : at + end - start])
        shown.append(f"W{number}" if run == list(range(end - 1, start - 1, -1)) else "W?")
        at += end - start if shown[-1] != "W?" else 1
    return "".join(shown)
