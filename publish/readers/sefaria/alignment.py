"""Alignment of the versions of a text: one tree, whose segments have a string of each version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TypeAlias

from publish.diagnostics import Diagnostic, Outcome, Rule
from publish.diagnostics.rules import sefaria as rules
from publish.readers.sefaria.addresses import is_running, label_of
from publish.readers.sefaria.editions import Edition, SchemaNode
from publish.readers.sefaria.json_values import Array, Object, String, Value, is_null, span_of
from publish.readers.sefaria.versions import MERGED, Version
from publish.text.dataclass import dataclass
from publish.text.languages import primary

_ORIGINALS = ("he", "arc", "jpa", "tmr", "yi", "lad", "jrb")
"""The languages of originals, the likeliest first, where no file says which version is one."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment: its string in each version, None where a version has none."""

    address: tuple[str, ...]
    index: int
    name: str
    strings: tuple[String | None, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a text: with a name of its own, or the one at an index of its level."""

    address: tuple[str, ...]
    children: tuple[Part | Unit, ...]
    index: int = -1
    name: str = ""
    he_name: str = ""
    node: SchemaNode | None = None


@dataclass(frozen=True, slots=True)
class AlignedText:
    """A text in several versions, the original first."""

    edition: Edition
    versions: tuple[Version, ...]
    root: Part


Values: TypeAlias = Sequence[Value | None]


def merge_versions(editions: Sequence[Edition]) -> Outcome[AlignedText]:
    """Return the editions of one text as one text, whose segments are paired by their numbers."""
    diagnostics = [each for edition in editions for each in edition.diagnostics]
    edition = replace(
        editions[0],
        he_title=next(filter(None, (each.he_title for each in editions)), ""),
        names=max((each.names for each in editions), key=len),
        he_names=max((each.he_names for each in editions), key=len),
        schema=max((each.schema for each in editions), key=len),
    )
    versions = [version for each in editions for version in each.versions]
    versions = _without_twice(versions, diagnostics)
    versions = sorted(versions, key=_rank)
    aligning = _Aligning(versions, edition, diagnostics)
    root = aligning.part([version.text for version in versions], (), edition.schema)
    text = AlignedText(edition, tuple(versions), root)
    return Outcome(text, tuple(diagnostics))


def _rank(version: Version) -> tuple[bool, int]:
    lang = primary(version.lang)
    place = _ORIGINALS.index(lang) if lang in _ORIGINALS else len(_ORIGINALS)
    return not version.is_original, place


def _without_twice(versions: Sequence[Version], diagnostics: list[Diagnostic]) -> list[Version]:
    """Return the versions without those that the merged one of their language contains."""
    merged = {each.lang: each for each in versions if each.title == MERGED}
    result: list[Version] = []
    for each in versions:
        whole = merged.get(each.lang, each)
        if whole is each:
            result.append(each)
        else:
            file = each.source.file
            message = f"left out: “{each.title}”, which {whole.source.file} contains"
            diagnostics.append(rules.TWICE.at(span_of(each.text, file), message))
    return result


class _Aligning:
    """The versions of a text that are being aligned."""

    def __init__(
        self, versions: Sequence[Version], edition: Edition, diagnostics: list[Diagnostic]
    ) -> None:
        self.versions = versions
        self.edition = edition
        self.diagnostics = diagnostics

    def part(
        self,
        values: Values,
        address: tuple[str, ...],
        nodes: tuple[SchemaNode, ...],
        level: int = 0,
    ) -> Part:
        """Return the section that the versions have at an address, without empty sections."""
        if any(isinstance(value, Object) for value in values):
            return self._align_objects(values, address, nodes)
        rows = [tuple(row) for row in zip_longest(*map(_items, values))]
        self._compare(values, address)
        offset = self._first(address, level)
        name, he_name = self._name(level, address)
        children: list[Part | Unit] = []
        for place, row in enumerate(rows):
            index = place + offset
            own = (*address, label_of(index, name))
            if any(isinstance(value, Array | Object) for value in row):
                inner = self.part(row, own, (), level + 1)
                if is_running(name):
                    children += inner.children
                elif inner.children:
                    children.append(replace(inner, index=index, name=name, he_name=he_name))
            else:
                strings = tuple(each if isinstance(each, String) else None for each in row)
                if any(each is not None and each.text.strip() for each in strings):
                    children.append(Unit(own, index, name, strings))
        return Part(address, tuple(children))

    def _first(self, address: tuple[str, ...], level: int) -> int:
        """Return the index of the first part at an address, which only the first address changes.

        The answer of an API may begin within a chapter.
        """
        first, names = self.edition.first, self.edition.names
        labels = tuple(
            label_of(index, names[i] if i < len(names) else "")
            for i, index in enumerate(first[:level])
        )
        return first[level] if level < len(first) and address == labels else 0

    def _name(self, level: int, address: tuple[str, ...]) -> tuple[str, str]:
        """Return the names of a level, which belong to a text without named parts."""
        names, he_names = self.edition.names, self.edition.he_names
        if len(address) != level:
            return "", ""
        return (
            names[level] if level < len(names) else "",
            he_names[level] if level < len(he_names) else "",
        )

    def _align_objects(
        self, values: Values, address: tuple[str, ...], nodes: tuple[SchemaNode, ...]
    ) -> Part:
        """Return the section of named parts, in the order of the schema."""
        by_title = {node.title: node for node in nodes}
        objects = [each if isinstance(each, Object) else None for each in values]
        names = [*by_title, *(name for each in objects if each for name in each.members)]
        children: list[Part | Unit] = []
        for name in dict.fromkeys(names):
            row = [each.members.get(name) if each else None for each in objects]
            # The part without a name is the text itself, which a version without parts has alone.
            if not name:
                row = [r if o else v for r, o, v in zip(row, objects, values, strict=True)]
            node = by_title.get(name, SchemaNode(name, ""))
            own = (*address, name) if name else address
            inner = self.part(row, own, node.nodes)
            if inner.children:
                children += [replace(inner, node=node)] if name else inner.children
        if not any("" in each.members for each in objects if each):
            bare = [v if o is None else None for v, o in zip(values, objects, strict=True)]
            children = [*self.part(bare, address, ()).children, *children]
        return Part(address, tuple(children))

    def _compare(self, values: Values, address: tuple[str, ...]) -> None:
        """Report a place in which the versions have unequal numbers of segments or levels."""
        if len(values) < 2:
            return
        place = f" in {name_place(address)}" if address else ""
        flat = [_is_flat(value) for value in values]
        if False in flat and True in flat and any(map(_has_segments, values)):
            self._report_depth(values, flat, place)
            return
        lengths = [_length(value) for value in values]
        if len(set(lengths)) < 2:
            return
        is_leaf = all(each is not False for each in flat)
        if not is_leaf:
            return
        counts = ", ".join(
            f"{version.lang} {length}"
            for version, length in zip(self.versions, lengths, strict=True)
        )
        self._report(rules.RAGGED, values, lengths, f"{counts}{place}")

    def _report_depth(self, values: Values, flat: Sequence[bool | None], place: str) -> None:
        langs = [
            f"{version.lang} has segments" if is_flat else f"{version.lang} has sections"
            for version, is_flat in zip(self.versions, flat, strict=True)
            if is_flat is not None
        ]
        self._report(rules.UNEQUAL_DEPTH, values, [1] * len(values), f"{', '.join(langs)}{place}")

    def _report(self, rule: Rule, values: Values, lengths: Sequence[int], message: str) -> None:
        """Report a place, at the version with most segments."""
        longest = max(range(len(values)), key=lambda index: lengths[index])
        value = values[longest]
        if value is None:
            return
        items = _items(value)
        shortest = min(lengths)
        extra = items[shortest] if shortest < len(items) and lengths[longest] > shortest else None
        file = self.versions[longest].source.file
        self.diagnostics.append(rule.at(span_of(extra or value, file), message))


def name_place(address: tuple[str, ...]) -> str:
    """Return an address as people write it: ``1:2``, ``Zimmun 3``."""
    names = ", ".join(label for label in address if not label[:1].isdigit())
    numbers = ":".join(label for label in address if label[:1].isdigit())
    return f"{names} {numbers}".strip()


def _items(value: Value | None) -> tuple[Value | None, ...]:
    """Return the parts of a text; a string where others have a section is its first segment."""
    if isinstance(value, Array):
        return tuple(None if is_null(item) else item for item in value.items)
    return (value,) if isinstance(value, String) and value.text.strip() else ()


def _is_flat(value: Value | None) -> bool | None:
    """Return whether a text has segments and no sections; None where it has neither."""
    items = _items(value)
    if any(isinstance(item, Array) for item in items):
        return False if _has_segments(value) else None
    return True if _has_segments(value) else None


def _has_segments(value: Value | None) -> bool:
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, String) and item.text.strip():
            return True
        if isinstance(item, Array):
            waiting += item.items
    return False


def _length(value: Value | None) -> int:
    """Return the number of segments of a text up to the last one that is not empty."""
    items = _items(value)
    length = len(items)
    while length:
        item = items[length - 1]
        if isinstance(item, String) and item.text.strip():
            break
        length -= 1
    return length
