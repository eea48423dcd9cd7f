"""Lists: items with bullets, numbers or letters, and items within items."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from itertools import pairwise

from publish.document.draft import Chunk, Part
from publish.document.roles import Numbering
from publish.passes.line_features import starts_in_lower_case
from publish.passes.shape.labels import Label, find_label, remove_label
from publish.passes.shape.source_cues import has_strong_cue
from publish.text.dataclass import dataclass

_BULLET = re.compile(r"(?P<mark>[-–•*·▪■□●○◦‣►▶➢➤❖✓✔\uf0b7\uf0a7\uf0d8]|o(?=\s))\s+(?=\S)")
_SURE = frozenset("-•·▪■□●○◦‣►▶➢➤❖✓✔*–\uf0b7\uf0a7\uf0d8")
_FEWEST = 2
_NEAR = 100
"""The number of lines among which the second item of a list with labels stands."""


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a list: the index of its line, its depth, its number, its label."""

    index: int
    depth: int
    after: int
    number: int | None = None
    label: Label | None = None
    joins: bool = False


def mark_lists(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks with the items of lists marked, without their bullets and labels."""
    result = list(chunks)
    lines = _read_lines(chunks)
    rest: dict[int, list[Chunk]] = {}
    merged: set[int] = set()
    index = 0
    while index < len(chunks):
        items = _outer_list(lines, index) if chunks[index].part is None else []
        own = sum(item.depth == 1 and not item.joins for item in items)
        is_bullet = bool(items) and items[0].label is None
        if own >= _FEWEST or (is_bullet and own):
            last = index
            for item in items:
                if item.joins:
                    rest.setdefault(last, []).append(chunks[item.index])
                    merged.add(item.index)
                else:
                    result[item.index] = _mark(chunks[item.index], item)
                    last = item.index
            index = items[-1].index + 1
        else:
            index += 1
    for place, others in rest.items():
        result[place] = result[place].append(*others)
    return [chunk for place, chunk in enumerate(result) if place not in merged]


def _mark(chunk: Chunk, item: _Item) -> Chunk:
    bare = remove_label(chunk, item.label) if item.label else chunk.cut(item.after)
    return replace(bare.strip(), part=Part.ITEM, number=item.number, depth=item.depth)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines up to ``end``, their labels, and the places of the labels by style and number."""

    chunks: Sequence[Chunk]
    end: int
    labels: Sequence[Label | None]
    places: Mapping[tuple[object, ...], Sequence[int]]
    cues: dict[int, bool] = field(default_factory=dict)

    def label(self, index: int) -> Label | None:
        """Return the label of a line, or None."""
        return self.labels[index]

    def has_next(self, index: int) -> bool:
        """Return whether a label with the next number stands near a line with a label."""
        label = self.labels[index]
        if label is None:
            return False
        for reading in label.readings:
            places = self.places.get((label.style, reading.numbering, reading.number + 1), ())
            place = bisect_right(places, index)
            if place < len(places) and places[place] < index + _NEAR:
                return True
        return False

    def has_cue(self, index: int, label: Label) -> bool:
        """Return whether a line with a label has a strong cue of a source line."""
        if index not in self.cues:
            self.cues[index] = has_strong_cue(self.chunks[index].text.text[label.after :])
        return self.cues[index]


def _read_lines(chunks: Sequence[Chunk]) -> _Lines:
    labels = [find_label(chunk.text.text) if chunk.part is None else None for chunk in chunks]
    for index in _find_pairs(chunks, labels):
        labels[index] = None
    places: dict[tuple[object, ...], list[int]] = {}
    for index, label in enumerate(labels):
        if label is not None:
            for reading in label.readings:
                key = (label.style, reading.numbering, reading.number)
                places.setdefault(key, []).append(index)
    return _Lines(chunks, len(chunks), labels, places)


def _find_pairs(chunks: Sequence[Chunk], labels: Sequence[Label | None]) -> set[int]:
    """Return the lines that have a number in common with one of another script beside them.

    Two or more such pairs are lines of an original with their translations, each with its number.
    """
    pairs = [
        (index, index + 1)
        for index, (first, second) in enumerate(pairwise(labels))
        if first
        and second
        and first.style == second.style
        and first.readings[0] == second.readings[0]
        and chunks[index].script is not chunks[index + 1].script
    ]
    return {index for pair in pairs for index in pair} if len(pairs) >= _FEWEST else set()


def _outer_list(lines: _Lines, start: int) -> list[_Item]:
    """Return the items of the list that begins at ``start`` and is in no other list.

    Without a second item near the first there is no list, and the lines near the first decide
    whether the items are source lines, so that no line is read from each line above it.
    """
    if not (lines.has_next(start) or _bullet(lines.chunks, start)):
        return []
    near = replace(lines, end=min(lines.end, start + _NEAR))
    items = _list_at(near, start, 1)
    own = sum(item.depth == 1 and not item.joins for item in items)
    if near.end == lines.end or (own < _FEWEST and not (items and items[0].label is None)):
        return items
    return _list_at(lines, start, 1)


def _list_at(lines: _Lines, start: int, depth: int) -> list[_Item]:
    """Return the items of the list whose first item is at ``start``, those within them included."""
    if bullet := _bullet(lines.chunks, start):
        return _find_bullets(lines, start, depth, bullet)
    label = lines.label(start)
    if label is None or label.word or _has_number(lines.chunks[start]):
        return []
    best: list[_Item] = []
    for reading in label.readings:
        items = _find_items(lines, start, depth, label, reading.numbering)
        if len(items) > len(best):
            best = items
    return best


def _find_items(
    lines: _Lines, start: int, depth: int, first: Label, numbering: Numbering
) -> list[_Item]:
    items: list[_Item] = []
    own: list[_Item] = []
    cues = 0
    if numbering is not Numbering.DECIMAL and first.number_in(numbering) != 1:
        return []  # a letter in the middle of the alphabet is an initial
    last = (first.number_in(numbering) or 1) - 1
    index = start
    is_tight = True
    while index < lines.end and lines.chunks[index].part is None:
        chunk = lines.chunks[index]
        label = lines.label(index)
        number = label.number_in(numbering) if label and label.style == first.style else None
        is_next = label and number == last + 1 and not (label.word or _has_number(chunk))
        if is_next and chunk.blanks and len(items) >= _FEWEST and is_tight:
            break
        if label and number is not None and is_next:
            is_tight = is_tight and not (items and chunk.blanks)
            items.append(_Item(index, depth, label.after, number, label))
            own.append(items[-1])
            cues += lines.has_cue(index, label)
            last = number
            index += 1
        elif items and (inner := _inner(lines, index, depth, label)):
            is_tight = is_tight and not any(lines.chunks[item.index].blanks for item in inner)
            items += inner
            index = inner[-1].index + 1
        elif items and _goes_on(lines, index, first, numbering, last):
            is_tight = is_tight and not chunk.blanks
            items.append(_Item(index, depth, 0, joins=True))
            index += 1
        else:
            break
    # Source lines without a text under them are no list.
    return [] if own and cues * 2 > len(own) else items


def _has_number(chunk: Chunk) -> bool:
    """Return whether the number at the start of a line is that of a verse."""
    return any(mark.start == 0 for mark in chunk.milestones)


def _inner(lines: _Lines, index: int, depth: int, label: Label | None) -> list[_Item]:
    """Return the list within an item that begins at ``index``."""
    if lines.chunks[index].blanks or depth > 4:
        return []
    begins = label is not None and any(reading.number == 1 for reading in label.readings)
    is_list = begins or _bullet(lines.chunks, index)
    return _list_at(lines, index, depth + 1) if is_list else []


def _goes_on(lines: _Lines, index: int, first: Label, numbering: Numbering, last: int) -> bool:
    """Return whether a line without a label goes on in an item that another item follows."""
    chunk = lines.chunks[index]
    if chunk.blanks or not starts_in_lower_case(chunk.text.text) or index + 1 >= lines.end:
        return False
    following = lines.label(index + 1)
    return bool(
        following and following.style == first.style and following.number_in(numbering) == last + 1
    )


# --- bullets


def _bullet(chunks: Sequence[Chunk], index: int) -> re.Match[str] | None:
    chunk = chunks[index]
    match = _BULLET.match(chunk.text.text) if chunk.part is None else None
    if match and match["mark"] == "*" and _has_signs(chunks, index):
        return None
    if match and match["mark"] not in _SURE:
        before = chunks[index - 1] if index else None
        is_near = before is not None and _BULLET.match(before.text.text)
        return match if is_near else None
    return match


def _has_signs(chunks: Sequence[Chunk], index: int) -> bool:
    """Return whether the next line begins with two asterisks: a remark on a table, not an item."""
    return index + 1 < len(chunks) and chunks[index + 1].text.text.startswith("** ")


def _find_bullets(lines: _Lines, start: int, depth: int, first: re.Match[str]) -> list[_Item]:
    """Return items with bullets; a bullet that was not seen before is one level deeper."""
    chunks = lines.chunks
    marks = [(first["mark"], chunks[start].indent)]
    items: list[_Item] = []
    index = start
    while index < lines.end:
        chunk = chunks[index]
        match = _bullet(chunks, index)
        if match is None:
            if not items or chunk.part is not None or chunk.blanks:
                break
            if not (starts_in_lower_case(chunk.text.text) or chunk.indent > marks[-1][1]):
                break
            items.append(_Item(index, items[-1].depth, 0, joins=True))
            index += 1
            continue
        key = (match["mark"], chunk.indent)
        level = _level(marks, key)
        marks = [*marks[:level], key]
        items.append(_Item(index, depth + level, match.end()))
        index += 1
    return items


def _level(marks: Sequence[tuple[str, int]], key: tuple[str, int]) -> int:
    """Return the level of a bullet among those of the items it could stand in, from 0."""
    mark, indent = key
    if key in marks:
        return list(marks).index(key)
    for level, (_, other) in enumerate(marks):
        if indent < other:
            return level
    same_indent = [level for level, (other, width) in enumerate(marks) if width == indent]
    if same_indent and any(other == mark for other, _ in marks):
        return next(level for level, (other, _) in enumerate(marks) if other == mark)
    return len(marks)
