"""Lists of a draft: its items, nested by their depth, with the numbering of their labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from publish.document.draft import Chunk
from publish.document.model import Blocks, List, Numbering
from publish.document.numbering import numbering_of
from publish.pipeline.paragraphs import paragraph, split_blocks

_Group: TypeAlias = list[Chunk]


_DEEPEST = 16
"""The depth of an item; items below it are of this depth."""


def lists(chunks: _Group) -> Iterator[List]:
    """Yield the lists that items make; an item of greater depth stands in the item before."""
    chunks = [replace(c, depth=_DEEPEST) if c.depth > _DEEPEST else c for c in chunks]
    items = list(split_blocks(chunks))
    depth = min(item[0].depth for item in items)
    start = 0
    while start < len(items):
        own: list[Chunk] = []
        end = start
        while end < len(items) and (items[end][0].depth > depth or _continues(own, items[end][0])):
            if items[end][0].depth == depth:
                own.append(items[end][0])
            end += 1
        yield _list(items[start:end], min(depth, items[start][0].depth))
        start = end


def _continues(own: list[Chunk], item: Chunk) -> bool:
    """Return whether an item goes on in the list of which ``own`` are the items so far."""
    if not own:
        return True
    first = own[0]
    if _numbering(first) is not _numbering(item):
        return False
    if first.number is None or item.number is None:
        return first.number is item.number
    return item.number - first.number == len(own)


def _list(items: list[_Group], depth: int) -> List:
    groups: list[tuple[_Group, list[_Group]]] = []
    for item in items:
        if item[0].depth > depth and groups:
            groups[-1][1].append(item)
        else:
            groups.append((item, []))
    content: list[Blocks] = []
    for own, inner in groups:
        nested = lists([chunk for item in inner for chunk in item]) if inner else ()
        content.append((*map(paragraph, own), *nested))
    first = items[0][0]
    span = first.span.to(items[-1][-1].span)
    return List(tuple(content), first.number, _numbering(first), span=span)


def _numbering(item: Chunk) -> Numbering | None:
    if item.number is None:
        return None
    return numbering_of(item.label.text, item.number) if item.label else Numbering.DECIMAL
