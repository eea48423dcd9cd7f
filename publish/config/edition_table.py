"""The table ``[edition]`` of settings: each key with the reader of its values."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import Any

from publish.config.edition_options import (
    Choices,
    Commentary,
    EditionTable,
    FirstText,
    Folios,
    Keep,
    Numerals,
    Points,
    SegmentNumbers,
    Titles,
)
from publish.config.fit import Fit, read_fit
from publish.config.options import Edition
from publish.config.toml_file import InvalidValue, unknown_key
from publish.config.toml_table import TomlTable
from publish.config.values import list_of, member_of, read_flag, read_language
from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules.settings import UNKNOWN_EDITION
from publish.document.text_layout import PageSide
from publish.text.source import Source, Span

EDITION_KEYS: Mapping[str, Callable[[object], Any]] = {
    "languages": list_of(read_language, 'a list of language tags: ["he", "en"]'),
    "first": member_of(FirstText),
    "commentary": member_of(Commentary),
    "transliteration": read_flag,
    "points": member_of(Points),
    "numbers": member_of(SegmentNumbers),
    "numerals": member_of(Numerals),
    "keep": member_of(Keep),
    "original_page": member_of(PageSide),
    "folios": member_of(Folios),
    "titles": member_of(Titles),
}

_KEYS_OF_ONE: Mapping[str, Callable[[object], Any]] = {**EDITION_KEYS, "fit": read_fit}
"""The keys of the table of a single edition."""


def read_edition(table: object, source: Source) -> Outcome[EditionTable]:
    """Return the choices of a table and of the tables of editions in it, with its errors."""
    place = TomlTable(source, "edition")
    if not isinstance(table, dict):
        names = f'editions = ["{table}"]' if table in tuple(Edition) else ""
        error = InvalidValue(
            'a table: [edition], then lines such as commentary = "foot"',
            hint=names and f"{names} names the editions to make",
        )
        return Outcome(EditionTable(), (error.diagnostic(place.span, "`edition`", table),))
    own = {key: value for key, value in table.items() if key not in tuple(Edition)}
    common = _read_choices(own, place, "[edition]", EDITION_KEYS, tuple(Edition))
    errors = list(common.diagnostics)
    by_edition: list[tuple[str, Choices]] = []
    fits: list[tuple[str, Fit | None]] = []
    for name in Edition:
        if name not in table:
            continue
        choices = table[name]
        inner = TomlTable(source, f"edition.{name}")
        if not isinstance(choices, dict):
            error = InvalidValue(f'a table: [edition.{name}], then lines such as points = "none"')
            errors.append(error.diagnostic(inner.span, f"`{name}`", choices))
            continue
        read = _read_choices(choices, inner, f"[edition.{name}]", _KEYS_OF_ONE)
        errors += read.diagnostics
        fits += [(name, value) for key, value in read.value if key == "fit"]
        by_edition.append((name, tuple(each for each in read.value if each[0] != "fit")))
    return Outcome(EditionTable(common.value, tuple(by_edition), tuple(fits)), tuple(errors))


def _read_choices(
    table: Mapping[str, object],
    place: TomlTable,
    name: str,
    keys: Mapping[str, Callable[[object], Any]],
    others: tuple[str, ...] = (),
) -> Outcome[Choices]:
    choices: list[tuple[str, Any]] = []
    errors: list[Diagnostic] = []
    names = (*keys, *others)
    for key, value in table.items():
        if key not in keys:
            span = place.span_of(key)
            is_edition = isinstance(value, dict)
            errors.append(
                unknown_edition(span, key) if is_edition else unknown_key(span, key, names)
            )
            continue
        try:
            choices.append((key, keys[key](value)))
        except InvalidValue as error:
            errors.append(error.diagnostic(place.span_of(key), f"`{key}` of {name}", value))
    return Outcome(tuple(choices), tuple(errors))


def unknown_edition(span: Span, name: str) -> Diagnostic:
    """Return the error about the name of an edition that does not exist."""
    near = difflib.get_close_matches(name.lower(), tuple(Edition), 1)
    return UNKNOWN_EDITION.at(
        span,
        f"there is no edition “{name}”",
        *(f"did you mean “{each}”?" for each in near),
        f"editions: {', '.join(Edition)}",
        "`publish explain editions` says for whom each is",
    )
