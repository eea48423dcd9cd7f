"""The columns of a list of people, by their names in three languages, and their labels."""

from __future__ import annotations

import re
from collections.abc import Mapping

from publish.text.languages import TAG, isolate, language, parse_tag, primary
from publish.writers.pdf.content.personal_words import PersonLine

NAMES = {
    "name": "name, full name, name and surname, שם, שם מלא, имя, фио, имя и фамилия",
    "first name": "first name, given name, שם פרטי",
    "surname": "surname, last name, family name, שם משפחה, משפחה, фамилия",
    "table": "table, table number, שולחן, מספר שולחן, стол",
    "seat": "seat, place, seat number, מקום, כיסא, מושב, место",
    "language": "language, lang, שפה, язык",
}
"""The names that each column may have, in any letter case."""

_LANGUAGES = {
    "he": "he, iw, heb, hebrew, עברית, иврит, ivrit",
    "en": "en, eng, english, אנגלית, английский",
    "ru": "ru, rus, russian, русский, רוסית",
    "yi": "yi, yiddish, יידיש, идиш",
}

_LABELS = {
    "en": {"table": "Table", "seat": "Seat"},
    "he": {"table": "שולחן", "seat": "מקום"},
    "ru": {"table": "Стол", "seat": "Место"},
    "yi": {"table": "טיש", "seat": "פּלאַץ"},
}

_COLUMN = re.compile(r"\{([^{}]*)\}")


def _invert(table: Mapping[str, str]) -> dict[str, str]:
    return {alias: name for name, aliases in table.items() for alias in aliases.split(", ")}


_COLUMN_OF = _invert(NAMES)
_LANGUAGE_OF = _invert(_LANGUAGES)


def column_key(heading: str) -> str:
    """Return the key of a column: that of a known one, else its heading in small letters."""
    plain = " ".join(heading.casefold().split()).strip(" :*#№")
    return _COLUMN_OF.get(plain, plain)


def find_language(value: str) -> str | None:
    """Return the language tag that a cell names, None where it names none that is known."""
    plain = " ".join(value.casefold().split())
    if tag := _LANGUAGE_OF.get(plain):
        return tag
    is_tag = TAG.fullmatch(value) is not None and (len(value) == 2 or "-" in value)
    return value if is_tag and parse_tag(value).primary == primary(value) else None


def full_name(values: Mapping[str, str]) -> str:
    """Return the name of a row, whose surname may have a column of its own.

    A name that has the surname among its words is whole: “Anna Lee”, but not “Leeann” beside “Lee”.
    """
    name, surname = values.get("name", ""), values.get("surname", "")
    if surname and f" {surname} ".casefold() in f" {name} ".casefold():
        return name
    return f"{name or values.get('first name', '')} {surname}".strip()


def default_line(values: Mapping[str, str], lang: str) -> PersonLine:
    """Return the line with table and seat in a language, empty where a row has neither.

    A language without labels has those in English.
    """
    own = primary(lang) if primary(lang) in _LABELS else "en"
    parts = (_label(label, values[key]) for key, label in _LABELS[own].items() if values.get(key))
    return PersonLine(" · ".join(parts), lang if own == primary(lang) else own)


def _label(label: str, value: str) -> str:
    """Return a value after its label, which it may have itself: ``Table 5``."""
    has_label = value.casefold().startswith(label.casefold())
    return isolate(value) if has_label else f"{label} {isolate(value)}"


def list_columns(line: str) -> tuple[str, ...]:
    """Return the keys of the columns that a line such as ``Group {group}`` has."""
    return tuple(column_key(each) for each in _COLUMN.findall(line))


def fill_line(line: str, values: Mapping[str, str], lang: str) -> PersonLine:
    """Return a line with the values of a row; empty where all its columns are.

    Its language is that of the words around the columns; of a line without any it is ``lang``.
    """
    columns = list_columns(line)
    if columns and not any(values.get(each) for each in columns):
        return PersonLine("", lang)
    text = _COLUMN.sub(lambda match: _fill(values.get(column_key(match[1]), "")), line)
    return PersonLine(text, language(_COLUMN.sub("", line), lang))


def _fill(value: str) -> str:
    return isolate(value) if value else ""
