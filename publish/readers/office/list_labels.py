"""Labels of lists by the formats of their levels and the counters at a paragraph."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from publish.readers.office.content import ListPlace
from publish.readers.office.numerals import format_number
from publish.readers.office.text_builder import ParagraphLabel
from publish.text.dataclass import dataclass

DEEPEST = 9
"""Levels that a list has."""

_PLACE = re.compile(r"%([1-9])")
_BULLETS = str.maketrans("\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8", "•▪➢✓◦")
_USUAL_BULLET = "•"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: its first number, the format of its numbers, and its label.

    ``%2`` in ``text`` stands for the number of the second level; ``form`` is that of
    ``format_number``, or ``bullet``, or ``none``.  A level that ``is_legal`` has decimal numbers
    alone.
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    is_legal: bool = False
    restarts: bool = True


def make_label(
    levels: Mapping[int, Level], counters: Sequence[int | None], place: ListPlace
) -> ParagraphLabel | None:
    """Return the label of a paragraph at a place of a list; None where it shows none.

    The keys of ``levels`` and the indices of ``counters`` begin at 0.
    """
    own = levels[place.depth - 1]
    if own.form == "bullet":
        if own.text.isspace():
            return None
        bullet = own.text.translate(_BULLETS).strip() or _USUAL_BULLET
        bullet = _USUAL_BULLET if "\ue000" <= bullet[0] <= "\uf8ff" else bullet
        return ParagraphLabel(bullet, replace(place, number=None))

    def number(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        form = levels.get(level, Level()).form
        if form == "none":
            return ""
        value = counters[level]
        return format_number(value if value is not None else 1, "decimal" if own.is_legal else form)

    text = _PLACE.sub(number, own.text).strip()
    if not text:
        return None
    has_number = own.form != "none" and f"%{place.depth}" in own.text
    return ParagraphLabel(text, place if has_number else None)
