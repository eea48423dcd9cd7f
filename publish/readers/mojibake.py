"""Text that a program before this one decoded in the wrong encoding (mojibake).

UTF-8 that is read in an encoding of one byte a character gives two or three characters for each
letter, of few kinds: “שלום” becomes “×©×œ×•×” in Windows-1252.  Encoded again and decoded as UTF-8
such sequences are Hebrew, and sequences of a right text are not.  A text that was damaged twice
becomes such a text when the damage is undone once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cache

from publish.readers import encodings
from publish.text.dataclass import dataclass
from publish.text.hebrew import BLOCK
from publish.text.patterns import late_pattern

_CODECS = {
    "cp1252": "Windows-1252",
    "cp1255": "Windows-1255",
    "mac_roman": "Mac Roman",
    "cp862": "CP862",
    "cp1251": "Windows-1251",
}
"""The encodings in which UTF-8 is read by mistake."""

_HEBREW_LEADS = (0xD6, 0xD7)
_LATIN_LEADS = (0xC2, 0xC3, 0xC5)
_WITH_LETTERS = frozenset({"cp1255", "cp1251"})
_LEADS = {
    codec: _HEBREW_LEADS if codec in _WITH_LETTERS else (*_HEBREW_LEADS, *_LATIN_LEADS, 0xD0, 0xD1)
    for codec in _CODECS
}
"""The first bytes of letters in UTF-8: of Hebrew, accented Latin and Cyrillic letters.

