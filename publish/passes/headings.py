"""What a heading looks like in a text that has no markup."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.document.draft import Chunk
from publish.text.languages import Script

_LONGEST = 110
_ENDS_SENTENCE = re.compile(r"[.,;:!…][\"'”’»)\]״׳]*[0-9]*$")
_ENDS_QUESTION = re.compile(r"\?[\"'”’»)\]״׳]*[0-9]*$")

NUMBERED = re.compile(r"(?P<number>[1-9][0-9]{0,3})[.)]\s*(?=\S)")
"""The number that opens the source line of an excerpt, or an item of a numbered list."""

SEPARATOR = re.compile(r"(?:\*\s*){1,5}|[-–—_~=]{3,}|[⁂❧]|(?:[•·]\s*){3}")
"""A line that only says that the scene changes."""

_SAYS_IT = re.compile(
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


def says_heading(text: str) -> bool:
    """Return whether a line calls itself a chapter, a lesson, an introduction."""
    return bool(_SAYS_IT.match(text)) and is_heading(text) and not _ENDS_QUESTION.search(text)


def head_length(chunks: Sequence[Chunk]) -> int:
    """Return how many chunks at the start are titles over the text, not text.

    The head ends at the first excerpt number, the first sentence, or where the lines of two
    scripts begin to alternate.  Of a text that is all short lines only the first is the head,
    and of one line none.
    """
    chunks = [chunk for chunk in chunks if chunk.part is None]
    for index, chunk in enumerate(chunks):
        text = chunk.text.text
        if NUMBERED.match(text) or SEPARATOR.fullmatch(text) or not is_heading(text):
            return index
        following = chunks[index + 1] if index + 1 < len(chunks) else None
        # An English title over its Hebrew one is a head of two lines; a translation over its
        # original is followed by more such pairs, and mostly by a comma or a full stop.
        second_title = index == 1 and chunk.script is not chunks[0].script
        if following and not second_title and _begins_pairs(chunk, following):
            return index
    return 1 if len(chunks) > 1 else 0


def _begins_pairs(chunk: Chunk, following: Chunk) -> bool:
    scripts = {chunk.script, following.script}
    return scripts == {Script.HEBREW, Script.LATIN} and not is_heading(following.text.text)
