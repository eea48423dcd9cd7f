"""The keys of ``publish.toml`` and ``book.toml``, each with the reader of its values.

The message about an unknown key is that of ``toml_file.unknown_key``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from publish.config.attendees import MOST_NOTES_PAGES, Cover, NotesPages, NotesPlace, address
from publish.config.booklet_options import Binding
from publish.config.booklet_table import read_booklet
from publish.config.fit import read_fit
from publish.config.front_matter import read_front_matter
from publish.config.note_options import NoteFill, NoteOptions
from publish.config.options import Format
from publish.config.sample_size import read_sample_size
from publish.config.toml_file import InvalidValue
from publish.config.values import (
    list_of,
    member_of,
    number_from,
    one_of,
    parse_with,
    read_flag,
    read_language,
    read_part,
    read_path,
    read_string,
    read_table,
    read_words,
)
from publish.config.wrap_cover import read_wrap_cover
from publish.diagnostics import Severity
from publish.diagnostics.rules import PACKAGES, RULES
from publish.document.dates import parse
from publish.document.marks import MarkRole
from publish.document.metadata import Certification, Creator, Date, Series, Words
from publish.document.relators import RELATOR_CODES, RELATORS
from publish.document.shape import Shape
from publish.facts.isbn import read_isbn
from publish.text.lengths import Trim, millimetres

TRANSLATIONS = ("before", "after")
ORDERS = ("logical", "visual")
LINES = ("wrapped", "paragraphs")
MARKUPS = ("auto", "none", "markdown", "html", "asciidoc")
INDEXES = ("glossary", "sources", "references", "verses")
TYPOGRAPHIES = ("improve", "as-given")
_STYLE_ROLES = tuple(role for role in MarkRole if role is not MarkRole.MILESTONE)


def _date(value: object) -> Date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        # The text of the date depends on the language of the book, see ``resolve``.
        return Date(value.isoformat(), "")
    is_year = isinstance(value, int) and not isinstance(value, bool)
    if (is_year or isinstance(value, str)) and (date := parse(str(value))):
        return date
    raise InvalidValue('a date: 2025, 2025-05-20, "2025-05" or "May 2025"')


def _creator(value: object) -> Creator:
    expected = 'a person: { name = "…" }, with `role` and `sort` if needed'
    table = read_table(value, expected, "name", "role", "sort")
    role = read_part(table.get("role", "aut"), _role)
    sort = read_part(table["sort"], read_words) if "sort" in table else Words()
    return Creator(read_part(table["name"], read_words), role, sort)


def _role(value: object) -> str:
    if not isinstance(value, str) or value not in RELATORS:
        near = RELATOR_CODES.get(str(value).lower())
        hint = f'write role = "{near}"' if near else ""
        expected = 'the MARC code of a role, such as "aut", "trl" or "edt", for `role`'
        raise InvalidValue(expected, hint=hint)
    return value


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
    expected = 'the evaluator of the EPUB and its level: { by = "…", level = "2.1 AA" }'
    table = read_table(value, expected, "by", "level", "report", "credential")
    if "level" not in table:
        raise InvalidValue(expected)
    report, credential = (
        read_part(table[key], read_string) if key in table else ""
        for key in ("report", "credential")
    )
    if report:
        read_part(report, parse_with(address))
    level = read_part(table["level"], one_of(*_LEVELS))
    return Certification(read_part(table["by"], read_string), level, report, credential)


_PACKAGE_CODE = re.compile(rf"{PACKAGES}\d\d")


def _code(value: object) -> str:
    families = {code[0] for code in RULES} | {PACKAGES}
    is_known = value in RULES or value in families or _PACKAGE_CODE.fullmatch(str(value))
    if not isinstance(value, str) or not is_known:
        raise InvalidValue('the code of a message, such as "Q03", or the letter of its family')
    return value


def _severities(value: object) -> tuple[tuple[str, Severity], ...]:
    if not isinstance(value, dict) or not value:
        raise InvalidValue('codes and their severities: { Q03 = "error" }')
    read_severity = member_of(Severity)
    return tuple(
        (read_part(code, _code), read_part(severity, read_severity))
        for code, severity in value.items()
    )


def _series(value: object) -> Series:
    table = read_table(value, 'a series: { name = "…", position = 3 }', "name", "position")
    position = table.get("position")
    if position is not None:
        position = read_part(position, number_from(-9999, 9999, "a position in the series"))
    return Series(read_part(table["name"], read_words), position)


def _styles(value: object) -> tuple[tuple[str, MarkRole], ...]:
    if not isinstance(value, dict):
        raise InvalidValue('styles of a Word file and their roles: { "Verse Heb" = "original" }')
    read_role = one_of(*_STYLE_ROLES)
    return tuple((name, MarkRole(read_part(role, read_role))) for name, role in value.items())


def _page(value: object) -> str | Trim:
    # The theme knows the names of its pages: see ``publish.themes.theme.load_for``.
    if isinstance(value, str) and value.strip():
        return value
    if not isinstance(value, dict):
        raise InvalidValue('the name of a page of the theme, or { width = "…", height = "…" }')
    return read_trim(value)


def read_trim(value: object) -> Trim:
    """Return a page size from a table of its width and its height."""
    table = read_table(value, 'a page: { width = "148mm", height = "210mm" }', "width", "height")
    if "height" not in table:
        raise InvalidValue('a page with a height: { width = "148mm", height = "210mm" }')
    width, height = (read_part(table[side], _length) for side in ("width", "height"))
    try:
        return Trim(width, height)
    except ValueError as error:
        raise InvalidValue(str(error), value=f"{width:g} × {height:g} mm") from None


_length = parse_with(millimetres)


def _cover(value: object) -> Cover | None:
    if isinstance(value, bool):
        return Cover() if value else None
    table = read_table(value, 'true, or a picture: { image = "logo.png" }', "image", "alt")
    alt = read_part(table["alt"], read_words) if "alt" in table else Words()
    return Cover(Path(read_part(table["image"], read_path)), alt)


def _notes_pages(value: object) -> NotesPages:
    read_place = member_of(NotesPlace)
    if not isinstance(value, dict):
        return NotesPages(read_place(value))
    table = read_table(value, 'pages for notes: { place = "end", count = 4 }', "place", "count")
    read_count = number_from(1, MOST_NOTES_PAGES, "a number of pages")
    count = read_part(table.get("count", 1), read_count)
    return NotesPages(read_part(table["place"], read_place), count)


def _notes(value: object) -> NoteOptions:
    table = read_table(value, 'options of notes: { fill = "verses" }', "fill")
    return NoteOptions(read_part(table["fill"], member_of(NoteFill)))


KEYS: dict[str, Callable[[object], Any]] = {
    "title": read_words,
    "subtitle": read_words,
    "creators": list_of(_creator, 'a list of people: [{ name = "…" }]'),
    "event": read_words,
    "date": _date,
    "publisher": read_string,
    "rights": read_string,
    "identifier": _identifier,
    "series": _series,
    "title_sort": read_words,
    "description": read_words,
    "subjects": list_of(read_words, 'a list of subjects: ["Printing"]'),
    "source": _identifier,
    "certified": _certification,
    "languages": list_of(read_language, 'a list of language tags: ["en", "he"]'),
    "binding": member_of(Binding),
    "theme": read_path,
    "editions": list_of(read_string, 'a list of editions: ["interlinear"]'),
    "formats": list_of(member_of(Format), 'a list of formats: ["pdf", "epub", "booklet"]'),
    "profiles": list_of(read_string, 'a list of profiles: ["screen"]'),
    "files": list_of(read_path, 'a list of files: ["01.txt", "02.txt"]'),
    "shape": one_of(*Shape),
    "translation": one_of(*TRANSLATIONS),
    "order": one_of(*ORDERS),
    "lines": one_of(*LINES),
    "markup": one_of(*MARKUPS),
    "styles": _styles,
    "typography": one_of(*TYPOGRAPHIES),
    "notes": _notes,
    "page": _page,
    "hold": read_flag,
    "front": read_front_matter,
    "fit": read_fit,
    "cover": _cover,
    "notes_pages": _notes_pages,
    "address": parse_with(address),
    "address_label": read_words,
    "booklet": read_booklet,
    "wrap_cover": read_wrap_cover,
    "sample": read_sample_size,
    "indexes": list_of(
        one_of(*INDEXES), 'a list of indexes: ["glossary", "sources", "references", "verses"]'
    ),
    "ignore": list_of(_code, 'a list of codes of messages: ["Q03"]'),
    "severity": _severities,
}
"""The reader of each key; a key of ``Settings`` has its name, but for ``ignore``, ``severity``."""
