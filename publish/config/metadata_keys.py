"""Metadata as keys of settings: the values that are read back as the same metadata."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from publish.config.settings import Settings, parse_settings
from publish.diagnostics import PublishError
from publish.document.metadata import Certification, Creator, Date, Meta, Series, Words
from publish.text.languages import language

METADATA_KEYS = (
    *("title", "subtitle", "creators", "event", "date", "publisher", "rights", "identifier"),
    *("series", "title_sort", "description", "subjects", "source", "certified"),
)
"""The fields of metadata that settings can state, under their names."""


def express_metadata(meta: Meta, base: Settings) -> dict[str, object]:
    """Return the keys that state the metadata of a book whose other settings are ``base``.

    A field that no value states exactly is left out, as two titles in one language.
    """
    table: dict[str, object] = {}
    for key in METADATA_KEYS:
        field = getattr(meta, key)
        if field:
            values = (value for value in _values(field) if _states(key, value, field, base))
            if (value := next(values, None)) is not None:
                table[key] = value
    return table


def _states(key: str, value: object, field: object, base: Settings) -> bool:
    try:
        return bool(getattr(parse_settings({key: value}, base), key) == field)
    except PublishError:
        return False


def _values(field: object) -> Iterator[object]:
    """Yield the values that may state a field, the simplest first."""
    match field:
        case str():
            yield field
        case Words():
            yield _words(field)
        case Date(iso, given):
            yield from _dates(iso)
            yield given
        case Series(name, position):
            yield {"name": _words(name), **({} if position is None else {"position": position})}
        case Certification(by, level, report, credential):
            optional = {"report": report, "credential": credential}
            yield {"by": by, "level": level, **{k: v for k, v in optional.items() if v}}
        case tuple():
            yield [_item(item) for item in field]


def _item(item: object) -> object:
    match item:
        case Creator(name, role, sort):
            person: dict[str, object] = {"name": _words(name)}
            person |= {} if role == "aut" else {"role": role}
            return person | ({"sort": _words(sort)} if sort else {})
        case Words():
            return _words(item)
        case _:
            raise TypeError(f"no field of metadata lists a {type(item).__name__}")


def _words(words: Words) -> object:
    if len(words.forms) == 1:
        ((tag, text),) = words.forms
        if language(text) == tag:
            return text
    return dict(words.forms)


def _dates(iso: str) -> Iterator[object]:
    try:
        yield datetime.date.fromisoformat(iso)
    except ValueError:
        if iso.isdecimal():
            yield int(iso)
