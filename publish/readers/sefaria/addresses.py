"""Addresses of sections and segments: their numbers, folios, and the words of their titles."""

from __future__ import annotations

import re

from publish.text.languages import in_hebrew_letters
from publish.text.numerals import LARGEST, format_numeral

_FOLIO = re.compile(r"([1-9][0-9]{0,3})([ab])")
_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_FOLIO_NAMES = frozenset({"daf", "folio"})

_RUNNING = frozenset(
    "comment line paragraph part passage phrase segment sentence stanza subsection".split()
)
"""The levels that divide running text; their parts have no heading and no number."""

_HEBREW = {
    "aliyah": "עלייה",
    "book": "ספר",
    "chapter": "פרק",
    "daf": "דף",
    "day": "יום",
    "essay": "מאמר",
    "gate": "שער",
    "halacha": "הלכה",
    "halakhah": "הלכה",
    "letter": "אות",
    "mishnah": "משנה",
    "mitzvah": "מצווה",
    "parasha": "פרשה",
    "parsha": "פרשה",
    "perek": "פרק",
    "piska": "פיסקה",
    "psalm": "מזמור",
    "question": "שאלה",
    "section": "חלק",
    "seif": "סעיף",
    "siman": "סימן",
    "teshuva": "תשובה",
    "torah": "תורה",
    "verse": "פסוק",
    "volume": "כרך",
}
"""Names of levels in Hebrew, for files that have the English ones alone."""


def is_running(name: str) -> bool:
    """Return whether a level divides running text, so that its parts have no heading."""
    return name.casefold() in _RUNNING


def index_of(label: str) -> int:
    """Return the index of a part by its label in an address: 2 for ``3`` and for ``2a``."""
    folio = _FOLIO.fullmatch(label)
    if folio:
        return 2 * (int(folio[1]) - 1) + (folio[2] == "b")
    return int(label) - 1 if _NUMBER.fullmatch(label) else 0


def label_of(index: int, name: str) -> str:
    """Return the label of the part with an index on a level: ``3``, of folios ``2a``."""
    if name.casefold() in _FOLIO_NAMES:
        return f"{index // 2 + 1}{'ab'[index % 2]}"
    return str(index + 1)


def title_of(index: int, name: str, he_name: str, lang: str) -> str:
    """Return the title of a section in a language, as ``Chapter 3`` and ``פרק ג׳``.

    A level without a name gives the number alone.
    """
    if not in_hebrew_letters(lang):
        return f"{name} {label_of(index, name)}".strip()
    word = he_name or _HEBREW.get(name.casefold(), "")
    if name.casefold() in _FOLIO_NAMES:
        side = "ע״ב" if index % 2 else "ע״א"
        return f"{word} {numeral_of(index // 2)} {side}"
    return f"{word} {numeral_of(index)}".strip()


def numeral_of(index: int, *, marks: bool = True) -> str:
    """Return the number of a part in Hebrew letters, in digits where letters reach less far."""
    if index + 1 > LARGEST:
        return str(index + 1)
    return format_numeral(index + 1, marks=marks)


def is_title_of(text: str, name: str, he_name: str) -> bool:
    """Return whether a text is the name of a level and a number: ``Chapter 1``, ``פרק א׳``."""
    word, _, number = text.strip(" .:").rpartition(" ")
    words = {name.casefold(), he_name, _HEBREW.get(name.casefold(), "")} - {""}
    is_name = word.casefold() in words or word.casefold() in _HEBREW or word in _HEBREW.values()
    return is_name and bool(_NUMERAL.fullmatch(number))


_NUMERAL = re.compile(r"[0-9]{1,4}[ab]?|[IVXLC]{1,8}|[א-ת]{1,4}(?:[\"״][א-ת]|['׳])?")


def anchor_of(book: str, address: tuple[str, ...]) -> str:
    """Return the name of a place in a book, as Sefaria writes it in its links: ``Psalms.23.1``."""
    parts = (book, *address)
    return ".".join("_".join(_PLAIN.sub(" ", part).split()) for part in parts)


_PLAIN = re.compile(r"[^\w,'’-]")
