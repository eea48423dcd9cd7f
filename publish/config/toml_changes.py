"""Changes of TOML files that leave every other line as it is: comments, order and blank lines.

Each function takes and returns the text of a file.  The result is read again and compared with
the table that it should be, so a form of TOML that these functions do not know is refused and
never damaged.
"""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Sequence
from typing import Any

from publish.config.toml_statements import (
    Statement,
    UnknownForm,
    end_of,
    header_statements,
    split_statements,
    statements_of,
    table_statements,
)
from publish.config.toml_value_changes import change_statement
from publish.config.toml_writer import write_value

_LINES = re.compile(r"[^\n]*\n|[^\n]+")


def change_value(text: str, keys: Sequence[str], value: object) -> str:
    """Return a file in which a key has a value, or is removed for None; its form stays.

    A table under a header stays one, and so do tables ``[[name]]``.  Raises UnknownForm, as all
    functions here do.
    """
    data = tomllib.loads(text)
    old = find_value(data, keys)
    if value is None:
        return remove_value(text, keys)
    if old == value and type(old) is type(value):
        return text
    if old is None or _find(text, keys):
        return set_value(text, keys, value)
    match old, value:
        case dict(), dict():
            for name in old.keys() - value.keys():
                text = remove_value(text, [*keys, name])
            for name, part in value.items():
                text = change_value(text, [*keys, name], part)
            return text
        case list(), list() if len(keys) == 1 and all(isinstance(each, dict) for each in value):
            return _change_tables(text, keys[0], old, value)
        case _:
            return set_value(remove_value(text, keys), keys, value)


def set_value(text: str, keys: Sequence[str], value: object) -> str:
    """Return a file in which a key, perhaps of a table, has a value; a new one comes last."""
    *table, key = keys
    wanted = copy.deepcopy(tomllib.loads(text))
    old = find_value(wanted, keys)
    _table_of(wanted, table)[key] = value
    line = f"{key} = {write_value(value)}"
    own = list(statements_of(list(split_statements(text)), ".".join(table)))
    present = _find(text, keys)
    if present:
        changed = change_statement(present.text(text), old, value, newline_of(text))
        result = text[: present.start] + changed + text[present.end :]
    elif own:
        result = _insert(text, end_of(own), line)
    elif table:
        result = _append(text, f"[{'.'.join(table)}]", line)
    else:
        gap = newline_of(text) if text.strip() else ""
        result = f"{line}{newline_of(text)}{gap}{text}"
    return _prove(result, wanted)


def remove_value(text: str, keys: Sequence[str]) -> str:
    """Return a file without a key or a table; a file that has no such key as it is."""
    *table, key = keys
    wanted = copy.deepcopy(tomllib.loads(text))
    old = _table_of(wanted, table).pop(key, None)
    if old is None:
        return text
    if present := _find(text, keys):
        return _prove(text[: present.start] + text[present.end :], wanted)
    if isinstance(old, list):
        for index in reversed(range(len(old))):
            text = remove_table(text, ".".join(keys), index)
        return _prove(text, wanted)
    block = header_statements(text, ".".join(keys))
    if not block:
        raise UnknownForm
    return _prove(_without(text, block[0].start, end_of(block)), wanted)


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
    block = table_statements(text, name, index)
    return _prove(_without(text, block[0].start, end_of(block)), wanted)


def set_table_value(text: str, name: str, index: int, key: str, value: object) -> str:
    """Return a file in which a key of one of the tables ``[[name]]`` has a value, none for None."""
    wanted = copy.deepcopy(tomllib.loads(text))
    old = wanted[name][index].pop(key, None)
    if value is not None:
        wanted[name][index][key] = value
    block = table_statements(text, name, index)
    present = next((each for each in block[1:] if each.name == key), None)
    if present is None and value is None:
        return text
    if present is None:
        return _prove(_insert(text, end_of(block), f"{key} = {write_value(value)}"), wanted)
    statement = present.text(text)
    changed = "" if value is None else change_statement(statement, old, value, newline_of(text))
    return _prove(text[: present.start] + changed + text[present.end :], wanted)


def newline_of(text: str) -> str:
    """Return the end of the first line of a text, a line feed where it has one line."""
    end = re.search(r"\r\n|\r|\n", text)
    return end[0] if end else "\n"


def _change_tables(
    text: str, name: str, old: Sequence[dict[str, Any]], new: Sequence[dict[str, Any]]
) -> str:
    """Return a file with the tables ``[[name]]`` of ``new``, each change at its table."""
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    surplus = max(0, len(old) - len(new))
    for _ in range(surplus):
        text = remove_table(text, name, same)
    rest = [*old[:same], *old[same + surplus :]]
    for index, (before, after) in enumerate(zip(rest, new, strict=False)):
        for key in before.keys() | after.keys():
            if before.get(key) != after.get(key):
                text = set_table_value(text, name, index, key, after.get(key))
    for table in new[len(old) :]:
        lines = "".join(f"{key} = {write_value(value)}\n" for key, value in table.items())
        text = append_table(text, name, lines)
    return text


def _find(text: str, keys: Sequence[str]) -> Statement | None:
    """Return the statement of a key, which may have dots (``title.en``); None without one."""
    statements = list(split_statements(text))
    for count in reversed(range(len(keys))):
        name = ".".join(keys[count:])
        for each in statements_of(statements, ".".join(keys[:count])):
            if each.is_key and each.name == name:
                return each
    return None


def _without(text: str, start: int, end: int) -> str:
    """Return a file without a table, and without the blank line that parts it from others."""
    lines = _LINES.findall(text[:start])
    if lines and not lines[-1].strip():
        start -= len(lines[-1])
    return text[:start] + text[end:]


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
        raise UnknownForm from error
    if actual != wanted:
        raise UnknownForm
    return result


def find_value(data: object, keys: Sequence[str]) -> object:
    """Return the value of a key of a table, perhaps of a table in it; None without one."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _table_of(data: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    for name in names:
        inner = data.setdefault(name, {})
        if not isinstance(inner, dict):
            raise UnknownForm(f"{name} is no table")
        data = inner
    return data
