"""Writer of TOML (https://toml.io/en/v1.0.0): a table of settings as a text."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Mapping

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_LONGEST_LINE = 100
_DELETE = "\x7f"


def write_toml(table: Mapping[str, object]) -> str:
    """Return a table as lines ``key = value``; tables that are too long for a line come last.

    A list that is too long for a line has a line for each item.  Values are those that ``tomllib``
    returns, which reads them back as they are; TypeError for others.
    """
    lines: list[str] = []
    tables: list[str] = []
    for key, value in table.items():
        line = f"{write_key(key)} = {write_value(value)}"
        if len(line) <= _LONGEST_LINE or not isinstance(value, dict | list) or not value:
            lines.append(line)
        elif isinstance(value, list):
            lines += [
                f"{write_key(key)} = [",
                *(f"    {write_value(item)}," for item in value),
                "]",
            ]
        else:
            own = (f"{write_key(name)} = {write_value(part)}" for name, part in value.items())
            tables += ["", f"[{write_key(key)}]", *own]
    return "".join(f"{line}\n" for line in [*lines, *tables])


def write_key(name: str) -> str:
    """Return a key as TOML writes it."""
    return name if _BARE_KEY.fullmatch(name) else _string(name)


def write_value(value: object) -> str:
    """Return a value as TOML; TypeError for one that TOML does not have."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return _string(value)
        case int() | float():
            return str(value)
        case datetime.date() | datetime.time():
            return value.isoformat()
        case list():
            return f"[{', '.join(map(write_value, value))}]"
        case dict():
            parts = (f"{write_key(key)} = {write_value(part)}" for key, part in value.items())
            return f"{{ {', '.join(parts)} }}" if value else "{}"
        case _:
            raise TypeError(f"TOML has no {type(value).__name__}")


def _string(text: str) -> str:
    """Return a basic string, whose escapes are those of JSON."""
    return json.dumps(text, ensure_ascii=False).replace(_DELETE, "\\u007F")
