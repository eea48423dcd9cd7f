"""Comparison of the two sides of a chapter of spreads with its text.

This oracle shares no code with the function that divides a chapter.  Each paragraph, verse and
passage of a segment has to be whole on one side, in the order of the text, and nowhere else;
originals are on one side and translations on the other.  A heading may be divided at any word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from publish.diagnostics import Diagnostic, Diagnostics
from publish.diagnostics.rules.pdf import TEXT_DIFFERS
from publish.document.model import (
    Arrangement,
    Excerpt,
    Inline,
    Section,
    Segment,
    TextLayout,
)
from publish.preflight.expected_text import (
    Container,
    collect_inlines,
    collect_text,
    letters,
    list_parts,
)
from publish.preflight.pdf_markup import FURTHER, MarkupText, compare_further, compare_notes
from publish.text.dataclass import dataclass
from publish.text.source import Span

_BETWEEN_WORDS = re.compile(r"[\s:/|·•–—-]+")

ORIGINALS, TRANSLATIONS = 0, 1
"""The places of the two sides in a pair of them."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """Letters that stand together on one side; ``side`` is None where either may have them."""

    letters: str
    span: Span
    side: int | None = None


def check_sides(originals: str, translations: str, section: Section) -> Diagnostics:
    """Return an error for each text of a section that its two sides lack, repeat or reorder."""
    sides = MarkupText(FURTHER), MarkupText(FURTHER)
    for side, markup in zip(sides, (originals, translations), strict=True):
        side.collect(markup)
    texts = (letters(sides[ORIGINALS].running), letters(sides[TRANSLATIONS].running))
    notes = [*sides[ORIGINALS].notes, *sides[TRANSLATIONS].notes]
    expected = collect_text((section,), TextLayout(Arrangement.SPREADS))
    return (
        *_compare(list(_units(section)), texts),
        *compare_further(expected, sides),
        *compare_notes(expected.notes, notes),
    )


def _compare(units: list[_Unit], texts: tuple[str, str]) -> Iterator[Diagnostic]:
    """Yield an error where no order of the units gives both texts.

    ``ends`` are the lengths of the first text that the units so far may fill; those of the second
    follow from them.
    """
    first, second = texts
    ends, length = {0}, 0
    for unit in units:
        size = len(unit.letters)
        on_first = {
            end + size
            for end in ends
            if unit.side != TRANSLATIONS and first.startswith(unit.letters, end)
        }
        on_second = {
            end
            for end in ends
            if unit.side != ORIGINALS and second.startswith(unit.letters, length - end)
        }
        if not on_first | on_second:
            yield _describe(unit, texts, max(ends), length - max(ends))
            return
        ends, length = on_first | on_second, length + size
    if len(first) not in ends or length - len(first) != len(second):
        end = max(ends)
        more = first[end : end + 24] or second[length - end :][:24]
        yield TEXT_DIFFERS.anywhere(f"the two sides of a chapter have “{more}” too many")


def _describe(unit: _Unit, texts: tuple[str, str], first: int, second: int) -> Diagnostic:
    there = " and ".join(
        f"“{text[end : end + 12]}”"
        for text, end, side in (
            (texts[ORIGINALS], first, ORIGINALS),
            (texts[TRANSLATIONS], second, TRANSLATIONS),
        )
        if unit.side in {None, side}
    )
    message = f"“{unit.letters[:24]}” is not on its side of a spread, which has {there} there"
    return TEXT_DIFFERS.at(unit.span, message)


def _units(node: Container, side: int | None = None) -> Iterator[_Unit]:
    """Yield the units of a section, an excerpt or a block, in the order of the text."""
    if isinstance(node, Segment):
        # The number of a verse is printed on both sides, beside its text or its empty place.
        if number := letters(node.number):
            yield _Unit(number, node.span, ORIGINALS)
            yield _Unit(number, node.span, TRANSLATIONS)
        yield from _units(node.original, _side(node, ORIGINALS))
        for each in node.translations[:1]:
            yield from _units(each, _side(node, TRANSLATIONS))
        yield from chain.from_iterable(map(_units, node.commentary))
        return
    inlines: list[str | Inline] = []
    is_heading = isinstance(node, Section | Excerpt)
    for part in list_parts(node):
        if isinstance(part, str | Inline):
            inlines.append(part)
        else:
            yield from _inline_units(inlines, node.span, side, is_heading)
            inlines.clear()
            yield from _units(part, side)
    yield from _inline_units(inlines, node.span, side, is_heading)


def _side(segment: Segment, side: int) -> int | None:
    """Return the side of a passage, or None for a segment that has no translation."""
    return side if segment.translations else None


def _inline_units(
    inlines: Iterable[str | Inline], span: Span, side: int | None, is_heading: bool
) -> Iterator[_Unit]:
    text = "".join(run.text for run in collect_inlines(inlines, span))
    for words in _BETWEEN_WORDS.split(text) if is_heading else (text,):
        if unit := letters(words):
            yield _Unit(unit, span, side)
