"""Numerals of lists and notes, in the formats that word processors know."""

from __future__ import annotations

from collections.abc import Callable

from publish.text.numerals import LARGEST, format_numeral

_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST_LETTERS = 30
"""Letters that a number may have where letters are repeated, as ``aaa`` for 53."""


def format_number(number: int, form: str) -> str:
    """Return a number in a format by its name in Word; decimal where the format has no such number.

    ``hebrew1`` is gematria, ``hebrew2`` the letters of the alphabet.
    ECMA-376, 17.18.59 (ST_NumberFormat).  The sequences of letters, with ``ab`` for 28, are those
    of OpenDocument (20.322, style:num-format).
    """
    write = _FORMATS.get(form)
    return (write(number) if write and number > 0 else "") or str(number)


def _roman(number: int) -> str:
    if number > LARGEST:
        return ""
    result = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        result += letters * count
    return result


def _letters(number: int, alphabet: str) -> str:
    """Return the letter of a number; after the last one letters are doubled, then tripled."""
    turns, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * (turns + 1) if turns < _MOST_LETTERS else ""


def _letter_sequence(number: int) -> str:
    """Return the Latin letters of a number; after ``z`` comes ``aa``, then ``ab``."""
    result = ""
    while number > 0:
        number, index = divmod(number - 1, 26)
        result = chr(ord("a") + index) + result
    return result


def _gematria(number: int) -> str:
    return format_numeral(number, marks=False) if number <= LARGEST else ""


def _latin(number: int) -> str:
    return _letters(number, "abcdefghijklmnopqrstuvwxyz")


_SIGNS = "*†‡§"

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _latin,
    "upperLetter": lambda number: _latin(number).upper(),
    "lowerLetterSequence": _letter_sequence,
    "upperLetterSequence": lambda number: _letter_sequence(number).upper(),
    "hebrew1": _gematria,
    "hebrew2": lambda number: _letters(number, _HEBREW),
    "chicago": lambda number: _letters(number, _SIGNS),
}
