"""BCP 47 language tags: the script and the direction of a language, and the script of a text.

Every other module asks here; a tag is compared or split nowhere else.
https://www.rfc-editor.org/rfc/rfc5646
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

from publish.text.addresses import strip_addresses
from publish.text.dataclass import dataclass
from publish.text.hebrew import LETTER_PATTERN

HEBREW = re.compile(LETTER_PATTERN)
"""A Hebrew letter: the alphabet, the Yiddish digraphs, the presentation forms."""

LATIN = re.compile("[A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u1e00-\u1eff]")

CYRILLIC = re.compile("[\u0400-\u0481\u048a-\u052f\u1c80-\u1c88]")

GREEK = re.compile("[\u0370-\u0373\u0376-\u037d\u037f-\u03ff\u1f00-\u1fff]")

ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\ufb50-\ufefc]")

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
    """The script of most letters of a text; ``NONE`` of a text without letters."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    GREEK = "greek"
    ARABIC = "arabic"
    OTHER = "other"
    HEBREW = "hebrew"
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


def is_within(lang: str, wanted: str) -> bool:
    """Return whether a language is ``wanted`` or a kind of it: ``en-GB`` is within ``en``.

    A language in other letters is not: ``he-Latn`` is not within ``he``.
    https://www.rfc-editor.org/rfc/rfc4647#section-3.3.1
    """
    tag, range_ = lang.lower(), wanted.lower()
    return tag == range_ or (
        tag.startswith(f"{range_}-") and script_code(lang) == script_code(wanted)
    )


def script_code(lang: str) -> str:
    """Return the ISO 15924 code of the script in which a language is written: ``Hebr``."""
    return parse_tag(lang).script


def direction(lang: str) -> Dir:
    """Return the direction in which a language is written."""
    return parse_tag(lang).dir


def in_hebrew_letters(lang: str) -> bool:
    """Return whether a language is written in Hebrew letters, as ``yi`` and ``he-IL`` are."""
    return parse_tag(lang).script == "Hebr"


_SCRIPTS = {
    "Hebr": Script.HEBREW,
    "Latn": Script.LATIN,
    "Cyrl": Script.CYRILLIC,
    "Grek": Script.GREEK,
    "Arab": Script.ARABIC,
}


def home(lang: str) -> Script:
    """Return the script in which a language is written."""
    return _SCRIPTS.get(parse_tag(lang).script, Script.OTHER)


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


LETTERS_OF = {
    Script.LATIN: LATIN,
    Script.CYRILLIC: CYRILLIC,
    Script.GREEK: GREEK,
    Script.ARABIC: ARABIC,
    Script.HEBREW: HEBREW,
}
"""The letter of each script, a character class."""

_WORDS = {script: re.compile(f"{letter.pattern}+") for script, letter in LETTERS_OF.items()}
_OF_ALL_BLOCKS = re.compile(r"[^\W\d_\u02b0-\u02ff]")
# Characters outside the blocks of Latin and Hebrew letters, and of punctuation.  The class of these
# blocks is compiled in a tenth of the time, because `re` visits the characters of a class.
_BEYOND = re.compile("[^\x00-\u036f\u0590-\u05ff\u1e00-\u1eff\u2000-\u2bff\ufb1d-\ufb4f]")


@lru_cache(maxsize=2**14)
def count_letters(text: str) -> Mapping[Script, int]:
    """Return the number of letters of ``text`` in each script that it has, Hebrew last.

    Several passes ask for each line of a book; the cache has room for those of 1,500 pages.
    """
    if text.isascii():
        return _count(text, (Script.LATIN,))
    if not _BEYOND.search(text):
        return _count(text, (Script.LATIN, Script.HEBREW))
    counts = _count(text, _WORDS)
    others = len(_OF_ALL_BLOCKS.findall(text)) - sum(counts.values())
    return {Script.OTHER: others, **counts} if others > 0 else counts


def _count(text: str, scripts: Iterable[Script]) -> Mapping[Script, int]:
    counts = ((script, sum(map(len, _WORDS[script].findall(text)))) for script in scripts)
    return {script: count for script, count in counts if count}


def script(text: str) -> Script:
    """Return the script that most letters of ``text`` are in; of two equal ones not Hebrew."""
    if not _BEYOND.search(text):
        is_latin, is_hebrew = bool(LATIN.search(text)), bool(HEBREW.search(text))
        if not (is_latin and is_hebrew):
            return Script.LATIN if is_latin else Script.HEBREW if is_hebrew else Script.NONE
    counts = count_letters(text)
    return max(counts, key=counts.__getitem__, default=Script.NONE)


_SHORT = 30
"""The letters below which the first and the last word of a text tell more than a majority."""

_LEAST = 0.3
"""The least share of letters in the script of these two words."""

_ANY_WORD = re.compile(r"[^\W\d_]+")


def base_script(text: str, own: Script) -> Script:
    """Return the script by which the direction of a line or paragraph is set.

    The script of most letters counts; where no other has more, ``own``, that of the text around.
    A few words that begin and end in ``own`` are in ``own``: ``see תניא, אגרת התשובה there``.
    The letters of an address are not counted.
    """
    text = strip_addresses(text)
    counts = count_letters(text)
    if len(counts) < 2:
        return next(iter(counts), own)
    total = sum(counts.values())
    if _LEAST * total <= counts.get(own, 0) and total < _SHORT:
        words = _ANY_WORD.findall(text)
        if script(words[0]) is own is script(words[-1]):
            return own
    most = max(counts, key=counts.__getitem__)
    return own if counts[most] == counts.get(own, 0) else most


_ENOUGH = 40
_HALF = 0.45


def begins_in(text: str, own: Script) -> bool:
    """Return whether the first word of ``text`` is in the script ``own``."""
    word = _ANY_WORD.search(text)
    return word is not None and script(word[0]) is own


def is_close_call(text: str) -> bool:
    """Return whether Hebrew and another script have about half of the letters of a long text."""
    counts = count_letters(text)
    hebrew, total = counts.get(Script.HEBREW, 0), sum(counts.values())
    return total >= _ENOUGH and _HALF * total <= hebrew <= (1 - _HALF) * total


USUAL_LANGUAGES = {
    Script.LATIN: "en",
    Script.CYRILLIC: "ru",
    Script.GREEK: "el",
    Script.ARABIC: "ar",
    Script.OTHER: "und",
    Script.HEBREW: "he",
}
"""The language of a text of which the script alone is known."""


def language(text: str, default: str = "en") -> str:
    """Return the language tag to assume for ``text``, ``default`` where it has no letters."""
    return USUAL_LANGUAGES.get(script(text), default)


_FIRST_STRONG, _POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def isolate(text: str) -> str:
    """Return ``text`` between isolates, so that a terminal keeps the line around it in order."""
    return f"{_FIRST_STRONG}{text}{_POP}"
