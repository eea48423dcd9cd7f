"""Character references of HTML, which Markdown reads: ``&amp;``, ``&#1488;``, ``&nbsp;``."""

from __future__ import annotations

import re

ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});")
"""A character reference (https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references)."""


def decode_entity(entity: str) -> str:
    """Return the characters of a reference; one that has no meaning stays as it is."""
    name = entity[1:-1]
    if not name.startswith("#"):
        from html.entities import html5

        return html5.get(name + ";", entity)
    is_hexadecimal = name[1] in "xX"
    code = int(name[2:] if is_hexadecimal else name[1:], 16 if is_hexadecimal else 10)
    is_character = 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return chr(code) if is_character else "\N{REPLACEMENT CHARACTER}"


def decode_entities(text: str) -> str:
    """Return a text with the characters of all references in it."""
    return ENTITY.sub(lambda match: decode_entity(match[0]), text) if "&" in text else text
