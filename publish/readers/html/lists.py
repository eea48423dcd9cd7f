"""Lists of a page: the numbers of items, and the labels that show their numbering."""

from __future__ import annotations

import re
from itertools import product

from publish.document.numbering import read_label
from publish.readers.html.tree import Element, text_of
from publish.text.numerals import format_numeral

_INTEGER = re.compile(r"[+-]?\d{1,6}")
_LEVEL = re.compile(r"level(\d{1,2})")
_LONGEST_LABEL = 12
_STYLES = {
    "a": "a",
    "A": "A",
    "i": "i",
    "I": "I",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
    "hebrew": "א",
}


class Counter:
    """The numbers of the items of a list in turn; a list with bullets has none."""

    def __init__(self, element: Element, style: str) -> None:
        self._is_numbered = element.name == "ol"
        self._kind = _STYLES.get(element.attributes.get("type", "")) or _STYLES.get(style, "1")
        is_reversed = "reversed" in element.attributes
        self._step = -1 if is_reversed else 1
        count = sum(child.name == "li" for child in element.elements)
        first = _read_integer(element.attributes.get("start", ""))
        self._next = (count if is_reversed else 1) if first is None else first

    def count(self, item: Element) -> int | None:
        """Return the number of an item."""
        if not self._is_numbered:
            return None
        value = _read_integer(item.attributes.get("value", ""))
        number = self._next if value is None else value
        self._next = number + self._step
        return number

    def label(self, number: int | None) -> str:
        """Return the label of a number in letters; empty for a figure."""
        if number is None or number < 1:
            return ""
        match self._kind:
            case "א":
                return format_numeral(number, marks=False)[:_LONGEST_LABEL] if number < 1000 else ""
            case "a" | "A":
                return _letter(number) if self._kind == "a" else _letter(number).upper()
            case "i" | "I":
                roman = _roman(number)
                return roman if self._kind == "i" else roman.upper()
            case _:
                return ""


def word_list_level(style: str) -> int:
    """Return the level of an item of Word, by its ``mso-list``; 0 for a paragraph."""
    match = _LEVEL.search(style)
    return min(max(int(match[1]), 1), 9) if match else 0


def is_word_label(style: str) -> bool:
    """Return whether an element holds the bullet or the number that Word gives to an item."""
    return style == "ignore"


def read_word_label(element: Element) -> tuple[int | None, str]:
    """Return the number of an item of Word and its label; of a bullet there is no number."""
    label = " ".join(text_of(element).split()).strip("().[] ")
    readings = read_label(label) if label and len(label) <= _LONGEST_LABEL and label != "o" else ()
    return (readings[0].number, label) if readings else (None, "")


def _read_integer(value: str) -> int | None:
    match = _INTEGER.match(value.strip())
    return int(match[0]) if match else None


def _letter(number: int) -> str:
    return chr(ord("a") + number - 1) if number <= 26 else ""


def _roman(number: int) -> str:
    for digits in product(("", "c", "cc", "ccc"), _TENS, _UNITS):
        if not number:
            return "".join(digits)
        number -= 1
    return ""


_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
