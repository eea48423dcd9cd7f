"""The columns of a list of people, by their names in three languages, and their labels."""

from __future__ import annotations

import re
from collections.abc import Mapping

from publish.text.languages import TAG, isolate, parse_tag, primary

NAMES = {
    "name": "name, full name, name and surname, שם, שם מלא, имя, фио, имя и фамилия",
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


def default_line(values: Mapping[str, str], lang: str) -> str:
    """Return the line with table and seat in a language, empty where a row has neither."""
    labels = _LABELS.get(primary(lang), _LABELS["en"])
    parts = (f"{label} {isolate(values[key])}" for key, label in labels.items() if values.get(key))
    return " · ".join(parts)


def list_columns(line: str) -> tuple[str, ...]:
    """Return the keys of the columns that a line such as ``Group {group}`` has."""
    return tuple(column_key(each) for each in _COLUMN.findall(line))


def fill_line(line: str, values: Mapping[str, str]) -> str:
    """Return a line with the values of a row; empty where all its columns are."""
    columns = list_columns(line)
    if columns and not any(values.get(each) for each in columns):
        return ""
    return _COLUMN.sub(lambda match: _fill(values.get(column_key(match[1]), "")), line)


def _fill(value: str) -> str:
    return isolate(value) if value else ""
