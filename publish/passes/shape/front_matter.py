"""The head of a text: its titles, author, date, event, dedication and epigraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from publish.document.credits import is_credit
from publish.document.dates import event_line, find_date
from publish.document.draft import FRONT, SEGMENT, Chunk, Part
from publish.passes.headings import is_heading, is_in_capitals, label_part
from publish.passes.line_features import (
    count_words,
    ends_in_reference,
    ends_question,
    ends_sentence,
    ends_with_comma,
    has_inner_stop,
    is_quoted,
    is_whole_in_brackets,
    starts_in_lower_case,
)
from publish.passes.shape.heading_series import begins_series
from publish.passes.shape.invocations import has_invocation
from publish.passes.shape.labels import find_label
from publish.text.patterns import late_pattern

_NOT_AUTHOR = late_pattern(r"by\s+(?:the\s+\w+\s+of|heart|day|night|hand|way)\b", re.IGNORECASE)
_DEDICATION = late_pattern(
    r"(?:dedicated to|in (?:loving )?memory of|in honou?r of|for the elevation of|to my\s|for my\s)"
    r"|(?:לעילוי נשמת|לע[\"״]נ|לזכר|לזכות|להצלחת|מוקדש|לרפואת|הוקדש)"
    r"|(?:посвящается|памяти|dedicado a|dédié à|gewidmet|dedicato a)",
    re.IGNORECASE,
)
_ADDRESS = late_pattern(r"לכבוד(?: .*)?|(?:to|dear) .*,", re.IGNORECASE)
"""The first line of a letter, which names the reader."""
_LAST_INITIAL = late_pattern(r"(?<![\w\u0591-\u05c7])[^\W\d_]\.$")
_FIELD = late_pattern(r"[^\W\d_]+(?: [^\W\d_]+){0,2}:\s|\w+ by\s")
"""The beginning of a line such as “music: A. Composer” or “delivered by her son”."""
_ENTRY = late_pattern(r"\S+(?: \S+){0,3}? [-–—=] \S")
_CITED = late_pattern(
    r"[\"“„«][^()\"”“»]+[\"”“»][.,]?\s?(?:\([^()\d]*+\d[^()]*+\)\.?|[^()\"”“»]*\d[:,]\s?\d+)"
)
"""A quotation with its source: “Love your fellow as yourself” (Leviticus 19:18)."""
_LONGEST = 140
_MOST_SUBTITLES = 3
_FEWEST_LINES = 3
"""The lines of a stanza that is compared with its translation."""

_LONGEST_ALONE = 60
_TITLE_WORDS = 18
_TITLE_WORDS_APART = 26


def mark_head(
    chunks: Sequence[Chunk],
    titles: frozenset[str] = frozenset(),
    settings: frozenset[Part] = frozenset(),
) -> list[Chunk]:
    """Return the chunks with the lines over the text marked.

    The first line that can be a title is the title where the text goes on after it.  ``settings``
    are the parts that the settings give: then only a line that is one of ``titles`` is such a line,
    and every other stays in the text.
    """
    result = list(chunks)
    index = 0
    if has_invocation(chunks) and chunks[0].part is None:
        result[0] = replace(chunks[0], part=Part.RUBRIC)
        index = 1
    state = _Head(result, titles, settings)
    while index < len(chunks) and (part := state.part_of(index)) is not None:
        joins = (
            part in (Part.DEDICATION, Part.EPIGRAPH)
            and index > 0
            and result[index - 1].part is part
        )
        joins = (joins and not chunks[index].blanks) or part is Part.ATTRIBUTION
        state.mark(index, part, joins=joins)
        index += 1
    return result


def length_of_head(chunks: Sequence[Chunk]) -> int:
    """Return the number of lines over the text that were marked."""
    count = int(has_invocation(chunks) and chunks[0].part is Part.RUBRIC)
    while count < len(chunks) and (
        chunks[count].part in FRONT
        or (count and chunks[count].part is Part.ATTRIBUTION and chunks[count - 1].part in FRONT)
    ):
        count += 1
    return count


class _Head:
    """The reading of the lines over a text, one after another."""

    def __init__(
        self, chunks: list[Chunk], titles: frozenset[str], settings: frozenset[Part]
    ) -> None:
        self._chunks = chunks
        self._counts = Counter(chunk.part for chunk in chunks)
        self._titles = titles
        self._settings = settings

    def mark(self, index: int, part: Part, *, joins: bool) -> None:
        """Mark a line of the head with its part."""
        self._chunks[index] = replace(self._chunks[index], part=part, joins=joins)
        self._counts[part] += 1

    def part_of(self, index: int) -> Part | None:
        """Return the part of a line of the head, or None where the text begins."""
        chunk = self._chunks[index]
        text = chunk.text.text
        if chunk.part in FRONT:
            return chunk.part  # markup or the settings say so
        if chunk.part is not None:
            return (
                self._epigraph(index)
                if self._has(Part.TITLE) or Part.TITLE in self._settings
                else None
            )
        if self._titles and bare_title(text) in self._titles:
            return Part.SUBTITLE if self._has(Part.TITLE) else Part.TITLE
        if index and (part := self._detail(index, text)):
            return part
        if index == 0 and event_line(text) and self._goes_on(index):
            return Part.EVENT
        if Part.TITLE in self._settings:
            return None
        if not self._has(Part.TITLE):
            return Part.TITLE if self._is_title(index) else None
        if Part.SUBTITLE in self._settings:
            return None
        return Part.SUBTITLE if self._is_subtitle(index) else None

    def _has(self, part: Part) -> bool:
        return self._counts[part] > 0

    def _goes_on(self, index: int) -> bool:
        return index + 1 < len(self._chunks)

    def _detail(self, index: int, text: str) -> Part | None:
        """Return the part of a line that names people, a time or an event."""
        if len(text) > _LONGEST:
            return None
        if not self._has(Part.EVENT) and event_line(text):
            return Part.EVENT
        is_sentence = ends_sentence(text) and not _LAST_INITIAL.search(text)
        if is_credit(text) and not _NOT_AUTHOR.match(text) and not is_sentence:
            return Part.AUTHOR
        after = self._chunks[index + 1 : index + 2]
        is_greeting = ends_with_comma(text) and bool(after) and after[0].blanks > 0
        if _DEDICATION.match(text) and not (has_inner_stop(text) or is_greeting):
            return Part.DEDICATION
        before = self._chunks[index - 1]
        if before.part is Part.DEDICATION and not self._chunks[index].blanks:
            return Part.DEDICATION
        if find_date(text):
            return Part.DATE
        return None

    def _epigraph(self, index: int) -> Part | None:
        """Return the part of a quotation or of its source where they stand over the whole text.

        A heading, or a text that is no quotation, follows an epigraph.
        """
        chunk = self._chunks[index]
        if chunk.part is Part.ATTRIBUTION and self._chunks[index - 1].part is Part.EPIGRAPH:
            return Part.ATTRIBUTION
        if chunk.part is not Part.QUOTATION or not is_quoted(chunk.text.text) or not index:
            return None
        end = index + 1
        while end < len(self._chunks) and self._chunks[end].part is Part.ATTRIBUTION:
            end += 1
        if end == len(self._chunks) or self._chunks[end].part is Part.QUOTATION:
            return None
        text = self._chunks[end].text.text
        return Part.EPIGRAPH if label_part(text) or self._has(Part.DEDICATION) else None

    def _is_title(self, index: int) -> bool:
        """Return whether a line is the title: short, and set apart from a text that goes on."""
        chunk = self._chunks[index]
        text = chunk.text.text
        if not self._goes_on(index) or index > 1 or chunk.calls or is_whole_in_brackets(text):
            return False
        following = self._chunks[index + 1]
        words = _TITLE_WORDS_APART if following.blanks else _TITLE_WORDS
        if (
            not _may_be_title(text, words)
            or _CITED.fullmatch(text)
            or _ADDRESS.fullmatch(text)
            or begins_series(self._chunks, index)
        ):
            return False
        below = following.text.text
        if following.part in SEGMENT and not following.blanks and following.script is chunk.script:
            return True
        if following.blanks or following.part is not None:
            return True
        # A line right under it: another title line, or the second line of a paragraph.
        if self._detail(index + 1, below) is not None:
            return True
        if is_in_capitals(text) and self._is_short_line_over_blank(index + 1):
            return True
        goes_on = starts_in_lower_case(below) and not _FIELD.match(below)
        if goes_on or ends_with_comma(text) or self._opens_stanza(index):
            return False
        return is_heading(below) or len(text) < _LONGEST_ALONE

    def _is_short_line_over_blank(self, index: int) -> bool:
        after = self._chunks[index + 1 : index + 2]
        is_short = len(self._chunks[index].text) < _LONGEST_ALONE
        return is_short and bool(after) and after[0].blanks > 0

    def _opens_stanza(self, index: int) -> bool:
        """Return whether a line is the first of as many as other languages have right under them.

        A title would make one line more of them than of their translation.  Or all lines have a
        word before a dash, as in a glossary.
        """
        end = index + 1
        while end < len(self._chunks) and not self._chunks[end].blanks:
            end += 1
        block = self._chunks[index:end]
        if any(chunk.part is not None for chunk in block):
            return False
        if len(block) > _FEWEST_LINES and all(_ENTRY.match(chunk.text.text) for chunk in block):
            return True
        first, *others = (len(list(run)) for _, run in groupby(block, lambda c: c.script))
        return first >= _FEWEST_LINES and bool(others) and not any(n % first for n in others)

    def _is_subtitle(self, index: int) -> bool:
        chunk, before = self._chunks[index], self._chunks[index - 1]
        text = chunk.text.text
        if not self._goes_on(index) or label_part(text) or find_label(text):
            return False
        if chunk.calls:  # a title page has no notes
            return False
        following = self._chunks[index + 1]
        if not _may_be_title(text) or ends_question(text) or self._has_more_lines(index):
            return False
        if is_whole_in_brackets(text) and self._detail(index + 1, following.text.text):
            return not chunk.blanks and before.part is Part.TITLE
        if text.startswith(("(", "[")) or starts_in_lower_case(text) or ends_in_reference(text):
            return False
        title_lines = (Part.TITLE, Part.SUBTITLE, Part.AUTHOR, Part.DATE, Part.EVENT)
        over_source = following.part is Part.SOURCE_LINE
        if (chunk.blanks and not over_source) or before.part not in title_lines:
            return False
        return (
            bool(following.blanks)
            or following.part is not None
            or following.text.text.startswith("(")
            or not starts_in_lower_case(following.text.text)
        )

    def _has_more_lines(self, index: int) -> bool:
        """Return whether more short lines stand together from here on than a title has.

        They are lines of a list, a schedule or a poem: none of them is a subtitle.
        """
        room = _MOST_SUBTITLES - self._counts[Part.SUBTITLE]
        for place, chunk in enumerate(self._chunks[index:], index):
            if chunk.part is not None or (chunk.blanks and place > index):
                return False
            text = chunk.text.text
            if len(text) > _LONGEST_ALONE or ends_sentence(text) or self._detail(place, text):
                return False
            if place - index == room:
                return True
        return False


def _may_be_title(text: str, words: int = _TITLE_WORDS) -> bool:
    if len(text) > _LONGEST or count_words(text) > words or "\t" in text:
        return False
    if text.startswith(("-", "•", "*")) or starts_in_lower_case(text):
        return False
    if is_in_capitals(text):
        return True
    if _LAST_INITIAL.search(text):
        text = text[:-1]
    bare = text.rstrip(".")
    if ends_in_reference(text) or (ends_question(text) and not has_inner_stop(text)):
        return True
    return is_heading(text) and not has_inner_stop(bare)


def bare_title(text: str) -> str:
    """Return a title as it is compared: without case, spaces and punctuation."""
    return "".join(filter(str.isalnum, text.casefold()))
