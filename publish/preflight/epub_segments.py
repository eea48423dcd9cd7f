"""Faults of the segments of an EPUB: their anchors, names and labels, and the sides of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from xml.etree import ElementTree as ET

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.epub_package import ROW_DIFFERS, SEGMENT_NOT_CITABLE
from publish.document.model import Arrangement, Milestone, MilestoneKind, Section, Segment, Work
from publish.document.walk import descend
from publish.preflight.epub_file import HTML, ContentDocument

_ID = "segment-"
_CODE = re.compile(r"_([0-9a-f]+)_")
_LABELS = frozenset({"segment-label", "milestone segment-mark"})


def check_segments(
    pages: Sequence[ContentDocument], sections: Sequence[Section], work: Work
) -> Iterator[Diagnostic]:
    """Yield the faults of the segments on pages in reading order, which are those of sections.

    ``work`` has the layout of the book and the direction of its columns.
    """
    segments = [
        node
        for node in descend(tuple(sections))
        if isinstance(node, Segment)
        or (isinstance(node, Milestone) and node.kind is MilestoneKind.SEGMENT)
    ]
    numbers = [(node.locus, node.label or node.locus) for node in segments if node.locus]
    yield from _anchors(numbers, pages)
    yield from _labels([node.label for node in segments if node.label], pages)
    if work.layout.arrangement is not Arrangement.STACKED:
        rows = [element for page in pages for element in find_class(page.body, "row")]
        yield from _rows([node for node in segments if isinstance(node, Segment)], rows, work)


def is_label(element: ET.Element) -> bool:
    """Return whether an element is the printed number of a segment."""
    return element.get("class") in _LABELS


def find_class(root: ET.Element, name: str) -> Iterator[ET.Element]:
    """Yield the elements below ``root`` that have a class."""
    return (each for each in root.iter() if name in (each.get("class") or "").split())


def _anchors(
    numbers: list[tuple[str, str]], pages: Sequence[ContentDocument]
) -> Iterator[Diagnostic]:
    """Yield a fault for the first locus without an anchor, and for numbers that are in no name."""
    elements = [
        element
        for page in pages
        for element in page.body.iter()
        if (element.get("id") or "").startswith(_ID)
    ]
    anchors = [_read_locus(element.get("id") or "") for element in elements]
    for locus, anchor in zip_longest([locus for locus, _ in numbers], anchors, fillvalue=""):
        if locus != anchor:
            message = f"where segment “{locus}” should begin, the EPUB has “{anchor}”"
            yield SEGMENT_NOT_CITABLE.anywhere(message)
            return
    for (_, number), element in zip(numbers, elements, strict=True):
        has_name = element.get("role") == "group" and number in (element.get("aria-label") or "")
        if not has_name and (element.tag == f"{HTML}div" or "".join(element.itertext())):
            yield SEGMENT_NOT_CITABLE.anywhere(f"segment “{number}” has no accessible name")


def _read_locus(anchor: str) -> str:
    locus = anchor.removeprefix(_ID).replace(".", ":")
    return _CODE.sub(lambda match: chr(int(match[1], 16)), locus)


def _labels(labels: list[str], pages: Sequence[ContentDocument]) -> Iterator[Diagnostic]:
    shown = [
        "".join(element.itertext())
        for page in pages
        for element in page.body.iter()
        if is_label(element) and "".join(element.itertext())
    ]
    for label, text in zip_longest(labels, shown, fillvalue=""):
        if label != text:
            message = f"where the number “{label}” should stand, the EPUB has “{text}”"
            yield SEGMENT_NOT_CITABLE.anywhere(message)
            return


def _rows(segments: list[Segment], rows: list[ET.Element], work: Work) -> Iterator[Diagnostic]:
    """Yield a fault for each row whose sides are not those of its segment."""
    if len(rows) != len(segments):
        message = f"the EPUB has {len(rows)} rows; its text has {len(segments)} segments"
        yield ROW_DIFFERS.anywhere(message)
        return
    for segment, row in zip(segments, rows, strict=True):
        kinds = ["original"] * (1 + bool(segment.transliteration))
        sides = [kinds, ["translation"] * len(segment.translations)]
        if work.layout.translation_first:
            sides.reverse()
        if [_kinds_of(side) for side in row] != sides:
            yield ROW_DIFFERS.at(segment.span, "the two sides are not those of the segment")
        elif row.get("dir") != work.dir:
            message = f"the columns run “{row.get('dir')}”, and the pages “{work.dir}”"
            yield ROW_DIFFERS.at(segment.span, message)


_KINDS = {"original": "original", "transliteration": "original", "translation": "translation"}


def _kinds_of(side: ET.Element) -> list[str]:
    """Return the side on which each text of a side belongs."""
    classes = ((text.get("class") or "").split() for text in side)
    return [_KINDS.get(names[0], "") if names else "" for names in classes]
