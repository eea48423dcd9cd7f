"""Isolation of stretches of a higher embedding level that markup would cut.

WeasyPrint (https://github.com/Kozea/WeasyPrint/issues/106) and many reading systems order each
text box by itself and put the boxes side by side, in source order or, in a right-to-left parent,
reversed.  The parts of a Hebrew phrase with a note call or a bold word inside would change places.
With each stretch of a higher level in a node with its own direction, every box has the right
order.  Embedding levels are those of UAX #9 (https://www.unicode.org/reports/tr9/).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from publish.document.inline_ranges import Run, enclose, flat, inner, span_of, width, with_offsets
from publish.document.model import Dir, Foreign, Gloss, Inline, Inlines, Text
from publish.document.walk import OBJECT
from publish.passes.directions import fribidi
from publish.passes.visitor import RunContext
from publish.text.hebrew import PRESENTATION_FORMS
from publish.text.languages import Script, script

# Texts of a single level, for which FriBidi need not run: without right-to-left letters in a
# left-to-right paragraph, of Hebrew and neutral punctuation in a right-to-left paragraph.
_ONE_LEVEL = {
    Dir.LTR: re.compile("[\\x20-\u058f\u1e00-\u200a\u2010-\u2027\u202f-\u205f\ufffc\n]*"),
    Dir.RTL: re.compile(
        "[ \n!\"&'()*,./:;<=>?@\\[-`{-~\u00a0\u00ab\u00bb\u0590-\u05ff\u2010-\u2027"
        f"\u2039\u203a{PRESENTATION_FORMS}\ufffc]*"
    ),
}


def isolate_levels(inlines: Inlines, here: RunContext, languages: Mapping[Script, str]) -> Inlines:
    """Return the run with each stretch in a ``Foreign`` that boxes would put in the wrong order.

    A run of bare text is unchanged.  ``languages`` has the language tag of each script.
    """
    if all(isinstance(node, Text) for node in inlines):
        return inlines
    levels = _levels(flat(inlines), here.dir)
    return _isolate(inlines, levels, _level(here.dir), here.lang, languages)


def _level(dir: Dir) -> int:
    return int(dir is Dir.RTL)


def _dir(level: int) -> Dir:
    return Dir.RTL if level % 2 else Dir.LTR


def _levels(text: str, dir: Dir) -> bytes:
    """Return the level of each character, with each line as a paragraph of its own.

    A forced line break ends a bidi paragraph: CSS Writing Modes 4, 2.4.2
    (https://www.w3.org/TR/css-writing-modes-4/#bidi-para).
    """
    level = bytes((_level(dir),))
    if _ONE_LEVEL[dir].fullmatch(text):
        return level * len(text)
    return level.join(bytes(fribidi.levels(line, dir)) for line in text.split("\n"))


def _isolate(
    inlines: Inlines, levels: bytes, base: int, lang: str, languages: Mapping[Script, str]
) -> Inlines:
    """Return a run of the level ``base`` with its stretches of higher levels in ``Foreign``."""
    higher = _find_higher(levels, base)
    if not higher:
        return inlines
    text = flat(inlines)
    edges = _edges(inlines)
    isolated = [run for run in higher if not _in_one_box(run, edges)]
    if not _keeps_levels(text, levels, base, isolated, edges):
        # The levels inside a box depend on the text outside it: isolate every stretch.
        isolated = higher

    def make(nodes: Inlines, run: Run) -> Inline:
        start, end = run
        within = levels[start:end]
        own = min(within)
        stretch_lang = _language(text[start:end], lang, languages)
        nodes = _isolate(nodes, within, own, stretch_lang, languages)
        return Foreign(stretch_lang, _dir(own), nodes, span=span_of(nodes))

    return enclose(inlines, isolated, make)


def _find_higher(levels: bytes, base: int) -> list[Run]:
    """Return each longest stretch of levels above ``base``."""
    return [match.span() for match in _above(base).finditer(levels)]


@cache
def _above(base: int) -> re.Pattern[bytes]:
    return re.compile(b"[^%b]+" % re.escape(bytes(range(base + 1))))


def _language(text: str, lang: str, languages: Mapping[Script, str]) -> str:
    """Return the language of a stretch; for a number, the language around it."""
    if not any(map(str.isalpha, text)):
        return lang
    return languages.get(script(text), "und")


def _edges(inlines: Inlines) -> list[int]:
    """Return the offsets of the edges of text boxes, in order."""
    edges = {0, len(flat(inlines)), *_node_edges(inlines, 0)}
    return sorted(edges)


def _node_edges(inlines: Inlines, start: int) -> Iterator[int]:
    for offset, node in with_offsets(inlines, start):
        if not isinstance(node, Text):
            yield offset
            yield offset + width(node)
        if isinstance(node, Gloss):
            yield offset + len(flat(node.term))
        for distance, _, inside in inner(node):
            yield from _node_edges(inside, offset + distance)


def _in_one_box(run: Run, edges: Sequence[int]) -> bool:
    after = bisect_right(edges, run[0])
    return after == len(edges) or run[1] <= edges[after]


def _keeps_levels(
    text: str, levels: bytes, base: int, isolated: Sequence[Run], edges: Sequence[int]
) -> bool:
    """Return whether the text outside the ``isolated`` stretches keeps its levels.

    Checked for the rest as a whole, as browsers and a second run of this pass order it, and for
    each box, as WeasyPrint orders it.
    """
    dir = _dir(base)
    rise = base - _level(dir)

    def alone(text: str) -> bytes:
        levels_alone = _levels(text, dir)
        return bytes(level + rise for level in levels_alone) if rise else levels_alone

    rest, expected, position = "", b"", 0
    for start, end in isolated:
        rest += text[position:start] + OBJECT
        expected += levels[position:start] + bytes((base,))
        position = end
    if alone(rest + text[position:]) != expected + levels[position:]:
        return False
    cuts = sorted({*edges, *(offset for run in isolated for offset in run), len(text)})
    boxes = [
        (start, end)
        for start, end in pairwise(cuts)
        if max(levels[start:end]) > base and not any(a <= start < b for a, b in isolated)
    ]
    return all(alone(text[start:end]) == levels[start:end] for start, end in boxes)
