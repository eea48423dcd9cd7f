"""Marks of comments in the text of a Word file: the ends of their ranges, and their references."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from publish.readers.word.names import ID, W
from publish.readers.xml_parts import Element
from publish.writers.word_comments.anchors import RUN, TEXT, Anchor, Cut, has_own_mark

_PROPERTIES = f"{W}rPr"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTENT = f"{W}sdtContent"
_HOLDERS = frozenset(
    f"{W}{name}"
    for name in ("p", "hyperlink", "ins", "moveTo", "smartTag", "customXml", "dir", "bdo")
)
"""The elements in which marks stand beside runs (ECMA-376, Part 1, 17.13.4)."""

_FORM_FIELDS = frozenset(
    f"{W}{name}" for name in ("text", "dataBinding", "dropDownList", "comboBox", "date", "picture")
)
"""The properties of content controls whose content Word keeps in its form."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark at a place of its host: before a character of the child at ``index``.

    ``rank`` orders the marks of one place: ends, starts, then ends of ranges that are empty.
    """

    index: int
    offset: int
    rank: int
    key: int


def insert_marks(document: Element, ranges: Iterable[tuple[int, Anchor | None]]) -> None:
    """Insert the marks of comments by their identifiers, at the start of the text without anchor.

    Runs are split where a range begins or ends within them.
    """
    hosts: dict[Element, list[_Mark]] = {}
    for key, anchor in ranges:
        if anchor is None:
            _insert_at_start(document, key)
            continue
        is_empty = anchor.start == anchor.end
        for cut, is_end in ((anchor.start, False), (anchor.end, True)):
            host, index, offset = _find_host(cut, is_end=is_end and not is_empty)
            rank = 2 if is_end and is_empty else 0 if is_end else 1
            hosts.setdefault(host, []).append(_Mark(index, offset, rank, key))
    for host, marks in hosts.items():
        _insert(host, marks)


def _find_host(cut: Cut, *, is_end: bool) -> tuple[Element, int, int]:
    """Return the element beside which, or in which, marks of a cut stand, and the place in it.

    That is the run, or what is around it where no mark may stand beside the run.
    """
    run = cut.child.getparent()
    host = run
    while not _holds_marks(host.getparent()):
        host = host.getparent()
    if host is not run or run.tag != RUN or has_own_mark(run):
        return host, len(host) if is_end else 0, 0
    index = run.index(cut.child)
    size = len(cut.child.text or "") if cut.child.tag == TEXT else 1
    return (run, index + 1, 0) if cut.offset >= size else (run, index, cut.offset)


def _holds_marks(parent: Element) -> bool:
    if parent.tag != _CONTENT:
        return parent.tag in _HOLDERS
    properties = parent.getparent().find(f"{W}sdtPr")
    return properties is None or all(each.tag not in _FORM_FIELDS for each in properties)


def _insert(host: Element, marks: Sequence[_Mark]) -> None:
    """Insert marks at a host, from the last place to the first: earlier ones stay as they are."""
    first = int(host.tag == RUN and len(host) > 0 and host[0].tag == _PROPERTIES)
    places: dict[tuple[int, int], list[_Mark]] = {}
    for mark in sorted(marks, key=lambda each: (each.rank, each.key)):
        places.setdefault((max(mark.index, first), mark.offset), []).append(mark)
    for index, offset in sorted(places, reverse=True):
        elements = [each for mark in places[index, offset] for each in _elements(mark)]
        if (index, offset) == (first, 0):
            for element in elements:
                host.addprevious(element)
            continue
        if index < len(host):
            host.addnext(_split(host, index, offset))
        for element in reversed(elements):
            host.addnext(element)


def _elements(mark: _Mark) -> list[Element]:
    """Return the start of a range, or its end with the reference to the comment."""
    if mark.rank == 1:
        return [etree.Element(f"{W}commentRangeStart", {ID: str(mark.key)})]
    end = etree.Element(f"{W}commentRangeEnd", {ID: str(mark.key)})
    run = etree.Element(RUN)
    etree.SubElement(run, f"{W}commentReference", {ID: str(mark.key)})
    return [end, run]


def _split(run: Element, index: int, offset: int) -> Element:
    """Return a run with what a run has from a place on, which is taken from that."""
    tail = etree.Element(run.tag, dict(run.attrib))
    if len(run) and run[0].tag == _PROPERTIES:
        tail.append(deepcopy(run[0]))
    child = run[index]
    if offset:
        rest = deepcopy(child)
        text = child.text or ""
        child.text, rest.text = text[:offset], text[offset:]
        rest.tail = None
        for each in (child, rest):
            each.set(_SPACE, "preserve")
        tail.append(rest)
        index += 1
    tail.extend(list(run)[index:])
    return tail


def _insert_at_start(document: Element, key: int) -> None:
    """Insert the marks of a comment at the first paragraph of the text."""
    paragraph = next(document.find(f"{W}body").iter(f"{W}p"), None)
    if paragraph is None:
        return
    place = int(len(paragraph) > 0 and paragraph[0].tag == f"{W}pPr")
    elements = [each for rank in (1, 2) for each in _elements(_Mark(0, 0, rank, key))]
    for element in reversed(elements):
        paragraph.insert(place, element)
