"""Reader of Sefaria's plain-text export: four lines of head, numbered headings, a segment a line.

A text of named parts has headings that nothing tells from a segment, so that it is read as a paste;
its JSON says all.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile, zip_longest
from typing import TYPE_CHECKING

from publish.readers import Reader

if TYPE_CHECKING:
    from publish.diagnostics import Outcome
    from publish.document.draft import Draft
    from publish.document.model import Work
    from publish.readers.sefaria.editions import Edition
    from publish.readers.sefaria.json_values import Array, String
    from publish.text.source import Source

_HEAD = 4
_MERGED = re.compile(r"This file containg?s merged sections from the following text versions:")
_ADDRESS = re.compile(r"https?://\S+")
_HEADING = re.compile(r"([A-Z][A-Za-z' -]{0,30}) ([1-9][0-9]{0,3}[ab]?)")
_HEBREW = re.compile("[א-ת]")


def is_export(source: Source) -> bool:
    """Return whether a text is an export whose headings have numbers."""
    lines = source.text[:2_000].split("\n", _HEAD + 1)
    if len(lines) <= _HEAD or not lines[0].strip() or not lines[2].strip():
        return False
    is_merged = bool(_MERGED.fullmatch(lines[_HEAD].strip()))
    has_head = bool(_HEBREW.search(lines[1]) and _ADDRESS.fullmatch(lines[3].strip()))
    return (is_merged or (has_head and not lines[_HEAD].strip())) and _parse(source) is not None


def read_export(source: Source) -> Outcome[Draft | Work]:
    """Return the text of an export and of those with other versions of it."""
    from publish.readers.sefaria import build

    return build([read_edition(each) for each in (source, *source.versions)])


def read_edition(source: Source) -> Edition:
    """Return the edition that an export is."""
    edition = _parse(source)
    assert edition is not None, "the source is an export"
    return edition


def name_text(source: Source) -> str:
    """Return the title of the text that an export is a version of."""
    return read_edition(source).title


class _Lines:
    """The lines of a file with their offsets, and a place among them."""

    def __init__(self, text: str) -> None:
        self.lines: list[tuple[str, int]] = []
        offset = 0
        for line in text.split("\n"):
            self.lines.append((line.removesuffix("\r"), offset))
            offset += len(line) + 1

    def is_blank(self, place: int) -> bool:
        """Return whether a line is empty or outside of the file."""
        return not 0 <= place < len(self.lines) or not self.lines[place][0].strip()

    def heading(self, place: int) -> re.Match[str] | None:
        """Return the name and the number of a line that stands alone between blank lines."""
        if self.is_blank(place) or not (self.is_blank(place - 1) and self.is_blank(place + 1)):
            return None
        return _HEADING.fullmatch(self.lines[place][0].strip())


@lru_cache(maxsize=4)
def _parse(source: Source) -> Edition | None:
    """Return the edition that a file is.

    None where it has text outside of its sections, a section twice, or segments beside sections:
    no export has, and a text must not lose any of them.
    """
    from publish.readers.sefaria.addresses import index_of
    from publish.readers.sefaria.editions import Edition
    from publish.readers.sefaria.json_values import String
    from publish.readers.sefaria.versions import describe_version

    lines = _Lines(source.text)
    title, he_title, version, origin = (line.strip() for line, _ in lines.lines[:_HEAD])
    place, parts = _HEAD, []
    if _MERGED.fullmatch(lines.lines[place][0].strip()):
        rest = (line for line, _ in lines.lines[place + 1 :])
        listed = [line[1:].strip() for line in takewhile(lambda line: line.startswith("-"), rest)]
        parts = list(zip_longest(listed[::2], listed[1::2], fillvalue=""))
        place += 1 + len(listed)
    names: list[str] = []
    address: list[int] = []
    first = 0
    segments: dict[tuple[int, ...], String] = {}
    for number in range(place, len(lines.lines)):
        line, offset = lines.lines[number]
        heading = lines.heading(number)
        if heading:
            if heading[1] not in names:
                names.append(heading[1])
            level, index = names.index(heading[1]), index_of(heading[2])
            # The export has a heading for each section, in order; folios begin at 2a or 1a.
            allowed = (address[level] + 1,) if level < len(address) else (0, 1, 2)
            if level > len(address) or index not in allowed:
                return None
            address = [*address[:level], index]
            first = number + 2
        elif address:
            if line.strip():
                segments[*address, number - first] = String(line, offset, offset + len(line))
        elif line.strip() not in ("", title, he_title):
            return None
    if len(set(map(len, segments))) != 1:  # none, or one where another place has a section
        return None
    text = _nest(segments)
    about = describe_version(source, text, (version, origin), tuple(parts))
    return Edition(title, he_title, (about,), tuple(names), book=title)


def _nest(segments: dict[tuple[int, ...], String]) -> Array:
    """Return segments by their indices as arrays in one another."""
    from publish.readers.sefaria.json_values import Array, Literal, Value

    groups: dict[int, dict[tuple[int, ...], String]] = {}
    items: dict[int, Value] = {}
    for (index, *rest), segment in segments.items():
        if rest:
            groups.setdefault(index, {})[tuple(rest)] = segment
        else:
            items[index] = segment
    items |= {index: _nest(group) for index, group in groups.items()}
    start = min(segment.start for segment in segments.values())
    none = Literal("null", start)
    return Array(tuple(items.get(index, none) for index in range(max(items) + 1)), start)


READER = Reader("sefaria-text", read_export, is_export, name_text=name_text)
