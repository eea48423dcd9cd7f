"""Addresses of the web in a text."""

from __future__ import annotations

import re

# Closing punctuation belongs to the sentence.
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"“”„«»\ufffc]+[^\s<>\"“”„«»\ufffc.,;:!?)\]}׃']")
"""An address with its path, which may have letters of any script."""


def strip_addresses(text: str) -> str:
    """Return a text without its addresses, or the text itself where nothing else is in it."""
    if "://" not in text and "www." not in text:
        return text
    words = ADDRESS.sub(" ", text)
    return words if any(map(str.isalpha, words)) else text
