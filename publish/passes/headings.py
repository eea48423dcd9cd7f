"""Headings, separators and numbered lines of a text without markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.document.draft import Chunk
from publish.text.languages import Script

_LONGEST = 110
_ENDS_SENTENCE = re.compile(r"[.,;:!…][\"'”’»)\]״׳]*[0-9]*$")
_ENDS_QUESTION = re.compile(r"\?[\"'”’»)\]״׳]*[0-9]*$")

NUMBERED = re.compile(r"(?P<number>[1-9][0-9]{0,3})[.)]\s*(?=\S)")
"""The number at the start of a source line or of an item of a numbered list."""

SEPARATOR = re.compile(r"(?:\*\s*){1,5}|[-–—_~=]{3,}|[⁂❧]|(?:[•·]\s*){3}")
"""A line that marks a change of scene."""

_LABEL = re.compile(
    r"(?:chapter|part|section|lesson|book|introduction|preface|foreword|appendix|afterword)\b"
    r"|(?:פרק|חלק|שיעור|שער|מבוא|הקדמה|פתיחה|נספח|אחרית דבר)(?=\s|$)",
    re.IGNORECASE,
)


def is_heading(text: str) -> bool:
    """Return whether a line could be a heading: short, with letters, not ending a sentence."""
    return (
        len(text) <= _LONGEST
        and any(map(str.isalpha, text))
        and not _ENDS_SENTENCE.search(text)
        and not text.startswith(("-", "•", "*"))
    )


def is_labelled_heading(text: str) -> bool:
    """Return whether a heading begins with a label such as “Chapter” or “Introduction”."""
    return bool(_LABEL.match(text)) and is_heading(text) and not _ENDS_QUESTION.search(text)


def head_length(chunks: Sequence[Chunk]) -> int:
    """Return the number of chunks at the start that are titles over the text.

    The head ends at the first excerpt number, at the first sentence, or where lines of two
    scripts begin to alternate.  In a text of short lines only the first line is the head; a text
    of a single line has none.
    """
    chunks = [chunk for chunk in chunks if chunk.part is None]
    for index, chunk in enumerate(chunks):
        text = chunk.text.text
        if NUMBERED.match(text) or SEPARATOR.fullmatch(text) or not is_heading(text):
            return index
        following = chunks[index + 1] if index + 1 < len(chunks) else None
        # An English title over a Hebrew title is a head of two lines.  After a translation over
        # its original more pairs follow, and mostly a comma or a full stop.
        second_title = index == 1 and chunk.script is not chunks[0].script
        if following and not second_title and _begins_pairs(chunk, following):
            return index
    return 1 if len(chunks) > 1 else 0


def _begins_pairs(chunk: Chunk, following: Chunk) -> bool:
    scripts = {chunk.script, following.script}
    alternate = Script.HEBREW in scripts and len(scripts - {Script.NONE}) > 1
    return alternate and not is_heading(following.text.text)
