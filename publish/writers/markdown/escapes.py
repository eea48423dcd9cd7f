"""Characters that Markdown would read as signs, with backslashes; and attributes.

No character is changed.  A character that Pandoc writes without a backslash, or drops, stands in a
span of the class ``text``, which has no meaning: ``[:]{.text}:: a``.
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

_WIDTHLESS = r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_ISOLATED = re.compile(rf"\\(?=[^\w\s]|_)|(?<!!)!++(?=\[)|&(?=#?\w+;)|(?<!\S){_WIDTHLESS}+(?=\s)")
"""A backslash before a sign, signs before others, and words of no width before a space."""

_ISOLATED_START = re.compile(r":(?=::|\s|$)|-(?=-)")
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
    result = ""
    position = 0
    for match in _ISOLATED.finditer(text):
        part = _escape_signs(text[position : match.start()], result)
        result += protect_bang(part) + isolate(match[0])
        position = match.end()
    return result + _escape_signs(text[position:], result)


def _escape_signs(text: str, before: str) -> str:
    text = _SIGNS.sub(r"\\\g<0>", text)
    text = _CONTROLS.sub(lambda match: reference(match[0]), text)
    return f"\\{text}" if before and text.startswith(("(", ":")) else text


def protect_bang(text: str) -> str:
    """Return an escaped text before a bracket, in which no exclamation mark begins a picture."""
    bare = text.rstrip("!")
    return bare + isolate(text[len(bare) :]) if len(bare) < len(text) else text


def isolate(text: str) -> str:
    """Return a text in a span without a meaning."""
    signs = _SIGNS.sub(r"\\\g<0>", text)
    return f"[{''.join(reference(c) if c.isspace() else c for c in signs)}]{{.text}}"


def escape_start(line: str) -> str:
    """Return an escaped text that begins a line, so that it begins no list and no other block."""
    if _ISOLATED_START.match(line):
        return isolate(line[0]) + line[1:]
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
    return isolate(text[0]) + text[1:] if text[:1].isspace() else text


def protect_last(text: str) -> str:
    """Return a text whose last character is not dropped as white space."""
    return protect_bang(text[:-1]) + isolate(text[-1]) if text[-1:].isspace() else text


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
