"""The beginning of a book as a Work of its own, which readers get before the whole.

A sample has whole chapters from the beginning.  Where not even the first one fits, it has the
beginning of that, in whole paragraphs, pairs and excerpts.  A sample is never the whole book.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TypeAlias

from publish.config.sample_size import SampleSize
from publish.document import walk
from publish.document.model import Block, Excerpt, Role, Section, Separator, Text, Work

_Part: TypeAlias = Section | Excerpt | Block

_FIRST = 0.5
"""The share of a book up to which its first paragraph is in the sample, whatever the size."""


def cut_sample(work: Work, size: SampleSize) -> Work:
    """Return the beginning of a Work, without its back matter; without a body if nothing fits.

    As many chapters as the book has, or more, are all but the last one.  A book of one chapter is
    cut by the share.
    """
    chapters = min(size.chapters, len(list(_list_chapters(work.body))) - 1)
    if chapters > 0:
        return replace(work, body=_take_chapters(work.body, chapters), back=())
    total = sum(map(_weigh, (*work.front, *work.body)))
    room = total * size.percent / 100
    front = _take_fitting(work.front, room)
    room -= sum(map(_weigh, front))
    body = _take_beginning(work.body, room, total * _FIRST)
    return replace(work, front=front, body=_only_sections(body), back=())


def _weigh(part: _Part) -> int:
    """Return the number of letters of a part; a part without letters counts as one."""
    if isinstance(part, Section):
        return sum(map(_weigh, part.children)) + _count(part.title)
    return max(1, _count(part))


def _count(part: object) -> int:
    texts = (node.text for node in walk.descend(part) if isinstance(node, Text))
    return sum(sum(map(str.isalpha, text)) for text in texts)


def _list_chapters(sections: Sequence[_Part]) -> Iterator[Section]:
    """Yield the chapters of a body, those in its parts too."""
    for section in sections:
        if isinstance(section, Section):
            if section.role is Role.PART:
                yield from _list_chapters(section.children)
            else:
                yield section


def _take_chapters(sections: Sequence[Section], number: int) -> tuple[Section, ...]:
    """Return the beginning of a body with a number of chapters."""
    beginning: list[Section] = []
    for section in sections:
        if number <= 0:
            break
        chapters = len(list(_list_chapters((section,))))
        if chapters > number:
            children = _take_chapters(_only_sections(section.children), number)
            beginning.append(replace(section, children=children))
        else:
            beginning.append(section)
        number -= chapters
    return tuple(beginning)


def _take_fitting(sections: Sequence[Section], room: float) -> tuple[Section, ...]:
    """Return the first sections as long as they fit."""
    ends = accumulate(map(_weigh, sections))
    return tuple(section for section, end in zip(sections, ends, strict=True) if end <= room)


def _take_beginning(
    parts: Sequence[_Part], room: float, largest: float, *, is_first: bool = True
) -> tuple[_Part, ...]:
    """Return the parts that fit, and the beginning of a section that does not.

    Chapters are whole but the first one of the book, and its first part may be as large as
    ``largest``.
    """
    beginning: list[_Part] = []
    for part in parts:
        weight = _weigh(part)
        if weight > room:
            if isinstance(part, Section) and (is_first or part.role is Role.PART):
                left = room - _count(part.title)
                children = _take_beginning(part.children, left, largest, is_first=is_first)
                beginning += [replace(part, children=children)] if children else []
            elif is_first and not isinstance(part, Section) and weight <= largest:
                beginning.append(part)
            break
        beginning.append(part)
        room -= weight
        is_first = is_first and not _count(part)
    while beginning and isinstance(beginning[-1], Separator):
        beginning.pop()
    return tuple(beginning)


def _only_sections(parts: Sequence[_Part]) -> tuple[Section, ...]:
    return tuple(part for part in parts if isinstance(part, Section))
