"""Stable ids of nodes, by which other programs cite a text; docs/export.md states the promise.

An id is the kind of a node and a digest of that by which readers recognise it: the title of a
section, the place of a segment in its source, the words of a paragraph.  An id does not depend on
the nodes before and after, on styles, on notes or on spans.  Nodes of one kind with the same digest
are told apart by their order.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from publish.document.model import (
    Blockquote,
    Excerpt,
    Image,
    Index,
    Inline,
    Inlines,
    List,
    Node,
    Note,
    Paragraph,
    Passage,
    Rubric,
    Section,
    Segment,
    Separator,
    Speech,
    Table,
    Verse,
)
from publish.document.walk import running_text
from publish.storage.digests import digest

NAMED_KINDS = (
    *(Section, Excerpt, Paragraph, Verse, Passage, Segment, Blockquote, Speech, Rubric, List),
    *(Table, Image, Index, Separator, Note),
)
"""The kinds of nodes that have ids."""

_LENGTH = 12
"""Hexadecimal digits of an id: of a thousand books of 10,000 nodes, none has two that are alike."""


class NodeIds:
    """The ids of the nodes of a book, given chapter by chapter in reading order."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def name_chapter(self, section: Section) -> ChapterIds:
        """Return the ids of a chapter, which comes after all chapters named so far."""
        names: dict[int, deque[str]] = {}
        for node, key in _Keys().in_order(section):
            name = f"{type(node).__name__.lower()}-{key[:_LENGTH]}"
            self._counts[name] += 1
            count = self._counts[name]
            name = name if count == 1 else f"{name}-{count}"
            names.setdefault(id(node), deque()).append(name)
        return ChapterIds(section, names)


class ChapterIds:
    """The ids of the nodes of one chapter."""

    def __init__(self, section: Section, names: dict[int, deque[str]]) -> None:
        self._section = section  # the ids are those of its nodes as long as these live
        self._names = names

    def take(self, node: Node) -> str:
        """Return the id of a node of a kind that has ids.

        An object that stands in several places of the chapter has an id for each: every call
        returns the next one.
        """
        waiting = self._names[id(node)]
        waiting.rotate(-1)
        return waiting[-1]


class _Keys:
    """The nodes of a chapter in reading order, each with the digest of what it is known by."""

    def __init__(self) -> None:
        self._nodes: list[tuple[Node, str]] = []
        self._titles: list[str] = []

    def in_order(self, section: Section) -> list[tuple[Node, str]]:
        """Return the nodes of a chapter that have ids, parents before children."""
        self._visit(section)
        return self._nodes

    def _visit(self, node: Node) -> str:
        """Return the key of a node, after those of all nodes in it."""
        place = len(self._nodes)
        self._nodes.append((node, ""))
        title = _title(node)
        if title:
            self._titles.append(title)
        parts = {name: self._parts(getattr(node, name)) for name in _children(node)}
        identity = _identity(node, parts, self._titles)
        if title:
            self._titles.pop()
        key = digest(type(node).__name__, *identity)
        self._nodes[place] = (node, key)
        return key

    def _parts(self, value: Any) -> list[str]:
        """Return the words and keys of all nodes in a value, in reading order."""
        if isinstance(value, NAMED_KINDS):
            return [self._visit(value)]
        if isinstance(value, tuple):
            if value and isinstance(value[0], Inline):
                self._visit_notes(value)
                return [_words(value)]
            return [part for item in value for part in self._parts(item)]
        if is_dataclass(value):
            inner = [self._parts(getattr(value, name)) for name in _children(value)]
            return [part for each in inner for part in each]
        return []

    def _visit_notes(self, inlines: Inlines) -> None:
        """Visit the notes of a run, whose bodies are no part of its words."""
        for note in _notes(inlines):
            self._visit(note)


def _identity(node: Node, parts: dict[str, list[str]], titles: list[str]) -> list[str]:
    """Return what a node is known by, as parts of its digest."""
    match node:
        case Section() | Excerpt() if title := _title(node):
            return [title]
        case Segment(anchor=anchor) if anchor:
            return ["anchor", anchor]
        case Segment(number=number) if number:
            return ["number", number, *titles]
        case Segment():
            return parts["original"]
        case Image():
            return [node.address, *parts["caption"]]
        case Note():
            return [node.call, node.series, *parts["blocks"]]
        case _:
            return [part for each in parts.values() for part in each]


def _title(node: Node) -> str:
    """Return the words of the title of a node, empty for one without a title."""
    match node:
        case Section(title=inlines) | Excerpt(heading=inlines):
            return _words(inlines)
        case _:
            return ""


def _words(inlines: Inlines) -> str:
    return " ".join(running_text(inlines).split())


def _notes(inlines: Inlines) -> Iterator[Note]:
    """Yield the notes that a run calls, without those that their bodies call."""
    for node in inlines:
        if isinstance(node, Note):
            yield node
        else:
            for name in _children(node):
                value = getattr(node, name)
                if isinstance(value, tuple) and value and isinstance(value[0], Inline):
                    yield from _notes(value)


def _children(value: Any) -> tuple[str, ...]:
    """Return the fields in which a dataclass may hold nodes."""
    return _child_fields(value.__class__)


@cache
def _child_fields(kind: type) -> tuple[str, ...]:
    omitted = {"span", "citation", "resources", "target", "also", "places"}
    return tuple(each.name for each in fields(kind) if each.name not in omitted)
