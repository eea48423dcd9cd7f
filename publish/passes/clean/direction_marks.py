"""Direction marks that the author typed, kept as isolates where they change the order of a line.

A mark (LRM, RLM, an embedding, an isolate) is invisible and may come from a paste; one that changes
how a line is read was typed for that.  The order with the marks is that of UAX #9; isolates
(https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates) around the stretches that the
marks move keep it, whatever stands next to them.  The pass ``languages`` makes nodes of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from publish.passes.directions import fribidi
from publish.text.dataclass import dataclass
from publish.text.languages import Dir, Script, script
from publish.text.source import Traced, join

ISOLATES = {Dir.LTR: "\u2066", Dir.RTL: "\u2067"}
POP_ISOLATE = "\u2069"
DIRECTION_MARK = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Direction marks, embeddings, overrides and isolates."""

OVERRIDE = re.compile("[\u202d\u202e]")
"""The marks that turn letters around, which can hide what a text says."""

_MOST = 1000
"""Marks of a line above which all are noise: FriBidi takes quadratic time for isolates."""

_EMBEDDINGS, _POP_EMBEDDING = "\u202a\u202b", "\u202c"
_OVERRIDES = "\u202d\u202e"
_ISOLATING = "\u2066\u2067\u2068"
_OPENING = _ISOLATING + _EMBEDDINGS + _OVERRIDES
_PAIRS = {"(": ")", "[": "]", '"': '"', "“": "”", "„": "“", "‘": "’", "'": "'", "«": "»"}


def isolate_marked(line: Traced) -> Traced:
    """Return a line without direction marks, with an isolate around each stretch that they move.

    Overrides, which turn letters around, and marks around or before a whole line are removed.
    """
    marks = sum(1 for _ in DIRECTION_MARK.finditer(line.text))
    if not marks:
        return line
    if marks > _MOST:
        return line.sub(DIRECTION_MARK, lambda _: "")
    indexes = _without_noise(line.text)
    base = Dir.RTL if script(line.text) is Script.HEBREW else Dir.LTR
    parts = _isolate([(index, line.text[index]) for index in indexes], base)
    result = join([line.cut(0, 0), *(_piece(line, part) for part in parts)])
    # An isolate around the whole line may remain, which is noise too.
    return result if result.text == line.text else isolate_marked(result)


@dataclass(frozen=True, slots=True)
class _Inserted:
    """A character that is put before the character at ``index`` of the line."""

    index: int
    character: str


def _piece(line: Traced, part: int | _Inserted) -> Traced:
    if isinstance(part, int):
        return line.cut(part, part + 1)
    return line.put(part.index, part.character)


_Characters = list[tuple[int, str]]
"""Characters with their indexes in the line."""


def _without_noise(text: str) -> list[int]:
    """Return the indexes of a line without overrides, unpaired marks and marks around it whole."""
    removed: set[int] = set()
    open_marks: list[int] = []
    pairs: list[tuple[int, int]] = []
    for index, character in enumerate(text):
        if character in _OPENING:
            open_marks.append(index)
        elif character in (_POP_EMBEDDING, POP_ISOLATE):
            closes = _ISOLATING if character == POP_ISOLATE else _EMBEDDINGS + _OVERRIDES
            if open_marks and text[open_marks[-1]] in closes:
                pairs.append((open_marks.pop(), index))
            else:
                removed.add(index)
    removed.update(open_marks)
    visible = [i for i, c in enumerate(text) if not DIRECTION_MARK.match(c) and not c.isspace()]
    for start, end in pairs:
        holds_all = not visible or (start < visible[0] and visible[-1] < end)
        if text[start] in _OVERRIDES or holds_all:
            removed |= {start, end}
    if visible:
        removed |= {i for i in range(visible[0]) if text[i] in "\u061c\u200e\u200f"}
    return [index for index in range(len(text)) if index not in removed]


def _isolate(characters: _Characters, base: Dir) -> Iterator[int | _Inserted]:
    """Yield the indexes of the characters without marks, and isolates among them."""
    bare = [pair for pair in characters if not DIRECTION_MARK.match(pair[1])]
    marked_levels = _levels(characters, base)
    order = _order(characters, marked_levels)
    if order == _order(bare, _levels(bare, base)):
        yield from (index for index, _ in bare)
        return
    stretches = list(_higher(marked_levels, int(base is Dir.RTL)))
    touched = [run for run in stretches if _touches_mark(characters, run)]
    result = list(_enclose(characters, marked_levels, touched))
    if not _keeps_order(dict(characters), result, base, order):
        result = list(_enclose(characters, marked_levels, stretches))
    yield from result


def _levels(characters: _Characters, base: Dir) -> list[int]:
    return fribidi.levels("".join(character for _, character in characters), base)


def _order(characters: _Characters, levels: Sequence[int]) -> list[int]:
    """Return the indexes of visible characters from left to right; mirrored ones are negative."""
    return [
        -1 - index if levels[position] % 2 and character in "()[]{}<>«»" else index
        for position in fribidi.visual_order(levels)
        for index, character in [characters[position]]
        if not DIRECTION_MARK.match(character) and not character.isspace()
    ]


def _higher(levels: Sequence[int], base: int) -> Iterator[tuple[int, int]]:
    position = 0
    for is_higher, group in groupby(levels, key=lambda level: level > base):
        end = position + len(list(group))
        if is_higher:
            yield position, end
        position = end


def _touches_mark(characters: _Characters, run: tuple[int, int]) -> bool:
    """Return whether a mark stands in a stretch or directly beside it."""
    around = characters[max(run[0] - 1, 0) : run[1] + 1]
    return any(DIRECTION_MARK.match(character) for _, character in around)


def _enclose(
    characters: _Characters, levels: Sequence[int], runs: Sequence[tuple[int, int]]
) -> Iterator[int | _Inserted]:
    """Yield the characters with an isolate around each run; marks are left out."""
    position = 0
    for start, end in runs:
        yield from (i for i, c in characters[position:start] if not DIRECTION_MARK.match(c))
        yield from _isolate_run(
            characters[start:end], Dir.RTL if min(levels[start:end]) % 2 else Dir.LTR
        )
        position = end
    yield from (i for i, c in characters[position:] if not DIRECTION_MARK.match(c))


def _isolate_run(run: _Characters, dir: Dir) -> Iterator[int | _Inserted]:
    """Yield a stretch in an isolate; a pair of brackets or quotation marks stays outside of it."""
    visible = [n for n, (_, c) in enumerate(run) if not DIRECTION_MARK.match(c) and not c.isspace()]
    if not visible:
        yield from (i for i, c in run if not DIRECTION_MARK.match(c))
        return
    first, last = visible[0], visible[-1]
    while first < last and _PAIRS.get(run[first][1]) == run[last][1]:
        visible = visible[1:-1]
        if not visible:
            break
        first, last = visible[0], visible[-1]
    yield from (i for i, c in run[:first] if not DIRECTION_MARK.match(c))
    yield _Inserted(run[first][0], ISOLATES[dir])
    yield from _isolate(run[first : last + 1], dir)
    yield _Inserted(run[last][0] + 1, POP_ISOLATE)
    yield from (i for i, c in run[last + 1 :] if not DIRECTION_MARK.match(c))


def _keeps_order(
    characters: dict[int, str], parts: Sequence[int | _Inserted], base: Dir, order: list[int]
) -> bool:
    line = [
        (part, characters[part]) if isinstance(part, int) else (-1, part.character)
        for part in parts
    ]
    return _order(line, _levels(line, base)) == order
