"""The foreign language of a text: its script, its letters and its question words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from publish.text.dataclass import dataclass
from publish.text.hebrew import LATIN_MARKS, MARKS_AND_JOINER
from publish.text.languages import HEBREW, LATIN, USUAL_LANGUAGES, Script, home

# Cantillation, nikud and the grapheme joiner; none of them begins a word.
MARKS = f"[{MARKS_AND_JOINER}]*"

_HEBREW_QUESTION_WORDS = (
    "מה מהו מהי מי מדוע למה לשם איך כיצד איפה היכן מתי אימתי האם כמה איזה איזו לאן מאין"
)
_ENGLISH_QUESTION_WORDS = (
    "what which who whom whose why how when where is are was were do does did can could shall "
    "should will would may must has have had am"
)


@dataclass(frozen=True, slots=True)
class ForeignLanguage:
    """A language inside a text of another script."""

    lang: str
    script: Script
    letters: re.Pattern[str]
    """A stretch of letters of the script with their marks."""
    question_words: frozenset[str]
    """Words that begin a question, in lower case."""
    conjunction: re.Pattern[str]
    """The “and” of the surrounding language before the last item of a list."""

    def matches(self, text: str, share: float = 3 / 4) -> bool:
        """Return whether the first word, the last word and most letters are in this language.

        ``share`` is the least share of letters in its script, from 0 to 1.
        """
        own = [match.span() for match in self.letters.finditer(text)]
        if not own:
            return False
        others = _OTHERS[self.script]
        if others.search(text, 0, own[0][0]) or others.search(text, own[-1][1]):
            return False
        letters = sum(map(str.isalpha, text))
        return letters - len(others.findall(text)) >= share * letters


# Letters of every other script.
_OTHERS = {
    Script.HEBREW: re.compile(rf"(?!{HEBREW.pattern})[^\W\d_]"),
    Script.LATIN: re.compile(rf"(?!{LATIN.pattern})[^\W\d_]"),
}
_LETTERS = {
    Script.HEBREW: re.compile(f"(?:{HEBREW.pattern}{MARKS})+"),
    Script.LATIN: re.compile(f"(?:{LATIN.pattern}[{LATIN_MARKS}]*)+"),
}
_QUESTION_WORDS = {
    Script.HEBREW: frozenset(_HEBREW_QUESTION_WORDS.split()),
    Script.LATIN: frozenset(_ENGLISH_QUESTION_WORDS.split()),
}
_CONJUNCTIONS = {
    Script.HEBREW: re.compile(r",?\s+(?:and|or|&)\s+[(\[\"“‘']?$"),
    Script.LATIN: re.compile(r",?\s+(?:ו[-־]?|או\s+)[(\[\"“”„']?$"),
}


def languages_by_script(lang: str) -> Mapping[Script, str]:
    """Return the language tag of each script in a book in ``lang``."""
    return {**USUAL_LANGUAGES, home(lang): lang}


def foreign_language(lang: str, languages: Mapping[Script, str]) -> ForeignLanguage:
    """Return the language of the other script in a text in ``lang``."""
    script = Script.LATIN if home(lang) is Script.HEBREW else Script.HEBREW
    return ForeignLanguage(
        languages[script],
        script,
        _LETTERS[script],
        _QUESTION_WORDS[script],
        _CONJUNCTIONS[script],
    )
