"""The pages of a parsed PDF in order: their boxes, content streams and resources.

Only what the writer makes is read (ISO 32000-1, 7.7.3): boxes and resources stand in the page
itself, and content streams are plain or compressed with Flate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from publish.preflight.page_boxes import Box
from publish.preflight.pdf_parser import ParsedObject
from publish.text.dataclass import dataclass

_NUMBER = re.compile(r"-?[\d.]+")
_REFERENCE = re.compile(rb"/([^\s/<>\[\]()]+)\s+(\d+)\s+0\s+R")
_STATE = re.compile(rb"/([^\s/<>\[\]()]+)\s*<<(.*?)>>", re.DOTALL)
_BRACKET = re.compile(rb"<<|>>")


@dataclass(frozen=True, slots=True)
class Resources:
    """The resources of a page or form by name: object numbers, and bodies of graphics states."""

    fonts: Mapping[str, int]
    pictures: Mapping[str, int]
    states: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """A page of a PDF; ``number`` counts from 1, ``contents`` are object numbers of streams.

    A box that is missing or no rectangle is None.
    """

    number: int
    object_number: int
    media: Box | None
    trim: Box | None
    bleed: Box | None
    contents: tuple[int, ...]
    parsed: ParsedObject


def list_pages(objects: Mapping[int, ParsedObject]) -> tuple[ParsedPage, ...]:
    """Return the pages of a PDF in the order of its page tree; raises ValueError without one."""
    catalog = next(each for each in objects.values() if each.is_a("Catalog"))
    numbers = [n for root in catalog.references("Pages") for n in _leaves(objects, root, 0)]
    return tuple(_page(n, number, objects[number]) for n, number in enumerate(numbers, start=1))


def _leaves(objects: Mapping[int, ParsedObject], number: int, depth: int) -> Iterator[int]:
    node = objects.get(number)
    if node is None or depth > len(objects):
        raise ValueError("its page tree is damaged")
    if node.is_a("Pages"):
        for kid in node.references("Kids"):
            yield from _leaves(objects, kid, depth + 1)
    else:
        yield number


def _page(number: int, object_number: int, page: ParsedObject) -> ParsedPage:
    media, trim, bleed = (_box(page.value(f"{name}Box")) for name in ("Media", "Trim", "Bleed"))
    contents = page.references("Contents")
    return ParsedPage(number, object_number, media, trim, bleed, contents, page)


def _box(value: str) -> Box | None:
    numbers = tuple(map(float, _NUMBER.findall(value)))
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else None


def read_contents(objects: Mapping[int, ParsedObject], page: ParsedPage) -> Iterable[bytes]:
    """Return the decoded content streams of a page; raises ValueError for a damaged one."""
    return [objects[number].stream for number in page.contents if number in objects]


def read_resources(objects: Mapping[int, ParsedObject], owner: ParsedObject) -> Resources:
    """Return the resources of a page or form."""
    resources = _dictionary(objects, owner.dictionary, b"Resources")
    fonts = _dictionary(objects, resources, b"Font")
    pictures = _dictionary(objects, resources, b"XObject")
    states = _dictionary(objects, resources, b"ExtGState")
    return Resources(
        _numbers(fonts),
        _numbers(pictures),
        {name.decode("latin-1"): body for name, body in _STATE.findall(states)}
        | {
            name: objects[number].dictionary
            for name, number in _numbers(states).items()
            if number in objects
        },
    )


def _numbers(dictionary: bytes) -> dict[str, int]:
    return {name.decode("latin-1"): int(number) for name, number in _REFERENCE.findall(dictionary)}


def _dictionary(objects: Mapping[int, ParsedObject], outer: bytes, key: bytes) -> bytes:
    """Return the entries of the dictionary under ``key``, direct or not; empty without one."""
    match = re.search(rb"/%b\s*(?:(\d+)\s+0\s+R|<<)" % key, outer)
    if not match:
        return b""
    if match[1]:
        return objects[int(match[1])].dictionary if int(match[1]) in objects else b""
    depth = 1
    for bracket in _BRACKET.finditer(outer, match.end()):
        depth += 1 if bracket[0] == b"<<" else -1
        if not depth:
            return outer[match.end() : bracket.start()]
    return outer[match.end() :]
