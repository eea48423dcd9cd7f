"""The words that stand over a table of contents, in the languages that books are made in here."""

from __future__ import annotations

import re

from publish.text.patterns import late_pattern

_HEADING = late_pattern(
    r"(?:table of )?contents:?|toc|(?:ה?תוכן(?: ה?עניי?נים)?|מפתח העניינים):?|содержание|оглавление"
    r"|[íi]ndice|contenido|table des mati[èe]res|sommaire|inhalt(?:sverzeichnis)?|sum[áa]rio"
    r"|sommario|אינהאלט",
    re.IGNORECASE,
)


def is_contents_heading(text: str) -> bool:
    """Return whether a line is the heading of a table of contents, and nothing else."""
    return _HEADING.fullmatch(text.strip()) is not None
