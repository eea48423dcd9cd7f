"""Text that a program before this one decoded in the wrong encoding (mojibake).

UTF-8 that is read in an encoding of one byte a character gives two or three characters for each
letter, of few kinds: “שלום” becomes “×©×œ×•×” in Windows-1252.  Encoded again and decoded as UTF-8
such sequences are Hebrew, and sequences of a right text are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from publish.text.dataclass import dataclass
from publish.text.hebrew import BLOCK

_CODECS = {
    "cp1252": "Windows-1252",
    "cp1255": "Windows-1255",
    "mac_roman": "Mac Roman",
    "cp862": "CP862",
}
"""The encodings in which UTF-8 is read by mistake."""

_HEBREW_LEADS = (0xD6, 0xD7)
_LEADS = {
    codec: _HEBREW_LEADS if codec == "cp1255" else (*_HEBREW_LEADS, 0xC2, 0xC3, 0xC5, 0xD0, 0xD1)
    for codec in _CODECS
}
"""The first bytes of letters in UTF-8: of Hebrew, accented Latin and Cyrillic letters.

In Windows-1255 the others are points and letters of ordinary Hebrew.
"""

_FEWEST = 3
_LEAST_SHARE = 1 / 5
_CONTROLS = re.compile("[\x80-\x84\x86-\x9f]")
_NON_ASCII = re.compile("[^\x00-\x7f]")
# Hebrew, accented letters, Russian letters, punctuation and signs, and emoji.
_EXPECTED = re.compile(
    f"[{BLOCK}\u00a0-\u017f\u0401\u0410-\u044f\u0451\u2010-\u2044\u20aa\u20ac\u2122\u2190-\u27bf"
    "\U0001f300-\U0001faff]+"
)
# Hebrew without the control characters that were among it.
_REMAINS = re.compile("×(?=[×\u00a1-\u00bf])|(?<=[\u00a1-\u00bf×])×")
_WESTERN_HEBREW = re.compile("(?<![A-Za-z\u00c0-\u024f])[à-ú]{2,}(?![A-Za-z\u00c0-\u024f])")
_WESTERN_LETTER = re.compile("[\u00c0-\u00ff]")


@dataclass(frozen=True, slots=True)
class Damage:
    """Places of a text that was decoded in the wrong encoding.

    ``places`` are pairs of offsets; ``before`` is the first damaged word and ``after`` the same
    decoded rightly, or empty; ``encodings`` are the right and the wrong encoding, or empty;
    ``is_certain`` where the places are too many for chance.
    """

    places: tuple[tuple[int, int], ...]
    before: str
    after: str
    encodings: tuple[str, str] | tuple[()]
    is_certain: bool


def find_damage(text: str) -> Damage | None:
    """Return the damage of a text that was decoded wrongly before, or None."""
    if text.isascii():
        return None
    best = max(_find_all(text), key=lambda damage: _extent(damage.places), default=None)
    return best or _find_western(text) or _find_controls(text)


def _find_all(text: str) -> Iterator[Damage]:
    """Yield the damage of each encoding in which UTF-8 may have been read."""
    for codec, name in _CODECS.items():
        pairs = list(_decode_runs(text, codec))
        if not pairs:
            continue
        letters = sum(len(decoded) for _, _, decoded in pairs)
        places = tuple((start, end) for start, end, _ in pairs)
        is_certain = letters >= _FEWEST and _extent(places) >= _LEAST_SHARE * _count(text)
        start, end, decoded = max(pairs[:20], key=lambda pair: len(pair[2]))
        yield Damage(places, text[start:end], decoded, ("UTF-8", name), is_certain)


def _count(text: str) -> int:
    """Return the number of characters outside ASCII."""
    return len(_NON_ASCII.findall(text))


def _extent(places: tuple[tuple[int, int], ...]) -> int:
    return sum(end - start for start, end in places)


def _decode_runs(text: str, codec: str) -> Iterator[tuple[int, int, str]]:
    """Yield the offsets of each run that is UTF-8 read in an encoding, and what it stands for."""
    if not any(lead in text for lead in _leads(codec)):
        return
    table = _table(codec)
    for match in _pattern(codec).finditer(text):
        decoded = bytes(table[character] for character in match[0]).decode("utf-8", "replace")
        # “ה׳” in curly quotes looks like one letter that was read as Windows-1255, and so does the
        # sign of multiplication after a number.
        is_chance = (
            len(decoded) < _FEWEST
            if codec == "cp1255"
            else len(decoded) == 1 and text[max(match.start() - 1, 0)].isdigit()
        )
        if _EXPECTED.fullmatch(decoded) and not is_chance:
            yield match.start(), match.end(), decoded


@cache
def _leads(codec: str) -> frozenset[str]:
    """Return the characters with which UTF-8 that is read in an encoding begins."""
    first = (*_LEADS[codec], *(() if codec == "cp1255" else (0xE2, 0xF0)))
    return frozenset(bytes(first).decode(codec))


@cache
def _table(codec: str) -> dict[str, int]:
    """Return the bytes of the characters of an encoding.

    A byte that the encoding leaves undefined is a control character, as Windows has it.  In Latin-1
    all bytes from 80 to 9F are.
    """
    table: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        character = bytes((byte,)).decode(codec, "replace")
        table[chr(byte) if character == "\ufffd" else character] = byte
    if codec == "cp1252":
        table |= {chr(byte): byte for byte in range(0x80, 0xA0)}
    return table


@cache
def _pattern(codec: str) -> re.Pattern[str]:
    """Return the pattern of UTF-8 that is read in an encoding; few texts need it compiled."""

    def characters(*bytes_: int) -> str:
        chosen = (re.escape(char) for char, byte in _table(codec).items() if byte in bytes_)
        return f"[{''.join(chosen)}]"

    tail = characters(*range(0x80, 0xC0))
    pairs = f"{characters(*_LEADS[codec])}{tail}"
    longer = f"{characters(0xE2)}{characters(0x80, 0x82)}{tail}|{characters(0xF0)}{tail}{{3}}"
    return re.compile(f"(?:{pairs}|{longer})+")


def _find_western(text: str) -> Damage | None:
    """Return the damage of Windows-1255 that was read as Windows-1252: “שלום” is “ùìåí”."""
    if not _WESTERN_LETTER.search(text):
        return None
    words = list(_WESTERN_HEBREW.finditer(text))
    extent = sum(len(match[0]) for match in words)
    if len(words) < _FEWEST or extent < len(_WESTERN_LETTER.findall(text)) * 4 / 5:
        return None
    places = tuple(match.span() for match in words)
    word = max((match[0] for match in words[:20]), key=len)
    decoded = word.encode("cp1252").decode("cp1255", "replace")
    return Damage(places, word, decoded, ("Windows-1255", "Windows-1252"), is_certain=True)


def _find_controls(text: str) -> Damage | None:
    """Return the damage of a text with C1 controls, or with what stays of Hebrew without them."""
    for pattern in (_CONTROLS, _REMAINS) if "×" in text else (_CONTROLS,):
        places = tuple(match.span() for match in pattern.finditer(text))
        if places and (pattern is _CONTROLS or len(places) >= _FEWEST):
            is_certain = len(places) >= _FEWEST and len(places) >= _count(text) / 20
            word = _word_at(text, places[0][0])
            return Damage(places, word, "", (), is_certain)
    return None


def _word_at(text: str, offset: int) -> str:
    """Return the word around an offset, at most 24 characters of it."""
    start = max(text.rfind(space, 0, offset) for space in " \n\t") + 1
    rest = re.match(r"\S{1,24}", text[start:])
    return rest[0] if rest else text[offset : offset + 1]
