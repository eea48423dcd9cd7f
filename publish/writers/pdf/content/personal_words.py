"""The words of a person on a cover, and the size in which the name fits."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, TypeAlias
from unicodedata import combining

from publish.text.dataclass import dataclass
from publish.text.languages import HEBREW
from publish.themes.page_geometry import PageGeometry
from publish.themes.theme import Theme
from publish.writers.pdf.content.text_measure import line_ems

STEPS = ((2.0, 1, ""), (1.6, 1, "long"), (1.6, 2, "long"), (1.3, 2, "very-long"))
"""The sizes of a name in those of the text of the page, its lines, and its class, in order."""

MOST_LINES_OF_WORDS = 3
"""The lines that other words of a person may have."""

_SIZE_OF_WORDS = 1.15
"""The size of the lines under a name."""

_ROOM = 0.94
"""The share of a line that is filled: kerning and word spaces are estimated."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A line under the name of a person; its language gives its direction."""

    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class PersonWords:
    """The words of a person, for the template ``person``; ``row`` is that of the list.

    ``size`` is a class of the style sheet.
    """

    row: int
    name: str
    lines: tuple[PersonLine, ...]
    size: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        """All texts that stand on the cover."""
        return (self.name, *(line.text for line in self.lines))


People: TypeAlias = tuple[PersonWords | None, ...]
"""The words of people, one for each page; None for a page without."""

NOBODY: People = (None,)
"""A single page without the words of a person."""


@dataclass(frozen=True, slots=True)
class NameMeasure:
    """Measures names against the lines of a page, in the faces of a theme."""

    room: float
    latin: Path
    hebrew: Path

    @property
    def smallest(self) -> str:
        """The class of the smallest size."""
        return STEPS[-1][2]

    def choose_size(self, name: str) -> str | None:
        """Return the class of the first step in which a name fits; None where there is none."""
        fitting = (kind for size, most, kind in STEPS if self._count_lines(name, size) <= most)
        return next(fitting, None)

    def fits_under_name(self, line: str) -> bool:
        """Return whether a line under the name takes no more lines than it may."""
        return self._count_lines(line, _SIZE_OF_WORDS) <= MOST_LINES_OF_WORDS

    def _count_lines(self, text: str, size: float) -> int:
        """Return the number of lines of a text; a word longer than a line counts as too many."""
        room = self.room * _ROOM / size
        space = self.width(" ")
        lines, used = 1, 0.0
        for word in text.split():
            width = self.width(word)
            if width > room:
                return MOST_LINES_OF_WORDS + 1
            if used and used + space + width > room:
                lines, used = lines + 1, width
            else:
                used += space * bool(used) + width
        return lines

    def width(self, text: str) -> float:
        """Return the width of a text on one line, in ems of Latin type.

        Vowel points stand under their letters and take no room, though the font has widths of them.
        """
        letters = "".join(each for each in text if not combining(each))
        return sum(
            _advance(str(self.hebrew), run) if is_hebrew else _advance(str(self.latin), run)
            for is_hebrew, run in _list_runs(letters)
        )


def _list_runs(text: str) -> Iterable[tuple[bool, str]]:
    for is_hebrew, run in groupby(text, lambda character: HEBREW.match(character) is not None):
        yield is_hebrew, "".join(run)


def measure_of(theme: Theme, page: PageGeometry) -> NameMeasure:
    """Return the measure of names on the pages of a theme."""
    faces = {face.script: face.path for face in reversed(theme.faces)}
    first = theme.faces[0].path
    return NameMeasure(line_ems(page), faces.get("latin", first), faces.get("hebrew", first))


def _advance(path: str, text: str) -> float:
    return float(_font(path).getlength(text)) / 100


@cache
def _font(path: str) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(path, 100, layout_engine=ImageFont.Layout.BASIC)
