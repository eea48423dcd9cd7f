"""Headings: parts, chapters and sections of a text without markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.document.draft import HEADINGS, SEGMENT, Chunk, Part
from publish.document.numbering import is_bare_label
from publish.document.roles import Numbering
from publish.passes.headings import is_heading, is_in_capitals, is_labelled_heading, label_part
from publish.passes.line_features import (
    count_letters,
    ends_in_reference,
    ends_question,
    ends_with_comma,
    has_inner_stop,
    has_points,
    is_quoted,
    starts_in_lower_case,
)
from publish.passes.shape.labels import find_label, find_section_number
from publish.text.languages import Script

_LONGEST_NAME = 80
_SERIES = 2
"""The numbered headings after which the next number is one too."""

_BARE_NUMBER = re.compile(r"(\d{1,3})[.)]?")
_CHAPTER = 1500
"""The letters under a number or a letter that stands alone, from which on it heads a chapter."""
_BRACKETS = ("(", "[", "{")
_SCHEMA = re.compile(r"\s[<>→←«»/|=+]+(?:\s|$)|^[<>→←«»|=]")
"""A line of signs between words is a schema, such as “Keter > Hochma > Bina”."""
_PLACE_AND_DAY = re.compile(
    r",\s+(?:(?:sun|mon|tues|wednes|thurs|fri|satur)day|shabbat|the\s+eve)\b"
    r"|,\s+(?:יום|ליל|ערב|מוצאי)\s|,\s+(?:воскресенье|понедельник|вторник|среда|четверг|пятница)",
    re.IGNORECASE,
)
"""A line over a letter: “London, Sunday of the week of Noach”."""
_SOF_PASUQ = re.compile(r"׃[\W\d]*(?:[פס]\W*)?$")
_LONGER = 2
_LONGER_IN_LATIN = 4
"""How often the letters of a heading the text right under it has; Hebrew writes few vowels."""

_OPENERS = frozenset({Part.ITEM, Part.ROW, Part.HEADER_ROW, Part.SOURCE_LINE, Part.VERSE})
"""The parts over which a short line is a heading: “Schedule” over a table."""


def mark_headings(chunks: Sequence[Chunk], *, start: int = 0) -> list[Chunk]:
    """Return the chunks from ``start`` on with headings marked, the others as they are.

    A heading states its level, or is a short line that blank lines set apart from a longer text
    under it.  Headings that state no level stand under those that do.
    """
    result = list(chunks)
    spaced = any(chunk.blanks for chunk in chunks[start + 1 :])
    index = start
    while index < len(chunks):
        part = _heading_at(chunks, index, start=start, spaced=spaced)
        if part is not None:
            result[index] = replace(chunks[index], part=part)
            if _is_name_of(chunks, index + 1, part):
                index += 1
                result[index] = replace(chunks[index], part=part, joins=True)
        index += 1
    result = _lower_bare_labels(_mark_bare_numbers(_complete_series(result), start))
    return _set_levels(chunks, result)


def _lower_bare_labels(marked: Sequence[Chunk]) -> list[Chunk]:
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


def _mark_bare_numbers(marked: Sequence[Chunk], start: int) -> list[Chunk]:
    """Return headings with the numbers 1, 2, 3 … that stand alone over texts, if there are two."""
    result = list(marked)
    series: list[int] = []
    for index, chunk in enumerate(marked[:-1]):
        number = _BARE_NUMBER.fullmatch(chunk.text.text) if index >= start else None
        over_text = marked[index + 1].part is None
        is_alone = chunk.part is None and chunk.blanks and over_text
        if number and is_alone and int(number[1]) == len(series) + 1:
            series.append(index)
    if len(series) >= _SERIES:
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


def _complete_series(marked: Sequence[Chunk]) -> list[Chunk]:
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


def _heading_at(chunks: Sequence[Chunk], index: int, *, start: int, spaced: bool) -> Part | None:
    chunk = chunks[index]
    text = chunk.text.text
    if chunk.part is not None or chunk.milestones:
        return None
    before = chunks[index - 1] if index > start else None
    following = chunks[index + 1] if index + 1 < len(chunks) else None
    # A line under a comma goes on: “A. Author, / Introduction to the Book”.
    is_open = before and before.part not in SEGMENT and ends_with_comma(before.text.text)
    if is_open and not chunk.blanks:
        return None
    if following is None or following.part is Part.NOTE:
        return None
    apart = bool(chunk.blanks) or not spaced or before is None
    if (part := label_part(text)) and (apart or len(text) < _LONGEST_NAME):
        return part
    if find_section_number(text) and apart and following.blanks and is_heading(text):
        return Part.SECTION
    if not apart or not _is_short_title(text) or _is_verse(before, chunk, following):
        return None
    if before and before.part is None and before.text.text.endswith(":"):
        return None  # the quotation that running text introduces
    is_whole_text = before is not None and before.part is Part.SOURCE_LINE
    if following.part is Part.SOURCE_LINE and (is_whole_text or ends_question(text)):
        return None  # all that stands under a source line, or a question about its text
    if following.part in _OPENERS or following.part is Part.RUBRIC:
        return Part.HEADING if following.blanks or following.part is not Part.VERSE else None
    return Part.HEADING if _stands_over_text(chunk, following, spaced=spaced) else None


def _is_verse(before: Chunk | None, chunk: Chunk, following: Chunk) -> bool:
    """Return whether a pointed line beside a verse is one too, only without its sof pasuq."""
    beside = [c.text.text for c in (before, following) if c]
    return has_points(chunk.text.text) and any(map(_SOF_PASUQ.search, beside))


def _is_short_title(text: str) -> bool:
    if is_quoted(text) or text.startswith(_BRACKETS) or starts_in_lower_case(text):
        return False
    if is_in_capitals(text) and not has_inner_stop(text):
        return True
    label = find_label(text)
    body = text[label.after :] if label and not label.word else text
    if label and label.text.isalpha() and label.text.isascii() and len(label.text) == 1:
        return False  # “A. Author” is a name
    if ends_in_reference(text):
        return not has_inner_stop(body)
    if text.endswith(":") or _SCHEMA.search(text) or _PLACE_AND_DAY.search(text):
        return False
    return is_heading(body) and not has_inner_stop(body)


def _stands_over_text(chunk: Chunk, following: Chunk, *, spaced: bool) -> bool:
    """Return whether a longer text stands under a short line, apart from it."""
    text, below = chunk.text.text, following.text.text
    if following.part is not None and following.part not in (Part.SPEECH, Part.ORIGINAL):
        return False
    if is_labelled_heading(below):
        return bool(chunk.blanks) and not ends_question(text)
    if spaced and not following.blanks and not is_in_capitals(text):
        # A heading may stand right on its text where that is a whole paragraph.
        is_translation = _is_hebrew_over_other(chunk, following)
        times = _LONGER_IN_LATIN if is_translation else _LONGER
        return count_letters(below) > times * count_letters(text) and chunk.blanks > 0
    if following.script is not chunk.script and following.part is None:
        if ends_question(text):
            return False  # the last question of a text before its translation
        return count_letters(below) > 2 * count_letters(text)
    is_text = not is_heading(below) or has_inner_stop(below)
    return is_text and len(following.text) > len(text)


def _is_hebrew_over_other(chunk: Chunk, following: Chunk) -> bool:
    return chunk.script is Script.HEBREW and following.script is not Script.HEBREW


def _is_name_of(chunks: Sequence[Chunk], index: int, part: Part) -> bool:
    """Return whether a line is the name of the heading right over it: “Chapter 1 / On Oil”."""
    if index + 1 >= len(chunks):
        return False
    heading, chunk, following = chunks[index - 1], chunks[index], chunks[index + 1]
    label = heading.text.text.rstrip(" :.–—")
    is_bare = label_part(label) is part and len(label.split()) <= 3
    return (
        is_bare
        and not chunk.blanks
        and chunk.part is None
        and bool(following.blanks)
        and is_heading(chunk.text.text)
        and label_part(chunk.text.text) is None
        and len(chunk.text) <= _LONGEST_NAME
    )


def _raise_outer(marked: list[Chunk], stated: Sequence[int]) -> list[Chunk]:
    """Return headings with those as parts that mostly stand right over another kind of chapter.

    “Gate One” over “Chapter 1” is a part, and a chapter where no other heading stands under it.
    """
    if any(chunk.part is Part.BOOK_PART for chunk in marked):
        return marked
    words = {index: marked[index].text.text.split()[0].casefold() for index in stated}
    outer = [i for i in stated if words.get(i + 1, words[i]) != words[i]]
    names = {words[index] for index in outer}
    if not outer or len(names) != 1 or 2 * len(outer) < sum(w in names for w in words.values()):
        return marked
    return [
        replace(chunk, part=Part.BOOK_PART) if words.get(index) in names else chunk
        for index, chunk in enumerate(marked)
    ]


def _set_levels(chunks: Sequence[Chunk], marked: list[Chunk]) -> list[Chunk]:
    """Return headings that state no level as sections where others state theirs.

    Such a heading before the first that states one is a chapter.
    """
    stated = [
        index
        for index, (chunk, result) in enumerate(zip(chunks, marked, strict=True))
        if result.part is Part.HEADING and chunk.part is None and label_part(chunk.text.text)
    ]
    if not stated:
        return marked
    marked = _raise_outer(marked, stated)
    return [
        replace(result, part=Part.SECTION)
        if result.part is Part.HEADING
        and index > stated[0]
        and not result.joins
        and not label_part(result.text.text)
        else result
        for index, result in enumerate(marked)
    ]
