"""Headings, separators and numbered lines of a text without markup."""

from __future__ import annotations

import re

from publish.document.draft import Part
from publish.passes.line_features import (
    ends_clause,
    ends_question,
    ends_statement,
    has_inner_stop,
    has_letters,
    starts_in_lower_case,
)

_LONGEST = 120

NUMBERED = re.compile(r"(?P<number>[1-9][0-9]{0,3})[.)]\s*(?=\S)")
"""The number at the start of a source line or of an item of a numbered list."""

SEPARATOR = re.compile(r"(?:\*\s*)+|[-–—_~=.]{3,}|[⁂❧☙❦]|(?:[•·]\s*){3,}|#{1,3}|(?:\*\s*\.\s*)+\*")
"""A line that marks a change of scene."""

_NUMBER = (
    r"(?:[0-9]{1,3}|[ivxlc]{1,6}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|first|second|third|fourth|fifth|last|the\s+\w+|un[ao]?|dos|tres|cuatro|cinco|première?"
    r"|первая|вторая|третья|четвертая|пятая|перв\w+|втор\w+|трет\w+)"
)
_PART_WORDS = r"part|act|book|volume|parte|libro|partie|livre|teil|buch|band|часть|книга|том"
_CHAPTER_WORDS = (
    r"chapter|scene|lesson|lecture|unit|letter|article|day|evening|session|gate|canto|psalm"
    r"|capítulo|lección|carta|chapitre|leçon|kapitel|lektion|capitolo|lezione|глава|урок|письмо"
    r"|лекция"
)
_SECTION_WORDS = r"section|siman|seif|sección|abschnitt|sezione|раздел|параграф"
_ALONE_WORDS = (
    r"introduction|preface|foreword|prologue|epilogue|appendix|afterword|acknowledge?ments?"
    r"|conclusion|prólogo|introducción|préface|vorwort|einleitung|nachwort|prefazione"
    r"|введение|предисловие|послесловие|приложение|заключение"
)
_HEBREW_PARTS = "חלק|ספר|כרך"
_HEBREW_CHAPTERS = "פרק|שיעור|שער|מאמר|אגרת|מכתב|יום|מזמור"
_HEBREW_SECTIONS = "סעיף|סימן"
_HEBREW_ALONE = "מבוא|הקדמה|פתיחה|נספח|אחרית דבר|פתח דבר|תודות|סיכום|סוף דבר"
_HEBREW_NUMBER = (
    r"(?:[א-ת]{1,3}['׳]?|[א-ת]{1,3}[\"״][א-ת]|[0-9]{1,3}|(?:ה)?(?:ראשו[ןנ]ה?|שני[הת]?|שלישית?|רביעית?|חמישית?|"
    r"ששית?|שביעית?|שמינית?|תשיעית?|עשירית?|אחרו[ןנ]ה?))"
)

_LABELS: tuple[tuple[Part, re.Pattern[str]], ...] = tuple(
    (part, re.compile(pattern, re.IGNORECASE))
    for part, pattern in (
        (Part.BOOK_PART, rf"(?:{_PART_WORDS})\s+{_NUMBER}(?=\s*(?:[:.–—-]|$))"),
        (Part.BOOK_PART, rf"(?:{_HEBREW_PARTS})\s+{_HEBREW_NUMBER}(?=\s*(?:[:.–—-]|$))"),
        (Part.HEADING, rf"(?:{_CHAPTER_WORDS})\s+(?:no\.?\s*)?{_NUMBER}(?=\s*(?:[:.,–—-]|$))"),
        (Part.HEADING, rf"ה?(?:{_HEBREW_CHAPTERS})\s+{_HEBREW_NUMBER}(?=\s*(?:[:.,–—-]|$))"),
        (Part.SECTION, rf"(?:{_SECTION_WORDS})\s+{_NUMBER}(?=\s*(?:[:.–—-]|$))"),
        (Part.SECTION, rf"(?:{_HEBREW_SECTIONS})\s+{_HEBREW_NUMBER}(?=\s*(?:[:.–—-]|$))"),
        (Part.HEADING, rf"(?:{_ALONE_WORDS})\b"),
        (Part.HEADING, rf"(?:{_HEBREW_ALONE})(?=\s|$|:)"),
        (Part.HEADING, r"[IVXLC]{1,6}(?:\.|:)?(?=\s+[^\W\d_]|$)(?-i:)"),
    )
)
_WITHOUT_NUMBER = re.compile(rf"(?:{_ALONE_WORDS})\b|(?:{_HEBREW_ALONE})(?=\s|$|:)", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"יום\s+(?:ראשון|שני|שלישי|רביעי|חמישי|שישי|ששי|שבת|[א-ו]['׳])"
    r"(?:\s++|\s*+,\s*+)(?:[א-ת]{1,2}[\"״'׳]|\d)"
)
"""A day of the week with its date, which is no “day four”: “יום רביעי, ד' בכסלו”."""
_ROMAN = re.compile(r"[IVXLC]{1,6}[.:](?:\s|$)|[IVXLC]{1,6}$")
_LABEL_WITH_STOP = re.compile(r"^\S+\s+\S+[.:]\s*|^[IVXLC]+\.\s*")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}\b(?!\.\d)\s*(?:[-–]\s*\d|\D)")
"""A time, with which a row of a programme begins: “09:00–10:30 Lesson”."""
_CAPITALS = re.compile(r"[^a-zа-яß-öø-ÿ]*[A-ZА-ЯÀ-Þ]{2}[^a-zа-яß-öø-ÿ]*")


def is_heading(text: str) -> bool:
    """Return whether a line could be a heading: short, with letters, not ending a sentence."""
    return (
        len(text) <= _LONGEST
        and has_letters(text)
        and not ends_statement(text)
        and not ends_clause(text)
        and not text.endswith((":", ";"))
        and not starts_in_lower_case(text)
        and not text.startswith(("-", "•", "*"))
        and not _TIME.match(text)
    )


def label_part(text: str) -> Part | None:
    """Return the level that the first words of a line state, such as “Part One” or “Chapter 2”.

    Chapters and parts are recognised in the languages that books are made in here.
    """
    if len(text) > _LONGEST or not (part := _find_label_part(text)):
        return None
    bare = text.rstrip(" :.")
    if not bare or ends_clause(bare) or ends_question(text):
        return None
    return None if has_inner_stop(_LABEL_WITH_STOP.sub("", text)) else part


def _find_label_part(text: str) -> Part | None:
    bare = text.rstrip(" :.")
    if _WEEKDAY.match(text):
        return None
    for part, pattern in _LABELS[:-1]:
        match = pattern.match(bare)
        if match and not (ends_statement(text) and len(bare) > match.end()):
            # “Introduction to the book of light is the key …” is a sentence, not a heading.
            return part
    return Part.HEADING if _ROMAN.match(text) else None


def is_labelled_heading(text: str) -> bool:
    """Return whether a heading begins with a label such as “Chapter 1” or “Introduction”."""
    return label_part(text) is not None


def has_no_number(text: str) -> bool:
    """Return whether a labelled heading has no number, as “Introduction”."""
    return _WITHOUT_NUMBER.match(text) is not None


def is_in_capitals(text: str) -> bool:
    """Return whether a line is all in capitals, as some headings are."""
    return bool(_CAPITALS.fullmatch(text)) and len(text) <= _LONGEST
