"""BCP 47 language tags: the script and the direction of a language, and the script of a text.

Every other module asks here; a tag is compared or split nowhere else.
https://www.rfc-editor.org/rfc/rfc5646
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from publish.text.dataclass import dataclass
from publish.text.hebrew import LETTER_PATTERN

HEBREW = re.compile(LETTER_PATTERN)
"""A Hebrew letter: the alphabet, the Yiddish digraphs, the presentation forms."""

LATIN = re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff]")

TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
"""The language tags that settings accept: a language of two or three letters, then subtags."""

_LANGUAGES_OF = {
    # Hebrew, Yiddish, Ladino, and the Jewish languages of the Aramaic, Arabic and Persian worlds.
    "Hebr": "he iw hbo smp yi ji yih ydd arc tmr jpa trg lsd huy lad jrb yhd yud aju jye ajt jpr",
    "Arab": "ar arz apc acm ary arb fa pes prs ur ps sd ug ckb ota",
    "Syrc": "syr syc aii cld",
    "Thaa": "dv",
    "Nkoo": "nqo",
    "Cyrl": "ru uk be bg mk sr kk ky mn tg",
    "Grek": "el grc",
    "Ethi": "am ti gez",
}
_SCRIPT_OF = {lang: script for script, langs in _LANGUAGES_OF.items() for lang in langs.split()}
"""The script of each language that is not written in Latin letters, as in CLDR's likely subtags.

Aramaic is the exception: CLDR has ``arc`` in Imperial Aramaic, books of today in Hebrew letters.
https://www.unicode.org/reports/tr35/#Likely_Subtags
"""

_RTL = frozenset({"Hebr", "Arab", "Aran", "Syrc", "Thaa", "Nkoo", "Adlm", "Mand", "Rohg", "Samr"})


class Dir(StrEnum):
    """A base direction, spelled as HTML spells it."""

    LTR = "ltr"
    RTL = "rtl"

    @property
    def other(self) -> Dir:
        """The opposite direction."""
        return Dir.RTL if self is Dir.LTR else Dir.LTR


class Script(StrEnum):
    """The script most of a text's letters are in; ``NONE`` where it has none that we typeset."""

    HEBREW = "hebrew"
    LATIN = "latin"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Language:
    """A language tag read: its primary subtag, the ISO 15924 code of its script, its direction."""

    primary: str
    script: str
    dir: Dir


@lru_cache(maxsize=256)
def parse_tag(lang: str) -> Language:
    """Return the language that a BCP 47 tag names; subtags may have any case.

    The script is that of the script subtag (``lad-Latn``), else the usual one of the language, and
    ``Latn`` where none is known.
    """
    primary, *subtags = lang.lower().split("-")
    # The script comes after extended language subtags and before all else (RFC 5646, 2.1).
    first = next((tag for tag in subtags if len(tag) != 3 or not tag.isalpha()), "")
    is_script = len(first) == 4 and first.isalpha()
    script = first.title() if is_script else _SCRIPT_OF.get(primary, "Latn")
    return Language(primary, script, Dir.RTL if script in _RTL else Dir.LTR)


def primary(lang: str) -> str:
    """Return the primary subtag of a language tag: ``he`` of ``he-IL``."""
    return parse_tag(lang).primary


def script_code(lang: str) -> str:
    """Return the ISO 15924 code of the script in which a language is written: ``Hebr``."""
    return parse_tag(lang).script


def direction(lang: str) -> Dir:
    """Return the direction in which a language is written."""
    return parse_tag(lang).dir


def in_hebrew_letters(lang: str) -> bool:
    """Return whether a language is written in Hebrew letters, as ``yi`` and ``he-IL`` are."""
    return parse_tag(lang).script == "Hebr"


def home(lang: str) -> Script:
    """Return the script of a language, of the two that books are typeset in here."""
    return Script.HEBREW if in_hebrew_letters(lang) else Script.LATIN


def best_match(lang: str, available: Iterable[str]) -> str | None:
    """Return the tag among ``available`` that serves readers of ``lang`` best, or None.

    The same tag goes before another tag of the same language and script: ``he`` for ``he-IL``.
    https://www.rfc-editor.org/rfc/rfc4647#section-3.4
    """
    tags = tuple(available)
    if lang in tags:
        return lang
    wanted = parse_tag(lang)
    return next((tag for tag in tags if parse_tag(tag) == wanted), None)


_HEBREW_WORDS = re.compile(f"{HEBREW.pattern}+")
_LATIN_WORDS = re.compile(f"{LATIN.pattern}+")


@lru_cache(maxsize=2**14)
def letters(text: str) -> tuple[int, int]:
    """Return how many letters of ``text`` are Hebrew, and how many are Latin.

    Several passes ask for each line of a book; the cache has room for those of 1,500 pages.
    """
    hebrew = 0 if text.isascii() else sum(map(len, _HEBREW_WORDS.findall(text)))
    return hebrew, sum(map(len, _LATIN_WORDS.findall(text)))


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


def isolate(text: str) -> str:
    """Return ``text`` between isolates, so that a terminal keeps the line around it in order."""
    return f"{_FIRST_STRONG}{text}{_POP}"
