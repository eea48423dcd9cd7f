"""No markup between a letter and its marks: a mark in a text box of its own finds no letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from publish.document.inline_ranges import flat, inner, part_of, placed
from publish.document.model import Inline, Inlines, Text
from publish.text.hebrew import LATIN_MARKS, MARKS, VARIKA

_MARKS = re.compile(f"[{LATIN_MARKS}{MARKS}{VARIKA}]+")


def closed(inlines: Inlines) -> Inlines:
    """Return the run with marks that begin a text moved to the letter directly before them."""
    if len(inlines) < 2 and not any(True for node in inlines for _ in inner(node)):
        return inlines
    texts = list(_texts(inlines))
    if not any(_MARKS.match(text.text) for _, text in texts[1:]):
        return inlines
    new: list[Text] = []
    letter, end = -1, -1  # the text that takes the marks, and where the last one ended
    for at, given in texts:
        text = given
        marks = _MARKS.match(text.text)
        end, adjoins = at + len(text.text), at == end
        if marks and adjoins and letter >= 0:
            length = marks.end()
            taken, span = new[letter], part_of(text.span, text.text, 0, length)
            new[letter] = replace(taken, text=taken.text + marks[0], span=taken.span.to(span))
            rest = part_of(text.span, text.text, length, len(text.text))
            text = replace(text, text=text.text[length:], span=rest)
        new.append(text)
        if text.text:
            letter = len(new) - 1
    return tuple(_put(inlines, iter(new)))


def _texts(inlines: Inlines, start: int = 0) -> Iterator[tuple[int, Text]]:
    for at, node in placed(inlines, start):
        if isinstance(node, Text):
            yield at, node
        for offset, _, held in inner(node):
            yield from _texts(held, at + offset)


def _put(inlines: Inlines, texts: Iterator[Text]) -> Iterator[Inline]:
    """Yield the inlines with their texts replaced in order; what is left empty goes."""
    for node in inlines:
        if isinstance(node, Text):
            changed: Inline = next(texts)
        else:
            fields: dict[str, Any] = {
                name: tuple(_put(held, texts)) for _, name, held in inner(node)
            }
            changed = replace(node, **fields) if fields else node
        if flat((changed,)) or not flat((node,)):
            yield changed
