"""The table ``[design]`` of settings: each key with the reader of its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from publish.config.colours import read_legible_colour
from publish.config.design import Accent, FaceFamilies, Initials, Margins
from publish.config.toml_file import InvalidValue, unknown_key
from publish.config.toml_table import TomlTable
from publish.config.values import member_of, parse_with, read_flag, read_string, read_table
from publish.diagnostics import Diagnostic, Outcome
from publish.text.lengths import MM, millimetres
from publish.text.source import Source

SMALLEST, LARGEST = 7.0, 30.0
"""Points of the smallest and the largest type of a text."""

LEAST_MARGINS = {"top": 12.0, "inner": 10.0, "outer": 10.0, "foot": 15.0}
"""Millimetres of each margin that a running head, a folio and the hands of a reader need."""

_LARGEST_MARGIN = 120.0


def read_design(table: object, source: Source) -> Outcome[dict[str, Any]]:
    """Return the fields of a ``Design`` that the table sets, with an error for each wrong key."""
    place = TomlTable(source, "design")
    if not isinstance(table, dict):
        error = InvalidValue('a table: [design], then lines such as size = "12pt"')
        return Outcome({}, (error.diagnostic(place.span, "`design`", table),))
    values: dict[str, Any] = {}
    errors: list[Diagnostic] = []
    for key, value in table.items():
        if key not in DESIGN_KEYS:
            errors.append(unknown_key(place.span_of(key), key, DESIGN_KEYS))
            continue
        try:
            values[key] = DESIGN_KEYS[key](value)
        except InvalidValue as error:
            errors.append(error.diagnostic(place.span_of(key), f"`{key}` of [design]", value))
    return Outcome(values, tuple(errors))


def _size(value: object) -> str:
    expected = f"a size of type from {SMALLEST:g} to {LARGEST:g} points"
    points = parse_with(millimetres, expected)(value) * MM
    if not SMALLEST <= points <= LARGEST:
        raise InvalidValue(expected, hint='a size such as "12pt"')
    return str(value)


def _margin(side: str) -> Callable[[object], str]:
    least = LEAST_MARGINS[side]
    expected = f"for `{side}` a length from {least:g} to {_LARGEST_MARGIN:g} mm"

    def read(value: object) -> str:
        with InvalidValue.inside(value):
            if not least <= parse_with(millimetres, expected)(value) <= _LARGEST_MARGIN:
                raise InvalidValue(expected, hint='a length such as "20mm"')
        return str(value)

    return read


def _margins(value: object) -> Margins:
    if isinstance(value, str):
        return Margins(**{side: _margin(side)(value) for side in LEAST_MARGINS})
    if not isinstance(value, dict) or not value or set(value) - set(LEAST_MARGINS):
        sides = ", ".join(LEAST_MARGINS)
        hint = 'margins such as { inner = "18mm", outer = "24mm" }'
        raise InvalidValue(f"a length, or some of {sides}", hint=hint)
    return Margins(**{side: _margin(side)(length) for side, length in value.items()})


def _accent(value: object) -> Accent:
    if not isinstance(value, dict):
        return Accent(read_legible_colour(value))
    expected = 'a colour, or { colour = "#7a1f2b", print = true }'
    table = read_table(value, expected, "colour", "print")
    return Accent(read_legible_colour(table["colour"]), read_flag(table.get("print", False)))


def _faces(value: object) -> FaceFamilies:
    if not isinstance(value, dict) or not value or set(value) - {"latin", "hebrew"}:
        hint = 'faces such as { hebrew = "David Libre", latin = "EB Garamond" }'
        raise InvalidValue("names of families for `hebrew` or `latin`", hint=hint)
    return FaceFamilies(**{script: read_string(family) for script, family in value.items()})


DESIGN_KEYS: Mapping[str, Callable[[object], Any]] = {
    "size": _size,
    "margins": _margins,
    "accent": _accent,
    "faces": _faces,
    "initials": member_of(Initials),
    "ornaments": read_flag,
}
