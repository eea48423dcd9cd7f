"""The text of the pages of an EPUB, compared with the sections that it is to have."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from xml.etree import ElementTree as ET

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.epub import TEXT_DIFFERS
from publish.document.model import Arrangement, Section, TextLayout
from publish.preflight.epub_file import HTML, ContentDocument
from publish.preflight.epub_segments import is_label
from publish.preflight.expected_text import (
    ExpectedRun,
    collect_text,
    first_difference,
    visible_characters,
)

_ADDED = frozenset({"added", "unseen", "places", "between-calls", "lost", "title-block"})


def compare_text(
    pages: Sequence[ContentDocument], sections: Sequence[Section], layout: TextLayout
) -> Iterator[Diagnostic]:
    """Yield the differences of pages in reading order from the text of ``sections``."""
    # Rows of columns have their texts one after the other, as screen readers read them.
    expected = collect_text(sections, replace(layout, arrangement=Arrangement.STACKED))
    running = "".join(running_text(page.body) for page in pages)
    bodies = [
        (f"note {number} of {page.name}", _note_body(note))
        for page in pages
        for number, note in enumerate(note_bodies(page), start=1)
    ]
    yield from _compare(expected.running, running, "the text")
    if len(bodies) != len(expected.notes):
        names = f"{pages[0].name} has" if len(pages) == 1 else "the pages have"
        wanted = len(expected.notes)
        yield TEXT_DIFFERS.anywhere(f"{names} {len(bodies)} notes; the text has {wanted}")
        return
    for (name, body), note in zip(bodies, expected.notes, strict=True):
        yield from _compare(note, body, name)


def _compare(expected: list[ExpectedRun], actual: str, subject: str) -> Iterator[Diagnostic]:
    difference = first_difference(expected, actual, visible_characters)
    if difference:
        yield difference.at(TEXT_DIFFERS, subject)


def running_text(element: ET.Element) -> str:
    """Return the text of an element without bodies of notes, labels, and what the book adds."""
    return _collect(
        element,
        lambda inner: (
            inner.tag == f"{HTML}aside" or inner.get("class") in _ADDED or is_label(inner)
        ),
    )


def _note_body(note: ET.Element) -> str:
    """Return the body of a note without the numeral that links back to its call."""
    return _collect(
        note,
        lambda inner: inner.get("role") == "doc-backlink" or inner.get("class") in _ADDED,
    )


def _collect(element: ET.Element, leave_out: Callable[[ET.Element], bool]) -> str:
    parts = [element.text or ""]
    for inner in element:
        if not leave_out(inner):
            parts.append(_collect(inner, leave_out))
        parts.append(inner.tail or "")
    return "".join(parts)


def note_bodies(page: ContentDocument) -> Iterator[ET.Element]:
    """Return the elements of the bodies of notes."""
    return (e for e in page.body.iter(f"{HTML}aside") if e.get("role") == "doc-footnote")
