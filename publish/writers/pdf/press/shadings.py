"""Shadings in inks: the functions of gradients from one colour to another (ISO 32000-1, 8.7.4)."""

from __future__ import annotations

from typing import Any

from publish.writers.pdf.press.color_spaces import SpaceInks, space_inks
from publish.writers.pdf.press.inks import Inks

_SAMPLES = 33
"""Colours of a gradient between two of its stops: equal steps of RGB are none of inks."""


def convert_shading(pdf: Any, shading: Any, inks: Inks) -> bool:
    """Write the colours of an axial or radial shading in CMYK; return whether that is possible."""
    from pikepdf import Array, Name

    space = space_inks(shading.ColorSpace, inks)
    if space is None:
        return True
    function = shading.get("/Function")
    if function is None or isinstance(function, Array):
        return False
    new = _convert_function(pdf, function, space)
    if new is None:
        return False
    shading.Function = new
    shading.ColorSpace = Name.DeviceCMYK
    if "/Background" in shading:
        _, ink_of = space
        shading.Background = Array(ink_of(*map(float, shading.Background)))
    return True


def _convert_function(pdf: Any, function: Any, space: SpaceInks) -> Any:
    """Return a function with its colours in inks; None for a kind that no writer of ours makes."""
    from pikepdf import Array, Dictionary

    match int(function.FunctionType):
        case 2:
            return _sample(pdf, function, space)
        case 3:
            parts = [_convert_function(pdf, part, space) for part in function.Functions]
            if None in parts:
                return None
            return Dictionary(
                FunctionType=3,
                Domain=function.Domain,
                Bounds=function.Bounds,
                Encode=function.Encode,
                Functions=Array(parts),
            )
        case _:
            return None


def _sample(pdf: Any, function: Any, space: SpaceInks) -> Any:
    """Return an interpolation between two colours as a table of inks (ISO 32000-1, 7.10.2)."""
    from pikepdf import Array, Stream

    _, ink_of = space
    first, last = (
        [float(value) for value in function.get(key, Array([default]))]
        for key, default in (("/C0", 0), ("/C1", 1))
    )
    begin, end = map(float, function.Domain)
    exponent = float(function.get("/N", 1))
    samples = bytearray()
    for number in range(_SAMPLES):
        share = (begin + (end - begin) * number / (_SAMPLES - 1)) ** exponent
        pairs = zip(first, last, strict=True)
        ink = ink_of(*(start + share * (stop - start) for start, stop in pairs))
        samples += bytes(int(255 * value) for value in ink)
    return Stream(
        pdf,
        bytes(samples),
        FunctionType=0,
        Domain=function.Domain,
        Range=Array([0, 1] * 4),
        Size=Array([_SAMPLES]),
        BitsPerSample=8,
    )
