"""The embedding levels of a run of inlines, made visible as nodes where markup would cut them.

WeasyPrint (Kozea/WeasyPrint#106) and many reading systems order each text box by itself and then
put the boxes side by side, in source order or, in a right-to-left parent, all reversed.  So a
Hebrew phrase that a note call or a bold word parts comes out with its parts exchanged.  When each
stretch of higher levels is one node with its own direction, every box is right as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from publish.document.inline_ranges import Run, enclose, flat, inner, placed, spanned, width
from publish.document.model import Dir, Foreign, Gloss, Inline, Inlines, Text
from publish.document.walk import OBJECT
from publish.passes.directions import fribidi
from publish.passes.visitor import Context
from publish.text.hebrew import PRESENTATION_FORMS
from publish.text.languages import Script, script

# A text that matches is all of one level, and FriBidi is not asked: in a left-to-right paragraph
# one without right-to-left letters, in a right-to-left one one of Hebrew and neutral punctuation.
_ONE_LEVEL = {
    Dir.LTR: re.compile("[\\x20-\u058f\u1e00-\u200a\u2010-\u2027\u202f-\u205f\ufffc\n]*"),
    Dir.RTL: re.compile(
        "[ \n!\"&'()*,./:;<=>?@\\[-`{-~\u00a0\u00ab\u00bb\u0590-\u05ff\u2010-\u2027"
        f"\u2039\u203a{PRESENTATION_FORMS}\ufffc]*"
    ),
}


def levelled(inlines: Inlines, here: Context, known: Mapping[Script, str]) -> Inlines:
    """Return the run with the stretches enclosed that would not come right box by box.

    A run of bare text stays as it is.  ``known`` gives the language of a script.
    """
    if all(isinstance(node, Text) for node in inlines):
        return inlines
    levels = _levels(flat(inlines), here.dir)
    return _nested(inlines, levels, _level(here.dir), here.lang, known)


def _level(dir: Dir) -> int:
    return int(dir is Dir.RTL)


def _dir(level: int) -> Dir:
    return Dir.RTL if level % 2 else Dir.LTR


def _levels(text: str, dir: Dir) -> bytes:
    """Return the level of each character; each line is a paragraph to the algorithm.

    (CSS Writing Modes 4, 2.4.2: a forced line break ends a bidi paragraph.)
    """
    level = bytes((_level(dir),))
    if _ONE_LEVEL[dir].fullmatch(text):
        return level * len(text)
    return level.join(bytes(fribidi.levels(line, dir)) for line in text.split("\n"))


def _nested(
    inlines: Inlines, levels: bytes, base: int, lang: str, known: Mapping[Script, str]
) -> Inlines:
    """Return the run, whose own level is ``base``, with its stretches of higher levels enclosed."""
    higher = _higher(levels, base)
    if not higher:
        return inlines
    text = flat(inlines)
    edges = _edges(inlines)
    parted = [run for run in higher if not _in_one_box(run, edges)]
    if not _comes_right(text, levels, base, parted, edges):
        # What stands in one box owes its levels to what stands outside: leave nothing to chance.
        parted = higher

    def make(nodes: Inlines, run: Run) -> Inline:
        start, end = run
        within = levels[start:end]
        own = min(within)
        tongue = _tongue(text[start:end], lang, known)
        nodes = _nested(nodes, within, own, tongue, known)
        return Foreign(tongue, _dir(own), nodes, span=spanned(nodes))

    return enclose(inlines, parted, make)


def _higher(levels: bytes, base: int) -> list[Run]:
    """Return each longest stretch of levels above ``base``."""
    return [match.span() for match in _above(base).finditer(levels)]


@cache
def _above(base: int) -> re.Pattern[bytes]:
    return re.compile(b"[^%b]+" % re.escape(bytes(range(base + 1))))


def _tongue(text: str, lang: str, known: Mapping[Script, str]) -> str:
    """Return the language of a stretch; a number is read in the language around it."""
    if not any(map(str.isalpha, text)):
        return lang
    return known.get(script(text), "und")


def _edges(inlines: Inlines) -> list[int]:
    """Return the offsets at which one text box of the page ends and another begins, in order."""
    edges = {0, len(flat(inlines)), *_cuts(inlines, 0)}
    return sorted(edges)


def _cuts(inlines: Inlines, start: int) -> Iterator[int]:
    for at, node in placed(inlines, start):
        if not isinstance(node, Text):
            yield at
            yield at + width(node)
        if isinstance(node, Gloss):
            yield at + len(flat(node.term))
        for offset, _, held in inner(node):
            yield from _cuts(held, at + offset)


def _in_one_box(run: Run, edges: Sequence[int]) -> bool:
    after = bisect_right(edges, run[0])
    return after == len(edges) or run[1] <= edges[after]


def _comes_right(
    text: str, levels: bytes, base: int, parted: Sequence[Run], edges: Sequence[int]
) -> bool:
    """Tell whether what is left when ``parted`` are isolated has the same levels by itself.

    Asked of all of it, because that is what a browser sees, and what this pass would see if it
    ran again; and of each box, because that is what WeasyPrint sees.
    """
    dir = _dir(base)
    rise = base - _level(dir)

    def alone(text: str) -> bytes:
        found = _levels(text, dir)
        return bytes(level + rise for level in found) if rise else found

    rest, wanted, at = "", b"", 0
    for start, end in parted:
        rest += text[at:start] + OBJECT
        wanted += levels[at:start] + bytes((base,))
        at = end
    if alone(rest + text[at:]) != wanted + levels[at:]:
        return False
    cuts = sorted({*edges, *(offset for run in parted for offset in run), len(text)})
    isolated = set(parted)
    boxes = [
        (start, end)
        for start, end in pairwise(cuts)
        if max(levels[start:end]) > base and not any(a <= start < b for a, b in isolated)
    ]
    return all(alone(text[start:end]) == levels[start:end] for start, end in boxes)
