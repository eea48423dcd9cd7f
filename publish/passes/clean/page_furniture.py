"""Running heads and page numbers among the lines of a text, left out with a warning.

A page number is a line that is a bare number.  Page numbers rise by one, stand in the midst of
sentences or beside a line that is the same on each page, the running head.
https://www.w3.org/TR/dpub-latinreq/#headers-and-footers
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import pasting
from publish.document.draft import Chunk, Draft
from publish.passes.clean.line_shape import measure
from publish.passes.clean.page_layout import PageLayout
from publish.text.dataclass import dataclass
from publish.text.patterns import late_pattern

_SPREAD = 3
"""The pages from which on numbers outside a head, left and right in turn, are those of pages."""

_NUMBER = late_pattern(
    r"[\[(|·•–—\-\s]*(?:(?P<word>page|pg?\.|seite|p[áa]gina|стр\.?|עמוד|עמ['׳])\s*)?"
    r"(?P<number>\d{1,4})(?:\s*(?:/|of|de|von|из|מתוך)\s*(?P<total>\d{1,4}))?[\])|·•–—\-\s]*",
    re.IGNORECASE,
)
_WITH_NUMBER = late_pattern(
    r"(?:(?P<first>\d{1,4})\s+)?(?P<head>\D.*?\D|\D)(?:\s+(?P<last>\d{1,4}))?"
)
_LONGEST = 80
_FEWEST = 2
_SHOWN = 5
_SHORTEST = 30
"""The width of a line that a page can break off."""

_LINES_OF_PAGE = 5
"""The lines between two page numbers, from which on these need no running head beside them."""


@dataclass(frozen=True, slots=True)
class _Number:
    index: int
    value: int
    head: str = ""
    """The running head on the same line."""

    is_left: bool = False
    """Whether the number stands before the head."""

    total: int = 0
    """The number of pages in “page 2 of 9”; 0 where the line does not say both."""


def drop_page_furniture(draft: Draft, layout: PageLayout) -> tuple[Outcome[Draft], PageLayout]:
    """Return the draft without running heads and page numbers, and where its pages begin."""
    chunks = list(draft.chunks)
    starts: set[int] = set()
    numbers: list[Chunk] = []
    heads: list[Chunk] = []
    while furniture := _find_furniture(chunks, layout):
        for index in sorted(furniture):
            (heads if furniture[index] else numbers).append(chunks[index])
        chunks = _remove(chunks, furniture, starts)
    if not starts and not numbers and not heads:
        return Outcome(draft), layout
    diagnostics = [
        *_report(numbers, "page number", layout),
        *_report(heads, "running head", layout, *_suggest_title(heads, min(starts, default=0))),
    ]
    layout = replace(layout, page_starts=frozenset(starts))
    return Outcome(replace(draft, chunks=tuple(chunks)), tuple(diagnostics)), layout


def _remove(
    chunks: Sequence[Chunk], furniture: Mapping[int, bool], starts: set[int]
) -> list[Chunk]:
    """Return the other chunks, and note in ``starts`` where those begin that open a page."""
    rest: list[Chunk] = []
    blanks = 0
    follows = False
    for index, chunk in enumerate(chunks):
        if index in furniture:
            blanks = max(blanks, chunk.blanks)
            follows = True
            continue
        if follows:
            starts.add(chunk.span.start)
        rest.append(replace(chunk, blanks=max(blanks, chunk.blanks)) if follows else chunk)
        blanks, follows = 0, False
    return rest


def _find_furniture(chunks: Sequence[Chunk], layout: PageLayout) -> dict[int, bool]:
    """Return the indices of page furniture; the value is true for running heads."""
    bare = [number for index, chunk in enumerate(chunks) if (number := _read_number(index, chunk))]
    for chain in map(_find_chain, (bare, _find_numbers_with_heads(chunks))):
        if len(chain) < _FEWEST:
            continue
        heads = _find_heads(chunks, chain)
        if _is_certain(chunks, chain, heads, layout):
            furniture = {number.index: bool(number.head) for number in chain}
            return furniture | dict.fromkeys(heads, True)
    return {}


def _read_number(index: int, chunk: Chunk) -> _Number | None:
    text = chunk.text.text
    if len(text) > 20 or chunk.part is not None:
        return None
    match = _NUMBER.fullmatch(text)
    if not match:
        return None
    total = int(match["total"]) if match["word"] and match["total"] else 0
    return _Number(index, int(match["number"]), total=total)


@dataclass(frozen=True, slots=True)
class _Link:
    number: _Number
    before: _Link | None
    length: int


def _find_chain(numbers: Iterable[_Number]) -> list[_Number]:
    """Return the longest run of numbers that rise by one; a page without its number is skipped."""
    latest: dict[int, _Link] = {}
    longest: _Link | None = None
    for number in numbers:
        candidates = [latest[value] for value in _before(number.value) if value in latest]
        before = max(candidates, key=lambda link: link.length, default=None)
        link = _Link(number, before, before.length + 1 if before else 1)
        if number.value not in latest or link.length >= latest[number.value].length:
            latest[number.value] = link
        if longest is None or link.length > longest.length:
            longest = link
    chain: list[_Number] = []
    while longest:
        chain.append(longest.number)
        longest = longest.before
    return chain[::-1]


def _before(value: int) -> tuple[int, int]:
    return value - 1, value - 2


def _find_numbers_with_heads(chunks: Sequence[Chunk]) -> list[_Number]:
    """Return the lines of a number and a head, “12 The Gate”, of each head that stands twice."""
    numbers: dict[str, list[_Number]] = defaultdict(list)
    for index, chunk in enumerate(chunks):
        text = chunk.text.text
        match = _WITH_NUMBER.fullmatch(text) if len(text) <= _LONGEST else None
        if match and chunk.part is None and bool(match["first"]) is not bool(match["last"]):
            number = int(match["first"] or match["last"])
            numbers[_fold(match["head"])].append(
                _Number(index, number, match["head"], is_left=bool(match["first"]))
            )
    repeated = [number for group in numbers.values() if len(group) > 1 for number in group]
    return sorted(repeated, key=lambda number: number.index)


def _find_heads(chunks: Sequence[Chunk], chain: Sequence[_Number]) -> set[int]:
    """Return the lines beside the numbers of a chain that stand beside two of them."""
    beside: dict[str, set[int]] = defaultdict(set)
    numbers = {number.index for number in chain}
    for number in chain:
        for index in (number.index - 1, number.index + 1):
            if 0 <= index < len(chunks) and index not in numbers:
                chunk = chunks[index]
                if len(chunk.text.text) <= _LONGEST and chunk.part is None:
                    beside[_fold(chunk.text.text)].add(index)
    repeated = (indices for indices in beside.values() if len(indices) >= _FEWEST)
    return {index for indices in repeated for index in indices}


def _is_certain(
    chunks: Sequence[Chunk], chain: Sequence[_Number], heads: set[int], layout: PageLayout
) -> bool:
    """Return whether the numbers are those of pages, by their words or the places they stand."""
    if _are_of_one_total(chain) or _are_of_spreads(chain):
        return True
    furniture = heads | {number.index for number in chain}
    ends = _find_ends(furniture)
    breaks = [ends[number.index] for number in chain]
    inner = [(first, last) for first, last in breaks if first >= 0 and last < len(chunks)]
    with_form_feed = {
        (first, last)
        for first, last in set(inner)
        if any(layout.has_form_feed(chunks[i], chunks[i + 1]) for i in range(first, last))
    }
    form_feeds = sum(each in with_form_feed for each in inner)
    if form_feeds and 2 * form_feeds >= len(inner):
        return True
    interruptions = [_interrupts(chunks[first], chunks[last]) for first, last in inner]
    count = sum(value is not None for value in interruptions)
    starts_late = chain[0].value > 1
    if heads and (count or starts_late):
        return True
    has_case = any(interruptions)
    if not count or 2 * count < len(inner) or not (starts_late or (has_case and count > 1)):
        return False
    if chain[0].head:
        return has_case or count == len(inner) > 2
    gaps = sorted(b.index - a.index for a, b in pairwise(chain))
    return gaps[len(gaps) // 2] > _LINES_OF_PAGE


def _are_of_one_total(chain: Sequence[_Number]) -> bool:
    """Return whether each number says of how many pages it is one, of the same number of them."""
    total = chain[0].total
    return all(number.total == total >= number.value for number in chain)


def _are_of_spreads(chain: Sequence[_Number]) -> bool:
    """Return whether a head has its numbers on the outer side, as on the two pages of a spread."""
    sides = {(number.value % 2, number.is_left) for number in chain}
    return (
        len(chain) >= _SPREAD
        and chain[0].head != ""
        and len({side for _, side in sides}) == len(sides) == 2
    )


def _find_ends(furniture: set[int]) -> dict[int, tuple[int, int]]:
    """Return for each line of furniture the lines of text before and after it."""
    ends: dict[int, tuple[int, int]] = {}
    for first in furniture:
        if first - 1 not in furniture:
            last = first
            while last in furniture:
                last += 1
            ends |= dict.fromkeys(range(first, last), (first - 1, last))
    return ends


def _interrupts(line: Chunk, following: Chunk) -> bool | None:
    """Return whether furniture interrupts a sentence; None for no, false where no case shows it."""
    before, after = measure(line), measure(following)
    if before.is_final or before.width < _SHORTEST or after.begins_lower is False:
        return None
    if before.has_hyphen or after.begins_lower:
        return True
    return False if after.text[:1].isalpha() else None


def _suggest_title(heads: Sequence[Chunk], start: int) -> Iterator[str]:
    """Yield the setting that makes the running head the title, if it stands before the text."""
    first = min(heads, key=lambda head: head.span.start, default=None)
    text = first.text.text if first and first.span.start < start else ""
    if text and not any(character.isdecimal() or character in '"\\' for character in text):
        yield f'if it is the title of the book: title = "{text}"'


def _report(
    chunks: Sequence[Chunk], kind: str, layout: PageLayout, *hints: str
) -> list[Diagnostic]:
    """Return the one diagnostic of a kind of furniture in a file."""
    if not chunks:
        return []
    spans = sorted(map(layout.line_span, chunks), key=lambda span: span.start)
    texts = list(dict.fromkeys(chunk.text.text for chunk in chunks))
    shown = ", ".join(f"“{text}”" for text in texts[:_SHOWN]) + (
        ", …" if len(texts) > _SHOWN else ""
    )
    noun = kind if len(spans) == 1 else f"{kind}s"
    return [
        pasting.PAGE_FURNITURE.at(
            spans[0],
            f"not printed: {len(spans)} {noun}: {shown}",
            'if they belong to the text, set lines = "paragraphs"',
            *hints,
            also=spans[1:],
        )
    ]


def _fold(line: str) -> str:
    return " ".join(line.casefold().split())
