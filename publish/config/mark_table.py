"""The tables ``[[mark]]`` of settings, each the role of a line of the text."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from publish.config.toml_file import InvalidValue, describe_value, key_span, unknown_key
from publish.config.toml_table import TomlTable
from publish.config.values import read_string
from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import marks as rules
from publish.diagnostics.rules.settings import UNKNOWN_VALUE
from publish.document.marks import Mark, MarkRole
from publish.text.languages import TAG
from publish.text.source import Source


def read_marks(value: object, source: Source) -> Outcome[tuple[Mark, ...]]:
    """Return the marks of the value of the key ``mark``, and the errors of wrong tables."""
    if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
        error = InvalidValue('tables: [[mark]], then lines such as line = "…" and as = "text"')
        return Outcome((), (error.diagnostic(key_span(source, "mark"), "`mark`", value),))
    marks: list[Mark] = []
    errors: list[Diagnostic] = []
    for index, table in enumerate(value):
        place = TomlTable(source, "mark", index)
        mistakes = tuple(_find_mistakes(table, place))
        errors += mistakes
        if not mistakes:
            marks.append(_mark(table, place))
    return Outcome(tuple(marks), tuple(errors))


def _mark(table: Mapping[str, Any], place: TomlTable) -> Mark:
    lines = table.get("lines", ())
    return Mark(
        MarkRole(table["as"]),
        table.get("line", ""),
        (lines,) if isinstance(lines, int) else tuple(lines),
        table.get("begins", ""),
        table.get("file", ""),
        place.span_of("line" if "line" in table else "lines"),
        lang=table.get("lang", ""),
    )


def _find_mistakes(table: Mapping[str, object], place: TomlTable) -> Iterator[Diagnostic]:
    for key, value in table.items():
        if key not in _KEYS:
            yield unknown_key(place.span_of(key), key, _KEYS)
            continue
        try:
            _KEYS[key](value)
        except InvalidValue as error:
            yield error.diagnostic(place.span_of(key), f"`{key}` of [[mark]]", value)
    if "as" not in table:
        yield rules.INCOMPLETE.at(
            place.span,
            "the mark does not say what the line is: it has no `as`",
            f"as is one of {', '.join(MarkRole)}",
        )
    elif isinstance(table["as"], str) and table["as"] not in tuple(MarkRole):
        near = difflib.get_close_matches(table["as"], tuple(MarkRole), 1)
        yield UNKNOWN_VALUE.at(
            place.span_of("as"),
            f"no line of a text is {describe_value(table['as'])}",
            *(f"did you mean “{name}”?" for name in near),
            f"`as` is one of {', '.join(MarkRole)}",
        )
    if ("line" in table) == ("lines" in table):
        yield rules.INCOMPLETE.at(
            place.span,
            "the mark has both `line` and `lines`"
            if "line" in table
            else "the mark does not say which line it is for",
            'write line = "how the line begins", or lines = [12] and begins = "its first words"',
        )
    elif "begins" in table and "lines" not in table:
        yield rules.INCOMPLETE.at(
            place.span_of("begins"),
            "`begins` checks the line with the number in `lines`, and the mark has no `lines`",
            "with `line`, `begins` is not needed",
        )


def _read_role(value: object) -> str:
    if not isinstance(value, str):
        raise InvalidValue("the role of a line, such as “text” or “drop”")
    return value


def _read_language(value: object) -> str:
    if not isinstance(value, str) or not TAG.fullmatch(value):
        raise InvalidValue('a language tag such as "en" or "he"')
    return value


def _read_lines(value: object) -> tuple[int, ...]:
    numbers = [value] if isinstance(value, int) else value
    if (
        not isinstance(numbers, list)
        or len(numbers) not in {1, 2}
        or not all(
            isinstance(n, int) and not isinstance(n, bool) and 0 < n < 10**9 for n in numbers
        )
        or numbers != sorted(numbers)
    ):
        raise InvalidValue("the number of a line, [12], or of the first and the last, [12, 18]")
    return tuple(numbers)


_KEYS: dict[str, Callable[[object], object]] = {
    "line": read_string,
    "lines": _read_lines,
    "begins": read_string,
    "file": read_string,
    "as": _read_role,
    "lang": _read_language,
}
