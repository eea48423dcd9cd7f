"""Titles of books that state none: from the name of a file, or from the first words of a text."""

from __future__ import annotations

import re

from publish.text.invisible import UNPRINTABLE
from publish.text.languages import primary

UNTITLED = {"en": "Untitled", "he": "ללא כותרת"}
"""The title of a book without any words, by language."""

_LONGEST = 60
"""Characters of a title that is made of the first words of a text."""

_IDENTIFIER = re.compile(r"(?<![^\W_])(?=(?:[a-f]*\d){2})[0-9a-f]{6,}(?![^\W_])", re.IGNORECASE)
"""A digest, a serial number, or a part of a UUID."""

_COUNTER = re.compile(r"[^\W\d_]\d{3,}")
"""Digits that a scanner or a camera appends to a word: “scan0012”."""

_ADDRESS = re.compile(r"(?<!\S)\S*(?:@|://|\bwww\.)\S*")
_ENDS = " .,:;–—-"
_CHAT = re.compile(r"whats ?app|telegram chat|\+\d[\d ()]{7,}", re.IGNORECASE)
"""A name that a program gives to an exported chat, or a telephone number."""


def title_of_name(name: str) -> str:
    """Return the name of a file as a title, empty where no person would give a book that title.

    Unprintable characters are left out.  Identifiers, names that are mostly digits, names with
    the counter of a scanner, and exported chats, which have the name of a person, are none.
    """
    name = UNPRINTABLE.sub(" ", name)
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    digits, letters = sum(map(str.isdigit, words)), sum(map(str.isalpha, words))
    if not letters or digits >= letters or _IDENTIFIER.search(name) or _COUNTER.search(name):
        return ""
    if words.lower() == "chat" or _CHAT.search(words):
        return ""
    return words[:1].upper() + words[1:]


def title_of_text(text: str) -> str:
    """Return the first words of a text as a title, shortened at a word.

    Addresses of mails and web pages are left out; a text without letters gives no title.
    """
    words = _ADDRESS.sub("", text).split()
    title = ""
    for place, word in enumerate(words):
        longer = f"{title} {word}".strip()
        if place and len(longer) > _LONGEST:
            return title.rstrip(_ENDS) + "…"
        title = longer[: 2 * _LONGEST]
    return title.rstrip(_ENDS) if any(map(str.isalpha, title)) else ""


def title_without_words(lang: str) -> str:
    """Return the title of a book without any words, in its language."""
    return UNTITLED.get(primary(lang), UNTITLED["en"])
