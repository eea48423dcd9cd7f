"""Options of booklets: paper, folding, and the notation of sizes and thicknesses."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

from publish.text.dataclass import dataclass
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
"""The sizes of sheets by their names."""

_UNITS = {"mm": MM, "cm": 10 * MM, "in": INCH, "pt": 1.0, "um": MM / 1000, "µm": MM / 1000}
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_BULK = 0.00125 * MM
"""The thickness of office paper for each g/m²: 80 g/m² is about 0.1 mm."""


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
    """The content of the empty pages at the end of a booklet."""

    EMPTY = "empty"
    RULED = "ruled"


class SheetLayout(StrEnum):
    """The way from the sheets of paper to the book: folded, cut, punched or glued."""

    FOLDED = "folded"
    CUT_STACK = "cut-stack"
    CUT_TWO = "cut-two"
    HANDOUTS = "handouts"
    SPIRAL = "spiral"
    PERFECT = "perfect"

    @property
    def pages_of_piece(self) -> int:
        """The number of pages on a sheet, or half of one, that is folded once, or on a leaf."""
        return 2 if self in {SheetLayout.HANDOUTS, SheetLayout.SPIRAL} else 4


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper: its name in file names and its size in landscape orientation."""

    name: str
    size: Size

    @property
    def display_name(self) -> str:
        """The name of the paper for messages: ``A4``, ``Letter``, ``450 × 320 mm``."""
        if self.name not in PAPERS:
            return self.size.millimetres
        return self.name.upper() if len(self.name) == 2 else self.name.title()


def paper(text: str) -> Paper:
    """Return a sheet by name, ``a4``, or by size, ``320x450mm``, in landscape orientation.

    Raises ValueError where ``text`` is neither.
    """
    name = text.strip().lower()
    if name in PAPERS:
        return Paper(name, _landscape(PAPERS[name]))
    match = re.fullmatch(rf"{_NUMBER}\s*[x×]\s*{_NUMBER}\s*(mm|cm|in|pt)", name)
    if not match:
        raise ValueError(
            f"“{text}” is not a sheet; sheets: {', '.join(PAPERS)}, or a size such as 320x450mm"
        )
    width, height = (float(match[side].replace(",", ".")) * _UNITS[match[3]] for side in (1, 2))
    if not 50 * MM <= min(width, height) <= max(width, height) <= 2000 * MM:
        raise ValueError(f"a sheet of {text} cannot be printed and folded: 50 mm to 2 m a side")
    return Paper(re.sub(r"\s", "", name).replace("×", "x"), _landscape(Size(width, height)))


def _landscape(size: Size) -> Size:
    return Size(max(size.width, size.height), min(size.width, size.height))


def thickness(text: str) -> float:
    """Return the thickness of paper in points: of ``0.1mm``, ``100um``, ``0.004in`` or ``80gsm``.

    A bare number is millimetres.  Raises ValueError where ``text`` is no thickness of paper.
    """
    match = re.fullmatch(rf"{_NUMBER}\s*(mm|um|µm|in|pt|g|gsm|g/m2|g/m²)?", text.strip().lower())
    if not match:
        raise ValueError(f"“{text}” is not a thickness; write 0.1mm, or the paper's weight: 80gsm")
    unit = match[2] or "mm"
    value = float(match[1].replace(",", ".")) * (_BULK if unit.startswith("g") else _UNITS[unit])
    if value > 1 * MM:
        raise ValueError(f"paper is not {text} thick; the paper of an office is about 0.1mm")
    return value


A4 = paper("a4")
LETTER = paper("letter")
_FOR_LETTER = (PAPERS["letter"], Size(5.5 * INCH, 8.5 * INCH))


def sheet_for(page: Size) -> Paper:
    """Return the office paper for pages of this size: Letter for American sizes, else A4."""
    return LETTER if any(page.same(size) for size in _FOR_LETTER) else A4


def name_booklet(sheet: Paper, layout: SheetLayout) -> str:
    """Return the part of a file name for a booklet: ``booklet-a4``, ``booklet-a4-cut-two``."""
    own = "" if layout is SheetLayout.FOLDED else f"-{layout}"
    return f"booklet-{sheet.name}{own}"


@dataclass(frozen=True, slots=True)
class BookletSettings:
    """The options of a booklet; ``paper_thickness`` is in points, and 0 means no creep.

    ``sheet`` is by default the office paper of the page size.  ``signature`` is the number of
    sheets folded together, by default chosen by the number of pages.  With ``back`` the last page
    is the back cover, and empty pages stand before it.  With ``card`` a card for the printer is
    made beside the booklet; with ``card_first`` it is the first sheet of the booklet as well.
    ``people`` is the list of those who get a cover with their name, and ``people_lines`` are the
    lines under it.
    """

    layout: SheetLayout = SheetLayout.FOLDED
    sheet: Paper | None = None
    signature: int | None = None
    paper_thickness: float = 0.0
    duplex: Duplex = Duplex.SHORT
    scale: Scale = Scale.AUTO
    marks: bool = False
    cover: bool = False
    back: bool = False
    blanks: Blanks = Blanks.EMPTY
    card: bool = False
    card_first: bool = False
    people: Path | None = None
    people_lines: tuple[str, ...] = ()

    @property
    def has_card(self) -> bool:
        """Whether a card is made for the booklet."""
        return self.card or self.card_first
