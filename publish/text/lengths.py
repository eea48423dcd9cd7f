"""Lengths, and sizes of pages and sheets, as settings and style sheets write them."""

from __future__ import annotations

import re

from publish.text.dataclass import dataclass

INCH = 72.0
MM = INCH / 25.4

TOLERANCE = 0.5
"""Sizes that differ by less are equal: programs round A5 to 420 × 595 points in several ways."""

_UNITS = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}

SMALLEST = (90, 120)
LARGEST = (420, 600)


@dataclass(frozen=True, slots=True)
class Size:
    """A width and a height in points."""

    width: float
    height: float

    @property
    def millimetres(self) -> str:
        """The size in millimetres for messages: ``148 × 210 mm``."""
        return f"{round(self.width / MM, 1):g} × {round(self.height / MM, 1):g} mm"

    def same(self, other: Size) -> bool:
        """Return whether the sizes are equal within ``TOLERANCE``."""
        return (
            abs(self.width - other.width) <= TOLERANCE
            and abs(self.height - other.height) <= TOLERANCE
        )


@dataclass(frozen=True, slots=True)
class Trim:
    """A page size without a name, in millimetres, between ``SMALLEST`` and ``LARGEST``."""

    width: float
    height: float

    def __str__(self) -> str:
        return f"{self.width:g} × {self.height:g} mm"

    def __post_init__(self) -> None:
        for side, least, most in zip((self.width, self.height), SMALLEST, LARGEST, strict=True):
            if not least <= side <= most:
                raise ValueError(
                    f"a page from {SMALLEST[0]} × {SMALLEST[1]} mm"
                    f" to {LARGEST[0]} × {LARGEST[1]} mm"
                )


def millimetres(length: str) -> float:
    """Return the millimetres of a length such as ``148mm`` or ``5.5in``; may raise ValueError."""
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)\s*", length)
    if not match:
        raise ValueError('a length such as "148mm" or "5.5in"')
    return round(float(match[1]) * _UNITS[match[2]], 3)
