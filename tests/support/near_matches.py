"""Texts that a regular expression nearly matches, made from its tree, each of a number of units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as codes  # type: ignore[attr-defined]  # no public tree of a pattern
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_CHARACTERS = [
    *"aA1 -.,:;!?'\"()[]{}<>/\\|*_#=+&@`~^%$", *"אבםש\"״׳־\u05b8\u0591", *"яéß—–…“”‘’«»„•·¹²①†§№",
    *"\t\n\r\f\u00a0\u200e\u200f\u202b\u2067\u200b\ufeff\u00ad\x01\u0301\ufb2a", *"bceinxzIVXPם׃",
]  # fmt: skip
"""Characters of which one is taken for a class, those that occur in most texts first."""

_ENDS = ("!", "\x00", "")


class NearMatch(NamedTuple):
    """A text of ``units`` times a unit between a beginning and an end."""

    start: str
    unit: str
    end: str

    def of_length(self, units: int) -> str:
        """Return the text with so many units."""
        return self.start + self.unit * units + self.end


def near_matches(pattern: re.Pattern[str]) -> list[NearMatch]:
    """Return texts that repeat a part of the pattern, or all of it, and then fail."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    texts = dict.fromkeys(_find_repetitions(tree, "", []))
    whole = _sample(tree)
    if whole:
        texts |= dict.fromkeys([("", whole), ("", whole + " "), ("", whole[:-1] or whole)])
    return [NearMatch(*text, end) for text in texts for end in _ENDS[:2] if text[1]]


def _find_repetitions(
    items: Iterable[Any], start: str, after: list[Any]
) -> Iterator[tuple[str, str]]:
    """Yield a beginning and a unit for each unbounded repetition."""
    items = list(items)
    for place, (code, value) in enumerate(items):
        rest = [*items[place + 1 :], *after]
        match code:
            case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
                _, most, inner = value
                if most > 20:
                    for unit in dict.fromkeys([_sample(inner), _common(inner, rest)]):
                        if unit:
                            yield start, unit
                            if start:
                                yield "", start + unit
                                yield "", unit
                yield from _find_repetitions(inner, start, rest)
            case codes.SUBPATTERN:
                yield from _find_repetitions(value[3], start, rest)
            case codes.ATOMIC_GROUP:
                yield from _find_repetitions(value, start, rest)
            case codes.BRANCH:
                for branch in value[1]:
                    yield from _find_repetitions(branch, start, rest)
            case codes.ASSERT | codes.ASSERT_NOT:
                yield from _find_repetitions(value[1], start, [])
        start += _sample([(code, value)])


def _sample(items: Iterable[Any]) -> str:
    """Return a short text that the items match, where nothing around them counts."""
    text = ""
    for code, value in items:
        match code:
            case codes.LITERAL:
                text += chr(value)
            case codes.NOT_LITERAL | codes.ANY | codes.IN:
                text += _character(code, value)
            case codes.SUBPATTERN:
                text += _sample(value[3])
            case codes.ATOMIC_GROUP:
                text += _sample(value)
            case codes.BRANCH:
                text += _sample(value[1][0])
            case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
                text += _sample(value[2]) * max(value[0], 1 if value[1] > 20 else value[0])
    return text


def _common(inner: Iterable[Any], rest: Iterable[Any]) -> str:
    """Return a character that a repetition and the one after it both read, or nothing."""
    own, later = _first(inner), _first(rest)
    return next((c for c in _CHARACTERS if c in own and c in later), "")


def _first(items: Iterable[Any]) -> set[str]:
    """Return the characters with which the items may begin, beyond what is optional."""
    result: set[str] = set()
    for code, value in items:
        match code:
            case codes.LITERAL | codes.NOT_LITERAL | codes.ANY | codes.IN:
                return result | {c for c in _CHARACTERS if _reads(code, value, c)}
            case codes.SUBPATTERN:
                result |= _first(value[3])
                return result
            case codes.BRANCH:
                return result.union(*(_first(branch) for branch in value[1]))
            case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
                result |= _first(value[2])
                if value[0]:
                    return result
    return result


def _character(code: Any, value: Any) -> str:
    return next((c for c in _CHARACTERS if _reads(code, value, c)), _first_of_class(value))


def _first_of_class(value: Any) -> str:
    """Return the first character that a class names."""
    for code, item in value if isinstance(value, list) else ():
        if code is codes.LITERAL:
            return chr(item)
        if code is codes.RANGE:
            return chr(item[0])
    return "a"


_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}


def _reads(code: Any, value: Any, character: str) -> bool:
    """Return whether a part of one character reads ``character``."""
    match code:
        case codes.LITERAL:
            return ord(character) == value
        case codes.NOT_LITERAL:
            return ord(character) != value
        case codes.ANY:
            return character != "\n"
    items = list(value)
    is_negated = bool(items) and items[0][0] is codes.NEGATE
    return any(_holds(*item, character) for item in items) is not is_negated


def _holds(code: Any, value: Any, character: str) -> bool:
    match code:
        case codes.LITERAL:
            return ord(character) == value
        case codes.RANGE:
            return value[0] <= ord(character) <= value[1]
        case codes.CATEGORY:
            return re.fullmatch(_CATEGORIES[value], character) is not None
    return False
