"""Rubrics: lines that say what to do, in prayers, songs and transcripts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.document.draft import SEGMENT, Chunk, Part
from publish.passes.line_features import count_words, is_whole_in_brackets
from publish.text.patterns import late_pattern

_LONGEST = 24
_ROLE = late_pattern(
    r"(?:(?:the\s+)?(?:reader|leader|cantor|h?ch?azzan|congregation|all|responsively|together|priest)"
    r"\b[^.:]{0,60}[:.]?"
    r"|(?:חזן|החזן|קהל|הקהל|ש[\"״]ץ|שליח ציבור|הש[\"״]ץ|כולם|בעל הבית|המסובים)[^.:]{0,60}[:.]?)",
    re.IGNORECASE,
)
_ACT = late_pattern(
    r"(?:^|[.;:]\s+)(?:please\s+)?(?:stand|sit|rise|be seated|all rise|bow|turn|repeat|pause|"
    r"kneel|wash|"
    r"pour|lift|raise|cover|uncover|drink|eat|break|dip|open the|close the|remain|take three|step|"
    r"put|place|hold|point|say|recite|read aloud|sing|continue|omit|skip|add)\b"
    r"|\b(?:adds?|omits?|drinks?|stands?|sits?) the\b"
    r"|\b(?:is|are)\s+(?:said|sung|recited|read|repeated|added|omitted|chanted|opened|closed|poured|"
    r"lifted|raised|covered|uncovered|washed|seated)\b"
    r"|\b(?:silently|aloud|in an undertone|standing|seated|bowing)\b"
    r"|(?:^|[.,;:]\s+|\s)(?:אומרים|ואומרים|עומדים|יושבים|כורעים|משתחווים|בלחש|בקול|חוזרים|מגביהים|מכסים|"
    r"מגלים|מוזגים|נוטלים|שותים|פותחים|סוגרים|מדלגים|מוסיפים|אומר|אומרת|מברך|מברכים|מגביה|נוטל|מוזג)"
    r"(?:\s|[.,:]|$)",
    re.IGNORECASE,
)


def is_instruction(text: str) -> bool:
    """Return whether a line says what to do: it names an act or a role, or opens what is said."""
    if count_words(text) > _LONGEST:
        return False
    return bool(text.rstrip().endswith(":") or _ROLE.fullmatch(text) or _ACT.search(text))


def is_instruction_in_brackets(text: str) -> bool:
    """Return whether a line is wholly in brackets, and says what to do: “(Raise the cup)”."""
    inner = text.strip("()[]. ")
    return is_whole_in_brackets(text) and bool(_ROLE.match(inner) or is_instruction(inner))


def mark_rubrics(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks with rubrics marked: short instructions in texts that are said or sung.

    A text is said or sung where it has segments or stanzas.  A line wholly in brackets between
    them is a rubric too.
    """
    first = next(
        (i for i, c in enumerate(chunks) if c.part in SEGMENT or c.part is Part.VERSE), len(chunks)
    )
    loose = [count_words(c.text.text) for c in chunks[first:] if c.part is None]
    if any(words > _LONGEST for words in loose):
        return list(chunks)  # a lesson with commentary
    sung = sum(chunk.part in SEGMENT or chunk.part is Part.VERSE for chunk in chunks)
    if sung < 2:
        return list(chunks)
    return [
        replace(chunk, part=Part.RUBRIC)
        if chunk.part is None and index and _is_rubric(chunks, index, first)
        else chunk
        for index, chunk in enumerate(chunks)
    ]


def _is_rubric(chunks: Sequence[Chunk], index: int, first: int) -> bool:
    text = chunks[index].text.text
    if count_words(text) > _LONGEST:
        return False
    if is_whole_in_brackets(text):
        return index > first
    if _ROLE.fullmatch(text):
        return True
    if text.endswith(":"):
        return index + 1 < len(chunks) and chunks[index + 1].part in SEGMENT
    if "?" in text:
        return False
    return bool(_ACT.search(text)) and text.rstrip("\"'”’)").endswith((".", ":", "!"))
