"""Points of the codex in an edition: verses that are quoted without points have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from publish.document.model import (
    Citation,
    Gloss,
    Inline,
    Inlines,
    LineBreak,
    Milestone,
    Note,
    Styled,
    Text,
)
from publish.document.walk import OBJECT, descend, rewrite
from publish.pipeline.editions.points import bare_letters
from publish.text.hebrew import ALPHABET, MARKS_AND_JOINER

T = TypeVar("T")

_WORD = re.compile(f"[{ALPHABET}{MARKS_AND_JOINER}]+")
_CLUSTER = re.compile(f"[{ALPHABET}][{MARKS_AND_JOINER}]*|.", re.DOTALL)


def add_points(value: T) -> T:
    """Return nodes with the points of the codex on the words of verses that have them.

    Raises AssertionError where a letter would change.
    """
    pointed = rewrite(value, _point_citation)
    if pointed is not value and _letters(pointed) != _letters(value):
        raise AssertionError("points of the codex change no letter")
    return pointed


def _letters(value: object) -> str:
    return bare_letters("".join(node.text for node in descend(value) if isinstance(node, Text)))


def _point_citation(node: Any) -> Any:
    if not isinstance(node, Citation) or not node.pointed:
        return node
    parts = list(_parts(node.inlines))
    text = "".join(text for text, _ in parts)
    characters = list(text)
    for (start, end), word in _find_words(text, node.pointed):
        clusters = _CLUSTER.findall(word)
        if len(clusters) == end - start:  # the word has no points of its own
            characters[start:end] = clusters
    is_own = (own for text, own in parts for _ in text)
    own_characters = iter([each for each, own in zip(characters, is_own, strict=True) if own])

    def change(inner: Any) -> Any:
        if not isinstance(inner, Text):
            return inner
        return replace(inner, text="".join(islice(own_characters, len(inner.text))))

    return replace(node, inlines=rewrite(node.inlines, change, (Note,)))


def _parts(inlines: Inlines) -> Iterator[tuple[str, bool]]:
    """Yield the texts of inlines in order, and signs that stand for what divides words."""
    for node in inlines:
        match node:
            case Text(text):
                yield text, True
            case Styled(inner):
                yield from _parts(inner)
            case _:
                yield OBJECT, False
                for inner in _inner(node):
                    yield from _parts(inner)
                    yield OBJECT, False


def _inner(node: Inline) -> tuple[Inlines, ...]:
    match node:
        case Note() | Milestone() | LineBreak() | Text():
            return ()
        case Gloss(term, _, meaning):
            return term, meaning
        case _:
            return (node.inlines,)


def _find_words(text: str, pointed: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the words of a text, or of a part of one, each with its range and with points.

    A part whose words stand twice in the text with other points has none.
    """
    ranges = [match.span() for match in _WORD.finditer(text)]
    words = _bare([text[start:end] for start, end in ranges])
    all_words = _WORD.findall(pointed)
    bare = _bare(all_words)
    count = len(words)
    candidates = {
        tuple(all_words[start : start + count])
        for start in range(len(all_words) - count + 1)
        if bare[start : start + count] == words
    }
    if len(candidates) == 1:
        yield from zip(ranges, candidates.pop(), strict=True)


def _bare(words: Sequence[str]) -> list[str]:
    return [bare_letters(word) for word in words]
