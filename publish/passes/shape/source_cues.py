"""Cues of source lines: years, titles in quotation marks, references, names of works."""

from __future__ import annotations

import re

from publish.text.patterns import late_pattern

_STRONG = late_pattern(
    r"^\s*(?:from|מתוך|מאת|из)\s*:|\(\s*(?:1\d{3}|20\d{2}|ת[רש][א-ת\"״׳']{0,4}|[ה]?['׳]?תש[א-ת\"״]+)\s*\)"
    r"|\b(?:no|nr|núm|num)\.?\s*\d|№\s*\d|\bמס['׳]\s*\d"
    r"|\b(?:article|letter|essay|artículo|carta|статья|письмо|artikel|brief)\s++(?:(?:№|no|n)\.?\s*+|\.\s*+)?\d"
    r"|[\"“„״”«][^\"“”„״«»]+[\"”“״»]\s*+(?:\.\s*+)?$",
    re.IGNORECASE,
)
_REFERENCE = late_pattern(
    r"\b\d{1,3}:\d{1,3}|\b\d{1,3}[ab]\b"
    r"|(?:^|\s)(?:דף|פרק|סימן|סעיף|הלכות|הלכה|משנה|אות|עמ['׳]|מאמר|אגרת|איגרת|כרך|ספר)\s"
    r"|(?:^|[\s,])[א-ת]{1,3}['׳]?\s+ע[\"״][אב]"
    r"|[א-ת][\"״][א-ת],|(?:^|\s)שם(?:,|\s*$)"
    r"|(?<![א-ת])[א-ת]{2,}+\s+[א-ת]{1,3}['׳]?[,:]\s*[א-ת]{1,3}['׳]?(?:[-–][א-ת]{1,3})?\s*$",
)
_WEAK = late_pattern(
    r",|\b(?:article|letter|essay|chapter|item|lesson|page|volume|part|book|on|section)\b"
    r"|(?:^|\s)(?:מאת|מתוך|מאמר|אגרת|פרק|כרך|עמ['׳]|על)",
    re.IGNORECASE,
)
_CITATION = late_pattern(
    r"(?:[^\W\d_][\w'’.-]*[ ,]+){1,6}"
    r"(?:\d{1,3}:\d{1,3}(?:[-–]\d{1,3}(?::\d{1,3})?)?|\d{1,3}[ab])\.?"
    r"|(?:[^\W\d_][\w'’.-]*[ ,]+){1,6}(?:letter|article|chapter|item|essay|part)\s+\d{1,3}\.?"
    r"|(?:[א-ת\"״'׳]+[ ,]+){1,4}"
    r"(?:[א-ת]{1,3}['׳]?[,:]\s*[א-ת]{1,3}['׳]?|[א-ת]{1,3}['׳]?,?\s+ע[\"״][אב])",
    re.IGNORECASE,
)


def has_strong_cue(line: str) -> bool:
    """Return whether a line can hardly be but a source: it has a year, a number or a title."""
    return bool(_STRONG.search(line))


def has_reference(line: str) -> bool:
    """Return whether a line names a place in a work: a verse, a leaf, a chapter."""
    return bool(_REFERENCE.search(line))


def has_cue(line: str) -> bool:
    """Return whether a line has anything of a source line, if no more than a comma."""
    return has_strong_cue(line) or has_reference(line) or bool(_WEAK.search(line))


def is_citation(line: str) -> bool:
    """Return whether a whole line names a place in a work and says nothing else."""
    return bool(_CITATION.fullmatch(line.strip()))
