"""The language of a line by its frequent words and by patterns of letters.

A table was preferred to a library: of those that work offline, none knows Aramaic, and the most
accurate one, lingua, has a package of 96 MB.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from publish.text.dataclass import dataclass
from publish.text.hebrew import LETTERS, MARKS_AND_JOINER, VARIKA
from publish.text.language_words import LANGUAGES, weights
from publish.text.languages import USUAL_LANGUAGES, Script, home, parse_tag, script

_LONGEST = 240
"""The characters of a line that are looked at; more would not change the result."""

_CERTAIN = 3.0
"""The lead in evidence at which the confidence is 1."""

_WORD = re.compile(r"[^\W\d_]+")
_MARKS = re.compile(f"[{MARKS_AND_JOINER}{VARIKA}]+")
_DIGRAPHS = {"\u05f0": "וו", "\u05f1": "וי", "\u05f2": "יי", "\ufb1f": "יי"}
_IN_PARTS = str.maketrans(_DIGRAPHS)


@dataclass(frozen=True, slots=True)
class Guess:
    """A language tag, and the confidence in it, from 0 (by the script alone) to 1."""

    lang: str
    confidence: float


def detect(text: str, candidates: Sequence[str] = ()) -> Guess:
    """Return the language of a text.

    Only the ``candidates`` in the script of the text are considered, where there are any.  Without
    evidence the result is the first of them, or the usual language of the script.
    """
    return best(evidence(text), script(text), candidates)


def best(scores: Mapping[str, float], script: Script, candidates: Sequence[str] = ()) -> Guess:
    """Return the language with the most evidence; parameters and result are as of ``detect``."""
    own = in_script(script, candidates)
    if len(own) == 1:
        return Guess(own[0], 1.0)
    tags = own or LANGUAGES.get(script, ())
    if not tags:
        return Guess(USUAL_LANGUAGES.get(script, "und"), 0.0)
    ranked = sorted(tags, key=lambda tag: -scores.get(table_tag(tag), 0.0))
    lead = scores.get(table_tag(ranked[0]), 0.0) - scores.get(table_tag(ranked[1]), 0.0)
    return Guess(ranked[0], min(lead / _CERTAIN, 1.0))


def in_script(script: Script, tags: Iterable[str]) -> tuple[str, ...]:
    """Return the tags of languages that are written in a script."""
    return tuple(tag for tag in tags if home(tag) is script)


def table_tag(tag: str) -> str:
    """Return the tag under which evidence of a language is listed: ``pt`` of ``pt-BR``."""
    language = parse_tag(tag)
    primary = "arc" if language.primary in ("tmr", "jpa") else language.primary
    return "lad-Latn" if (primary, language.script) == ("lad", "Latn") else primary


@lru_cache(maxsize=2**14)
def evidence(text: str) -> Mapping[str, float]:
    """Return the evidence in a text for each language of its script.

    A frequent word counts 1, a pattern of letters mostly less; no evidence is absent.
    """
    kind = script(text)
    if kind not in LANGUAGES:
        return {}
    text = text[:_LONGEST]
    plain = text.casefold() if kind is not Script.HEBREW else without_points(text)
    words = set(_WORD.findall(plain))
    table = weights(kind)
    scores: dict[str, float] = {}
    for word in words & table.keys():
        for lang, weight in table[word].items():
            scores[lang] = scores.get(lang, 0.0) + weight
    if not _is_clear(scores):
        for lang, pattern, weight, most in _PATTERNS[kind]:
            count = len(set(pattern.findall(plain)))
            if count:
                scores[lang] = scores.get(lang, 0.0) + min(count * weight, most)
        if kind is Script.HEBREW:
            _add_hebrew_letters(text, words, scores)
    return scores


def _is_clear(scores: Mapping[str, float]) -> bool:
    """Return whether frequent words alone decide."""
    first, second, *_ = (*sorted(scores.values(), reverse=True), 0.0, 0.0)
    return first >= _CERTAIN and second * 2 <= first


# --- patterns: the language, the pattern, the weight of each word or letter, the most of all


def _pattern(lang: str, pattern: str, weight: float, most: float) -> _Pattern:
    return lang, re.compile(pattern), weight, most


_Pattern = tuple[str, re.Pattern[str], float, float]

_PATTERNS: Mapping[Script, tuple[_Pattern, ...]] = {
    Script.LATIN: (
        _pattern("en", r"\b\w*(?:th|wh|ght|ing\b)\w*", 0.5, 2.0),
        _pattern("es", r"[ñ¿¡]|(?:\b|(?<=[ñ¿¡]))\w+(?:ción|ciones|dad)\b", 1.0, 2.0),
        _pattern("es", r"[áíóú]", 0.3, 0.9),
        _pattern("pt", r"[ãõ]|(?:\b|(?<=[ãõ]))\w+(?:ção|ções|dade)\b", 1.0, 2.0),
        _pattern("pt", r"\b\w+[ln]h[aeo]\w*|[çâêô]", 0.4, 1.2),
        _pattern("fr", r"\b(?:[cdjlmnst]|qu)['’]\w", 0.8, 1.6),
        _pattern("fr", r"[èêëîïûœ]|(?:\b|(?<=[èêëîïûœ]))\w+(?:eau|eux|aient|ement)s?\b", 0.5, 1.5),
        _pattern("fr", r"\b\w*ç\w*|\b\w+ée?s?\b", 0.4, 1.2),
        _pattern("de", r"[äöüß]|(?:\b|(?<=[äöüß]))\w*(?:sch|ung\b|keit\b|lich)\w*", 0.8, 2.4),
        _pattern("it", r"\b(?:dell|nell|all|un|l|d|c|sull|dall)['’]\w", 0.8, 1.6),
        _pattern("it", r"\b\w+(?:tt|zz|cc|ll|ss|nn)[oiae]\b", 0.3, 0.9),
        _pattern(
            "it",
            r"[ìò]|(?:\b|(?<=[ìò]))(?:\w+(?:tà|zione|zioni|mente)\b|\w+(?:cch|ggi|gli)\w+)",
            0.6,
            1.8,
        ),
        _pattern("lad-Latn", r"\bk[aou]\w+|\b\w*dj\w+", 0.5, 1.5),
    ),
    Script.CYRILLIC: (
        _pattern("ru", "[ыэъё]", 0.7, 2.1),
        _pattern("uk", "[іїєґ]", 1.0, 3.0),
    ),
    Script.HEBREW: (
        _pattern("he", r"(?<![א-ת])[א-ת]{2,}(?:ים|ות|תי|נו)\b", 0.6, 2.4),
        _pattern("he", r"\bו?[בכלמ]?ה[א-ת]{3,}", 0.3, 1.5),
        _pattern("he", r"\bו?[שכ]ה[א-ת]{2,}", 0.5, 1.0),
        _pattern("arc", r"\bו?ד[אבכלמ][א-ת]{3,}", 0.5, 1.5),
        _pattern("arc", r"\b[א-ת]{3,}(?:ייהו|יהון|תיה|ניה|ליה|ריה|ינן|ייא|תא|נא)\b", 0.6, 2.4),
        _pattern("arc", r"(?<![א-ת])[א-ת]{3,}ין\b", 0.3, 0.9),
        _pattern(
            "yi", r"\bגע[א-ת]{3,}|(?<![א-ת])[א-ת]{2,}(?:ען|ער|עס|עט|עלע|לעך|קייט|ונג)\b", 0.5, 2.0
        ),
        _pattern(
            "lad", r"(?<![א-ת])[א-ת]{2,}(?:אדו|אדה|ידו|ידאד|מינטי|אסייון|יסייון|אנסה)\b", 0.6, 1.8
        ),
    ),
}
_FINAL_ALEF = re.compile(r"[וכלמשבהד]{0,2}([א-ת]{2,}א)")
# Hebrew words with a final alef.
_HEBREW_ALEF = frozenset(
    "הוא היא בוא יבוא תבוא קרא ברא מצא נשא חטא ירא מלא נביא נשיא כסא צבא מקרא מבוא נורא פלא דשא "
    "מורא שוא רופא מוצא נמצא יוצא קורא בורא נברא יצא שונא נושא מביא הביא להביא מלוא חטוא לצאת טמא "
    "צמא פרא גמרא סיפא רישא עזרא שבא אנא אלא נפלא נקרא נקרא יקרא תקרא יצירה משא שנא מלא חולא קונא "
    "ולא הלא שלא כלא גיא איפוא ובא לקרוא למצוא לברוא לשאת לרפא רפא אבא אמא סבא סבתא דוגמא".split()
)

_YIDDISH_LETTERS = re.compile("[\u05f0-\u05f2\ufb1f]")


def has_yiddish_letters(text: str) -> bool:
    """Return whether a text has a letter that Yiddish alone has: ``װ``, ``ױ``, ``ײ``."""
    return bool(_YIDDISH_LETTERS.search(text))


# Alef, yod and pe with a point, as Yiddish writes them between letters without points.
_YIDDISH_POINTS = re.compile("א[\u05b7\u05b8]|פ\u05bf|י\u05b4|ב\u05bf")
_LETTER = re.compile(f"[{LETTERS}]")
_FEW = 0.4
"""The greatest share of points to letters in Yiddish; pointed Hebrew has more."""


def _add_hebrew_letters(text: str, words: Iterable[str], scores: dict[str, float]) -> None:
    """Add the evidence of letters that Yiddish alone has, and of Aramaic endings."""
    letters = set(_YIDDISH_LETTERS.findall(text))
    points = _YIDDISH_POINTS.findall(text)
    if points and len(_MARKS.findall(text)) < _FEW * len(_LETTER.findall(text)):
        scores["yi"] = scores.get("yi", 0.0) + min(len(points), 4) * 0.5
    if letters:
        scores["yi"] = scores.get("yi", 0.0) + 2.0
    alefs = [m for word in words if word[-1] == "א" and (m := _FINAL_ALEF.fullmatch(word))]
    count = sum(m[0] not in _HEBREW_ALEF and m[1] not in _HEBREW_ALEF for m in alefs)
    if count:
        scores["arc"] = scores.get("arc", 0.0) + min(0.5 * count, 2.5)


def without_points(text: str) -> str:
    """Return a text without points and accents, its Yiddish digraphs as two letters."""
    if _YIDDISH_LETTERS.search(text):
        text = text.translate(_IN_PARTS)
    return _MARKS.sub("", text) if _MARKS.search(text) else text
