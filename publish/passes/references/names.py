"""Patterns for the names of works: one per script, built as a trie."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

from publish import facts
from publish.facts import Name

# Trie node: maps a letter to the next node; the empty string marks the end of a name.
_Trie: TypeAlias = dict[str, "_Trie"]


@cache
def names_by_spelling(script: str) -> dict[str, Name]:
    """Return the names of works by spelling, in ``english`` or ``hebrew`` letters."""
    return {name.text: name for name in facts.names(script)}


@cache
def english() -> re.Pattern[str]:
    """Return a pattern for the names in English letters, each as a whole word."""
    return re.compile(_english())


def _english() -> str:
    name = _either(names_by_spelling("english"))
    return rf"(?<!\w)(?<!\w['.-])(?P<name>{name})(?![\w'])"


@cache
def hebrew() -> re.Pattern[str]:
    """Return a pattern for the Hebrew names, with up to two letters that are joined to them."""
    return re.compile(_hebrew())


def _hebrew() -> str:
    name = _either(names_by_spelling("hebrew"))
    return rf"(?<![א-ת\d])(?<![א-ת][\"'])[ובכלמשהד]{{0,2}}?(?P<name>{name})(?![א-ת\"'])"


def name_of(match: re.Match[str]) -> Name:
    """Return the name matched by either pattern."""
    written = match["name"]
    names = names_by_spelling("hebrew" if "א" <= written[0] <= "ת" else "english")
    return names.get(written) or names[written.replace("-", " ")]


def _either(words: Iterable[str]) -> str:
    trie: _Trie = {}
    for word in words:
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _pattern(trie)


def _pattern(trie: _Trie) -> str:
    # Longer names are tried first, so that the longest name matches.
    branches = [_letter(letter) + _pattern(after) for letter, after in trie.items() if letter]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in trie:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in trie else "")


def _letter(letter: str) -> str:
    return "[ -]" if letter == " " else re.escape(letter)
