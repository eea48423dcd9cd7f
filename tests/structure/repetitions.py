"""Repetitions in regular expressions that may cost more than linear time.

``find_repetitions`` reads the tree of a pattern as Python parses it, with lookbehind, Unicode
classes, atomic groups and possessive repetitions.  Two kinds are found:

- nested: an unbounded repetition in another one, where nothing marks the end of a round, such as
  ``(a+)+``: the number of ways to read a text is exponential in its length.
- adjacent: two unbounded repetitions that can read the same characters with nothing that is
  required between them, such as ``\\s*\\n?\\s*``: the number of ways is quadratic.

regexploit 1.0.0 (2021) does not read possessive repetitions and atomic groups, and finds nothing in
the last of the controls in ``test_patterns.py``, a line of brackets that took days
(https://github.com/doyensec/regexploit/issues/4).

Run it as a program to check the package: ``python -m tests.structure.repetitions``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from re import _constants as codes  # type: ignore[attr-defined]  # no public tree of a pattern
from re import _parser  # type: ignore[attr-defined]
from typing import Any

_ALPHABET = [
    *map(chr, range(0x590)), *map(chr, range(0x590, 0x600)), *map(chr, range(0x2000, 0x2070)),
    *"ٱᴀἀ₀℃№→─☆、Ａ", *map(chr, range(0xFB1D, 0xFB50)), "\U0001f600",
]  # fmt: skip
"""Characters that stand for all others."""

_ALL = (1 << len(_ALPHABET)) - 1
_MANY = 64
"""The most rounds of a repetition that counts as bounded."""

Characters = int
"""A set of characters of the alphabet, a bit for each."""


@dataclass(frozen=True)
class _Part:
    """A part of a pattern as the search for repetitions sees it.

    ``characters`` are all that it can read and ``first`` those it can begin with.  ``loops`` are
    the sets of its unbounded repetitions that backtracking can shorten: those that can stand at
    its start, and those that can stand at its end.  ``required`` are the sets of the characters
    one of which each text of it has.
    """

    characters: Characters = 0
    is_nullable: bool = True
    loops: tuple[Characters, ...] = ()
    leading: tuple[Characters, ...] = ()
    trailing: tuple[Characters, ...] = ()
    required: tuple[Characters, ...] = ()
    faults: tuple[str, ...] = ()


def find_repetitions(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return the kinds of the repetitions of a pattern that may be slow, “nested” first."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    part = _sequence(tree, bool(pattern.flags & re.IGNORECASE))
    return tuple(sorted(set(part.faults), reverse=True))


def _sequence(items: Iterable[Any], ignore: bool) -> _Part:
    result = _Part()
    for item in items:
        result = _join(result, _part(item, ignore))
    return result


def _join(before: _Part, after: _Part) -> _Part:
    is_adjacent = any(a & b for a in before.trailing for b in after.leading)
    return _Part(
        before.characters | after.characters,
        before.is_nullable and after.is_nullable,
        before.loops + after.loops,
        before.leading + (after.leading if before.is_nullable else ()),
        after.trailing + (before.trailing if after.is_nullable else ()),
        before.required + after.required,
        before.faults + after.faults + (("adjacent",) if is_adjacent else ()),
    )


def _part(item: Any, ignore: bool) -> _Part:
    code, value = item
    match code:
        case codes.LITERAL | codes.NOT_LITERAL | codes.IN | codes.ANY:
            characters = _characters(code, value, ignore)
            return _Part(characters, is_nullable=False, required=(characters,))
        case codes.SUBPATTERN:
            _, added, removed, inner = value
            own = (ignore or bool(added & re.IGNORECASE)) and not removed & re.IGNORECASE
            return _sequence(inner, own)
        case codes.BRANCH:
            return _branch([_sequence(branch, ignore) for branch in value[1]])
        case codes.MAX_REPEAT | codes.MIN_REPEAT:
            least, most, inner = value
            return _repeat(int(least), int(most), _sequence(inner, ignore))
        case codes.POSSESSIVE_REPEAT:
            least, most, inner = value
            return _seal(_repeat(int(least), int(most), _sequence(inner, ignore)))
        case codes.ATOMIC_GROUP:
            return _seal(_sequence(value, ignore))
        case codes.ASSERT | codes.ASSERT_NOT:
            return _Part(faults=_sequence(value[1], ignore).faults)
        case codes.GROUPREF_EXISTS:
            _, yes, no = value
            return _branch([_sequence(branch, ignore) for branch in (yes, no or ())])
        case codes.GROUPREF:
            return _Part(_ALL)
        case _:
            return _Part()  # a place, such as ^ and \b


def _branch(branches: Sequence[_Part]) -> _Part:
    required = tuple(branches[0].required) if len(branches) == 1 else ()
    if len(branches) > 1 and all(branch.required for branch in branches):
        merged = 0
        for branch in branches:
            merged |= min(branch.required, key=int.bit_count)
        required = (merged,)
    characters = 0
    for branch in branches:
        characters |= branch.characters
    return _Part(
        characters,
        any(branch.is_nullable for branch in branches),
        tuple(each for branch in branches for each in branch.loops),
        tuple(each for branch in branches for each in branch.leading),
        tuple(each for branch in branches for each in branch.trailing),
        required,
        tuple(each for branch in branches for each in branch.faults),
    )


def _repeat(least: int, most: int, inner: _Part) -> _Part:
    if most <= _MANY:
        required = inner.required if least else ()
        is_nullable = inner.is_nullable or not least
        return _Part(
            inner.characters, is_nullable, inner.loops, inner.leading, inner.trailing, required,
            inner.faults,
        )  # fmt: skip
    faults = inner.faults
    # A round has one reading where a character that no inner repetition reads is in each round.
    has_mark = all(any(not loop & each for each in inner.required) for loop in inner.loops)
    meets_itself = any(a & b for a in inner.trailing for b in inner.leading)
    if inner.loops and (not has_mark or (meets_itself and len(inner.loops) > 1)):
        faults += ("nested",)
    loops = (inner.characters,)
    is_single = inner.required == loops and not inner.loops
    return _Part(
        inner.characters,
        inner.is_nullable or not least,
        loops,
        loops if is_single else inner.leading,
        loops if is_single else inner.trailing,
        inner.required if least else (),
        faults,
    )


def _seal(part: _Part) -> _Part:
    """Return a part that backtracking does not enter."""
    return _Part(part.characters, part.is_nullable, required=part.required, faults=part.faults)


# --- sets of characters


@cache
def _bits(source: str) -> Characters:
    """Return the set of the characters that a pattern of one character reads."""
    pattern = re.compile(source, re.DOTALL)
    return sum(1 << place for place, each in enumerate(_ALPHABET) if pattern.fullmatch(each))


def _characters(code: Any, value: Any, ignore: bool) -> Characters:
    flag = "(?i)" if ignore else ""
    match code:
        case codes.LITERAL:
            return _bits(flag + re.escape(chr(value)))
        case codes.NOT_LITERAL:
            return _bits(f"{flag}[^{re.escape(chr(value))}]")
        case codes.ANY:
            return _bits("[^\\n]")
        case _:
            return _bits(f"{flag}[{''.join(map(_class_item, value))}]")


_CATEGORIES = {
    codes.CATEGORY_DIGIT: r"\d",
    codes.CATEGORY_NOT_DIGIT: r"\D",
    codes.CATEGORY_SPACE: r"\s",
    codes.CATEGORY_NOT_SPACE: r"\S",
    codes.CATEGORY_WORD: r"\w",
    codes.CATEGORY_NOT_WORD: r"\W",
}


def _class_item(item: Any) -> str:
    match item:
        case (codes.NEGATE, _):
            return "^"
        case (codes.LITERAL, value):
            return re.escape(chr(value))
        case (codes.RANGE, (first, last)):
            return f"{re.escape(chr(first))}-{re.escape(chr(last))}"
        case (codes.CATEGORY, category):
            return _CATEGORIES[category]
    raise TypeError(item)


def package_faults(kind: str) -> Iterator[str]:
    """Yield the names of the patterns of the package that have a repetition of a kind."""
    from tests.support.patterns import package_patterns

    for name, pattern in package_patterns().items():
        if kind in find_repetitions(pattern):
            yield name


if __name__ == "__main__":
    slow = list(package_faults("nested"))
    print(*(f"{name}: nested repetition" for name in slow), sep="\n", end="\n" if slow else "")
    sys.exit(bool(slow))
