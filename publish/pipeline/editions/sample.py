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
from publish.document.lazy_book import Chapter, LazyBook, ready_chapter
from publish.document.model import Block, Excerpt, Role, Section, Separator, Text
from publish.storage.store import Store

_Part: TypeAlias = Section | Excerpt | Block

_FIRST = 0.5
"""The share of a book up to which its first paragraph is in the sample, whatever the size."""


def cut_sample(book: LazyBook, size: SampleSize, store: Store | None = None) -> LazyBook:
    """Return the beginning of a book, without its back matter; without a body if nothing fits.

    As many chapters as the book has, or more, are all but the last one.  A book of one chapter is
    cut by the share.  The ``store`` has what chapters weigh, so that an edit reads one of them.
    """
    numbers = [chapter.facts(int, _count_chapters, store, "sample-number") for chapter in book.body]
    number = min(size.chapters, sum(numbers) - 1)
    head = replace(book.head, back=())
    if number > 0:
        return LazyBook(head, tuple(_take_number(book.body, numbers, number)))
    weights = [chapter.facts(int, _weigh, store, "sample-weight") for chapter in book.body]
    total = sum(map(_weigh, head.front)) + sum(weights)
    room = total * size.percent / 100
    front = _take_fitting(head.front, room)
    room -= sum(map(_weigh, front))
    body = _take_share(book.body, weights, room, total * _FIRST)
    return LazyBook(replace(head, front=front), tuple(body))


def _take_number(
    chapters: Sequence[Chapter], numbers: Sequence[int], number: int
) -> Iterator[Chapter]:
    """Yield the beginning of a body with a number of chapters, those in parts counted."""
    for chapter, count in zip(chapters, numbers, strict=True):
        if number <= 0:
            return
        if count > number:
            yield ready_chapter(_take_of_part(chapter.section, number))
        else:
            yield chapter
        number -= count


def _take_of_part(part: Section, number: int) -> Section:
    """Return a part of the book with its first chapters, and all that stands before them."""
    children: list[_Part] = []
    for child in part.children:
        if number <= 0:
            break
        if isinstance(child, Section):
            count = _count_chapters(child)
            children.append(_take_of_part(child, number) if count > number else child)
            number -= count
        else:
            children.append(child)
    return replace(part, children=tuple(children))


def _take_share(
    chapters: Sequence[Chapter], weights: Sequence[int], room: float, largest: float
) -> Iterator[Chapter]:
    """Yield the chapters that fit, and the beginning of the next one if it is a part or the first.

    ``largest`` is the weight up to which the first paragraph of the book is taken.
    """
    is_first = True
    for chapter, weight in zip(chapters, weights, strict=True):
        if weight > room:
            beginning = _take_beginning((chapter.section,), room, largest, is_first=is_first)
            yield from map(ready_chapter, _only_sections(beginning))
            return
        yield chapter
        room -= weight
        is_first = is_first and not _count(chapter.section)


def _count_chapters(section: Section) -> int:
    """Return the number of chapters of a section: those of a part of the book, else one."""
    if section.role is not Role.PART:
        return 1
    return sum(map(_count_chapters, _only_sections(section.children)))


def _weigh(part: _Part) -> int:
    """Return the number of letters of a part; a part without letters counts as one."""
    if isinstance(part, Section):
        return sum(map(_weigh, part.children)) + _count(part.title)
    return max(1, _count(part))


def _count(part: object) -> int:
    texts = (node.text for node in walk.descend(part) if isinstance(node, Text))
    return sum(sum(map(str.isalpha, text)) for text in texts)


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
