"""The end of a segment: whether the sentence of its original goes on in the next one."""

from __future__ import annotations

import re

from publish.document.model import (
    Blockquote,
    Blocks,
    List,
    Milestone,
    MilestoneKind,
    Note,
    Paragraph,
    Passage,
    Rubric,
    Segment,
    Speech,
    Verse,
)
from publish.document.walk import plain, rewrite

_CLOSERS = r"[\s\"'”’“»)\]}״׳\u2060\u200e\u200f\u2066-\u2069]*\Z"
_ENDED = re.compile(r"(?<![.…])[.?!\u05c3\u061f\u3002]" + _CLOSERS)
_GOES_ON = re.compile(r"[,;\-\N{HEBREW PUNCTUATION MAQAF}\u2013\u2014\u060c]" + _CLOSERS)
_LONGEST = 200
"""The characters at the end of a passage that are looked at."""

PETUCHA = "פ"
"""The mark of an open section of the Torah, after which a line begins."""


def ends_sentence(segment: Segment) -> bool:
    """Return whether the sentence of the original ends with the segment.

    A colon, an ellipsis or no mark at all may end it in Hebrew: then the first translation tells,
    and without one the sentence ends.
    """
    original = _last_words(segment.original.blocks)
    if _ENDED.search(original):
        return True
    if _GOES_ON.search(original):
        return False
    words = [_last_words(each.blocks) for each in segment.translations]
    return bool(_ENDED.search(words[0])) if words and words[0].strip() else True


def ends_open_section(segment: Segment) -> bool:
    """Return whether the original ends with the mark of an open section of the Torah."""
    match segment.original.blocks:
        case (*_, Paragraph((*_, Milestone(MilestoneKind.SECTION, label)))):
            return label == PETUCHA
        case _:
            return False


def _last_words(blocks: Blocks) -> str:
    """Return the end of the last line of blocks, without the calls of notes."""
    match blocks[-1] if blocks else None:
        case Paragraph(inlines) | Verse((*_, inlines)):
            return plain(rewrite(inlines, _without_notes))[-_LONGEST:]
        case Passage(blocks=inner) | Speech(blocks=inner) | Rubric(blocks=inner):
            return _last_words(inner)
        case Blockquote(blocks=inner):
            return _last_words(inner)
        case List((*_, item)):
            return _last_words(item)
        case _:
            return ""


def _without_notes(node: object) -> object:
    return () if isinstance(node, Note) else node
