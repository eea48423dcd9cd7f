"""Headings: parts, chapters and sections of a text without markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.document.draft import SEGMENT, Chunk, Part
from publish.passes.headings import (
    has_no_number,
    is_heading,
    is_in_capitals,
    is_labelled_heading,
    label_part,
)
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
from publish.passes.shape.heading_series import (
    complete_series,
    lower_bare_labels,
    mark_bare_numbers,
)
from publish.passes.shape.labels import find_label, find_section_number
from publish.passes.shape.source_cues import is_citation
from publish.text.languages import Script

_LONGEST_NAME = 80

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
    result = lower_bare_labels(mark_bare_numbers(complete_series(result), start))
    return _set_levels(chunks, result)


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
    if before and _is_other_language(before, chunk, following):
        return None
    if _is_over_original(chunks, index):
        return Part.HEADING
    return Part.HEADING if _stands_over_text(chunk, following, spaced=spaced) else None


def _is_over_original(chunks: Sequence[Chunk], index: int) -> bool:
    """Return whether a line is the title over the stanza of an original, or names its source."""
    text = chunks[index].text.text
    label = find_label(text)
    if chunks[index].blanks and is_citation(text[label.after :] if label else text):
        return chunks[index + 1].part is Part.ORIGINAL
    stanza = chunks[index + 1 : index + 3]
    return (
        len(stanza) > 1
        and all(line.part is Part.ORIGINAL for line in stanza)
        and stanza[0].number == stanza[1].number
        and stanza[0].blanks + chunks[index].blanks > 0
    )


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
        times = _LONGER_IN_LATIN if _is_hebrew_over_other(chunk, following) else _LONGER
        return count_letters(below) > times * count_letters(text)
    is_text = not is_heading(below) or has_inner_stop(below) or ends_question(below)
    return is_text and len(following.text) > len(text)


def _is_other_language(before: Chunk, chunk: Chunk, following: Chunk) -> bool:
    """Return whether a Hebrew line stands in a text of another language, which it is quoted in."""
    beside = (before, following)
    return all(each.part is None and _is_hebrew_over_other(chunk, each) for each in beside)


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

    Such a heading before the first that states one is a chapter, and so is each beside headings
    without numbers: “Introduction” has no sections of its own.
    """
    stated = [
        index
        for index, (chunk, result) in enumerate(zip(chunks, marked, strict=True))
        if result.part is Part.HEADING and chunk.part is None and label_part(chunk.text.text)
    ]
    if all(has_no_number(marked[index].text.text) for index in stated):
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
