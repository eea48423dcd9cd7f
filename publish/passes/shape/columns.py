"""Columns: lines with tabs are pairs or rows of a table, and lines of two scripts are pairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from publish.diagnostics import Outcome
from publish.diagnostics.rules import pasting
from publish.document.column_names import are_column_names
from publish.document.draft import SEGMENT, Chunk, Part
from publish.passes.line_features import (
    count_letters,
    count_words,
    has_letters,
    script_of,
)
from publish.text.languages import HEBREW, Script
from publish.text.source import Span

_FEWEST = 2
_PAIR_WORDS = 2.5
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d{1,3}(?:[.)]|(?:\.\d{1,2})+\.?)|[(\[]?[a-zא-ת][.)\]]")


def mark_columns(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks with lines in columns split into pairs, or marked as rows of a table."""
    result: list[Chunk] = []
    number = 0
    index = 0
    while index < len(chunks):
        end = index
        while (
            end < len(chunks)
            and _cells(chunks[end])
            and (
                end == index or not chunks[end].blanks or _same_columns(chunks[index], chunks[end])
            )
        ):
            end += 1
        lines = chunks[index:end]
        if len(lines) < _FEWEST:
            result.append(chunks[index])
            index += 1
            continue
        if len(lines) > _FEWEST and are_column_names(_cells(lines[0])) and _are_pairs(lines[1:]):
            result.append(replace(lines[0], part=Part.HEADER_ROW))
            lines = lines[1:]
        if _are_pairs(lines):
            for line in lines:
                number += 1
                result += _split(line, number)
        else:
            result += _table(lines)
        index = end
    return result


def _cells(chunk: Chunk) -> list[str]:
    """Return the cells of a line; a tab after the number of an item or a section parts none."""
    text = chunk.text.text.strip()
    if chunk.part is not None or "\t" not in text:
        return []
    first, *others = text.split("\t")
    return [] if len(others) == 1 and _NUMBER.fullmatch(first) else [first, *others]


def _same_columns(first: Chunk, second: Chunk) -> bool:
    return len(_cells(first)) == len(_cells(second))


def _are_pairs(lines: Sequence[Chunk]) -> bool:
    """Return whether each line has Hebrew in one column and another script in the other.

    Short cells are a vocabulary, which is a table.
    """
    rows = [_cells(line) for line in lines]
    if any(len(row) not in (2, 3) for row in rows):
        return False
    scripts = [[script_of(cell) for cell in row] for row in rows]
    if any(row.count(Script.HEBREW) != 1 for row in scripts):
        return False
    words = [count_words(cell) for row in rows for cell in row]
    return sum(words) >= _PAIR_WORDS * len(words)


def _split(line: Chunk, number: int) -> list[Chunk]:
    pieces: list[Chunk] = []
    start = 0
    for cell in line.text.text.split("\t"):
        piece = line.cut(start, start + len(cell)).strip()
        start += len(cell) + 1
        if piece.text:
            part = Part.ORIGINAL if piece.script is Script.HEBREW else Part.TRANSLATION
            blanks = 0 if pieces else line.blanks
            pieces.append(replace(piece, part=part, number=number, blanks=blanks))
    return pieces


def _table(lines: Sequence[Chunk]) -> list[Chunk]:
    header = _has_header(lines)
    return [
        replace(
            line,
            part=Part.HEADER_ROW if header and not place else Part.ROW,
            joins=place > 0,
        )
        for place, line in enumerate(lines)
    ]


def drop_column_names(chunks: Sequence[Chunk]) -> Outcome[list[Chunk]]:
    """Return the chunks without the names of columns over pairs, which stand in no columns."""
    names = [
        place
        for place, (chunk, following) in enumerate(pairwise(chunks))
        if chunk.part is Part.HEADER_ROW
        and following.part in SEGMENT
        and are_column_names(chunk.text.text.split("\t"))
    ]
    diagnostics = [
        pasting.COLUMN_NAMES.at(
            chunks[place].span,
            f"not printed: the names of columns: “{' | '.join(chunks[place].text.text.split())}”",
        )
        for place in names
    ]
    others = [chunk for place, chunk in enumerate(chunks) if place not in names]
    return Outcome(others, tuple(diagnostics))


