"""JSON values with the places of their strings (RFC 8259), read without recursion.

The ``json`` module keeps no places.  Strings are decoded by its ``JSONDecoder``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import lru_cache
from json import JSONDecodeError, JSONDecoder
from typing import TypeAlias

from publish.text.dataclass import dataclass
from publish.text.source import Span, Traced, join

DEEPEST = 64
"""The number of arrays and objects in one another from which on a file is refused."""

MOST_CHARACTERS = 64_000_000
MOST_VALUES = 2_000_000
"""The numbers of characters and of values that a file may have; the largest export has a third."""

_SPACE = re.compile(r"[ \t\r\n]*+")
_LITERAL = re.compile(
    r"-?+(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+|true|false|null"
)
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u.{4}|.)")
_CLOSERS = {"{": "}", "[": "]"}
_decoder = JSONDecoder(strict=False)


class JsonError(ValueError):
    """Fault of a JSON text, with the offset where it is."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@dataclass(frozen=True, slots=True)
class String:
    """A string; ``start`` and ``end`` are offsets of its characters within the quotation marks."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, ``true``, ``false`` or ``null``, as written."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Array:
    """An array, from its opening bracket on."""

    items: tuple[Value, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Object:
    """An object, from its opening bracket on; ``repeated`` are the keys that stand in it twice.

    The last value of a key counts, as in most programs.
    """

    members: dict[str, Value]
    start: int
    repeated: tuple[String, ...] = field(default=())

    def get(self, *keys: str) -> Value | None:
        """Return the first value among those of ``keys`` that is there and not null."""
        values = (self.members.get(key) for key in keys)
        return next((value for value in values if value is not None and not is_null(value)), None)

    def text(self, *keys: str) -> str:
        """Return the first string among the values of ``keys``, without white space at its ends."""
        values = (self.members.get(key) for key in keys)
        strings = (value.text.strip() for value in values if isinstance(value, String))
        return next(filter(None, strings), "")


Value: TypeAlias = String | Literal | Array | Object


def is_null(value: Value) -> bool:
    """Return whether a value is ``null``."""
    return isinstance(value, Literal) and value.text == "null"


def trace(value: String, file: str, text: str) -> Traced:
    """Return a string of the JSON ``text`` of a file, each character with its offset there."""
    if value.end - value.start == len(value.text):
        return Traced(value.text, file, ((0, value.start),))
    parts: list[Traced] = []
    index, offset = 0, value.start

    def add(characters: str, start: int) -> None:
        parts.append(Traced(characters, file, ((0, start),)))

    for escape in _ESCAPE.finditer(text, value.start, value.end):
        plain = escape.start() - offset
        add(value.text[index : index + plain], offset)
        index += plain
        add(value.text[index : index + 1], escape.start())
        index, offset = index + 1, escape.end()
    add(value.text[index:], offset)
    return join(parts)


def span_of(value: Value, file: str) -> Span:
    """Return the place of a value; of an array or an object, its opening bracket."""
    end = value.end if isinstance(value, String) else value.start + 1
    return Span(file, value.start, end)


def name_strings(value: Value) -> Iterator[tuple[int, str]]:
    """Yield the offset and the path of each string in a value, in order: ``text[1][2]``."""
    waiting: list[tuple[Value, str]] = [(value, "")]
    while waiting:
        item, path = waiting.pop()
        if isinstance(item, String):
            yield item.start, path
        elif isinstance(item, Array):
            waiting += [(each, f"{path}[{i}]") for i, each in enumerate(item.items)][::-1]
        elif isinstance(item, Object):
            members = [
                (each, f"{path}.{key}" if path else key) for key, each in item.members.items()
            ]
            waiting += members[::-1]


# --- parsing


class _Open:
    """An array or an object that is being read."""

    def __init__(self, kind: str, start: int) -> None:
        self.kind = kind
        self.start = start
        self.items: list[Value] = []
        self.members: dict[str, Value] = {}
        self.repeated: list[String] = []
        self.key = ""

    def add(self, value: Value) -> None:
        """Put a value behind the last one, or at the last key."""
        if self.kind == "[":
            self.items.append(value)
        else:
            self.members.pop(self.key, None)
            self.members[self.key] = value

    def close(self) -> Value:
        """Return the finished value."""
        if self.kind == "[":
            return Array(tuple(self.items), self.start)
        return Object(self.members, self.start, tuple(self.repeated))


def parse_json(text: str) -> Value:  # noqa: PLR0912  # a branch for each kind of value
    """Return the value that a JSON text is; raise JsonError where it is none or too large."""
    if len(text) > MOST_CHARACTERS:
        raise JsonError(f"the file has more than {MOST_CHARACTERS:,} characters", 0)
    stack: list[_Open] = []
    position, count = _skip(text, 0), 0
    while True:
        count += 1
        if count > MOST_VALUES:
            raise JsonError(f"the file has more than {MOST_VALUES:,} values", position)
        character = text[position : position + 1]
        if character in _CLOSERS and character:
            if len(stack) == DEEPEST:
                raise JsonError(
                    f"the file nests more than {DEEPEST} levels deep; texts have up to 6", position
                )
            stack.append(_Open(character, position))
            position = _skip(text, position + 1)
            if text[position : position + 1] != _CLOSERS[character]:
                position = _read_key(text, position, stack[-1])
                continue
            value: Value = stack.pop().close()
            position += 1
        elif character == '"':
            value, position = _read_string(text, position)
        else:
            value, position = _read_literal(text, position)
        position = _skip(text, position)
        while stack:
            stack[-1].add(value)
            if text[position : position + 1] == ",":
                position = _read_key(text, _skip(text, position + 1), stack[-1])
                break
            if text[position : position + 1] != _CLOSERS[stack[-1].kind]:
                raise _syntax_error(text, position, f"“,” or “{_CLOSERS[stack[-1].kind]}”")
            value = stack.pop().close()
            position = _skip(text, position + 1)
        else:
            if position < len(text):
                raise _syntax_error(text, position, "the end of the file")
            return value


parse_text = lru_cache(maxsize=4)(parse_json)
"""``parse_json``, for the steps that read the same file one after another."""


def _skip(text: str, position: int) -> int:
    """Return the offset of the first character from ``position`` on that is no white space."""
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _read_key(text: str, position: int, parent: _Open) -> int:
    """Read a key of an object with its colon; return the offset of the value."""
    if parent.kind == "[":
        return position
    if text[position : position + 1] != '"':
        raise _syntax_error(text, position, "a name in quotation marks")
    key, position = _read_string(text, position)
    if key.text in parent.members:
        parent.repeated.append(key)
    parent.key = key.text
    position = _skip(text, position)
    if text[position : position + 1] != ":":
        raise _syntax_error(text, position, "“:”")
    return _skip(text, position + 1)


def _read_string(text: str, position: int) -> tuple[String, int]:
    try:
        value, end = _decoder.raw_decode(text, position)
    except JSONDecodeError as error:
        # The decoder names no escape sequence: its words fit no reader of a message.
        is_open = error.msg.startswith("Unterminated")
        reason = "a string has no end" if is_open else "a string has a wrong escape sequence"
        raise JsonError(reason, min(error.pos, len(text))) from None
    return String(value, position + 1, end - 1), end


def _read_literal(text: str, position: int) -> tuple[Literal, int]:
    match = _LITERAL.match(text, position)
    if match is None:
        raise _syntax_error(text, position, "a value")
    return Literal(match[0], position), match.end()


def _syntax_error(text: str, position: int, expected: str) -> JsonError:
    character = text[position : position + 1]
    shown = f"“{character}”" if character.isprintable() and character else "a control character"
    place = shown if position < len(text) else "the end of the file"
    return JsonError(f"{expected} is expected, not {place}", position)


def strings(value: Value | None) -> tuple[str, ...]:
    """Return the strings in an array, without its other values."""
    items: Sequence[Value] = value.items if isinstance(value, Array) else ()
    return tuple(item.text for item in items if isinstance(item, String))
