"""Recognition of the encoding of bytes that are not UTF-8, from the words that each one gives."""

from __future__ import annotations

import re

from publish.text.dataclass import dataclass
from publish.text.hebrew import ALPHABET, MARKS
from publish.text.patterns import late_pattern

NAMES = {
    "cp1252": "Windows-1252",
    "cp1255": "Windows-1255",
    "mac_roman": "Mac Roman",
    "cp862": "CP862",
    "cp1251": "Windows-1251",
    "iso8859_8": "ISO-8859-8",
}
"""Encodings that programs of Hebrew, English and Russian editors have written, by their codecs.

The order decides between encodings that fit equally well.
"""

MOST_IMPLAUSIBLE = 1 / 4
"""The largest share of characters out of place in a text whose encoding is accepted."""

_LETTERS = f"{ALPHABET}\u05f0-\u05f2"
_FINALS = "ךםןףץ"
_NOT_FINALS = "\u05d0-\u05d9\u05db\u05dc\u05de\u05e0-\u05e2\u05e4\u05e6-\u05ea\u05f0-\u05f2"
_ACCENTED = "\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_LATIN = f"A-Za-z{_ACCENTED}"
_CYRILLIC = "\u0400-\u04ff"
# The group is a word that has no final letter inside it and no Latin letter beside it.  In visual
# order a final letter stands first.  A word of one letter has no match.
_HEBREW_WORD = late_pattern(
    f"(?<![{_LATIN}])([{_LETTERS}](?:(?:[{MARKS}]*+[{_NOT_FINALS}])++(?:[{MARKS}]*+[{_FINALS}])?+"
    f"|[{MARKS}]*+[{_FINALS}])[{MARKS}]*+)(?![{_LATIN}{_LETTERS}])"
    f"|[{_LETTERS}](?:[{MARKS}]*+[{_LETTERS}])++[{MARKS}]*+"
)
_LATIN_WORD = late_pattern(f"(?<![{_LATIN}])[{_LATIN}]*[{_ACCENTED}][{_LATIN}]*")
_LATIN_LETTER = late_pattern(f"[{_LATIN}]")
_ACCENTED_LETTER = late_pattern(f"[{_ACCENTED}]")
_CYRILLIC_WORD = late_pattern(f"[{_CYRILLIC}]{{2,}}")
# A letter with an accent may be a word of its own; among English words alone only “à” is, in
# phrases from the French, and others are Hebrew letters.
_SINGLE = late_pattern(f"[àáèéìíòóùúÀ](?<![{_LETTERS}{_LATIN}].)(?![{_LETTERS}{_LATIN}])")
_SINGLE_IN_ENGLISH = late_pattern(
    r"[àÀ](?<!\w.)(?=(?: l[ae]| propos| deux| trois| clef?| gauche| jour| pied)\b)"
)
_SINGLE_HEBREW = late_pattern(f"[{ALPHABET}](?![{_LETTERS}{_LATIN}])(?<![{_LETTERS}{_LATIN}].)")

# Marks of punctuation are evidence where their place shows which of them is meant.  The class of
# all marks stands first because the search for it is fast.
_PLAUSIBLE_MARKS = late_pattern(
    "[“‘„”’…™®–—\u05be\u05c0\u05c3\u05f3\u05f4](?:"
    "(?<![^\\s(\\[—–-].)(?<=[“‘„])(?=\\S)|(?<=\\S[”’])(?!\\w)|(?<=\\w’)(?=\\w)"
    "|(?<=\\w…)|(?<=[A-Za-z][™®])|(?<=\\s[–—])(?=\\s)|(?<=\\w[–—])(?=\\w)"
    f"|(?<=[{_LETTERS}{MARKS}][\u05be\u05c0\u05c3\u05f3\u05f4]))"
)
# Stops, commas and quotation marks of Mac Hebrew between letters, read as Windows-1255.
_MAC_HEBREW = late_pattern(f"(?<=[{_LETTERS}])[\xa2\xac\xae\xf7]")
_NEUTRAL = "“”‘’„‚–—…«»‹›·•§°©€₪¼½¾±²³¹¶†‡‰¡¿£¥×÷\xa0\xad\u200e\u200f"


@dataclass(frozen=True, slots=True)
class Rating:
    """The fit of the words of a text: shares of its characters outside ASCII."""

    implausible: float
    plausible: float


def count_non_ascii(text: str) -> int:
    """Return the number of characters outside ASCII."""
    return len(text) - len(text.encode("ascii", "ignore"))


def recognise(data: bytes, most_implausible: float = MOST_IMPLAUSIBLE) -> str | None:
    """Return the codec of the encoding whose words are the most plausible; None where none are.

    A Hebrew letter beside a Latin one, a vowel point without a letter, and a word of accented
    letters alone are implausible.
    """
    ratings: dict[str, Rating] = {}
    for codec in NAMES:
        try:
            ratings[codec] = rate(data.decode(codec))
        except UnicodeDecodeError:
            continue
    best = min(
        ratings,
        key=lambda codec: (ratings[codec].implausible, -ratings[codec].plausible),
        default=None,
    )
    return best if best and ratings[best].implausible <= most_implausible else None


def rate(text: str) -> Rating:
    """Return how plausible the words and marks of a text are."""
    total = count_non_ascii(text)
    if _is_mac_hebrew(text):
        return Rating(1.0, 0.0)
    accented = _count_latin(text)
    words = _count_hebrew(text) + accented + _count_cyrillic(text)
    rest, plausible_marks = _PLAUSIBLE_MARKS.subn("", text)
    plausible = words + plausible_marks
    marks = sum(map(rest.count, _NEUTRAL))
    pattern = _SINGLE if accented else _SINGLE_IN_ENGLISH
    singles = len(pattern.findall(text)) + len(_SINGLE_HEBREW.findall(text))
    implausible = max(total - plausible - marks - singles, 0)
    return Rating(implausible / max(total, 1), plausible / max(total, 1))


def _is_mac_hebrew(text: str) -> bool:
    """Return whether a text was in Mac Hebrew, which has spaces and stops of its own."""
    if "\xa0" not in text:
        return False
    marks = len(_MAC_HEBREW.findall(text))
    return marks * 100 > text.count("\xa0") or " " not in text


def _count_hebrew(text: str) -> int:
    """Return how many characters stand in plausible Hebrew words."""
    return sum(map(len, _HEBREW_WORD.findall(text)))


def _count_latin(text: str) -> int:
    """Return how many accented letters stand in plausible words of Latin letters."""
    if not _ACCENTED_LETTER.search(text):
        return 0
    count = 0
    for match in _LATIN_WORD.finditer(text):
        accented = count_non_ascii(match[0])
        if accented * 3 <= len(match[0]) * 2 and _has_sensible_case(match[0]):
            count += accented
    return count


def _count_cyrillic(text: str) -> int:
    """Return how many characters stand in plausible words of Cyrillic letters."""
    return sum(
        len(match[0])
        for match in _CYRILLIC_WORD.finditer(text)
        if _stands_apart(text, match) and _has_sensible_case(match[0])
    )


def _has_sensible_case(word: str) -> bool:
    """Return whether a word has capitals nowhere, everywhere, or at its beginning."""
    return word[1:] == word[1:].lower() or word == word.upper()


def _stands_apart(text: str, match: re.Match[str]) -> bool:
    """Return whether a word has no Latin letter directly before or after it."""
    around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    return not _LATIN_LETTER.search(around)
