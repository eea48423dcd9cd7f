"""Estimates of the room that text takes in print, from its characters and the theme alone.

Widths are in ems of the text of a page (``PageGeometry.size``), heights in its lines
(``PageGeometry.leading``).  Room that page breaks leave empty is not counted, so that a book takes
up to 20 % more.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

from publish.document.model import (
    Image,
    Inline,
    Inlines,
    Node,
    Note,
    Passage,
    Section,
    Segment,
    Separator,
)
from publish.document.walk import descend, plain
from publish.text.dataclass import dataclass
from publish.text.languages import script_code
from publish.text.lengths import millimetres
from publish.themes.page_geometry import PageGeometry
from publish.themes.theme import Theme

_CATEGORY_WIDTHS = {"Lu": 0.68, "Ll": 0.42, "Lo": 0.56, "Nd": 0.5, "Zs": 0.25, "Mn": 0.0, "Cf": 0.0}
"""The width of a character in ems by its general category; Hebrew letters are ``Lo``."""

_OTHER_WIDTH = 0.4


class _Widths(dict[str, float]):
    """The estimated width of each character in ems, found when it is first asked for."""

    def __missing__(self, character: str) -> float:
        width = _CATEGORY_WIDTHS.get(unicodedata.category(character), _OTHER_WIDTH)
        self[character] = width
        return width


_WIDTHS = _Widths()


def estimate_ems(text: str) -> float:
    """Return the estimated width of a text in ems, a little too wide rather than too narrow."""
    return sum(map(_WIDTHS.__getitem__, text))


def line_ems(page: PageGeometry) -> float:
    """Return the length of a full line of that page in ems of its text."""
    sides = millimetres(page.inner) + millimetres(page.outer)
    return (millimetres(page.width) - sides) / millimetres(page.size)


class TextRole(StrEnum):
    """A use of text that themes set in a size of its own."""

    TEXT = "text"
    ORIGINAL = "original"
    TRANSLATION = "translation"
    COMMENTARY = "commentary"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class TypeSize:
    """The size of type and its leading, in those of the text of a page."""

    size: float
    leading: float


_HEBREW_SIZES = {
    TextRole.TEXT: TypeSize(1.16, 1.25),
    TextRole.ORIGINAL: TypeSize(1.25, 1.5),
    TextRole.TRANSLATION: TypeSize(1.16, 1.25),
    TextRole.COMMENTARY: TypeSize(1.16, 1.25),
    TextRole.NOTE: TypeSize(0.95, 1),
}
_OTHER_SIZES = {
    TextRole.TEXT: TypeSize(1, 1),
    TextRole.ORIGINAL: TypeSize(1, 1),
    TextRole.TRANSLATION: TypeSize(1, 1),
    TextRole.COMMENTARY: TypeSize(0.92, 0.92),
    TextRole.NOTE: TypeSize(0.83, 0.85),
}
"""The sizes of the theme ``classic`` by role, for themes that declare none."""

_HEADING_LINES = 4.0
_PICTURE_LINES = 10.0
_SEPARATOR_LINES = 2.0
_SEGMENT_MARGIN = 1.0
_COMMENTARY_MARGIN = 0.5

_COLUMNS = r"\.facing "
"""The selector of facing columns, as a pattern."""

_RAGGED_EMS = 1.8
"""The room at the end of a line that the next word is too long for, in ems of its type."""


@dataclass(frozen=True, slots=True)
class TextRun:
    """A run of text: the widths of its lines as written in ems of its type, and its leading.

    ``height`` is that of a separator or a picture, in lines.
    """

    widths: tuple[float, ...]
    type_size: TypeSize
    height: float = 0.0

    def estimate_lines(self, ems: float) -> float:
        """Return the lines that the run takes in a column of that width."""
        room = max(ems / self.type_size.size - _RAGGED_EMS, 1.0)
        lines = sum(max(1, math.ceil(width / room)) for width in self.widths)
        return lines * self.type_size.leading + self.height


RowRuns: TypeAlias = tuple[tuple[TextRun, ...], tuple[TextRun, ...]]
"""The runs of the original and of the translations of a segment."""


class TextMeasure:
    """Estimates for the faces and sizes of one theme."""

    def __init__(self, theme: Theme, *, columns: bool = False) -> None:
        """With ``columns`` the sizes are those of facing columns."""
        sheets = "".join(theme.print_sheets())
        parents = ("", *((_COLUMNS,) if columns else ()))
        self._sizes = {
            ("Hebr", role): _read_size(sheets, role, "Hebr", size, parents)
            for role, size in _HEBREW_SIZES.items()
        } | {
            ("Latn", role): _read_size(sheets, role, "Latn", size, parents)
            for role, size in _OTHER_SIZES.items()
        }
        faces = {face.script: face.path for face in reversed(theme.faces)}
        self._widths = {
            script: _face_width(faces[name], sample) if name in faces else 1.0
            for script, name, sample in (
                ("Hebr", "hebrew", _HEBREW_SAMPLE),
                ("Latn", "latin", _LATIN_SAMPLE),
            )
        }

    def estimate_lines(self, value: Any, lang: str, ems: float, role: TextRole) -> float:
        """Return the lines that blocks or inlines in ``lang`` take in a column of that width.

        Notes are left out; ``estimate_note_lines`` has them.
        """
        return sum(run.estimate_lines(ems) for run in self._measure(value, lang, role))

    def estimate_note_lines(self, value: Any, lang: str, ems: float) -> float:
        """Return the lines that the notes in ``value`` take at the foot of a page."""
        notes = [node for node in descend(value) if isinstance(node, Note) and node.blocks]
        return sum(self.estimate_lines(note.blocks, lang, ems, TextRole.NOTE) for note in notes)

    def estimate_row(self, segment: Segment, ems: tuple[float, float]) -> tuple[float, float]:
        """Return the lines of the original and of the translations of a segment.

        ``ems`` are the widths of their columns.  Notes, commentary and margins are left out.
        """
        first, second = (
            sum(run.estimate_lines(width) for run in runs)
            for runs, width in zip(self.measure_row(segment), ems, strict=True)
        )
        return first, second

    def measure_row(self, segment: Segment) -> RowRuns:
        """Return the runs of the original and of the translations of a segment."""
        original = segment.original
        first = list(self._measure(original, original.lang, TextRole.ORIGINAL))
        if segment.transliteration:
            first += self._measure_passage(segment.transliteration)
        return tuple(first), tuple(
            run for passage in segment.translations for run in self._measure_passage(passage)
        )

    def estimate_section(self, section: Section, lang: str, ems: float) -> float:
        """Return the lines of a section in one column of that width, with notes and margins.

        The texts of a segment stand one under another.
        """
        lines = _HEADING_LINES if section.title else 0.0
        for child in section.children:
            match child:
                case Section():
                    lines += self.estimate_section(child, lang, ems)
                case Segment(commentary=commentary):
                    lines += sum(self.estimate_row(child, (ems, ems))) + _SEGMENT_MARGIN
                    if commentary:
                        lines += _COMMENTARY_MARGIN
                        lines += self.estimate_lines(commentary, lang, ems, TextRole.COMMENTARY)
                case _:
                    lines += self.estimate_lines(child, lang, ems, TextRole.TEXT)
        return lines + sum(
            self.estimate_note_lines(child, lang, ems)
            for child in (section.title, *section.children)
            if not isinstance(child, Section)
        )

    def _measure_passage(self, passage: Passage) -> Iterator[TextRun]:
        return self._measure(passage, passage.lang, TextRole.TRANSLATION)

    def _measure(self, value: Any, lang: str, role: TextRole) -> Iterator[TextRun]:
        for item, item_lang in _list_runs(value, lang):
            script = "Hebr" if script_code(item_lang) == "Hebr" else "Latn"
            size = self._sizes[script, role]
            match item:
                case Separator():
                    yield TextRun((), size, height=_SEPARATOR_LINES)
                case Image():
                    yield TextRun((), size, height=_PICTURE_LINES)
                case tuple():
                    lines = plain(_without_calls(item)).split("\n")
                    factor = self._widths[script]
                    yield TextRun(tuple(estimate_ems(line) * factor for line in lines), size)


def _without_calls(inlines: Inlines) -> Inlines:
    return tuple(node for node in inlines if not isinstance(node, Note))


def _list_runs(value: Any, lang: str) -> Iterator[tuple[Inlines | Separator | Image, str]]:
    """Yield every run of inlines, picture and separator in ``value``, each with its language."""
    match value:
        case Separator() | Image():
            yield value, lang
        case Passage():
            yield from _list_runs(value.blocks, value.lang)
        case tuple():
            if value and isinstance(value[0], Inline):
                yield value, lang
            else:
                yield from chain.from_iterable(_list_runs(item, lang) for item in value)
        case Node():
            names = (name for name in value.__dataclass_fields__ if name != "span")
            yield from chain.from_iterable(_list_runs(getattr(value, name), lang) for name in names)


def _read_size(
    sheets: str, role: TextRole, script: str, default: TypeSize, parents: tuple[str, ...]
) -> TypeSize:
    """Return the size that the style sheets declare last for a role in a script.

    Rules under a later one of ``parents`` take precedence.
    """
    own = "" if role is TextRole.TEXT else rf"\.{role} > "
    size, leading = default.size, default.leading
    for parent in parents:
        paragraph = rf"{parent}{own}p\[data-script=\"{script}\"\]"
        rule = rf"(?:^|[}},/]\s*){paragraph}\s*(?:,[^{{}}]*)?{{([^}}]*)}}"
        for declarations in re.findall(rule, sheets):
            if match := re.search(r"font-size:\s*([\d.]+)rem", declarations):
                size = float(match[1])
            if match := re.search(r"line-height:\s*([\d.]+)rlh", declarations):
                leading = float(match[1])
    return TypeSize(size, leading)


_LATIN_SAMPLE = (
    "The light that was hidden in the first of the letters is now seen by all who read them, and "
    "whoever has a teacher shall ask him what it means."
)
_HEBREW_SAMPLE = "והאור אשר היה גנוז בראשונה שבאותיות נראה עתה לכל הקורא בהן ומי שיש לו רב ישאל"


@cache
def _face_width(path: Path, sample: str) -> float:
    """Return the width of a sample in a face, as a multiple of its estimate."""
    from PIL import ImageFont

    return float(ImageFont.truetype(str(path), 100).getlength(sample)) / 100 / estimate_ems(sample)
