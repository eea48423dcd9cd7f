"""The limits of memory and time for making one file: ``[limits]`` of ``publish.toml``, and options.

A limit of the command line and one of the workspace hold both: a workspace can only lower it.
"""

from __future__ import annotations

import re

from publish.config.toml_file import InvalidValue, key_span, load_toml, unknown_key
from publish.config.values import parse_with
from publish.diagnostics import Diagnostic, Outcome, PublishError
from publish.text.dataclass import dataclass
from publish.text.source import Source

LEAST_MEMORY = 100 * 10**6
"""Bytes that a process needs to begin."""

_SIZES = {"mb": 10**6, "gb": 10**9, "mib": 2**20, "gib": 2**30}
_DURATIONS = {"s": 1, "min": 60, "h": 3600}
_QUANTITY = r"([0-9]{1,6}(?:\.[0-9]{1,3})?) ?([a-zA-Z]+)"


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of memory and seconds of processor time for one file; None without a limit."""

    memory: int | None = None
    seconds: float | None = None

    def __bool__(self) -> bool:
        return self.memory is not None or self.seconds is not None

    def both(self, other: Limits) -> Limits:
        """Return the lower of each limit of the two."""
        memory = [limit for limit in (self.memory, other.memory) if limit is not None]
        seconds = [limit for limit in (self.seconds, other.seconds) if limit is not None]
        return Limits(min(memory, default=None), min(seconds, default=None))


NO_LIMITS = Limits()


def parse_size(text: str) -> int:
    """Return the bytes of a size such as ``500 MB``; raise ValueError for another text."""
    number = int(_parse(text, _SIZES, "a size such as 500 MB or 2 GB"))
    if number < LEAST_MEMORY:
        raise ValueError(f"a size of at least {show_size(LEAST_MEMORY)}")
    return number


def parse_duration(text: str) -> float:
    """Return the seconds of a duration such as ``90 s``; raise ValueError for another text."""
    return _parse(text, _DURATIONS, "a duration such as 90 s, 10 min or 1 h")


def show_size(size: int) -> str:
    """Return a size for messages: ``2 GB``."""
    return f"{size / 10**9:g} GB" if size >= 10**9 else f"{size / 10**6:g} MB"


def show_duration(seconds: float) -> str:
    """Return a duration for messages: ``10 min``."""
    return f"{seconds / 60:g} min" if seconds >= 60 else f"{seconds:g} s"


def inspect_limits(source: Source) -> Outcome[Limits]:
    """Return the table ``[limits]`` of a workspace, and the errors in it."""
    try:
        table = load_toml(source).get("limits", {})
    except PublishError:
        return Outcome(Limits())  # the reader of the settings reports the error
    if not isinstance(table, dict):
        error = InvalidValue('a table: [limits], then memory = "2 GB", time = "10 min"')
        return Outcome(Limits(), (error.diagnostic(key_span(source, "limits"), "`limits`", table),))
    readers = {"memory": parse_with(parse_size), "time": parse_with(parse_duration)}
    values: dict[str, float] = {}
    errors: list[Diagnostic] = []
    for key, value in table.items():
        span = key_span(source, key)
        if key not in readers:
            errors.append(unknown_key(span, key, readers))
            continue
        try:
            values[key] = readers[key](value)
        except InvalidValue as error:
            errors.append(error.diagnostic(span, f"`{key}` of [limits]", value))
    memory = values.get("memory")
    return Outcome(Limits(int(memory) if memory else None, values.get("time")), tuple(errors))


def _parse(text: str, units: dict[str, int], expected: str) -> float:
    quantity = re.fullmatch(_QUANTITY, text.strip())
    unit = units.get(quantity[2].lower()) if quantity else None
    if quantity is None or unit is None or not float(quantity[1]):
        raise ValueError(expected)
    return float(quantity[1]) * unit
