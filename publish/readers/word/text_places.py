"""The places of the characters of a Word file in its XML, kept for those who write into a copy."""

from __future__ import annotations

from dataclasses import dataclass, field

from publish.readers.xml_parts import Element


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Characters ``start`` to ``end`` of the text, and the child of a run in which they stand."""

    start: int
    end: int
    element: Element


@dataclass(slots=True)
class TextPlaces:
    """The places of a file in the order of its text, and the elements that call its notes."""

    document: Element
    text: str = ""
    places: list[TextPlace] = field(default_factory=list)
    calls: dict[str, Element] = field(default_factory=dict)
