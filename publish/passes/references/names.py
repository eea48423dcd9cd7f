"""The names of works as one pattern a script, in time that does not grow with their number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

from publish import facts
from publish.facts import Name

# A letter leads to what may follow it; the empty string leads nowhere: a name may end here.
_Trie: TypeAlias = dict[str, "_Trie"]


@cache
def known(script: str) -> dict[str, Name]:
    """Return each name by how it is written, in ``english`` or ``hebrew`` letters."""
    return {name.text: name for name in facts.names(script)}


@cache
def english() -> re.Pattern[str]:
    """Return a pattern for the names in English letters, each as a whole word."""
    return re.compile(_english())


def _english() -> str:
    name = _either(known("english"))
    return rf"(?<!\w)(?<!\w['.-])(?P<name>{name})(?![\w'])"


@cache
def hebrew() -> re.Pattern[str]:
    """Return a pattern for the Hebrew names, with up to two letters that are joined to them."""
    return re.compile(_hebrew())


def _hebrew() -> str:
    name = _either(known("hebrew"))
    return rf"(?<![א-ת\d])(?<![א-ת][\"'])[ובכלמשהד]{{0,2}}?(?P<name>{name})(?![א-ת\"'])"


def name_of(match: re.Match[str]) -> Name:
    """Return the name that one of the two patterns has found."""
    written = match["name"]
    names = known("hebrew" if "א" <= written[0] <= "ת" else "english")
    return names.get(written) or names[written.replace("-", " ")]


def _either(words: Iterable[str]) -> str:
    trie: _Trie = {}
    for word in words:
        at = trie
        for letter in word:
            at = at.setdefault(letter, {})
        at[""] = {}
    return _pattern(trie)


def _pattern(trie: _Trie) -> str:
    # The longest name wins: what may follow is tried before the name is allowed to end.
    branches = [_letter(letter) + _pattern(after) for letter, after in trie.items() if letter]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in trie:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in trie else "")


def _letter(letter: str) -> str:
    return "[ -]" if letter == " " else re.escape(letter)
