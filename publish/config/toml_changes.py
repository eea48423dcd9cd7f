"""Changes of TOML files that leave every other line as it is: comments, order and blank lines.

Each function takes and returns the text of a file.  The result is read again and compared with
the table that it should be, so a form of TOML that these functions do not know is refused and
never damaged.
"""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from typing import Any

from publish.config.toml_writer import write_value
from publish.text.dataclass import dataclass

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_HEADER = re.compile(r"[ \t]*(\[\[?)([^\]\n]*)\]")
_KEY = re.compile(r"(?P<key>[^=\n]*)=")
_CLOSES = re.compile(r"[\]}]|\"{3}|'{3}")
"""The end of a value of several lines: an array, an inline table, a string."""

_UNKNOWN = "the settings are written in a form that cannot be changed line by line"
_MOST_LINES = 2000
"""Lines of the longest value whose end is looked for."""


class UnknownForm(ValueError):
    """The file has a form of TOML in which the change cannot be made line by line."""


class _Kind(Enum):
    OTHER = "blank line or comment"
    HEADER = "header of a table"
    KEY = "key and its value"


@dataclass(frozen=True, slots=True)
class _Statement:
    """Lines of a file: a key with its value, a header, a blank line or a comment."""

    kind: _Kind
    start: int
    end: int
    name: str = ""
    is_array: bool = False


def set_value(text: str, keys: Sequence[str], value: object) -> str:
    """Return a file in which a key, perhaps of a table, has a value; a new one comes last.

    Raises UnknownForm, as all functions here do.
    """
    *table, key = keys
    wanted = copy.deepcopy(tomllib.loads(text))
    _table_of(wanted, table)[key] = value
    line = f"{key} = {write_value(value)}"
    newline = newline_of(text)
    own = list(_inside(list(_split(text)), ".".join(table)))
    present = next((each for each in own if each.name == key), None)
    if present:
        comment = _comment_of(text[present.start : present.end])
        result = f"{text[: present.start]}{line}{comment}{newline}{text[present.end :]}"
    elif own:
        result = _insert(text, _end_of(own), line)
    elif table:
        result = _append(text, f"[{'.'.join(table)}]", line)
    else:
        gap = newline if text.strip() else ""
        result = f"{line}{newline}{gap}{text}"
    return _prove(result, wanted)


def remove_value(text: str, keys: Sequence[str]) -> str:
    """Return a file without a key; a file that has no such key as it is."""
    *table, key = keys
    wanted = copy.deepcopy(tomllib.loads(text))
    if _table_of(wanted, table).pop(key, None) is None:
        return text
    own = _inside(list(_split(text)), ".".join(table))
    present = next((each for each in own if each.name == key), None)
    if present is None:
        raise UnknownForm(_UNKNOWN)
    return _prove(text[: present.start] + text[present.end :], wanted)


def append_table(text: str, name: str, lines: str) -> str:
    """Return a file with one more table ``[[name]]`` at its end, of the given lines of TOML."""
    wanted = copy.deepcopy(tomllib.loads(text))
    tables = wanted.setdefault(name, [])
    if not isinstance(tables, list):
        raise UnknownForm(f"{name} is no list of tables")
    tables.append(tomllib.loads(lines))
    return _prove(_append(text, f"[[{name}]]", lines), wanted)


def remove_table(text: str, name: str, index: int) -> str:
    """Return a file without one of the tables ``[[name]]``, counted from 0."""
    wanted = copy.deepcopy(tomllib.loads(text))
    del wanted[name][index]
    if not wanted[name]:
        del wanted[name]
    block = _table(text, name, index)
    start, end = block[0].start, _end_of(block)
    lines = _LINES.findall(text[:start])
    if lines and not lines[-1].strip():  # the blank line that parted the table from those before
        start -= len(lines[-1])
    return _prove(text[:start] + text[end:], wanted)


def set_table_value(text: str, name: str, index: int, key: str, value: object) -> str:
    """Return a file in which a key of one of the tables ``[[name]]`` has a value."""
    wanted = copy.deepcopy(tomllib.loads(text))
    wanted[name][index][key] = value
    block = _table(text, name, index)
    present = next((each for each in block[1:] if each.name == key), None)
    newline = newline_of(text)
    line = f"{key} = {write_value(value)}"
    if present is None:
        return _prove(_insert(text, _end_of(block), line), wanted)
    comment = _comment_of(text[present.start : present.end])
    line = f"{line}{comment}{newline}"
    return _prove(text[: present.start] + line + text[present.end :], wanted)


