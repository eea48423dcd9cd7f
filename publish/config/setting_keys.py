"""The keys of ``publish.toml`` and ``book.toml``, each with the reader of its values.

The message about an unknown key is that of ``toml_file.unknown_key``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publish.config.attendees import MOST_NOTES_PAGES, Cover, NotesPages, NotesPlace, address
from publish.config.booklet_options import Binding
from publish.config.booklet_table import read_booklet
from publish.config.front_matter import read_front_matter
from publish.config.options import Format
from publish.config.toml_file import InvalidValue
from publish.config.values import (
    list_of,
    member_of,
    number_from,
    one_of,
    parse_with,
    read_path,
    read_string,
    read_table,
)
from publish.diagnostics import Severity
from publish.diagnostics.rules import RULES
from publish.document.dates import parse
from publish.document.metadata import Certification, Creator, Date, Series, Words
from publish.document.relators import RELATORS
from publish.document.shape import Shape
from publish.facts.isbn import read_isbn
from publish.text.languages import TAG, language
from publish.text.lengths import Trim, millimetres

TRANSLATIONS = ("before", "after")
ORDERS = ("logical", "visual")
LINES = ("wrapped", "paragraphs")
MARKUPS = ("auto", "none", "markdown", "html", "asciidoc")
INDEXES = ("glossary", "sources", "references")
TYPOGRAPHIES = ("improve", "as-given")


def _words(value: object) -> Words:
    if isinstance(value, str):
        text = read_string(value)
        return Words(((language(text), text),))
    if not isinstance(value, dict) or not value:
        raise InvalidValue('text, or one text a language: { en = "…", he = "…" }')
    for tag in value:
        _language(tag)
    return Words(tuple((tag, read_string(text)) for tag, text in value.items()))


def _language(value: object) -> str:
    if not isinstance(value, str) or not TAG.fullmatch(value):
        raise InvalidValue('a language tag such as "en" or "he"')
    return value


def _date(value: object) -> Date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        # The text of the date depends on the language of the book, see ``resolve``.
        return Date(value.isoformat(), "")
    is_year = isinstance(value, int) and not isinstance(value, bool)
    if (is_year or isinstance(value, str)) and (date := parse(str(value))):
        return date
    raise InvalidValue('a date: 2025-05-20, "2025-05" or "May 2025"')


def _creator(value: object) -> Creator:
    expected = 'a person: { name = "…", role = "aut", sort = "…" }'
    table = read_table(value, expected, "name", "role", "sort")
    role = table.get("role", "aut")
    if not isinstance(role, str) or role not in RELATORS:
        raise InvalidValue('a role of three letters, a MARC relator such as "aut", "trl" or "edt"')
    sort = _words(table["sort"]) if "sort" in table else Words()
    return Creator(_words(table["name"]), role, sort)


def _identifier(value: object) -> str:
    """Return an identifier; an ISBN must have the right check digit."""
    text = read_string(value)
    try:
        read_isbn(text)
    except ValueError as error:
        raise InvalidValue(str(error)) from None
    return text


_LEVELS = ("2.0 A", "2.0 AA", "2.0 AAA", "2.1 A", "2.1 AA", "2.1 AAA", "2.2 A", "2.2 AA", "2.2 AAA")
"""The versions and levels of WCAG that an EPUB can conform to."""


def _certification(value: object) -> Certification:
    expected = 'who evaluated the EPUB, and its level: { by = "…", level = "2.1 AA" }'
    table = read_table(value, expected, "by", "level", "report", "credential")
    if "level" not in table:
        raise InvalidValue(expected)
    report, credential = (
        read_string(table[key]) if key in table else "" for key in ("report", "credential")
    )
    if report:
        parse_with(address)(report)
    return Certification(
        read_string(table["by"]), one_of(*_LEVELS)(table["level"]), report, credential
    )


def _code(value: object) -> str:
    if not isinstance(value, str) or (value not in RULES and value not in {c[0] for c in RULES}):
        raise InvalidValue(
            "the code of a diagnostic, or the letter of its family (`publish explain`)"
        )
    return value


def _severities(value: object) -> tuple[tuple[str, Severity], ...]:
    if not isinstance(value, dict) or not value:
        raise InvalidValue('severities by their code: { Q03 = "error" }')
    read_severity = member_of(Severity)
    severities = tuple((code, read_severity(severity)) for code, severity in value.items())
    return tuple((_code(code), severity) for code, severity in severities)


def _series(value: object) -> Series:
    table = read_table(value, 'a series: { name = "…", position = 3 }', "name", "position")
    position = table.get("position")
    if position is not None:
        position = number_from(-9999, 9999, "a position in the series")(position)
    return Series(_words(table["name"]), position)


def _page(value: object) -> str | Trim:
    # The theme knows the names of its pages: see ``publish.themes.theme.load_for``.
    if isinstance(value, str) and value.strip():
        return value
    if not isinstance(value, dict):
        raise InvalidValue('the name of a page of the theme, or { width = "…", height = "…" }')
    table = read_table(value, 'a page: { width = "148mm", height = "210mm" }', "width", "height")
    if "height" not in table:
        raise InvalidValue('a page with a height: { width = "148mm", height = "210mm" }')
    width, height = (parse_with(millimetres)(table[side]) for side in ("width", "height"))
    try:
        return Trim(width, height)
    except ValueError as error:
        raise InvalidValue(str(error)) from None


def _cover(value: object) -> Cover | None:
    if isinstance(value, bool):
        return Cover() if value else None
    table = read_table(value, 'true, or a picture: { image = "logo.png" }', "image", "alt")
    alt = _words(table["alt"]) if "alt" in table else Words()
    return Cover(Path(read_path(table["image"])), alt)


def _notes_pages(value: object) -> NotesPages:
    read_place = member_of(NotesPlace)
    if not isinstance(value, dict):
        return NotesPages(read_place(value))
    table = read_table(value, 'pages for notes: { place = "end", count = 4 }', "place", "count")
    count = number_from(1, MOST_NOTES_PAGES, "a count of pages")(table.get("count", 1))
    return NotesPages(read_place(table["place"]), count)


KEYS: dict[str, Callable[[object], Any]] = {
    "title": _words,
    "subtitle": _words,
    "creators": list_of(_creator, 'people: { name = "…", role = "aut" }'),
    "event": _words,
    "date": _date,
    "publisher": read_string,
    "rights": read_string,
    "identifier": _identifier,
    "series": _series,
    "title_sort": _words,
    "description": _words,
    "subjects": list_of(_words, 'subjects: "Printing"'),
    "source": _identifier,
    "certified": _certification,
    "languages": list_of(_language, 'language tags such as "en"'),
    "binding": member_of(Binding),
    "theme": read_path,
    "editions": list_of(read_string, "names of editions"),
    "formats": list_of(member_of(Format), f"formats: {', '.join(Format)}"),
    "profiles": list_of(read_string, "names of profiles"),
    "files": list_of(read_path, "file names"),
    "shape": one_of(*Shape),
    "translation": one_of(*TRANSLATIONS),
    "order": one_of(*ORDERS),
    "lines": one_of(*LINES),
    "markup": one_of(*MARKUPS),
    "typography": one_of(*TYPOGRAPHIES),
    "page": _page,
    "front": read_front_matter,
    "cover": _cover,
    "notes_pages": _notes_pages,
    "address": parse_with(address),
    "address_label": _words,
    "booklet": read_booklet,
    "indexes": list_of(one_of(*INDEXES), f"indexes: {', '.join(INDEXES)}"),
    "ignore": list_of(_code, 'codes of diagnostics such as "Q03"'),
    "severity": _severities,
}
"""The reader of each key; a key of ``Settings`` has its name, but for ``ignore``, ``severity``."""
