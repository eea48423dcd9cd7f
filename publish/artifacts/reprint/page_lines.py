"""The lines of a page of any PDF as PDFium reads them, without heads and page numbers."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from publish.preflight.glyph_counts import reorder_latin_lines
from publish.text.dataclass import dataclass

Box = tuple[float, float, float, float]
"""The left, lower, right and upper edge of a rectangle, in points."""

_FOLIO = re.compile(r"[(\[–—-]?\s?(\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})\s?[)\]–—-]?")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_LEADER = re.compile(r"\.\s\s?\.")
"""The dots of a line of contents, which repeats titles and is no head."""

_SPACES = re.compile(r"\s+")
_LEVEL = 0.5
"""The share of its height by which a line must be lower than another to count as the next one."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page: its number from the top, from 1, its words and its box.

    The box is None where it is unknown.
    """

    number: int
    text: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of the text of a page, its heads, and its printed number, empty without one."""

    lines: tuple[PageLine, ...] = ()
    heads: tuple[str, ...] = ()
    folio: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the text, line by line."""
        return tuple(word for line in self.lines for word in line.text.split())


def read_lines(
    page: Any,
    find_part: Callable[[float, float], int] = lambda _x, _y: 0,
    *,
    turns_left: bool = False,
) -> dict[int, tuple[PageLine, ...]]:
    """Return the lines of each part of a page of PDFium.

    A side of a sheet has several pages, whose letters stand on common lines: ``find_part`` returns
    that of a letter by its distance from the left and the lower edge.  In a document that
    ``turns_left`` PDFium reads the words of Latin lines from the right.
    """
    from pypdfium2 import raw

    text = page.get_textpage()
    edges = [ctypes.c_double() for _ in range(4)]
    left, right, low, high = map(ctypes.byref, edges)
    parts: dict[int, list[_Line]] = {}
    current: dict[int, _Line] = {}
    last = 0
    for number in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text.raw, number))
        if character in "\r\n":
            current = {}
            continue
        box = None
        if not character.isspace() and raw.FPDFText_GetCharBox(
            text.raw, number, left, right, low, high
        ):
            x0, x1, y0, y1 = (each.value for each in edges)
            box = (x0, y0, x1, y1)
            last = find_part((x0 + x1) / 2, (y0 + y1) / 2)
        line = current.get(last)
        if line is None:
            line = current[last] = _Line([], [])
            parts.setdefault(last, []).append(line)
        line.characters.append(character)
        if box and box[2] > box[0] and box[3] > box[1]:
            line.boxes.append(box)
    text.close()
    return {part: _number(lines, turns_left=turns_left) for part, lines in parts.items()}


@dataclass(frozen=True, slots=True)
class _Line:
    characters: list[str]
    boxes: list[Box]


def _number(lines: Sequence[_Line], *, turns_left: bool) -> tuple[PageLine, ...]:
    """Return the lines that have words, with their numbers from the top of the page."""
    entries: list[tuple[str, Box]] = []
    for line in lines:
        text = _SPACES.sub(" ", "".join(line.characters)).strip()
        if turns_left:
            text = reorder_latin_lines(text)
        if text and line.boxes:
            x0, y0, x1, y1 = zip(*line.boxes, strict=True)
            entries.append((text, (min(x0), min(y0), max(x1), max(y1))))
    numbers: dict[int, int] = {}
    number, floor, height = 0, float("inf"), 0.0
    for index in sorted(range(len(entries)), key=lambda each: -_middle(entries[each][1])):
        box = entries[index][1]
        if _middle(box) < floor - _LEVEL * max(height, 4.0):
            number += 1
            floor, height = _middle(box), min(box[3] - box[1], 14.0)
        numbers[index] = number
    return tuple(PageLine(numbers[n], text, box) for n, (text, box) in enumerate(entries))


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def separate_heads(pages: Sequence[tuple[PageLine, ...]]) -> list[PageLines]:
    """Return the text of each page without its number and without heads that pages share."""
    outer = [_outer_lines(lines) for lines in pages]
    counts = Counter(
        _head_key(line.text) for lines in pages for line in lines if not _LEADER.search(line.text)
    )
    result = []
    for lines, edges in zip(pages, outer, strict=True):
        folio = next((m[1] for line in edges if (m := _FOLIO.fullmatch(line.text))), "")
        heads = {
            id(line)
            for line in edges
            if _FOLIO.fullmatch(line.text) or counts[_head_key(line.text)] > 1
        }
        own = [line for line in lines if id(line) not in heads]
        above = min((line.number for line in own), default=1) - 1
        result.append(
            PageLines(
                tuple(replace(line, number=line.number - above) for line in own),
                tuple(line.text for line in lines if id(line) in heads),
                folio,
            )
        )
    return result


def _head_key(text: str) -> str:
    """Return the letters of a head, without its numbers, by which heads are compared."""
    return _NO_LETTERS.sub("", text)


def _outer_lines(lines: Sequence[PageLine]) -> list[PageLine]:
    """Return the first and the last lines of a page, where heads and numbers stand."""
    if not lines:
        return []
    last = max(line.number for line in lines)
    return [line for line in lines if line.number in {1, last}]
