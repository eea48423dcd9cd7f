"""Hebrew runs in a plain line: a title from the settings, the first words of a section.

Passes mark the languages of running text; such lines do not go through the passes.
"""

from __future__ import annotations

import re

from publish.document.model import Dir, Foreign, Inlines, Text
from publish.text.hebrew import BLOCK
from publish.text.languages import Script, count_letters, direction, in_hebrew_letters
from publish.writers.line_language import own_language

_LETTERS = f"[{BLOCK}]+"
_RUN = re.compile(rf"{_LETTERS}(?:[\s'\"-]+{_LETTERS})*")


def mark_hebrew(line: str, lang: str) -> Inlines:
    """Return ``line``, each Hebrew run a ``Foreign`` unless ``lang`` is in Hebrew letters.

    A line whose letters are all Hebrew is one run with its punctuation, which else would divide it
    into runs that stand in the wrong order.
    """
    if in_hebrew_letters(lang):
        return (Text(line),)
    if count_letters(line).keys() == {Script.HEBREW}:
        return (Foreign("he", Dir.RTL, (Text(line),)),)
    parts: list[Text | Foreign] = []
    end = 0
    for run in _RUN.finditer(line):
        if run.start() > end:
            parts.append(Text(line[end : run.start()]))
        parts.append(Foreign("he", Dir.RTL, (Text(run.group()),)))
        end = run.end()
    if end < len(line):
        parts.append(Text(line[end:]))
    return tuple(parts)


def mark_line(line: str, lang: str) -> Inlines:
    """Return ``mark_hebrew`` of a line; in a Hebrew book a line without Hebrew is ``Foreign``."""
    own = own_language(line, lang)
    if in_hebrew_letters(lang) and own != lang and not _RUN.search(line):
        return (Foreign(own, direction(own), (Text(line),)),)
    return mark_hebrew(line, lang)