def mark_header_rows(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Return the chunks with the first row of each table that names its columns marked as such.

    Only tables whose format states no header: word processors and web pages seldom do.
    """
    result = list(chunks)
    for start, first in enumerate(chunks):
        if first.part is not Part.ROW or first.joins:
            continue
        rows = [first, *takewhile(_is_further_row, chunks[start + 1 :])]
        if len(rows) >= _FEWEST and _has_header(rows):
            result[start] = replace(first, part=Part.HEADER_ROW)
    return result


def _is_further_row(chunk: Chunk) -> bool:
    return chunk.part is Part.ROW and chunk.joins


def _has_header(lines: Sequence[Chunk]) -> bool:
    """Return whether the first row names the columns.

    Its cells have no digits where cells below have them, or are of another script than all below.
    """
    first, *rest = [line.text.text.strip("\n ").split("\t") for line in lines]
    if not all(map(has_letters, filter(None, first))) or any(map(_DIGIT.search, first)):
        return False
    for column, name in enumerate(first):
        below = [row[column] for row in rest if column < len(row)]
        if below and all(map(_DIGIT.search, below)):
            return True
        if below and all(script_of(cell) is not script_of(name) for cell in below):
            return True
    return False


# --- pairs on one line

_LINES = 3
_SHARE = 0.7
_SOURCE = re.compile(r"\([^()\d]{2,40}\d[\d:.,; –-]{0,20}\)\W{0,3}")
"""The source of a quotation, which is no translation of it: ``(Psalms 45:2).``"""
_SLASHES = (" /", " |", " \\")
_ALONE = re.compile(r"(?<!\S)[\"“„(\['‘] ")
"""An opening mark between two spaces; one at the end of a word closes a quotation."""


def split_lines_of_two_scripts(chunks: Sequence[Chunk]) -> Outcome[list[Chunk]]:
    """Return the chunks with each line split where Hebrew ends and another script begins.

    Only where nearly all lines are so; one part of a line is never within the other.  A slash that
    stands between the two is left out.
    """
    body = [chunk for chunk in chunks if chunk.part is None and count_letters(chunk.text.text) > 8]
    places = {id(chunk): _boundary(chunk.text.text) for chunk in body}
    count = sum(place > 0 for place in places.values())
    lines = [chunk for chunk in body[1:] if not places[id(chunk)]]
    if count < _LINES or count < _SHARE * (len(body) - 1) or len(lines) > count:
        return Outcome(list(chunks))
    result: list[Chunk] = []
    slashes: list[Span] = []
    number = 0
    has_title = places.get(id(chunks[0]), 0) > 0 and _is_title(chunks)
    for chunk in chunks:
        place = places.get(id(chunk), 0)
        if not place:
            result.append(chunk)
            continue
        first = chunk.cut(0, place).strip()
        second = replace(chunk.cut(place).strip(), blanks=0)
        if first.text.text.endswith(_SLASHES):
            last = len(first.text.text) - 1
            slashes.append(first.text.span(last, last + 1))
            first = first.cut(0, last).strip()
        if has_title and chunk is chunks[0]:
            result += [replace(first, part=Part.TITLE), replace(second, part=Part.SUBTITLE)]
            continue
        number += 1
        for piece in (first, second):
            part = Part.ORIGINAL if piece.script is Script.HEBREW else Part.TRANSLATION
            result.append(replace(piece, part=part, number=number))
    diagnostics = [
        pasting.SLASHES.at(
            span, f"not printed: {len(slashes)} slashes between two languages", also=slashes[1:]
        )
        for span in slashes[:1]
    ]
    return Outcome(result, tuple(diagnostics))


def _is_title(chunks: Sequence[Chunk]) -> bool:
    """Return whether blank lines part the first line, and no other, from all lines beside it."""
    after = [chunk.blanks for chunk in chunks[2:]]
    alone = [bool(a and b) for a, b in pairwise([*after, 1])]
    return len(chunks) > _LINES and chunks[1].blanks > 0 and not any(alone)


def _boundary(text: str) -> int:
    """Return where a line goes over from one script to another for good, or 0."""
    if not _ends_in_other_script(text):
        return 0
    hebrew = [bool(HEBREW.match(character)) for character in text]
    letters = [i for i, character in enumerate(text) if character.isalpha()]
    changes = [b for a, b in pairwise(letters) if hebrew[a] is not hebrew[b]]
    if len(changes) != 1:
        return 0
    start = text.rfind(" ", 0, changes[0]) + 1
    before, after = text[:start], text[start:]
    if count_words(before) < _FEWEST or count_words(after) < _FEWEST or _SOURCE.fullmatch(after):
        return 0
    while start > 1 and _ALONE.match(text, start - 2):
        start -= 2
    return start


def _ends_in_other_script(text: str) -> bool:
    """Return whether of the first and the last letter of a line one alone is Hebrew."""
    first = next(filter(str.isalpha, text), "")
    last = next(filter(str.isalpha, reversed(text)), "")
    return bool(HEBREW.match(first)) is not bool(HEBREW.match(last))
