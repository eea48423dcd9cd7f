"""The bar code of an ISBN: EAN-13 as bars of whole modules (ISO/IEC 15420)."""

from __future__ import annotations

from itertools import groupby

from publish.text.dataclass import dataclass

MODULE = 0.33
"""Millimetres of the narrowest bar, at the nominal size of the symbol."""

LEFT_QUIET, RIGHT_QUIET = 11, 7
"""The modules without ink on both sides."""

MODULES = 95

WIDTH = (LEFT_QUIET + MODULES + RIGHT_QUIET) * MODULE
"""Millimetres of the symbol with its quiet zones."""

HEIGHT = 22.85
"""Millimetres of a bar."""

ABOVE, BELOW = 4.4, 3.6
"""Millimetres of the line over the bars, and of the digits under them."""

GUARD_DROP = 5
"""The modules by which guard bars are longer than others."""

_ODD = (
    *("0001101", "0011001", "0010011", "0111101", "0100011"),
    *("0110001", "0101111", "0111011", "0110111", "0001011"),
)
"""The digits of the left half with an odd number of dark modules."""

_PARITIES = (
    *("OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE"),
    *("OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO"),
)
"""The parities of the left half by the first digit, which has no bars of its own."""

_GUARD, _CENTRE = "101", "01010"
_GUARDS = frozenset((*range(3), *range(45, 50), *range(92, 95)))


@dataclass(frozen=True, slots=True)
class Bar:
    """A dark bar: its first module, its width in modules, and whether it is a guard."""

    first: int
    width: int
    is_guard: bool


def encode_ean13(digits: str) -> str:
    """Return the 95 modules of 13 digits, ``1`` for a dark one."""
    right = {digit: _complement(pattern) for digit, pattern in enumerate(_ODD)}
    left = (
        _ODD[int(digit)] if parity == "O" else right[int(digit)][::-1]
        for digit, parity in zip(digits[1:7], _PARITIES[int(digits[0])], strict=True)
    )
    second_half = (right[int(digit)] for digit in digits[7:])
    return "".join((_GUARD, *left, _CENTRE, *second_half, _GUARD))


def list_bars(digits: str) -> tuple[Bar, ...]:
    """Return the dark bars of the symbol of 13 digits, from left to right."""
    bars: list[Bar] = []
    place = 0
    for module, run in groupby(encode_ean13(digits)):
        width = len(list(run))
        if module == "1":
            bars.append(Bar(place, width, place in _GUARDS))
        place += width
    return tuple(bars)


def _complement(pattern: str) -> str:
    return pattern.translate(str.maketrans("01", "10"))
