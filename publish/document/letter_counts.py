"""Letters of a text by the language in which they stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, is_dataclass
from typing import Any

from publish.document.model import Foreign, Image, Passage, Section, Text


def count_letters(section: Section, lang: str) -> Counter[str]:
    """Return the number of letters of each language in a section of a book in ``lang``."""
    counts: Counter[str] = Counter()
    _count(section, lang, counts)
    return counts


def _count(value: Any, lang: str, counts: Counter[str]) -> None:
    match value:
        case Text(text):
            counts[lang] += sum(map(str.isalpha, text))
        case Image():
            pass
        case Passage(own, _, inner) | Foreign(own, _, inner):
            _count(inner, own, counts)
        case tuple():
            for item in value:
                _count(item, lang, counts)
        case _ if is_dataclass(value):
            for field in fields(value):
                if field.name != "span":
                    _count(getattr(value, field.name), lang, counts)
        case _:
            pass
