"""Series of headings: numbers that go on, and numbers or letters that stand alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from publish.document.draft import HEADINGS, Chunk, Part
from publish.document.numbering import is_bare_label
from publish.document.roles import Numbering
from publish.passes.headings import is_heading, label_part
from publish.passes.line_features import count_letters, ends_question
from publish.passes.shape.labels import find_label

_DIGITS = re.compile(r"\d+")
_LONGEST = 140
"""The characters of the longest line that is compared as a heading."""
_WORDS = 5
"""The most words of a heading that states no level after “Introduction”."""
_SERIES = 2
"""The numbered headings after which the next number is one too."""
_BARE_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_CHAPTER = 1500
"""The letters under a number or a letter that stands alone, from which on it heads a chapter."""


def lower_bare_labels(marked: Sequence[Chunk]) -> list[Chunk]:
    """Return headings, those of a number or a letter alone as sections where their texts are short.

    A chapter begins a page and stands in the contents, which such a label is too little for.
    """
    bare = {
        index
        for index, chunk in enumerate(marked)
        if chunk.part is Part.HEADING and is_bare_label(chunk.text.text)
    }
    if not bare:
        return list(marked)
    letters = sum(count_letters(chunk.text.text) for chunk in marked[min(bare) :])
    if letters >= _CHAPTER * len(bare):
        return list(marked)
    return [
        replace(chunk, part=Part.SECTION) if index in bare else chunk
        for index, chunk in enumerate(marked)
    ]


def mark_bare_numbers(marked: Sequence[Chunk], start: int) -> list[Chunk]:
    """Return headings with the numbers 1, 2, 3 … that stand alone over texts, from 2 on.

    The numbers may begin again, as in each part of a book.
    """
    result = list(marked)
    series: list[int] = []
    last = highest = 0
    for index, chunk in enumerate(marked[:-1]):
        number = _BARE_NUMBER.fullmatch(chunk.text.text) if index >= start else None
        over_text = marked[index + 1].part in (None, Part.VERSE)
        is_alone = chunk.part is None and chunk.blanks and over_text
        if number and is_alone and int(number[1]) in (1, last + 1):
            series.append(index)
            last = int(number[1])
            highest = max(highest, last)
    if highest >= _SERIES:
        for index in series:
            result[index] = replace(marked[index], part=Part.HEADING)
    return result


def _begin_series(marked: Sequence[Chunk]) -> list[Chunk]:
    """Return headings with the line “1. Opening” that stands before “2. The View” and “3. …”."""
    result = list(marked)
    headings: dict[tuple[tuple[str, str], Numbering, int], int] = {}
    for index, chunk in reversed(list(enumerate(marked))):
        label = find_label(chunk.text.text) if chunk.part in (None, Part.HEADING) else None
        if label is None:
            continue
        numbering, number = label.readings[0].numbering, label.readings[0].number
        if chunk.part is Part.HEADING:
            headings[label.style, numbering, number] = index
        elif chunk.blanks and is_heading(chunk.text.text):
            following = [headings.get((label.style, numbering, number + n)) for n in (1, 2)]
            if number == 1 and None not in following:
                result[index] = replace(chunk, part=Part.HEADING)
    return result


def complete_series(marked: Sequence[Chunk]) -> list[Chunk]:
    """Return headings with those lines whose number goes on after two numbered headings.

    Such a line is a heading also over a separator or a picture: “1. Opening”, “2. The View”, then
    “3. Summary”.  So is the line with the number before the first of them.
    """
    result = _begin_series(marked)
    series: dict[tuple[tuple[str, str], Numbering], tuple[int, int]] = {}
    for index, chunk in enumerate(marked):
        label = find_label(chunk.text.text) if chunk.part in (None, *HEADINGS) else None
        if label is None:
            continue
        reading = label.readings[0]
        key = label.style, reading.numbering
        latest, length = series.get(key, (0, 0))
        goes_on = reading.number == latest + 1
        if chunk.part is None:
            is_apart = chunk.blanks and index + 1 < len(marked) and marked[index + 1].blanks
            if length < _SERIES or not (goes_on and is_apart and is_heading(chunk.text.text)):
                continue
            result[index] = replace(chunk, part=Part.HEADING)
        series[key] = reading.number, length + 1 if goes_on else 1
    return result


def begins_series(chunks: Sequence[Chunk], index: int) -> bool:
    """Return whether a line is the first of several headings: “Chapter 1” and “Chapter 2”.

    “Introduction” alone is one wherever another heading follows.
    """
    text = chunks[index].text.text
    later = [chunk.text.text for chunk in chunks[index + 1 :] if chunk.part is None]
    if _DIGITS.search(text):
        form = _DIGITS.sub("0", text)  # “1 Adar 5786” and “2 Adar 5786”
        short = (other for other in later if len(other) <= _LONGEST and other != text)
        if any(_DIGITS.sub("0", other) == form for other in short):
            return True
    if text.startswith("§") and any(other.startswith("§") for other in later):
        return True
    if _begins_labels(text, later):
        return True
    if not label_part(text):
        return False
    word, *number = text.split()[:2]
    if not number and any(map(_is_heading_apart, pairwise(chunks[index + 2 :]))):
        return True
    return any(_is_next_heading(other, word, number) for other in later if len(other) <= _LONGEST)


def _is_heading_apart(lines: tuple[Chunk, Chunk]) -> bool:
    """Return whether the first of two lines is short, and stands between blank lines."""
    line, following = lines
    text = line.text.text
    is_short = len(text.split()) <= _WORDS and is_heading(text) and not ends_question(text)
    return bool(line.part is None and line.blanks and following.blanks and is_short)


def _begins_labels(text: str, later: Sequence[str]) -> bool:
    """Return whether a short line has the first number of a series, and a later one the second."""
    first = find_label(text)
    if first is None or first.readings[0].number != 1:
        return False
    labels = (find_label(other) for other in later if is_heading(other))
    second = replace(first.readings[0], number=2)
    return any(
        label and label.style == first.style and second in label.readings for label in labels
    )


def _is_next_heading(text: str, word: str, number: list[str]) -> bool:
    """Return whether a later line is a heading beside one that begins with a word and a number."""
    is_same = text[: len(word)].casefold() == word.casefold()
    if number and not is_same:
        return False
    return text.split()[1:2] != number and label_part(text) is not None
