"""Visual order of a line, by UAX #9 and by an engine that orders each text box by itself.

Both orders are lists of indexes into ``flatten(inlines)``, so that they can be compared.
Rules: https://www.unicode.org/reports/tr9/
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
"""Character for any note call, whatever its numeral."""

_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
_ISOLATED = "\N{REPLACEMENT CHARACTER}"  # neutral too, and distinct from the object of a note call

Line: TypeAlias = tuple[int, int]


def flatten(inlines: Inlines) -> str:
    """Return the characters of ``inlines``, with those of foreign runs; a note call is ``CALL``."""
    return "".join(part if isinstance(part, str) else flatten(part[1]) for part in _parts(inlines))


def _parts(inlines: Inlines) -> Iterator[str | tuple[Dir | None, Inlines]]:
    """Yield the HTML content of inlines: texts, and elements with their directions."""
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


def engine_order(inlines: Inlines, dir: Dir, line: Line, start: int = 0) -> list[int]:
    """Return the characters of ``line`` from left to right as WeasyPrint places them.

    Each text box is ordered by itself, in the direction of its parent; boxes are placed in source
    order, or all reversed where the parent runs right to left (Kozea/WeasyPrint#106).
    """
    boxes: list[list[int]] = []
    position = start
    for part in _parts(inlines):
        length = len(part) if isinstance(part, str) else len(flatten(part[1]))
        first, last = max(line[0], position), min(line[1], position + length)
        if first < last:
            if isinstance(part, str):
                own = part[first - position : last - position]
                order = fribidi.visual_order(fribidi.levels(own, dir))
                boxes.append([first + index for index in order])
            else:
                boxes.append(engine_order(part[1], part[0] or dir, line, position))
        position += length
    return [index for box in (boxes if dir is Dir.LTR else boxes[::-1]) for index in box]


# --- the standard


def levels(inlines: Inlines, dir: Dir) -> list[tuple[int | None, int]]:
    """Return the index and the level, by UAX #9, of each character and of each isolate control.

    The controls have no index but take part in reordering: they alone separate a foreign run from
    a preceding word of the same direction.
    """
    return list(_levels(inlines, dir, int(dir is Dir.RTL), 0))


def _levels(inlines: Inlines, dir: Dir, base: int, start: int) -> Iterator[tuple[int | None, int]]:
    # An isolate is a neutral object outside and a separate text inside (UAX #9, X10). FriBidi's own
    # isolates are not used: 1.0.8 pairs a bracket in one isolate with a bracket in the next.
    text = _outside(inlines)
    rise = base - int(dir is Dir.RTL)
    inside = iter(list(_isolates(inlines)))
    position = start
    for character, level in zip(text, fribidi.levels(text, dir), strict=True):
        if character != _ISOLATED:
            yield position, level + rise
            position += 1
            continue
        own, nodes = next(inside)
        higher = level + rise + 1
        higher += (higher ^ int(own is Dir.RTL)) & 1
        yield None, level + rise
        yield from _levels(nodes, own, higher, position)
        yield None, level + rise
        position += len(flatten(nodes))


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


def standard_order(inlines: Inlines, dir: Dir, line: Line) -> list[int]:
    """Return the characters of ``line`` from left to right as UAX #9 orders them (rules L1, L2)."""
    start, end = line
    row = levels(inlines, dir)
    inside = [
        index
        for index, (position, _) in enumerate(row)
        if position is not None and start <= position < end
    ]
    row = row[inside[0] : inside[-1] + 1] if inside else []
    text = flatten(inlines)
    ends = [
        index
        for index, (position, _) in enumerate(row)
        if position is not None and not text[position].isspace()
    ]
    last = ends[-1] + 1 if ends else 0
    base = int(dir is Dir.RTL)
    order = fribidi.visual_order([level if i < last else base for i, (_, level) in enumerate(row)])
    return [position for position in (row[index][0] for index in order) if position is not None]


# --- comparable and readable forms


def drop_spaces(inlines: Inlines, order: Sequence[int]) -> list[int]:
    """Return an order without the indexes of white space."""
    text = flatten(inlines)
    return [index for index in order if not text[index].isspace()]


_LETTER = "[א-ת][\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7]*"
_WORD = re.compile(f"(?:{_LETTER}(?:[\"'״׳־](?={_LETTER}))?)+['׳]?")
MIRRORED = str.maketrans("()[]{}<>", ")(][}{><")


def show_line(inlines: Inlines, dir: Dir, order: Sequence[int]) -> str:
    """Return the visible characters of a line from left to right.

    Hebrew words are W1, W2… in the order of the text; a word whose letters do not run from right to
    left side by side is ``W?``.
    """
    text = flatten(inlines)
    level_of = dict(levels(inlines, dir))
    words = {
        index: (number, match.span())
        for number, match in enumerate(_WORD.finditer(text), start=1)
        for index in range(*match.span())
    }
    result: list[str] = []
    position = 0
    while position < len(order):
        index = order[position]
        if index not in words:
            character = text[index]
            result.append(character.translate(MIRRORED) if level_of[index] % 2 else character)
            position += 1
            continue
        number, (start, end) = words[index]
        run = list(order[position : position + end - start])
        result.append(f"W{number}" if run == list(range(end - 1, start - 1, -1)) else "W?")
        position += end - start if result[-1] != "W?" else 1
    return "".join(result)
