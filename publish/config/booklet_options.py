"""What an editor decides about a booklet, and how a size or a thickness is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from publish.text.lengths import INCH, MM, Size

PAPERS = {
    "a3": Size(297 * MM, 420 * MM),
    "a4": Size(210 * MM, 297 * MM),
    "a5": Size(148 * MM, 210 * MM),
    "b4": Size(250 * MM, 353 * MM),
    "letter": Size(8.5 * INCH, 11 * INCH),
    "legal": Size(8.5 * INCH, 14 * INCH),
    "tabloid": Size(11 * INCH, 17 * INCH),
}
"""The sheets that have a name."""

_UNITS = {"mm": MM, "cm": 10 * MM, "in": INCH, "pt": 1.0, "um": MM / 1000, "µm": MM / 1000}
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_BULK = 0.00125 * MM
"""The thickness of one gram a square metre of office paper: 80 g/m² is about 0.1 mm."""


class Binding(StrEnum):
    """The side of the closed book, its front cover up, on which it is bound."""

    LEFT = "left"
    RIGHT = "right"


class Duplex(StrEnum):
    """The edge over which the printer flips a sheet to print its second side."""

    SHORT = "short"
    LONG = "long"


class Scale(StrEnum):
    """The scaling of pages that are not half a sheet: shrunk if too large, fitted, or unchanged."""

    AUTO = "auto"
    FIT = "fit"
    NONE = "none"


class Blanks(StrEnum):
    """What stands on the empty pages at the end of a booklet."""

    EMPTY = "empty"
    RULED = "ruled"


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper: the name that files and messages give it, and its size lying down."""

    name: str
    size: Size

    @property
    def said(self) -> str:
        """The paper as people say it: ``A4``, ``Letter``, ``450 × 320 mm``."""
        if self.name not in PAPERS:
            return self.size.millimetres
        return self.name.upper() if len(self.name) == 2 else self.name.title()


def paper(text: str) -> Paper:
    """Return the sheet that ``text`` names: ``a4``, or a size such as ``320x450mm``.

    It lies with its long edge at the bottom, however it is written.  Raise ValueError where
    ``text`` is no sheet.
    """
    name = text.strip().lower()
    if name in PAPERS:
        return Paper(name, _lying(PAPERS[name]))
    found = re.fullmatch(rf"{_NUMBER}\s*[x×]\s*{_NUMBER}\s*(mm|cm|in|pt)", name)
    if not found:
        raise ValueError(
            f"“{text}” is not a sheet; sheets: {', '.join(PAPERS)}, or a size such as 320x450mm"
        )
    width, height = (float(found[side].replace(",", ".")) * _UNITS[found[3]] for side in (1, 2))
    if not 50 * MM <= min(width, height) <= max(width, height) <= 2000 * MM:
        raise ValueError(f"a sheet of {text} cannot be printed and folded: 50 mm to 2 m a side")
    return Paper(re.sub(r"\s", "", name).replace("×", "x"), _lying(Size(width, height)))


def _lying(size: Size) -> Size:
    return Size(max(size.width, size.height), min(size.width, size.height))


def thickness(text: str) -> float:
    """Return in points how thick the paper is: ``0.1mm``, ``100um``, ``0.004in`` or ``80gsm``.

    A bare number is millimetres.  Raise ValueError where ``text`` is no thickness of paper.
    """
    found = re.fullmatch(rf"{_NUMBER}\s*(mm|um|µm|in|pt|g|gsm|g/m2|g/m²)?", text.strip().lower())
    if not found:
        raise ValueError(f"“{text}” is not a thickness; write 0.1mm, or the paper's weight: 80gsm")
    unit = found[2] or "mm"
    value = float(found[1].replace(",", ".")) * (_BULK if unit.startswith("g") else _UNITS[unit])
    if value > 1 * MM:
        raise ValueError(f"paper is not {text} thick; the paper of an office is about 0.1mm")
    return value


A4 = paper("a4")
LETTER = paper("letter")
_FOR_LETTER = (PAPERS["letter"], Size(5.5 * INCH, 8.5 * INCH))


def sheet_for(page: Size) -> Paper:
    """Return the office paper that a page of this size belongs to: Letter, or else A4."""
    return LETTER if any(page.same(size) for size in _FOR_LETTER) else A4


@dataclass(frozen=True, slots=True)
class BookletSettings:
    """How a book becomes a booklet; ``creep`` is the thickness of its paper, in points.

    Where ``sheet`` is None, it is the office paper of the pages' size; ``signature`` is how many
    sheets are folded together, and None leaves it to the number of pages; with ``back``, the last
    page is the back cover, and what is empty comes before it.
    """

    sheet: Paper | None = None
    signature: int | None = None
    creep: float = 0.0
    duplex: Duplex = Duplex.SHORT
    scale: Scale = Scale.AUTO
    marks: bool = False
    cover: bool = False
    back: bool = False
    blanks: Blanks = Blanks.EMPTY
