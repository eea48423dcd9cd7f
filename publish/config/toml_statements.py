"""Statements of a TOML file by their places: keys with their values, headers, and lines between."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise

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

    def __init__(self, message: str = _UNKNOWN) -> None:
        super().__init__(message)


class Kind(Enum):
    """The kind of a statement."""

    OTHER = "blank line or comment"
    HEADER = "header of a table"
    KEY = "key and its value"


@dataclass(frozen=True, slots=True)
class Statement:
    """Lines of a file: a key with its value, a header, a blank line or a comment."""

    kind: Kind
    start: int
    end: int
    name: str = ""
    is_array: bool = False

    @property
    def is_key(self) -> bool:
        """Return whether the statement is a key with its value."""
        return self.kind is Kind.KEY

    def text(self, file: str) -> str:
        """Return the lines of the statement."""
        return file[self.start : self.end]


def split_statements(text: str) -> Iterator[Statement]:
    """Yield the statements of a file in their order; together they are all of its lines."""
    lines = _LINES.findall(text)
    offset = number = 0
    while number < len(lines):
        line = lines[number]
        header = _HEADER.match(line)
        count = 1
        statement = Statement(Kind.OTHER, offset, offset)
        if header:
            parts = header[2].split(".")
            name = ".".join(part.strip() for part in parts).replace('"', "").replace("'", "")
            is_array = header[1] == "[["
            statement = Statement(Kind.HEADER, offset, offset, name, is_array)
        elif line.strip() and not line.lstrip().startswith("#"):
            count = _count_lines(lines, number)
            key = _KEY.match(line)
            statement = Statement(Kind.KEY, offset, offset, key["key"].strip(" \t") if key else "")
        size = sum(map(len, lines[number : number + count]))
        yield _with_end(statement, offset + size)
        offset += size
        number += count


def _with_end(statement: Statement, end: int) -> Statement:
    return Statement(
        statement.kind, statement.start, end, statement.name.strip("\"'"), statement.is_array
    )


def _count_lines(lines: Sequence[str], first: int) -> int:
    """Return the number of lines of the key in the line ``first``: the least that are TOML."""
    for last in range(first, min(len(lines), first + _MOST_LINES)):
        is_end = last == first or _CLOSES.search(lines[last])
        if is_end and is_toml("".join(lines[first : last + 1])):
            return last + 1 - first
    raise UnknownForm(f"line {first + 1} is no key with a value")


def is_toml(text: str) -> bool:
    """Return whether a text is TOML by itself."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return True


def statements_of(statements: Sequence[Statement], table: str) -> Iterator[Statement]:
    """Yield the header and the keys of a table; of the whole file, the keys before any table."""
    is_inside = not table
    for each in statements:
        if each.kind is Kind.HEADER:
            is_inside = bool(table) and each.name == table and not each.is_array
        if is_inside and each.kind is not Kind.OTHER:
            yield each


def header_statements(text: str, name: str) -> list[Statement]:
    """Return the header ``[name]`` and the keys of its table, none where there is none."""
    block = list(statements_of(list(split_statements(text)), name))
    return block if block and block[0].kind is Kind.HEADER else []


def table_statements(text: str, name: str, index: int) -> list[Statement]:
    """Return the header and the keys of one of the tables ``[[name]]``."""
    statements = list(split_statements(text))
    headers = [n for n, each in enumerate(statements) if each.kind is Kind.HEADER]
    starts = [n for n in headers if statements[n].name == name and statements[n].is_array]
    if index >= len(starts):
        raise UnknownForm
    ends = dict(pairwise([*headers, len(statements)]))
    block = statements[starts[index] : ends[starts[index]]]
    return [each for each in block if each.kind is not Kind.OTHER]


def end_of(block: Sequence[Statement]) -> int:
    """Return the end of the last statement of a table."""
    return block[-1].end if block else 0
