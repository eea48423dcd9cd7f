"""Hebrew in a bare line of text: a title from the settings, the first words of a section.

Running text has been marked by the passes; these lines have never been through them.
"""

from __future__ import annotations

import re

from publish.document.model import Dir, Foreign, Inlines, Text, direction

_LETTERS = r"[\u0590-\u05ff\ufb1d-\ufb4f]+"
_RUN = re.compile(rf"{_LETTERS}(?:[\s'\"-]*{_LETTERS})*")


def marked(line: str, lang: str) -> Inlines:
    """Return ``line`` with each run of Hebrew as a Foreign, unless ``lang`` itself is one."""
    if direction(lang) is Dir.RTL:
        return (Text(line),)
    parts: list[Text | Foreign] = []
    at = 0
    for run in _RUN.finditer(line):
        if run.start() > at:
            parts.append(Text(line[at : run.start()]))
        parts.append(Foreign("he", Dir.RTL, (Text(run.group()),)))
        at = run.end()
    if at < len(line):
        parts.append(Text(line[at:]))
    return tuple(parts)
