"""Quotations, each with the lines under it that say where it is from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.document.draft import Chunk, Part
from publish.passes.line_features import (
    count_letters,
    ends_clause,
    ends_sentence,
    ends_with_comma,
    has_inner_stop,
    is_quoted,
)
from publish.passes.shape.source_cues import has_reference

_DASH = re.compile(r"[–—―]\s*(?=[^\W_]|[\"“„«])|--\s+(?=\S)|\(\s*(?=[^()]{3,60}\)\s*$)")
_CHAPTER = re.compile(r"(?:chapter|part|פרק|חלק|глава|часть)\s+\S+$", re.IGNORECASE)
_CLOSING = ('"', "”", "“", "»", "״")
_LONGEST = 90
_LINES = 3
_SHORTEST = 25


def mark_quotations(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks with attributions marked, and the paragraph over each as a quotation.

    An attribution begins with a dash, or is a group of short lines of which the first ends in a
    comma, or stands right under a line in quotation marks.
    """
    result = _mark_alternation(chunks)
    chunks = tuple(result)
    groups = _short_groups(chunks)
    index = 1
    while index < len(chunks):
        end = _attribution(chunks, index, groups)
        has_dash = bool(_DASH.match(chunks[index].text.text))
        has_source = has_dash or has_reference(chunks[index].text.text)
        if end > index and _may_be_quotation(chunks, index - 1, has_source=has_source):
            result[index - 1] = replace(chunks[index - 1], part=Part.QUOTATION)
            for place in range(index, end):
                joins = place > index
                result[place] = replace(chunks[place], part=Part.ATTRIBUTION, joins=joins)
            index = end
        index += 1
    return result


def _mark_alternation(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks with attributions marked where the text is sayings, each with its source.

    Groups of lines take turns: one that ends a sentence, one of short lines that ends none.  The
    last group of the text is a source, which a heading never is.
    """
    groups: list[list[int]] = []
    for index, chunk in enumerate(chunks):
        if groups and not chunk.blanks:
            groups[-1].append(index)
        else:
            groups.append([index])
    for first in (0, 1):
        body = groups[first:]
        pairs = list(zip(body[::2], body[1::2], strict=False))
        if len(body) % 2 or len(pairs) < _LINES - 1:
            continue
        if all(_is_saying(chunks, a) and _is_source(chunks, b) for a, b in pairs):
            result = list(chunks)
            for saying, source in pairs:
                for group, part in ((saying, Part.QUOTATION), (source, Part.ATTRIBUTION)):
                    for index in group:
                        joins = index > group[0]
                        result[index] = replace(chunks[index], part=part, joins=joins)
            return result
    return list(chunks)


def _is_saying(chunks: Sequence[Chunk], group: Sequence[int]) -> bool:
    lines = [chunks[index] for index in group]
    return all(c.part is None for c in lines) and ends_sentence(lines[-1].text.text)


def _is_source(chunks: Sequence[Chunk], group: Sequence[int]) -> bool:
    lines = [chunks[index] for index in group]
    return all(
        c.part is None
        and len(c.text) <= _LONGEST
        and not ends_sentence(c.text.text)
        and not c.text.text[:1].isdigit()
        for c in lines
    )


def _attribution(chunks: Sequence[Chunk], start: int, groups: frozenset[int]) -> int:
    """Return the end of the attribution at ``start``, or ``start`` where none is.

    ``groups`` are the short groups of the text.  A single one may be the closing of a letter.
    """
    first = chunks[start]
    text = first.text.text
    if first.part is not None or len(text) > _LONGEST:
        return start
    match = _DASH.match(text)
    if match and text[0] != "(" and _is_in_dialogue(chunks, start):
        return start
    if match and text[0] != "(":
        return _line_end(chunks, start) if len(text) <= _LONGEST else start
    if is_quoted(text) or (ends_sentence(text) and text[0] != "("):
        return start
    over = chunks[start - 1]
    if not first.blanks and is_quoted(over.text.text) and not _CHAPTER.match(text):
        if has_reference(text) and over.text.text.endswith(_CLOSING):
            return start + 1
        if ends_sentence(over.text.text):
            return start + (first.script is over.script or has_reference(text))
    if ends_with_comma(text) and count_letters(text) <= _LONGEST // 2:
        end = start + 1
        while end < len(chunks) and end - start < _LINES and not chunks[end].blanks:
            if chunks[end].part is not None or len(chunks[end].text) > _LONGEST:
                return start
            end += 1
        is_closed = end == len(chunks) or chunks[end].blanks
        last = chunks[end - 1].text.text
        fits = end - start >= 2 and is_closed and not ends_sentence(last) and not ends_clause(last)
        return end if fits and start in groups and len(groups) > 1 else start
    return start


def _is_in_dialogue(chunks: Sequence[Chunk], index: int) -> bool:
    """Return whether a line with a dash is words of a dialogue, as “— And why? he asked”."""
    text = chunks[index].text.text
    if has_inner_stop(text) or text.endswith(("?", "!")):
        return True
    before = chunks[index - 1] if index else None
    return before is not None and not chunks[index].blanks and bool(_DASH.match(before.text.text))


def _line_end(chunks: Sequence[Chunk], start: int) -> int:
    """Return the end of an attribution with a dash; a short line right under it goes on."""
    end = start + 1
    if end < len(chunks) and ends_with_comma(chunks[start].text.text):
        following = chunks[end]
        if not following.blanks and following.part is None and len(following.text) <= _LONGEST:
            end += 1
    return end


def _short_groups(chunks: Sequence[Chunk]) -> frozenset[int]:
    """Return where groups of lines begin whose first line is short and ends in a comma."""
    return frozenset(
        index
        for index, chunk in enumerate(chunks)
        if chunk.part is None
        and chunk.blanks
        and len(chunk.text) <= _LONGEST // 2
        and ends_with_comma(chunk.text.text)
        and index + 1 < len(chunks)
        and not chunks[index + 1].blanks
        and not ends_sentence(chunks[index + 1].text.text)
    )


def _may_be_quotation(chunks: Sequence[Chunk], index: int, *, has_source: bool) -> bool:
    chunk = chunks[index]
    if chunk.part is not None:
        return chunk.part is Part.EPIGRAPH
    return count_letters(chunk.text.text) >= (_SHORTEST // 3 if has_source else _SHORTEST)
