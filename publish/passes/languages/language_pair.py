"""A foreign language in a text: its script, its letters and its question words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from publish.text.dataclass import dataclass
from publish.text.hebrew import LATIN_MARKS, MARKS_AND_JOINER
from publish.text.languages import LETTERS_OF, USUAL_LANGUAGES, Script, home
from publish.text.patterns import late_pattern

# Cantillation, nikud and the grapheme joiner; none of them begins a word.
MARKS = f"[{MARKS_AND_JOINER}]*"

_HEBREW_QUESTION_WORDS = (
    "מה מהו מהי מי מדוע למה לשם איך כיצד איפה היכן מתי אימתי האם כמה איזה איזו לאן מאין"
)
_ENGLISH_QUESTION_WORDS = (
    "what which who whom whose why how when where is are was were do does did can could shall "
    "should will would may must has have had am"
)
_RUSSIAN_QUESTION_WORDS = (
    "что кто где когда как почему зачем какой какая какое какие чей куда откуда"
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
    script: re.compile(rf"(?!{letter.pattern})[^\W\d_]") for script, letter in LETTERS_OF.items()
}
_LETTERS = {
    script: re.compile(f"(?:{letter.pattern}[{LATIN_MARKS}]*)+")
    for script, letter in LETTERS_OF.items()
} | {Script.HEBREW: re.compile(f"(?:{LETTERS_OF[Script.HEBREW].pattern}{MARKS})+")}
_QUESTION_WORDS = {
    Script.HEBREW: frozenset(_HEBREW_QUESTION_WORDS.split()),
    Script.LATIN: frozenset(_ENGLISH_QUESTION_WORDS.split()),
    Script.CYRILLIC: frozenset(_RUSSIAN_QUESTION_WORDS.split()),
}
_AND_IN_HEBREW = late_pattern(r",?\s+(?:ו[-־]?|או\s+)[(\[\"“”„']?$")
_AND_ELSEWHERE = late_pattern(r",?\s+(?:and|or|&|и|или|y|e|o|ou|et|und|oder)\s+[(\[\"“‘']?$")


def languages_by_script(lang: str, languages: Iterable[str] = ()) -> Mapping[Script, str]:
    """Return the language tag of each script in a book in ``lang``.

    ``languages`` are those of the settings; the first one in a script is the language of it.
    """
    named = {home(tag): tag for tag in reversed(tuple(languages))}
    return {**USUAL_LANGUAGES, **named, home(lang): lang}


@cache
def foreign_language(script: Script, lang: str) -> ForeignLanguage:
    """Return the language ``lang`` in ``script`` inside a text of another script."""
    return ForeignLanguage(
        lang,
        script,
        _LETTERS[script],
        _QUESTION_WORDS.get(script, frozenset()),
        _AND_ELSEWHERE if script is Script.HEBREW else _AND_IN_HEBREW,
    )