In the encodings ``_WITH_LETTERS`` the others are letters and points of ordinary texts.
"""

_FEWEST = 3
_LEAST_SHARE = 1 / 5
_WHOLE_SHARE = 9 / 10
"""The share of characters from which any sequences of UTF-8 are damage, whatever they stand for."""

_MOST_TIMES = 3
_SAMPLE = 20_000
_LEAST_IMPLAUSIBLE = 1 / 2
_MOST_IMPLAUSIBLE = 1 / 20
_CONTROLS = late_pattern("[\x80-\x84\x86-\x9f]")
_NON_ASCII = late_pattern("[^\x00-\x7f]")
# Hebrew, accented letters, Russian letters, punctuation and signs, and emoji.
_EXPECTED = late_pattern(
    f"[{BLOCK}\u00a0-\u017f\u0401\u0410-\u044f\u0451\u2010-\u2044\u20aa\u20ac\u2122\u2190-\u27bf"
    "\U0001f300-\U0001faff]+"
)
# Hebrew without the control characters that were among it.
_REMAINS = late_pattern("×(?=[×\u00a1-\u00bf])|(?<=[\u00a1-\u00bf×])×")
_WESTERN_HEBREW = late_pattern("(?<![A-Za-z\u00c0-\u024f])[à-ú]{2,}(?![A-Za-z\u00c0-\u024f])")
_WORD = late_pattern(r"[^\s\x00-\x2f]{2,}")
_WESTERN_LETTER = late_pattern("[\u00c0-\u00ff]")


@dataclass(frozen=True, slots=True)
class Damage:
    """Places of a text that was decoded in the wrong encoding.

    ``places`` are pairs of offsets; ``before`` is the first damaged word and ``after`` the same
    decoded rightly, or empty; ``right`` is the encoding of the text, or empty, and ``wrong`` are
    those in which it was read, the last one first; ``is_certain`` where the places are too many
    for chance.
    """

    places: tuple[tuple[int, int], ...]
    before: str
    after: str
    right: str
    wrong: tuple[str, ...]
    is_certain: bool


DamageFinder = Callable[[str], Damage | None]
"""A function that returns the damage of a text, as ``find_damage`` does."""


def find_damage(text: str) -> Damage | None:
    """Return the damage of a text that was decoded wrongly before, or None."""
    if text.isascii():
        return None
    return _find_utf8(text, _FEWEST, _MOST_TIMES) or (
        _find_western(text) or _find_single_bytes(text) or _find_controls(text)
    )


def _find_utf8(text: str, fewest: int, times: int) -> Damage | None:
    """Return the damage of UTF-8 that was read in another encoding, up to ``times`` times.

    Below the first time a single damaged character is certain, if no other is outside ASCII.
    """
    present = frozenset(text)
    damages = [damage for codec in _CODECS for damage in _find_runs(text, present, codec, fewest)]
    best = max(damages, key=lambda each: (each.is_certain, _extent(each.places)), default=None)
    if best is None or not best.is_certain or times == 1:
        return best
    (name,) = best.wrong
    codec = next(codec for codec in _CODECS if _CODECS[codec] == name)
    inner = _find_utf8(_undo(text, codec), 1, times - 1)
    if inner is None or not inner.is_certain:
        return best
    after = best.after
    for other in inner.wrong:
        after = _undo(after, next(codec for codec in _CODECS if _CODECS[codec] == other))
    wrong = (*best.wrong, *inner.wrong)
    return Damage(best.places, best.before, after, "UTF-8", wrong, is_certain=True)


def _find_runs(text: str, present: frozenset[str], codec: str, fewest: int) -> Iterator[Damage]:
    """Yield the damage of an encoding in which UTF-8 may have been read, if any.

    ``present`` are the characters of the text.
    """
    for pattern, least_share in ((_pattern, _LEAST_SHARE), (_any_pattern, _WHOLE_SHARE)):
        share = 0 if pattern is _pattern else _WHOLE_SHARE
        if not _has_sequences(text, present, codec, share):
            continue
        pairs = list(_decode_runs(text, codec, pattern(codec)))
        if pattern is _pattern:
            pairs = [pair for pair in pairs if _EXPECTED.fullmatch(pair[2])]
        if not pairs:
            continue
        letters = sum(len(decoded) for _, _, decoded in pairs)
        places = tuple((start, end) for start, end, _ in pairs)
        enough = _FEWEST if pattern is _pattern else fewest
        is_widespread = _extent(places) >= least_share * encodings.count_non_ascii(text)
        if is_widespread or pattern is _pattern:
            is_certain = is_widespread and letters >= enough
            start, end, decoded = max(pairs[:20], key=lambda pair: len(pair[2]))
            names = (_CODECS[codec],)
            yield Damage(places, text[start:end], decoded, "UTF-8", names, is_certain)


def _has_sequences(text: str, present: frozenset[str], codec: str, share: float) -> bool:
    """Return whether sequences of UTF-8 can be a share of a text outside ASCII; fast.

    At least a quarter of the characters of a sequence are first bytes, and half are later ones.
    """
    for values, least in ((range(0xC2, 0xF5), share / 4), (range(0x80, 0xC0), share / 2)):
        characters = _character_set(codec, values) & present
        if not characters:
            return False
        if least and sum(map(text.count, characters)) < least * encodings.count_non_ascii(text):
            return False
    return True


def _extent(places: tuple[tuple[int, int], ...]) -> int:
    return sum(end - start for start, end in places)


def _decode_runs(text: str, codec: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the offsets of each run that is UTF-8 read in an encoding, and the text it was."""
    for match in pattern.finditer(text):
        decoded = _decode_run(match[0], codec)
        before = text[max(match.start() - 1, 0)]
        # “ה׳” in curly quotes looks like one letter that was read as Windows-1255, and so does the
        # sign of multiplication after a number.
        is_chance = (
            len(decoded) < _FEWEST
            and not ("€" in match[0] or (before.isascii() and before.isalpha()))
            and pattern is _pattern(codec)
            if codec in _WITH_LETTERS
            else len(decoded) == 1 and before.isdigit()
        )
        if decoded and not is_chance:
            yield match.start(), match.end(), decoded


