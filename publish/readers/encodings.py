"""Recognition of the encoding of bytes that are not UTF-8, from the words that each one gives."""

from __future__ import annotations

import re

from publish.text.dataclass import dataclass
from publish.text.hebrew import ALPHABET, MARKS

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

_MOST_IMPLAUSIBLE = 1 / 4
"""The largest share of characters out of place in a text whose encoding is accepted."""

_LETTERS = f"{ALPHABET}\u05f0-\u05f2"
_ACCENTED = "\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_LATIN = f"A-Za-z{_ACCENTED}"
_CYRILLIC = "\u0400-\u04ff"
_HEBREW_WORD = re.compile(f"[{_LETTERS}](?:[{MARKS}]*+[{_LETTERS}])+[{MARKS}]*+")
_LATIN_WORD = re.compile(f"[{_LATIN}]*[{_ACCENTED}][{_LATIN}]*")
_CYRILLIC_WORD = re.compile(f"[{_CYRILLIC}]{{2,}}")
_SENSIBLE_CASE = re.compile("[^\\W\\d_]?[^\\WA-ZÀ-ÖØ-ÞЀ-Я\\d_]*|[^\\Wa-zß-öø-ÿа-џ\\d_]+")
_SINGLE_LETTERS = frozenset("àáèéìíòóùúÀ")

# Marks of punctuation are evidence where their place shows which of them is meant.
_PLAUSIBLE_MARKS = re.compile(
    "(?<![^\\s(\\[—–-])[“‘„](?=\\S)|(?<=\\S)[”’](?!\\w)|(?<=\\w)’(?=\\w)"
    "|(?<=\\w)[…™®]|(?<=\\s)[–—](?=\\s)|(?<=\\w)[–—](?=\\w)"
    f"|(?<=[{_LETTERS}{MARKS}])[\u05be\u05c0\u05c3\u05f3\u05f4]"
)
_NEUTRAL = frozenset("“”‘’„‚–—…«»‹›·•§°©€₪¼½¾±²³¹¶†‡‰¡¿£¥×÷\xa0\xad\u200e\u200f")
_NON_ASCII = re.compile("[^\\x00-\\x7f]")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An encoding, and how well its words fit: shares of its characters outside ASCII."""

    codec: str
    implausible: float
    plausible: float


def recognise(data: bytes) -> str | None:
    """Return the codec of the encoding whose words are the most plausible; None where none are.

    A Hebrew letter beside a Latin one, a vowel point without a letter, and a word of accented
    letters alone are implausible.
    """
    candidates = [each for codec in NAMES if (each := _rate(data, codec))]
    best = min(candidates, key=lambda each: (each.implausible, -each.plausible), default=None)
    return best.codec if best and best.implausible <= _MOST_IMPLAUSIBLE else None


def _rate(data: bytes, codec: str) -> _Candidate | None:
    """Return the candidate of an encoding; None where the bytes are not in it."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    total = len(_NON_ASCII.findall(text))
    plausible = _count_words(text) + len(_PLAUSIBLE_MARKS.findall(text))
    marks = sum(character in _NEUTRAL for character in _PLAUSIBLE_MARKS.sub("", text))
    singles = sum(_is_single(match) for match in _LATIN_WORD.finditer(text))
    singles += len(
        re.findall(f"(?<![{_LETTERS}{_LATIN}])[{ALPHABET}](?![{_LETTERS}{_LATIN}])", text)
    )
    implausible = max(total - plausible - marks - singles, 0)
    return _Candidate(codec, implausible / max(total, 1), plausible / max(total, 1))


def _is_single(match: re.Match[str]) -> bool:
    """Return whether an accented letter is a word by itself, as in “à la”."""
    return match[0] in _SINGLE_LETTERS


def _count_words(text: str) -> int:
    """Return how many characters outside ASCII stand in plausible words."""
    count = 0
    for match in _HEBREW_WORD.finditer(text):
        if _stands_apart(text, match) and not _has_inner_final(match[0]):
            count += len(match[0])
    for match in _LATIN_WORD.finditer(text):
        accented = len(_NON_ASCII.findall(match[0]))
        if accented * 3 <= len(match[0]) * 2 and _SENSIBLE_CASE.fullmatch(match[0]):
            count += accented
    for match in _CYRILLIC_WORD.finditer(text):
        if _stands_apart(text, match) and _SENSIBLE_CASE.fullmatch(match[0]):
            count += len(match[0])
    return count


def _stands_apart(text: str, match: re.Match[str]) -> bool:
    """Return whether a word has no Latin letter directly before or after it."""
    around = text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    return not re.search(f"[{_LATIN}]", around)


def _has_inner_final(word: str) -> bool:
    """Return whether a final letter stands inside a word; in visual order it stands first."""
    return bool(re.search(f"(?<=[{_LETTERS}{MARKS}])[ךםןףץ](?=[{MARKS}]*[{_LETTERS}])", word))