def newline_of(text: str) -> str:
    """Return the end of the first line of a text, a line feed where it has one line."""
    end = re.search(r"\r\n|\r|\n", text)
    return end[0] if end else "\n"


def _insert(text: str, place: int, line: str) -> str:
    """Return a file with one more line after the line that ends at ``place``."""
    newline = newline_of(text)
    before = text[:place]
    gap = "" if before.endswith("\n") else newline
    return f"{before}{gap}{line}{newline}{text[place:]}"


def _append(text: str, header: str, lines: str) -> str:
    """Return a file with a table at its end, after a blank line."""
    newline = newline_of(text)
    gap = "" if not text.strip() else newline if text.endswith("\n") else newline * 2
    added = "".join(f"{line}{newline}" for line in (header, *lines.splitlines()))
    return f"{text}{gap}{added}"


def _prove(result: str, wanted: dict[str, Any]) -> str:
    try:
        actual = tomllib.loads(result)
    except tomllib.TOMLDecodeError as error:
        raise UnknownForm(_UNKNOWN) from error
    if actual != wanted:
        raise UnknownForm(_UNKNOWN)
    return result


def _table_of(data: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    for name in names:
        inner = data.setdefault(name, {})
        if not isinstance(inner, dict):
            raise UnknownForm(f"{name} is no table")
        data = inner
    return data


def _split(text: str) -> Iterator[_Statement]:
    """Yield the statements of a file in their order; together they are all of its lines."""
    lines = _LINES.findall(text)
    offset = number = 0
    while number < len(lines):
        line = lines[number]
        header = _HEADER.match(line)
        count = 1
        statement = _Statement(_Kind.OTHER, offset, offset)
        if header:
            parts = header[2].split(".")
            name = ".".join(part.strip() for part in parts).replace('"', "").replace("'", "")
            is_array = header[1] == "[["
            statement = _Statement(_Kind.HEADER, offset, offset, name, is_array)
        elif line.strip() and not line.lstrip().startswith("#"):
            count = _count_lines(lines, number)
            key = _KEY.match(line)
            statement = _Statement(
                _Kind.KEY, offset, offset, key["key"].strip(" \t") if key else ""
            )
        size = sum(map(len, lines[number : number + count]))
        yield _with_end(statement, offset + size)
        offset += size
        number += count


def _with_end(statement: _Statement, end: int) -> _Statement:
    return _Statement(
        statement.kind, statement.start, end, statement.name.strip("\"'"), statement.is_array
    )


def _count_lines(lines: Sequence[str], first: int) -> int:
    """Return the number of lines of the key in the line ``first``: the least that are TOML."""
    for last in range(first, min(len(lines), first + _MOST_LINES)):
        is_end = last == first or _CLOSES.search(lines[last])
        if is_end and _is_toml("".join(lines[first : last + 1])):
            return last + 1 - first
    raise UnknownForm(f"line {first + 1} is no key with a value")


def _is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def _inside(statements: Sequence[_Statement], table: str) -> Iterator[_Statement]:
    """Yield the header and the keys of a table; of the whole file, the keys before any table."""
    is_inside = not table
    for each in statements:
        if each.kind is _Kind.HEADER:
            is_inside = bool(table) and each.name == table and not each.is_array
        if is_inside and each.kind is not _Kind.OTHER:
            yield each


def _table(text: str, name: str, index: int) -> list[_Statement]:
    """Return the header and the keys of one of the tables ``[[name]]``."""
    statements = list(_split(text))
    headers = [n for n, each in enumerate(statements) if each.kind is _Kind.HEADER]
    starts = [n for n in headers if statements[n].name == name and statements[n].is_array]
    if index >= len(starts):
        raise UnknownForm(_UNKNOWN)
    ends = dict(pairwise([*headers, len(statements)]))
    block = statements[starts[index] : ends[starts[index]]]
    return [each for each in block if each.kind is not _Kind.OTHER]


def _end_of(block: Sequence[_Statement]) -> int:
    return block[-1].end if block else 0


def _comment_of(statement: str) -> str:
    """Return the comment at the end of a key and its value, with the space before it."""
    value = tomllib.loads(statement)
    for match in re.finditer("#", statement):
        before = statement[: match.start()].rstrip(" \t")
        comment = statement[len(before) :].rstrip()
        if "\n" not in comment and _is_toml(before) and tomllib.loads(before) == value:
            return comment
    return ""
