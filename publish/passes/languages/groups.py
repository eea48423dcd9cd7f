"""What brackets, quotation marks and nodes hold together in a run of inlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from publish.document.inline_ranges import flat, inner, placed, width
from publish.document.model import Citation, Gloss, Inlines, Quote
from publish.text.hebrew import MAQAF, MARKS_AND_JOINER
from publish.text.languages import HEBREW


class Kind(Enum):
    """What holds a group together."""

    BRACKETS = auto()
    """Brackets, or a node that is one reference."""
    MARKS = auto()
    """Quotation marks, or a node that is one term."""


@dataclass(frozen=True, slots=True)
class Group:
    """A stretch of text that belongs together: with its marks, and without them."""

    start: int
    first: int
    last: int
    end: int
    kind: Kind
    groups: tuple[Group, ...] = ()


_CLOSING = {"(": ")", "[": "]", "{": "}"}
_DOUBLE = '"“”„‟«»'
_SINGLE = "'‘’‚‛‹›"
# No sentence nests deeper; a text that does is damaged, and its outermost marks stay unpaired.
_DEEPEST = 64

_MARK = re.compile(f"[()\\[\\]{{}}{_DOUBLE}{_SINGLE}\n]")
_BEFORE_OPENING = re.compile(f"[\\s(\\[{{{MAQAF}–—{_DOUBLE}{_SINGLE}]")
_NIKUD = f"[{MARKS_AND_JOINER}]"
_LETTER = re.compile(f"[^\\W_]|{_NIKUD}")
# The last letter of a word, with nothing after it that would make the mark before it an opening
# one: the place of gershayim in רב"ש.
_LAST_LETTER = re.compile(f"{HEBREW.pattern}{_NIKUD}*+(?!{HEBREW.pattern})")


def groups(inlines: Inlines, text: str) -> tuple[Group, ...]:
    """Return the groups of the run whose flat text is ``text``, each with those inside it.

    The marks of quotations and glosses are known from their nodes; those in texts are paired by
    where they stand.  A mark without its fellow holds nothing, nor does a pair that a line break
    parts, and geresh and gershayim are letters of their words.
    """
    nodes = sorted(_nodes(inlines, 0), key=lambda group: (group.start, -group.end))
    return _paired(text, 0, len(text), nodes)


def _nodes(inlines: Inlines, start: int) -> Iterator[Group]:
    for at, node in placed(inlines, start):
        end = at + width(node)
        match node:
            case Quote(opening, closing):
                yield Group(at, at + len(opening), end - len(closing), end, Kind.MARKS)
            case Gloss(term, opening, _, closing):
                mark = at + len(flat(term))
                yield Group(at, at, mark, mark, Kind.MARKS)
                yield Group(mark, mark + len(opening), end - len(closing), end, Kind.BRACKETS)
            case Citation():
                yield Group(at, at, end, end, Kind.BRACKETS)
        for offset, _, held in inner(node):
            yield from _nodes(held, at + offset)


def _paired(text: str, start: int, end: int, nodes: Sequence[Group]) -> tuple[Group, ...]:
    """Return the groups between two offsets; a mark pairs within its node, never across it."""
    found: list[Group] = []
    at = start
    for index, node in enumerate(nodes):
        if node.start >= at and node.end > node.start:
            inside = [other for other in nodes[index + 1 :] if other.end <= node.end]
            found.append(replace(node, groups=_paired(text, node.first, node.last, inside)))
            at = node.end
    waiting: list[tuple[str, int]] = []
    closed = iter(found.copy())
    passing = next(closed, None)
    for match in _MARK.finditer(text, start, end):
        at = match.start()
        while passing and passing.end <= at:
            passing = next(closed, None)
        if passing and passing.start <= at:
            continue
        if match[0] == "\n":
            waiting.clear()
            continue
        opened = _closes(text, at, waiting)
        if opened is not None:
            first = waiting[opened][1]
            kind = Kind.BRACKETS if text[at] in _CLOSING.values() else Kind.MARKS
            found.append(Group(first, first + 1, at, at + 1, kind))
            del waiting[opened:]
        elif _opens(text, at):
            waiting.append((text[at], at))
            del waiting[:-_DEEPEST]
    return _nested(sorted(found, key=lambda group: (group.start, -group.end)))


def _nested(found: Sequence[Group]) -> tuple[Group, ...]:
    """Return sorted groups as a tree."""
    outer: list[Group] = []
    index = 0
    while index < len(found):
        group = found[index]
        within = index + 1
        while within < len(found) and found[within].start < group.end:
            within += 1
        inside = _nested(found[index + 1 : within])
        outer.append(replace(group, groups=inside) if inside else group)
        index = within
    return tuple(outer)


def _closes(text: str, at: int, waiting: Sequence[tuple[str, int]]) -> int | None:
    """Return which of the waiting marks the mark at ``at`` closes, if it closes one."""
    mark = text[at]
    if mark in _CLOSING:
        return None
    if mark in _CLOSING.values():
        return _last(waiting, lambda other, _: _CLOSING.get(other) == mark)
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not before or before.isspace() or (_is_letter(after) and mark not in "”»"):
        return None
    family = _DOUBLE if mark in _DOUBLE else _SINGLE
    sure = _last(waiting, lambda other, place: other in family and not _is_inside(text, place))
    # As in ד"חסד דרועא": one that opens behind a prefix looks like gershayim until it is closed.
    return _last(waiting, lambda other, _: other in family) if sure is None else sure


def _opens(text: str, at: int) -> bool:
    """Tell whether the mark at ``at`` stands where an opening one does."""
    mark, after = text[at], text[at + 1 : at + 2]
    if mark in _CLOSING:
        return True
    if mark in _CLOSING.values() or not after or after.isspace():
        return False
    if at == 0 or _BEFORE_OPENING.match(text[at - 1]):
        return True
    return mark in _DOUBLE and _is_inside(text, at) and not _LAST_LETTER.match(text, at + 1)


def _is_inside(text: str, at: int) -> bool:
    """Tell whether a mark stands inside a Hebrew word."""
    return at > 0 and _is_letter(text[at - 1]) and bool(HEBREW.match(text, at + 1))


def _is_letter(character: str) -> bool:
    return bool(_LETTER.match(character))


def _last(waiting: Sequence[tuple[str, int]], fits: Callable[[str, int], bool]) -> int | None:
    return next((i for i in reversed(range(len(waiting))) if fits(*waiting[i])), None)
