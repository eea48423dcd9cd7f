"""Characters that Markdown would read as signs, with backslashes; and attributes.

No character is changed: a character at an edge of a block where Markdown drops white space is
written as a reference, such as ``&#32;``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SIGNS = re.compile(
    r"[\\`*\[\]{^~$]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)"
    r"|:(?=(?:[\d_+-]*[A-Za-z][\w+-]*|[+-]1|100|1234):)"
)
"""Signs of CommonMark and of Pandoc's ``commonmark_x``, wherever they stand in a line."""

_LINE_START = re.compile(
    r"#{1,6}(?=\s|$)|[-+](?=\s|$)|-(?=[-|:])|[=>|]|:(?=[-:\s]|$)|\((?=\w{1,9}\)(?:\s|$))"
)
_NUMBER = re.compile(r"(\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+|#)(?=[.)](?:\s|$))")
_CONTROLS = re.compile(r"[\n\r\t]")
_BARE = re.compile(r"[A-Za-z0-9_.-]+")
_IN_VALUES = re.compile(r"[\"\\{}|\n\r]|&(?=#?\w+;)")
_IN_TARGETS = re.compile(r"[<>\\|\n\r]|&(?=#?\w+;)")
_PLAIN_TARGET = re.compile(r"[\w:/?#@%.,=+;'~-]+(?:&(?!#?\w+;)[\w:/?#@%.,=+;'~-]*)*")


def escape_text(text: str) -> str:
    """Return the characters of a text that stands within a line."""
    text = _SIGNS.sub(r"\\\g<0>", text)
    return _CONTROLS.sub(lambda match: reference(match[0]), text)


def escape_start(line: str) -> str:
    """Return an escaped text that begins a line, so that it begins no list and no other block."""
    if _LINE_START.match(line):
        return f"\\{line}"
    if match := _NUMBER.match(line):
        return f"{line[: match.end()]}\\{line[match.end() :]}"
    return protect_first(line)


def is_plain_start(text: str) -> bool:
    """Return whether a text can begin a line without a backslash or a reference."""
    return escape_start(text) == text


def protect_first(text: str) -> str:
    """Return a text whose first character is not dropped as white space."""
    return reference(text[0]) + text[1:] if text[:1].isspace() else text


def protect_last(text: str) -> str:
    """Return a text whose last character is not dropped as white space."""
    return text[:-1] + reference(text[-1]) if text[-1:].isspace() else text


def reference(character: str) -> str:
    """Return the numeric reference of a character."""
    return f"&#{ord(character)};"


def format_attributes(name: str, values: Iterable[tuple[str, str]] = ()) -> str:
    """Return a class and attributes in braces."""
    parts = [f".{name}"] if name else []
    for key, value in values:
        shown = _IN_VALUES.sub(lambda match: reference(match[0]), value)
        parts.append(f"{key}={shown}" if _BARE.fullmatch(shown) else f'{key}="{shown}"')
    return "{" + " ".join(parts) + "}"


def format_target(address: str) -> str:
    """Return an address as the target of a link or a picture."""
    if _PLAIN_TARGET.fullmatch(address):
        return address
    return "<" + _IN_TARGETS.sub(lambda match: reference(match[0]), address) + ">"
