"""Which script a stretch of text is in, and which language that means."""

from __future__ import annotations

import re
from enum import StrEnum

HEBREW = re.compile("[\u05d0-\u05f2\ufb1d-\ufb4f]")
"""A Hebrew letter: the alphabet, the Yiddish digraphs, the presentation forms."""

LATIN = re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff]")


_IN_HEBREW_LETTERS = frozenset({"he", "yi", "arc", "lad"})


class Script(StrEnum):
    """The script most of a text's letters are in; ``NONE`` where it has none that we typeset."""

    HEBREW = "hebrew"
    LATIN = "latin"
    NONE = "none"


_HEBREW_WORDS = re.compile(f"{HEBREW.pattern}+")
_LATIN_WORDS = re.compile(f"{LATIN.pattern}+")


def letters(text: str) -> tuple[int, int]:
    """Return how many letters of ``text`` are Hebrew, and how many are Latin."""
    hebrew = 0 if text.isascii() else sum(map(len, _HEBREW_WORDS.findall(text)))
    return hebrew, sum(map(len, _LATIN_WORDS.findall(text)))


def home(lang: str) -> Script:
    """Return the script ``lang`` is written in, of the two that books are made in here."""
    return Script.HEBREW if lang.partition("-")[0] in _IN_HEBREW_LETTERS else Script.LATIN


def script(text: str) -> Script:
    """Return the script that most letters of ``text`` are in."""
    hebrew, latin = letters(text)
    if not hebrew and not latin:
        return Script.NONE
    return Script.HEBREW if hebrew > latin else Script.LATIN


def language(text: str, default: str = "en") -> str:
    """Return the language tag to assume for ``text``, ``default`` where it has no letters."""
    return {Script.HEBREW: "he", Script.LATIN: "en", Script.NONE: default}[script(text)]


_FIRST_STRONG, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def isolated(text: str) -> str:
    """Return ``text`` between isolates, so that a terminal keeps the line around it in order."""
    return f"{_FIRST_STRONG}{text}{_POP}"
