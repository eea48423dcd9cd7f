"""Values of PDF objects; a value of a wrong type counts as absent, as in viewers."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal

from pikepdf import Array, Dictionary, Name, Object, PdfError, Stream, String

LONGEST_TEXT = 20_000
"""The number of characters of a text string that are read; more are on no printed form."""

Box = tuple[float, float, float, float]
"""The left, lower, right and upper edge of a rectangle, in units of its page."""

PDF_FAULTS = (
    *(PdfError, RuntimeError, TypeError, ValueError, KeyError, AttributeError, IndexError),
    *(OverflowError, RecursionError),
)
"""The errors that pikepdf raises for objects that are damaged or of a wrong type."""

_LARGEST_NUMBER = 1e6  # ten times the largest page that any viewer shows (ISO 32000-1, annex C)
_MAX_DEPTH = 64  # longer chains of parents are loops

PRODUCER = "publish"
"""The producer in the metadata, by which a booklet is recognised as ours before it is replaced."""


def walk_parents(node: Object | None) -> Iterator[Object]:
    """Yield a dictionary and those above it in its tree (ISO 32000-1, 7.7.3.4 and 12.7.3.1)."""
    for _ in range(_MAX_DEPTH):
        if not isinstance(node, Dictionary):
            return
        yield node
        node = node.get("/Parent")


def inherit(node: Object, key: str) -> Object | None:
    """Return the value of a key in a dictionary, or in the nearest one above that has it."""
    return next((each[key] for each in walk_parents(node) if key in each), None)


def read_number(value: object) -> float | None:
    """Return a number that may stand on a page; None for another value."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = float(value)
    return number if math.isfinite(number) and abs(number) <= _LARGEST_NUMBER else None


def read_integer(value: object) -> int:
    """Return an integer; 0 for another value."""
    return value if isinstance(value, int) else 0


def read_name(value: object) -> str:
    """Return a name without its slash; an empty string for another value."""
    try:
        return str(value)[1:] if isinstance(value, Name) else ""
    except UnicodeDecodeError:
        return ""


def read_text(value: Object | None) -> str:
    """Return a text string, or the text of a stream, with line feeds at its line ends."""
    try:
        if isinstance(value, Stream):
            value = String(value.read_bytes())
        text = str(value)[:LONGEST_TEXT] if isinstance(value, String) else ""
    except (PdfError, RuntimeError, ValueError):
        return ""
    return re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", re.sub("\r\n?", "\n", text)).strip("\n")


def read_box(value: Object | None) -> Box | None:
    """Return a rectangle with its corners in order; None for another value."""
    if not isinstance(value, Array) or len(value) != 4:
        return None
    match [read_number(each) for each in value]:
        case [float(x0), float(y0), float(x1), float(y1)]:
            return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        case _:
            return None
