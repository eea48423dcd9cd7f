"""TOML files: reading, the place of each key, and errors about keys and values."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules import settings as rules
from publish.text.source import Source, Span

_SHOWN = 120
"""The number of characters of a value that a message quotes."""

_LARGEST = 10**_SHOWN

_NESTED = re.compile(r"[\[{](?:\s*[\[{]){99}")
_DIGITS = re.compile(r"[\d_]{4000}")


_WHOLE = object()


class InvalidValue(Exception):
    """A value that a key does not accept; the message says what the key accepts.

    ``options`` are all values that it accepts, where they can be listed.  ``value`` is the part of
    the value that is wrong, by default the whole; ``hint`` names what to write instead.
    """

    def __init__(
        self,
        expected: str,
        options: tuple[str, ...] = (),
        *,
        value: object = _WHOLE,
        hint: str = "",
    ) -> None:
        super().__init__(expected)
        self.options = options
        self.value = value
        self.hint = hint

    @staticmethod
    @contextmanager
    def inside(value: object) -> Iterator[None]:
        """Let an error of the block be about ``value``, a part of the value of a key."""
        try:
            yield
        except InvalidValue as error:
            if error.value is _WHOLE:
                error.value = value
            raise

    def diagnostic(self, span: Span, key: str, value: object) -> Diagnostic:
        """Return the error about ``value`` of ``key``, which stands at ``span``."""
        rule = rules.UNKNOWN_VALUE if self.options else rules.WRONG_TYPE
        wrong = value if self.value is _WHOLE else self.value
        hints = list(filter(None, [self.hint]))
        if self.options and isinstance(wrong, str):
            near = difflib.get_close_matches(wrong.lower(), self.options, 1, cutoff=0.7)
            hints += [f"did you mean “{name}”?" for name in near]
        return rule.at(span, f"{key} takes {self}, not {describe_value(wrong)}", *hints)


def load_toml(source: Source) -> dict[str, Any]:
    """Return the table in ``source``; raise PublishError at the line of a syntax error."""
    try:
        return tomllib.loads(source.text)
    except RecursionError:
        raise PublishError(
            rules.BAD_TOML.at(_place_of(_NESTED, source), "this is not TOML: nested too deeply")
        ) from None
    except tomllib.TOMLDecodeError as error:
        position = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line = int(position[1]) if position else source.position(len(source.text)).line
        column = int(position[2]) if position else 1
        start = source.offset(line, column)
        reason = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise PublishError(
            rules.BAD_TOML.at(
                Span(source.file, start, start + 1),
                f"this is not TOML: {reason[:1].lower()}{reason[1:]}",
                'text stands between quotation marks: title = "…"',
            )
        ) from error
    except ValueError:  # https://docs.python.org/3/library/stdtypes.html#int-max-str-digits
        raise PublishError(
            rules.BAD_TOML.at(_place_of(_DIGITS, source), "this is not TOML: a number is too long")
        ) from None


def _place_of(pattern: re.Pattern[str], source: Source) -> Span:
    """Return the span of the first match of a pattern, or the start of the file."""
    match = pattern.search(source.text)
    return Span(source.file, match.start(), match.start() + 1) if match else Span(source.file, 0, 0)


def _shorten(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def find_key(source: Source, key: str, start: int = 0, end: int | None = None) -> Span | None:
    """Return the span of ``key`` between two offsets of a TOML file, or None."""
    name = re.escape(key)
    for form in (rf"^[ \t]*([\"']?{name}[\"']?)[ \t]*[=.]", rf"^[ \t]*\[+({name})\b"):
        pattern = re.compile(form, re.MULTILINE)
        match = pattern.search(source.text, start, len(source.text) if end is None else end)
        if match:
            return Span(source.file, *match.span(1))
    return None


def key_span(source: Source, key: str) -> Span:
    """Return the span of ``key`` in a TOML file, or the start of the file."""
    return find_key(source, key) or Span(source.file, 0, 0)


def unknown_key(span: Span, key: str, keys: Iterable[str]) -> Diagnostic:
    """Return the error about a key that is none of ``keys``."""
    names = sorted(keys)
    near = difflib.get_close_matches(key, names, 1)
    hint = f"did you mean `{near[0]}`?" if near else f"known keys: {', '.join(names)}"
    return rules.UNKNOWN_KEY.at(span, f"there is no key `{_shorten(key)}`", hint)


def describe_value(value: object) -> str:
    """Return a value as messages name it: ``“text”``, ``the number 3``, ``a table with `key```."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f"“{_shorten(value)}”"
        case int() if abs(value) > _LARGEST:
            return "a number of many digits"
        case int() | float():
            return f"the number {value}"
        case list():
            return "a list" if value else "an empty list"
        case dict():
            keys = _shorten(", ".join(f"`{_shorten(key)}`" for key in value))
            return f"a table with {keys}" if value else "a table"
        case _:
            return f"{value}"
