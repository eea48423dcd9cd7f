"""Addresses of the web and of mail in a text."""

from __future__ import annotations

import re

_END = r"[^\s<>\"“”„«»\ufffc.,;:!?)\]}׃']"
_PATH = rf"[^\s<>\"“”„«»\ufffc]*{_END}"
# Closing punctuation belongs to the sentence.
ADDRESS = re.compile(rf"(?:https?://|www\.){_PATH}")
"""An address with its path, which may have letters of any script."""

# The parts are possessive, so that no text is read twice.
_MAIL = r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+"
_BARE = rf"(?<![\w.@/-])(?:[A-Za-z0-9][A-Za-z0-9-]*+\.)++[a-z]{{2,12}}/{_PATH}"
ANY_ADDRESS = re.compile(rf"{ADDRESS.pattern}|{_MAIL}|{_BARE}")
"""An address of the web, also without a scheme before its path, or of mail."""


def find_addresses(text: str) -> list[tuple[int, int]]:
    """Return the ranges of all addresses of a text, in order."""
    if "." not in text:
        return []
    return [match.span() for match in ANY_ADDRESS.finditer(text)]


def strip_addresses(text: str) -> str:
    """Return a text without its addresses, or the text itself where nothing else is in it."""
    if not any(sign in text for sign in ("://", "www.", "@", "/")):
        return text
    words = ANY_ADDRESS.sub(" ", text)
    return words if any(map(str.isalpha, words)) else text
