"""Which script is at home in a language, and which is the foreign one beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from publish.text.hebrew import LATIN_MARKS, MARKS_AND_JOINER
from publish.text.languages import HEBREW, LATIN, Script, home

# Cantillation, points, and the joiner that holds them in order: never the first of anything.
MARKS = f"[{MARKS_AND_JOINER}]*"

_HEBREW_ASKS = "מה מהו מהי מי מדוע למה לשם איך כיצד איפה היכן מתי אימתי האם כמה איזה איזו לאן מאין"
_ENGLISH_ASKS = (
    "what which who whom whose why how when where is are was were do does did can could shall "
    "should will would may must has have had am"
)


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as it is met inside a text of another script."""

    lang: str
    script: Script
    letters: re.Pattern[str]
    """A stretch of its letters with their marks."""
    asks: frozenset[str]
    """The words with which its questions begin."""
    joins: re.Pattern[str]
    """How the text around joins the last item to a list of its words."""

    def is_of(self, text: str, share: float = 3 / 4) -> bool:
        """Tell whether ``text`` is in this language: its first and last word, and most of it.

        ``share`` is the part of all letters that has to be in its script.
        """
        own = [match.span() for match in self.letters.finditer(text)]
        if not own:
            return False
        others = _OTHERS[self.script]
        if others.search(text, 0, own[0][0]) or others.search(text, own[-1][1]):
            return False
        letters = sum(map(str.isalpha, text))
        return letters - len(others.findall(text)) >= share * letters


# The letters of all other scripts.
_OTHERS = {
    Script.HEBREW: re.compile(rf"(?!{HEBREW.pattern})[^\W\d_]"),
    Script.LATIN: re.compile(rf"(?!{LATIN.pattern})[^\W\d_]"),
}
_LETTERS = {
    Script.HEBREW: re.compile(f"(?:{HEBREW.pattern}{MARKS})+"),
    Script.LATIN: re.compile(f"(?:{LATIN.pattern}[{LATIN_MARKS}]*)+"),
}
_ASKS = {
    Script.HEBREW: frozenset(_HEBREW_ASKS.split()),
    Script.LATIN: frozenset(_ENGLISH_ASKS.split()),
}
_JOINS = {
    Script.HEBREW: re.compile(r",?\s+(?:and|or|&)\s+[(\[\"“‘']?$"),
    Script.LATIN: re.compile(r",?\s+(?:ו[-־]?|או\s+)[(\[\"“”„']?$"),
}


def tongues(book: str) -> Mapping[Script, str]:
    """Return the language of each script in a book whose own language is ``book``."""
    return {Script.HEBREW: "he", Script.LATIN: "en", home(book): book}


def foreign(lang: str, known: Mapping[Script, str]) -> Tongue:
    """Return the tongue that is foreign in a text in ``lang``."""
    script = Script.LATIN if home(lang) is Script.HEBREW else Script.HEBREW
    return Tongue(known[script], script, _LETTERS[script], _ASKS[script], _JOINS[script])