def _decode_run(run: str, codec: str) -> str:
    """Return a run of characters as they were before; empty where they were not UTF-8."""
    table = _table(codec)
    try:
        return bytes(table[character] for character in run).decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _undo(text: str, codec: str) -> str:
    """Return a text in which all that is UTF-8 read in an encoding is decoded rightly."""
    return _any_pattern(codec).sub(lambda match: _decode_run(match[0], codec) or match[0], text)


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
    """Return the pattern of Hebrew, accented and Russian letters, punctuation and emoji of UTF-8.

    Few texts need it compiled.
    """
    tail = _characters(codec, range(0x80, 0xC0))
    pairs = f"(?:{_characters(codec, _LEADS[codec])}"
    pairs += f"|(?<=[A-Za-z]){_characters(codec, _LATIN_LEADS)}){tail}"
    longer = f"{_characters(codec, (0xE2,))}{_characters(codec, (0x80, 0x82))}{tail}"
    return re.compile(f"(?:{pairs}|{longer}|{_characters(codec, (0xF0,))}{tail}{{3}})+")


@cache
def _any_pattern(codec: str) -> re.Pattern[str]:
    """Return the pattern of any characters of UTF-8 that are read in an encoding."""
    tail = _characters(codec, range(0x80, 0xC0))
    pairs = f"{_characters(codec, range(0xC2, 0xE0))}{tail}"
    triples = f"{_characters(codec, range(0xE0, 0xF0))}{tail}{{2}}"
    return re.compile(f"(?:{pairs}|{triples}|{_characters(codec, range(0xF0, 0xF5))}{tail}{{3}})+")


@cache
def _character_set(codec: str, values: range) -> frozenset[str]:
    """Return the characters that some bytes are in an encoding."""
    return frozenset(char for char, byte in _table(codec).items() if byte in values)


def _characters(codec: str, values: Collection[int]) -> str:
    """Return the class, in a pattern, of the characters that some bytes are in an encoding."""
    chosen = (re.escape(char) for char, byte in _table(codec).items() if byte in values)
    return f"[{''.join(chosen)}]"


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
    return Damage(places, word, decoded, "Windows-1255", ("Windows-1252",), is_certain=True)


def _find_single_bytes(text: str) -> Damage | None:
    """Return the damage of an encoding of single bytes that was read as another of them.

    In the right encoding nearly all words are plausible, and in the wrong one most are not.
    """
    first = _NON_ASCII.search(text)
    sample = text[first.start() :][:_SAMPLE] if first else ""
    if encodings.rate(sample).implausible < _LEAST_IMPLAUSIBLE:
        return None
    words = [match for match in _WORD.finditer(text) if not match[0].isascii()]
    if len(words) < _FEWEST:
        return None
    for wrong in encodings.NAMES:
        try:
            data = text.encode(wrong)
        except UnicodeEncodeError:
            continue
        right = encodings.recognise(data, _MOST_IMPLAUSIBLE)
        if right and right != wrong:
            places = tuple(match.span() for match in words)
            word = max((match[0] for match in words[:20]), key=len)
            decoded = word.encode(wrong).decode(right)
            names = encodings.NAMES
            return Damage(places, word, decoded, names[right], (names[wrong],), is_certain=True)
    return None


def _find_controls(text: str) -> Damage | None:
    """Return the damage of a text with C1 controls, or with what stays of Hebrew without them."""
    for pattern in (_CONTROLS, _REMAINS) if "×" in text else (_CONTROLS,):
        places = tuple(match.span() for match in pattern.finditer(text))
        if places and (pattern is _CONTROLS or len(places) >= _FEWEST):
            least = max(_FEWEST, encodings.count_non_ascii(text) / 20)
            is_certain = len(places) >= least
            word = _word_at(text, places[0][0])
            return Damage(places, word, "", "", (), is_certain)
    return None


def _word_at(text: str, offset: int) -> str:
    """Return the word around an offset, at most 24 characters of it."""
    start = max(text.rfind(space, 0, offset) for space in " \n\t") + 1
    rest = re.match(r"\S{1,24}", text[start:])
    return rest[0] if rest else text[offset : offset + 1]
