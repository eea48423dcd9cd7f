"""Comparison of the chapter numbers named by a line and by its translation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import references as rules
from publish.document.inline_ranges import part_of
from publish.document.model import Node, Note, Segment, Text
from publish.passes.references.ambiguous_words import may_be_word
from publish.passes.references.normalise import read_letters
from publish.text.dataclass import dataclass
from publish.text.numerals import parse_numeral
from publish.text.patterns import late_pattern
from publish.text.source import Span

_NUMBERED = late_pattern(
    r"(?<!\w)(?:(?P<chapter>[Cc]hapter|[Cc]hap\.|[Cc]h\.)|(?P<siman>[Ss]iman|[Ss]im\.)"
    r"|(?P<leaf>[Ff]olio|[Ff]ol\.|[Dd]af))\s?(?P<digits>\d{1,3})(?![\w-])"
    r"|(?<![א-ת\"'])[ובכלמשהד]{0,2}(?:(?P<perek>פרק)|(?P<simn>סימן|סי')|(?P<daf>דף))\s"
    r"(?P<letters>\d{1,3}|[א-ת]{1,3}(?:\"|'')[א-ת]|[א-ת]{1,4}'?)(?![א-ת\"'\d-])"
)
_KINDS = {
    "chapter": "chapter",
    "perek": "chapter",
    "siman": "siman",
    "simn": "siman",
    "leaf": "leaf",
    "daf": "leaf",
}


@dataclass(frozen=True, slots=True)
class _Number:
    kind: str
    value: int
    span: Span


def find_disagreements(segment: Segment) -> Iterator[Diagnostic]:
    """Yield a diagnostic if a line and its translation name different chapters.

    Numbers are compared only if each side names exactly one: otherwise their pairing is unknown.
    """
    if not segment.translations:
        return
    original = list(_numbers(segment.original))
    translation = list(_numbers(segment.translations[0])) if original else []
    for kind in dict.fromkeys(_KINDS.values()):
        here = [number for number in original if number.kind == kind]
        there = [number for number in translation if number.kind == kind]
        if len(here) == len(there) == 1 and here[0].value != there[0].value:
            message = (
                f"the original says {kind} {here[0].value}, "
                f"its translation says {kind} {there[0].value}"
            )
            yield rules.NUMBERS_DISAGREE.at(there[0].span, message, also=[here[0].span])


def _numbers(value: Node) -> Iterator[_Number]:
    for text in _texts(value):
        letters = read_letters(text.text)
        for match in _NUMBERED.finditer(letters.text):
            numeral = match["digits"] or match["letters"]
            number = int(numeral) if numeral.isdecimal() else parse_numeral(numeral)
            if number is not None and not may_be_word(match, "letters"):
                kind = next(kind for group, kind in _KINDS.items() if match[group])
                span = part_of(
                    text.span, text.text, letters.start(match.start()), letters.end(match.end())
                )
                yield _Number(kind, number, span)


def _texts(value: object) -> Iterator[Text]:
    """Yield the texts of a line, without its notes."""
    match value:
        case Text():
            yield value
        case tuple():
            for item in value:
                yield from _texts(item)
        case Node() if not isinstance(value, Note):
            for field in fields(value):
                yield from _texts(getattr(value, field.name))
