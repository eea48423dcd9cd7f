"""Groups of text: stretches inside brackets, quotation marks or nodes of a run of inlines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import replace
from enum import Enum, auto

from publish.document.inline_ranges import flat, inner, width, with_offsets
from publish.document.model import Citation, Gloss, Inlines, Quote
from publish.passes.sentence_lists import find_labels
from publish.text.dataclass import dataclass
from publish.text.hebrew import MAQAF, MARKS_AND_JOINER
from publish.text.languages import HEBREW
from publish.text.patterns import late_pattern


class Delimiter(Enum):
    """The delimiters of a group."""

    BRACKETS = auto()
    """Brackets, or a node that is one reference."""
    MARKS = auto()
    """Quotation marks, or a node that is one term."""


@dataclass(frozen=True, slots=True)
class Group:
    """A stretch of text between two marks.

    ``start`` and ``end`` are its offsets with the marks, ``first`` and ``last`` without them.
    """

    start: int
    first: int
    last: int
    end: int
    kind: Delimiter
    groups: tuple[Group, ...] = ()


_CLOSING = {"(": ")", "[": "]", "{": "}"}
_DOUBLE = '"“”„‟«»'
_SINGLE = "'‘’‚‛‹›"
# Deeper nesting means a damaged text; its outermost marks then stay unpaired.
_DEEPEST = 64

_MARK = late_pattern(f"[()\\[\\]{{}}{_DOUBLE}{_SINGLE}\n]")
_BEFORE_OPENING = late_pattern(f"[\\s(\\[{{{MAQAF}–—{_DOUBLE}{_SINGLE}]")
_NIKUD = f"[{MARKS_AND_JOINER}]"
_LETTER = late_pattern(f"[^\\W_]|{_NIKUD}")
# The last letter of a word.  A mark before it is gershayim, as in רב"ש, not an opening mark.
_LAST_LETTER = late_pattern(f"{HEBREW.pattern}{_NIKUD}*+(?!{HEBREW.pattern})")


def groups(inlines: Inlines, text: str) -> tuple[Group, ...]:
    """Return the groups of the run whose flat text is ``text``, each with its inner groups.

    Quotations and glosses are groups of their nodes; other marks are paired by their position.
    An unpaired mark, or a pair with a line break inside, is no group.  Geresh and gershayim count
    as letters of their words.
    """
    nodes = sorted(_nodes(inlines, 0), key=lambda group: (group.start, -group.end))
    # The bracket after a label, “a) X, b) Y”, closes none.
    ends = {end - 1 for labels in find_labels(text) for start, end in labels if text[start] != "("}
    return _pair(text, 0, len(text), nodes, ends)


def _nodes(inlines: Inlines, start: int) -> Iterator[Group]:
    for offset, node in with_offsets(inlines, start):
        end = offset + width(node)
        match node:
            case Quote(opening, closing):
                yield Group(offset, offset + len(opening), end - len(closing), end, Delimiter.MARKS)
            case Gloss(term, opening, _, closing):
                mark = offset + len(flat(term))
                yield Group(offset, offset, mark, mark, Delimiter.MARKS)
                yield Group(mark, mark + len(opening), end - len(closing), end, Delimiter.BRACKETS)
            case Citation(inferred=False):
                yield Group(offset, offset, end, end, Delimiter.BRACKETS)
        for distance, _, inlines_inside in inner(node):
            yield from _nodes(inlines_inside, offset + distance)


def _pair(
    text: str, start: int, end: int, nodes: Sequence[Group], single: Container[int]
) -> tuple[Group, ...]:
    """Return the groups between two offsets; both marks of a pair stand in the same node.

    ``single`` are the offsets of marks without a partner.
    """
    pairs: list[Group] = []
    position = start
    starts = [node.start for node in nodes]
    for index, node in enumerate(nodes):
        if node.start >= position and node.end > node.start:
            stop = bisect_left(starts, node.end, lo=index + 1)
            inside = [other for other in nodes[index + 1 : stop] if other.end <= node.end]
            inner_groups = _pair(text, node.first, node.last, inside, single)
            pairs.append(replace(node, groups=inner_groups))
            position = node.end
    unclosed: list[tuple[str, int]] = []
    nodes_ahead = iter(pairs.copy())
    next_node = next(nodes_ahead, None)
    for match in _MARK.finditer(text, start, end):
        position = match.start()
        while next_node and next_node.end <= position:
            next_node = next(nodes_ahead, None)
        if position in single or (next_node and next_node.start <= position):
            continue
        if match[0] == "\n":
            unclosed.clear()
            continue
        partner = _find_opening(text, position, unclosed)
        if partner is not None:
            first = unclosed[partner][1]
            kind = Delimiter.BRACKETS if text[position] in _CLOSING.values() else Delimiter.MARKS
            pairs.append(Group(first, first + 1, position, position + 1, kind))
            del unclosed[partner:]
        elif _is_opening(text, position):
            unclosed.append((text[position], position))
            del unclosed[:-_DEEPEST]
    return _nest(sorted(pairs, key=lambda group: (group.start, -group.end)))


def _nest(groups: Sequence[Group]) -> tuple[Group, ...]:
    """Return sorted groups as a tree."""
    outer: list[Group] = []
    index = 0
    while index < len(groups):
        group = groups[index]
        within = index + 1
        while within < len(groups) and groups[within].start < group.end:
            within += 1
        inside = _nest(groups[index + 1 : within])
        outer.append(replace(group, groups=inside) if inside else group)
        index = within
    return tuple(outer)


def _find_opening(text: str, offset: int, unclosed: Sequence[tuple[str, int]]) -> int | None:
    """Return the index in ``unclosed`` of the mark that the one at ``offset`` closes, or None."""
    mark = text[offset]
    if mark in _CLOSING:
        return None
    if mark in _CLOSING.values():
        return _find_last(unclosed, lambda other, _: _CLOSING.get(other) == mark)
    before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    if not before or before.isspace() or (_is_letter(after) and mark not in "”»"):
        return None
    family = _DOUBLE if mark in _DOUBLE else _SINGLE
    certain = _find_last(unclosed, lambda other, o: other in family and not _is_inside(text, o))
    if certain is not None:
        return certain
    # As in ד"חסד דרועא": an opening mark behind a prefix looks like gershayim until it is closed.
    return _find_last(unclosed, lambda other, _: other in family)


def _is_opening(text: str, offset: int) -> bool:
    """Return whether the mark at ``offset`` stands where an opening mark does."""
    mark, after = text[offset], text[offset + 1 : offset + 2]
    if mark in _CLOSING:
        return True
    if mark in _CLOSING.values() or not after or after.isspace():
        return False
    if offset == 0 or _BEFORE_OPENING.match(text[offset - 1]):
        return True
    return mark in _DOUBLE and _is_inside(text, offset) and not _LAST_LETTER.match(text, offset + 1)


def _is_inside(text: str, offset: int) -> bool:
    """Return whether a mark stands inside a Hebrew word."""
    return offset > 0 and _is_letter(text[offset - 1]) and bool(HEBREW.match(text, offset + 1))


def _is_letter(character: str) -> bool:
    return bool(_LETTER.match(character))


def _find_last(marks: Sequence[tuple[str, int]], fits: Callable[[str, int], bool]) -> int | None:
    return next((i for i in reversed(range(len(marks))) if fits(*marks[i])), None)
