"""Colours of smooth shadings: samples of their functions (ISO 32000-1, 7.10 and 8.7.4.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Object, Stream

from publish.preflight.press.colour_space import Colour, read_space
from publish.writers.booklet.pdf_values import read_integer, read_number

_STEPS = 16
_DEEPEST = 4
_MOST_SAMPLES = 4096


def list_colours(shading: Object, spaces: Object | None) -> Iterator[Colour]:
    """Yield colours of a shading; one without components where its function is not evaluated."""
    space = read_space(shading.get("/ColorSpace"), spaces)
    function = shading.get("/Function")
    samples: list[tuple[float, ...]] = []
    if isinstance(function, Array):
        columns = [list(_sample(each)) for each in function]
        if columns and all(columns):
            samples = [tuple(each[0] for each in row) for row in zip(*columns, strict=False)]
    elif function is not None:
        samples = list(_sample(function))
    samples = [each for each in samples if len(each) == space.size]
    if not samples:
        yield Colour(space, ())
    for sample in samples:
        yield Colour(space, sample)


def _sample(function: object, depth: int = 0) -> Iterator[tuple[float, ...]]:
    """Yield values of a function of one variable, or of those that it is stitched from."""
    if not isinstance(function, Dictionary | Stream) or depth > _DEEPEST:
        return
    match read_integer(function.get("/FunctionType")):
        case 0 if isinstance(function, Stream):
            yield from _read_samples(function)
        case 2:
            first, last = _numbers(function.get("/C0")) or [0.0], _numbers(function.get("/C1"))
            last = last or [1.0]
            for step in range(_STEPS + 1):
                share = step / _STEPS
                pairs = zip(first, last, strict=False)
                yield tuple(start + share * (end - start) for start, end in pairs)
        case 3:
            parts = function.get("/Functions")
            for part in parts if isinstance(parts, Array) else ():
                yield from _sample(part, depth + 1)


def _read_samples(function: Stream) -> Iterator[tuple[float, ...]]:
    """Yield the values in the table of a function, of 8 or 16 bits each."""
    bits = read_integer(function.get("/BitsPerSample"))
    ranges = _numbers(function.get("/Range"))
    size = len(ranges) // 2
    if bits not in (8, 16) or not size:
        return
    data, width = function.read_bytes(), bits // 8
    limits = _numbers(function.get("/Decode")) or ranges
    row = width * size
    for start in range(0, min(len(data) - row + 1, _MOST_SAMPLES * row), row):
        values = (
            int.from_bytes(data[start + width * index : start + width * (index + 1)], "big")
            / (2**bits - 1)
            for index in range(size)
        )
        yield tuple(
            limits[2 * index] + value * (limits[2 * index + 1] - limits[2 * index])
            for index, value in enumerate(values)
        )


def _numbers(value: object) -> Sequence[float]:
    if not isinstance(value, Array):
        return []
    return [read_number(each) or 0.0 for each in value]
