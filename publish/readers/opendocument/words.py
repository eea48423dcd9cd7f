"""The characters of an element, for messages."""

from __future__ import annotations

from collections.abc import Iterable

from publish.readers.opendocument.names import (
    BINARY_DATA,
    COMMENT,
    HEADING,
    OFFICE,
    PARAGRAPH,
    SVG,
    TEXT,
)
from publish.readers.xml_parts import Element

UNSEEN = frozenset(
    {
        f"{OFFICE}change-info",
        f"{OFFICE}event-listeners",
        f"{OFFICE}forms",
        f"{OFFICE}scripts",
        f"{SVG}title",
        f"{SVG}desc",
        f"{TEXT}number",
        f"{TEXT}script",
        BINARY_DATA,
    }
)
"""Elements whose characters no page shows."""

_LEFT_OUT = UNSEEN | {COMMENT, f"{TEXT}note-citation"}
_SPACES = frozenset({PARAGRAPH, HEADING, f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"})


def text_of(elements: Iterable[Element]) -> str:
    """Return the characters in elements, without comments, with spaces for breaks."""
    parts: list[str] = []
    for element in elements:
        _collect(element, parts)
    return " ".join("".join(parts).split())


def _collect(element: Element, parts: list[str]) -> None:
    if element.tag in _LEFT_OUT:
        return
    if element.tag in _SPACES:
        parts.append(" ")
    parts.append(element.text or "")
    for child in element:
        _collect(child, parts)
        parts.append(child.tail or "")
