"""Colour spaces of the resources of a PDF, as functions of their components (ISO 32000-1, 8.6)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from publish.writers.pdf.press.inks import Ink, Inks, of_grey

SpaceInks = tuple[int, Callable[..., Ink]]
"""The number of components of a colour space, and the function from these to inks."""


def space_inks(space: Any, inks: Inks) -> SpaceInks | None:
    """Return how a colour space becomes inks; None for patterns, and for inks of their own.

    A space with an ICC profile is taken as the space of a device with as many components.
    """
    name = str(space) if not _is_array(space) else str(space[0])
    match name:
        case "/DeviceGray" | "/CalGray":
            return 1, of_grey
        case "/DeviceRGB" | "/CalRGB":
            return 3, inks.of_rgb
        case "/DeviceCMYK":
            return 4, inks.of_cmyk
        case "/Lab":
            return 3, inks.of_lab
        case "/ICCBased":
            kinds: dict[int, Callable[..., Ink]] = {1: of_grey, 3: inks.of_rgb, 4: inks.of_cmyk}
            count = int(space[1].get("/N", 3))
            return count, kinds[count]
        case "/Indexed":
            return _table_inks(space, inks)
        case _:
            return None


def _table_inks(space: Any, inks: Inks) -> SpaceInks | None:
    """Return how an index into a table of colours becomes inks."""
    base = space_inks(space[1], inks)
    if base is None:
        return None
    count, ink_of = base
    table = space[3]
    data = bytes(table) if not hasattr(table, "read_bytes") else table.read_bytes()
    return 1, partial(_look_up, data, count, ink_of)


def _look_up(table: bytes, count: int, ink_of: Callable[..., Ink], index: float) -> Ink:
    start = int(index) * count
    return ink_of(*(value / 255 for value in table[start : start + count]))


def _is_array(value: Any) -> bool:
    from pikepdf import Array

    return isinstance(value, Array)
