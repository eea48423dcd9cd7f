"""The blocks of a part, read from the boxes that WeasyPrint builds before it lays them out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from publish.storage.digests import digest
from publish.writers.pdf.engine.page_breaks import BoxPath, PartBlocks

InnerBlock: TypeAlias = tuple[BoxPath, tuple[str, ...], Any]
"""A block without blocks in it: its place, the boxes around it and the box itself."""


def read_blocks(root: Any) -> PartBlocks:
    """Return the innermost blocks under a root box."""
    places: list[BoxPath] = []
    contents: list[str] = []
    frame: list[str] = []
    for place, around, box in _inner_blocks(root, (), ()):
        description = list(around)
        _describe(box, description)
        places.append(place)
        contents.append(digest(*description))
        frame += (repr(place), *around, _kind(box))
    return PartBlocks(tuple(places), tuple(contents), digest(*frame))


def describe_note(note: Any) -> str:
    """Return the digest of a note with all that is in it."""
    description: list[str] = []
    _describe(note, description)
    return digest(*description)


def _inner_blocks(box: Any, place: BoxPath, around: tuple[str, ...]) -> Iterator[InnerBlock]:
    from weasyprint.formatting_structure.boxes import BlockLevelBox

    children = box.children
    if any(isinstance(child, BlockLevelBox) for child in children):
        inner = (*around, _kind(box))
        for number, child in enumerate(children):
            yield from _inner_blocks(child, (*place, number), inner)
    else:
        yield place, around, box


def _kind(box: Any) -> str:
    attributes = box.element.attrib.items() if box.element is not None else ()
    return repr((type(box).__name__, box.element_tag, *attributes))


def _describe(box: Any, description: list[str]) -> None:
    """Append a box and all boxes in it to a description, those of its notes included."""
    description.append(_kind(box))
    text = getattr(box, "text", None)
    if text is not None:
        description.append(text)
    for child in box.children:
        _describe(child, description)
    if box.footnote is not None:
        _describe(box.footnote, description)
