"""Credits: lines over a text that name its author, its translator or its editor."""

from __future__ import annotations

import re

from publish.document.metadata import Creator, Words
from publish.text.languages import language
from publish.text.patterns import late_pattern

_ROLES = {
    "trl": (
        r"translat\w+|תרגם|תרגמה|תרגום|בתרגום|перев\w+"
        r"|traducid\w+|traducción|traduit|übersetzt|traduzione"
    ),
    "edt": r"edited|editor|ערך|ערכה|עריכה|בעריכת|редактор",
    "com": r"compiled|collected|sheet|source sheet|ליקט|составитель",
    "trc": r"transcribed",
}
"""Patterns of the first words, by MARC relator (https://www.loc.gov/marc/relators/)."""

_OPENING = late_pattern(
    r"(?:written by|author|translated(?: from [^.]{2,20}?)? by|edited by|compiled by|collected by"
    r"|(?:source )?sheet by|texts? by|lesson by|adapted by|retold by|told by|transcribed by|by"
    r"|מאת|ערך|ערכה|תרגם|תרגמה|ליקט|כתב|כתבה|עריכה|תרגום|בעריכת|בתרגום"
    r"|автор|перевод|перевёл|перевел|перевела|составитель|редактор"
    r"|traducido por|traduit par|übersetzt von|traducción de|traduzione di|por|de|par|von|di)"
    r"(?:\s*+:)?\s++(?=\S)",
    re.IGNORECASE,
)


def is_credit(text: str) -> bool:
    """Return whether a line begins as a credit does and has a name after that."""
    match = _OPENING.match(text)
    return bool(match and text[match.end() :][:1].isalnum())


def parse_credit(text: str) -> Creator:
    """Return the person that a credit names, with the role that its first words state."""
    match = _OPENING.match(text)
    name = text[match.end() :] if match else text
    opening = match.group() if match else ""
    role = next((r for r, p in _ROLES.items() if re.match(p, opening, re.IGNORECASE)), "aut")
    return Creator(Words(((language(name), name.strip()),)), role)
