"""Shadings in inks: the functions of gradients from one colour to another (ISO 32000-1, 8.7.4)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Any

from publish.writers.pdf.press.color_spaces import SpaceInks, space_inks
from publish.writers.pdf.press.inks import Inks

_STEPS = 16
"""Parts of a gradient between two of its stops: equal steps of RGB are none of inks."""


def convert_shading(shading: Any, inks: Inks) -> None:
    """Write the colours of an axial or radial shading in CMYK.

    Others, which no writer of ours makes, stay as they are, and the preflight finds their colours.
    """
    from pikepdf import Array, Name

    space = space_inks(shading.ColorSpace, inks)
    function = shading.get("/Function")
    if space is None or function is None or isinstance(function, Array):
        return
    new = _convert_function(function, space)
    if new is None:
        return
    shading.Function = new
    shading.ColorSpace = Name.DeviceCMYK
    if "/Background" in shading:
        _, ink_of = space
        shading.Background = Array(ink_of(*map(float, shading.Background)))


def _convert_function(function: Any, space: SpaceInks) -> Any:
    """Return a function with its colours in inks; None for a kind that no writer of ours makes."""
    from pikepdf import Array

    match int(function.FunctionType):
        case 2:
            return _divide(function, space)
        case 3:
            parts = [_convert_function(part, space) for part in function.Functions]
            if None in parts:
                return None
            return _stitch(function, function.Bounds, function.Encode, Array(parts))
        case _:
            return None


def _divide(function: Any, space: SpaceInks) -> Any:
    """Return an interpolation between two colours as several between their inks.

    The steps are those of the domain of the function (ISO 32000-1, 7.10.3).
    """
    from pikepdf import Array, Dictionary

    _, ink_of = space
    first, last = (
        [float(value) for value in function.get(key, Array([default]))]
        for key, default in (("/C0", 0), ("/C1", 1))
    )
    begin, end = map(float, function.Domain)
    exponent = float(function.get("/N", 1))
    places = [begin + (end - begin) * number / _STEPS for number in range(_STEPS + 1)]
    inks = []
    for place in places:
        share = place**exponent
        pairs = zip(first, last, strict=True)
        inks.append(ink_of(*(start + share * (stop - start) for start, stop in pairs)))
    parts = [
        Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=_numbers(start), C1=_numbers(stop), N=1)
        for start, stop in pairwise(inks)
    ]
    return _stitch(function, _numbers(places[1:-1]), Array([0, 1] * _STEPS), Array(parts))


def _stitch(function: Any, bounds: Any, encode: Any, parts: Any) -> Any:
    """Return functions one after the other in the domain of a function."""
    from pikepdf import Dictionary

    return Dictionary(
        FunctionType=3, Domain=function.Domain, Bounds=bounds, Encode=encode, Functions=parts
    )


def _numbers(values: Iterable[float]) -> Any:
    from pikepdf import Array

    return Array([Decimal(f"{value:.4f}") for value in values])
