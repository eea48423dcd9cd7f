"""The form of the settings of a book: values of its file as controls show them, and back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, assert_never

from publish.config import Book
from publish.config.setting_descriptions import DESCRIPTIONS
from publish.config.toml_changes import find_value
from publish.desk.setting_fields import AUTHOR, NEAREST, Field, Kind, Part
from publish.desk.setting_words import VALUE_NAMES
from publish.text.languages import language

_HELP = {
    "creators": "The people who made the book, in the order in which they are named.",
    "identifier": "The number of the book in shops; its last digit is checked.",
    "series": "The series that the book belongs to, and its place in it.",
    "date": "A year, a month or a day: 2025 or 2025-05-20.",
    "languages": "The first is that of the titles and the contents.",
    "front": "The pages before the text.",
    "fit": "The folded sheets or the pages that the book fills; spaces change a little.",
    "design.size": "The size of the type of the text, such as 12pt.",
    "design.accent": "A colour for initials, ornaments and rules, such as #7a1f2b.",
    "design.initials": "The beginning of the first paragraph.",
    "notes_pages": "Lines for notes by hand.",
    "formats": "The files to make.",
    "editions": "The first is the usual one.",
    "profiles": "For screen readers, for an archive, and for printers.",
    "booklet.sheet": "The sheet of paper on which the booklet is printed.",
    "wrap_cover.paper": "The paper of a bound book, which decides the width of its spine.",
    "wrap_cover.back": "The text of the back of the cover, in one language or in two.",
    "booklet.layout": "From the sheet of paper to the booklet: to fold, cut, punch or glue.",
    "shape": "The shape of the text, where it is not recognised.",
    "lines": "The lines of the text, where they are not recognised.",
    "order": "For texts whose Hebrew is stored backwards.",
    "markup": "The characters of the text can also be printed as they stand.",
    "notes.fill": "The reference of the verse beside the call, in square brackets.",
    "typography": "Quotation marks and apostrophes can also be printed as they were pasted.",
}
"""Explanations of the form, in fewer words than those of the keys."""


class WrongForm(ValueError):
    """A value that no control of the form gives."""


def describe_field(field: Field, table: Mapping[str, Any], book: Book) -> dict[str, Any]:
    """Return a field as an object: its value in the file of the book, and what it may be."""
    value = find_value(table, field.name.split("."))
    kind = field.kind if value is None or _can_show(field.kind, field.parts, value) else Kind.OTHER
    english = _HELP.get(field.name) or DESCRIPTIONS[field.name].text.replace("`", "")
    return {
        "name": field.name,
        "kind": kind.value,
        "group": field.group,
        "label": {"en": field.english, "he": field.hebrew},
        "help": {"en": english, "he": field.help} if field.help else {"en": english},
        "value": None if value is None else _show(kind, field.parts, value),
        "choices": list(field.offer(book)) if field.offer else [],
        "names": VALUE_NAMES.get(field.name, {}),
        "parts": [_describe_part(part) for part in field.parts],
        "default": _default(field, book),
    }


def read_value(field: Field, value: object, old: object) -> object:
    """Return a value of the form as one of TOML; None where nothing is left of it.

    ``old`` is the value in the file, whose form stays where it can.  Raises WrongForm for a value
    that is none of the form.
    """
    return _read(field.kind, field.parts, value, old)


def _describe_part(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "kind": part.kind.value,
        "label": {"en": part.english, "he": part.hebrew},
        "choices": list(part.choices),
        "default": part.default,
    }


def _default(field: Field, book: Book) -> str | None:
    """Return the value that holds where the file has none, if a line of text can show it."""
    value = getattr(book.workspace.defaults, field.name, None)
    match value:
        case str() if value:
            return str(value)
        case tuple() if value and all(isinstance(each, str) for each in value):
            return ", ".join(map(str, value))
        case _:
            return None


def _can_show(kind: Kind, parts: tuple[Part, ...], value: object) -> bool:
    """Return whether the control of a kind shows all of a value."""
    match kind:
        case Kind.TEXT | Kind.NUMBER | Kind.DATE:
            return isinstance(value, str | int | float | datetime.date)
        case Kind.CHOICE:
            return isinstance(value, str)
        case Kind.LIST | Kind.SEVERAL | Kind.LANGUAGES:
            return isinstance(value, list) and all(isinstance(each, str) for each in value)
        case Kind.WORDS:
            forms = value.values() if isinstance(value, dict) else [value]
            return all(isinstance(each, str) for each in forms)
        case Kind.TABLE:
            kinds = {part.name: part.kind for part in parts}
            return isinstance(value, dict) and all(
                name in kinds and _can_show(kinds[name], (), each) for name, each in value.items()
            )
        case Kind.TABLES:
            return isinstance(value, list) and all(
                _can_show(Kind.TABLE, parts, each) for each in value
            )
        case Kind.FIT:
            return value is not False
        case Kind.OTHER:
            return True
        case _:
            assert_never(kind)


def _show(kind: Kind, parts: tuple[Part, ...], value: Any) -> object:
    """Return a value of TOML as the control shows it; words are a text for each language."""
    match kind:
        case Kind.WORDS:
            return value if isinstance(value, dict) else {language(value): value}
        case Kind.TABLE:
            return {
                part.name: _show(part.kind, (), value[part.name])
                for part in parts
                if part.name in value
            }
        case Kind.FIT:
            return _show_fit(value)
        case Kind.TABLES:
            return [_show(Kind.TABLE, parts, each) for each in value]
        case _:
            return _plain(value)


def _plain(value: object) -> object:
    """Return a value of TOML as one of JSON: a date is its text."""
    match value:
        case datetime.date() | datetime.time():
            return value.isoformat()
        case list():
            return [_plain(each) for each in value]
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case _:
            return value


def _read(kind: Kind, parts: tuple[Part, ...], value: object, old: object) -> object:
    if value is None:
        return None
    match kind, value:
        case Kind.DATE, str():
            return _read_date(value)
        case Kind.WORDS, dict():
            return _read_words(value, old)
        case Kind.TABLE, dict():
            return _read_table(parts, value, old if isinstance(old, dict) else {})
        case Kind.TABLES, list():
            tables = old if isinstance(old, list) else []
            rest: list[object] = [{}] * max(0, len(value) - len(tables))
            people = [
                _read(Kind.TABLE, parts, each, before)
                for each, before in zip(value, [*tables, *rest], strict=False)
            ]
            return list(filter(None, people)) or None
        case Kind.FIT, dict():
            return _read_fit(value, old)
        case ((Kind.TABLE | Kind.TABLES | Kind.FIT), _):
            raise WrongForm(f"“{value}” is no value of this field")
        case _:
            return value


def _read_date(text: str) -> object:
    """Return a day as TOML has it, which a book prints in its language; other dates are texts."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text


