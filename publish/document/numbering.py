"""Numbers and letters before items, source lines and headings, and the numbering they belong to."""

from __future__ import annotations

from functools import cache
from itertools import product

from publish.document.roles import Numbering
from publish.text.dataclass import dataclass
from publish.text.numerals import parse_numeral
from publish.text.patterns import late_pattern

_BARE_LABEL = late_pattern(r"[(\[]?(?:\d{1,3}|[א-ת]{1,2}|[א-ת][\"״][א-ת])['׳]?[.)\]]{0,2}")


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A reading of a label: its place in the numbering."""

    numbering: Numbering
    number: int


def is_bare_label(text: str) -> bool:
    """Return whether a line is a number, or one or two Hebrew letters, and nothing else."""
    return _BARE_LABEL.fullmatch(text) is not None


def read_label(label: str) -> tuple[Ordinal, ...]:
    """Return the readings of a label, the likeliest first: ``i`` is the ninth letter or one."""
    if label.isascii() and label.isdigit():
        return (Ordinal(Numbering.DECIMAL, int(label)),)
    readings: list[Ordinal] = []
    if label.isascii() and label.isalpha():
        roman = _romans().get(label.lower())
        letter = ord(label.lower()) - ord("a") + 1 if len(label) == 1 else 0
        if letter:
            readings.append(Ordinal(Numbering.ALPHA, letter))
        if roman:
            readings.append(Ordinal(Numbering.ROMAN, roman))
        return tuple(readings)
    hebrew = parse_numeral(label)
    return (Ordinal(Numbering.HEBREW, hebrew),) if hebrew else ()


def numbering_of(label: str, number: int) -> Numbering:
    """Return the numbering in which ``label`` is ``number``; decimal where none is known."""
    readings = (r.numbering for r in read_label(label) if r.number == number)
    return next(readings, Numbering.DECIMAL)


@cache
def _romans() -> dict[str, int]:
    """Return the Roman numerals from 1 to 399."""
    units = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
    tens = [digit.translate(str.maketrans("ivx", "xlc")) for digit in units]
    hundreds = ["", "c", "cc", "ccc"]
    return {
        "".join(digits): number
        for number, digits in enumerate(product(hundreds, tens, units))
        if number
    }
