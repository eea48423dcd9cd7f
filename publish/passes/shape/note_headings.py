"""Headings of the notes of a text, such as “Footnotes”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from publish.document.draft import HEADINGS, Chunk, Part

_HEADING = re.compile(
    r"(?:foot|end)?notes?(?: and (?:sources|references))?|references|notes to the text"
    r"|הערות(?: שוליים| ומקורות)?|מקורות(?: והערות)?|מראי מקומות|ציונים"
    r"|примечани[ея]|сноски|комментарии|notas(?: (?:al|a) pie.*)?|notes de bas de page"
    r"|anmerkungen|fu(?:ß|ss)noten|note a piè di pagina|notas de rodapé|אנמערקונגען",
    re.IGNORECASE,
)


def is_name_of_notes(chunk: Chunk) -> bool:
    """Return whether a line is a heading such as “Notes”, by its words."""
    if chunk.part is not None and chunk.part not in (Part.HEADING, Part.SECTION):
        return False
    text = chunk.text.text.strip(" :*-–—_.#=")
    return not chunk.mark and len(text) <= 40 and bool(_HEADING.fullmatch(text))


def is_left_alone(lines: Sequence[Chunk], index: int) -> bool:
    """Return whether a heading lost the notes under it, which their format put at their calls."""
    return (
        lines[index].part is not None
        and is_name_of_notes(lines[index])
        and (index + 1 == len(lines) or lines[index + 1].part in HEADINGS)
        and any(call.body for chunk in lines for call in chunk.calls)
    )
