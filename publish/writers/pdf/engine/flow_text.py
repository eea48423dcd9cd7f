"""The text of the flow on a page: what is left of it without notes, margins and additions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.document.printed_pages import PICTURE, PageText, units
from publish.writers.html.flow import is_beside_flow
from publish.writers.pdf.engine.table_headers import repeats_header

OPENING = 32
"""The units by which the beginning of a page is known."""

_FIRST_LETTER = "first-letter"


def page_text(page: Any) -> PageText:
    """Return the text of the flow on a finished page; notes and margins are no part of its root."""
    root, *_ = page.children
    return PageText.of(_units(root, None))


def page_opening(page: Any) -> str:
    """Return the first units of the flow on a finished page."""
    root, *_ = page.children
    opening = ""
    for piece in _units(root, None):
        opening += piece[:OPENING]
        if len(opening) >= OPENING:
            break
    return opening[:OPENING]


def _units(box: Any, around: Any) -> Iterator[str]:
    """Yield the units of a box in an element, in the order of the markup."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder

    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001  # the placeholder has no other way to its box
    element = box.element
    if element is not around and element is not None and is_beside_flow(element.get("class")):
        return
    # The engine generates boxes for markers, leaders and calls of notes.
    if box.is_leader or box.element_tag.partition("::")[2] not in {"", _FIRST_LETTER}:
        return
    if isinstance(box, boxes.TextBox):
        yield units(box.text)
    elif isinstance(box, boxes.ReplacedBox):
        yield PICTURE
    else:
        header = isinstance(box, boxes.TableBox) and repeats_header(box)
        for child in box.children:
            if not (header and getattr(child, "is_header", False)):
                yield from _units(child, element)
