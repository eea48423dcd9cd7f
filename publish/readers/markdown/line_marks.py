"""Lines that mean something in other kinds of Markdown, and are words of a paragraph here."""

from __future__ import annotations

import re

from publish.readers.markdown.context import Context
from publish.text.source import Traced

_LINES = (
    (
        re.compile(r"\|(?: |$)"),
        "lines after bars are one paragraph",
        "put a poem between `::: verse` and `:::`, with a backslash at the end of each line",
    ),
    (
        re.compile(r"[א-ת]{1,3}['׳]?[.)]\s"),
        "lines that begin with Hebrew numerals are one paragraph",
        'put a list with hyphens between `::: {.list numbering="hebrew"}` and `:::`',
    ),
    (
        re.compile(r"#\.\s"),
        "lines that begin with `#.` are one paragraph",
        "write numbers: `1.`, `2.`",
    ),
    (
        re.compile(r"\+(?:[-=:]+\+)+\s*$|(?:[-=]+[ \t]+)+[-=]+\s*$"),
        "a table that is drawn is one paragraph",
        "write the table with bars, and under its header `|---|---|`",
    ),
)


def report_lines(text: Traced, context: Context) -> None:
    """Report a paragraph with two or more lines that Pandoc's Markdown reads as another block."""
    lines = text.text.split("\n")
    if len(lines) > 1:
        for pattern, message, hint in _LINES:
            if sum(pattern.match(line) is not None for line in lines) > 1:
                context.report_misplaced(text.span(), message, hint)
