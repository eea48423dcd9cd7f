"""Gaps before and after the blocks of a page, by the space that sets them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from publish.readers.html.elements import HEADINGS
from publish.readers.html.styles import LooksSource
from publish.readers.html.tree import Element

_PARTED = frozenset({*HEADINGS, "p", "blockquote", "pre", "figure", "dl"})
"""The elements that stand apart from the text around them, unless a style sheet says otherwise."""

_SPACE = 12.0
"""Points before and after them in a browser."""

_NOTABLE = 4.0
"""Points of space, beyond the usual space between paragraphs, that set a paragraph apart."""


class Gaps:
    """The gaps of a page; the most frequent space between ``paragraphs`` sets none apart.

    Without paragraphs all space is a gap.  An export of a word processor has the same gaps as its
    document (``publish.readers.office.gaps``): many leave a space after each paragraph.
    """

    def __init__(self, paragraphs: Iterable[Element], sheet: LooksSource) -> None:
        self.sheet = sheet
        spaces = Counter(
            round(max(self._after(first), self._before(second)), 1)
            for first, second in pairwise(paragraphs)
        )
        usual = spaces.most_common(1)[0][0] if spaces else 0.0
        self._least = usual + _NOTABLE if usual else 0.1

    def is_before(self, element: Element, *, is_item: bool) -> bool:
        """Return whether a gap is before an element, which may stand in an item of a list."""
        return self._before(element, is_item=is_item) >= self._least

    def is_after(self, element: Element, *, is_item: bool) -> bool:
        """Return whether a gap is after an element, which may stand in an item of a list."""
        return self._after(element, is_item=is_item) >= self._least

    def _before(self, element: Element, *, is_item: bool = False) -> float:
        space = self.sheet.looks(element).space_before
        return _default(element, is_item=is_item) if space is None else space

    def _after(self, element: Element, *, is_item: bool = False) -> float:
        space = self.sheet.looks(element).space_after
        return _default(element, is_item=is_item) if space is None else space


def _default(element: Element, *, is_item: bool) -> float:
    return _SPACE if element.name in _PARTED and not is_item else 0.0
