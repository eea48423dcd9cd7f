"""Grapheme clusters: a letter and its marks stand in the same text.

A layout engine shapes each text box alone, so a mark that begins a box has no letter under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from publish.document.inline_ranges import flat, inner, part_of, with_offsets
from publish.document.model import Inline, Inlines, Text
from publish.text.hebrew import LATIN_MARKS, MARKS, VARIKA, ZERO_WIDTH_JOINERS

_MARKS = re.compile(f"[{LATIN_MARKS}{MARKS}{VARIKA}{ZERO_WIDTH_JOINERS}]+")


def attach_marks(inlines: Inlines) -> Inlines:
    """Return the run with marks that begin a text moved to the letter directly before them."""
    if len(inlines) < 2 and not any(True for node in inlines for _ in inner(node)):
        return inlines
    texts = list(_texts(inlines))
    if not any(_MARKS.match(text.text) for _, text in texts[1:]):
        return inlines
    new: list[Text] = []
    letter, end = -1, -1  # index of the last text with a letter; end offset of the last text
    for start, original in texts:
        text = original
        marks = _MARKS.match(text.text)
        end, adjoins = start + len(text.text), start == end
        if marks and adjoins and letter >= 0:
            length = marks.end()
            base, span = new[letter], part_of(text.span, text.text, 0, length)
            new[letter] = replace(base, text=base.text + marks[0], span=base.span.to(span))
            rest = part_of(text.span, text.text, length, len(text.text))
            text = replace(text, text=text.text[length:], span=rest)
        new.append(text)
        if text.text:
            letter = len(new) - 1
    return tuple(_replace_texts(inlines, iter(new)))


def _texts(inlines: Inlines, start: int = 0) -> Iterator[tuple[int, Text]]:
    for offset, node in with_offsets(inlines, start):
        if isinstance(node, Text):
            yield offset, node
        for distance, _, inside in inner(node):
            yield from _texts(inside, offset + distance)


def _replace_texts(inlines: Inlines, texts: Iterator[Text]) -> Iterator[Inline]:
    """Yield the inlines with their texts replaced in order, without nodes that become empty."""
    for node in inlines:
        if isinstance(node, Text):
            changed: Inline = next(texts)
        else:
            fields: dict[str, Any] = {
                name: tuple(_replace_texts(inside, texts)) for _, name, inside in inner(node)
            }
            changed = replace(node, **fields) if fields else node
        if flat((changed,)) or not flat((node,)):
            yield changed