def _read_words(forms: Mapping[str, object], old: object) -> object:
    """Return a text where its language is known by its letters, else one for each language."""
    texts = {
        tag: text.strip() for tag, text in forms.items() if isinstance(text, str) and text.strip()
    }
    if len(texts) != 1 or isinstance(old, dict):
        return texts or None
    ((tag, text),) = texts.items()
    return text if language(text) == tag else texts


def _show_fit(value: object) -> dict[str, object]:
    match value:
        case "sheets":
            return {"sheets": NEAREST}
        case {"sheets": count}:
            return {"sheets": str(count)}
        case {"pages": count}:
            return {"pages": count}
        case _:
            return {"pages": value}


def _read_fit(value: Mapping[str, object], old: object) -> object:
    """Return the sheets or the pages of a form; of both, those that differ from before."""
    sheets, pages = value.get("sheets"), value.get("pages")
    before = {} if old is None else _show_fit(old)
    if pages and (not sheets or (pages != before.get("pages") and sheets == before.get("sheets"))):
        return pages
    if sheets == NEAREST:
        return "sheets"
    return {"sheets": int(str(sheets))} if sheets else None


def _read_table(
    parts: tuple[Part, ...], value: Mapping[str, object], old: Mapping[str, object]
) -> object:
    table = {
        part.name: each
        for part in parts
        if (each := _read(part.kind, (), value.get(part.name), old.get(part.name))) is not None
    }
    if table.get("role") == AUTHOR and "role" not in old:
        del table["role"]
    return table if table.keys() - {"role"} else None
