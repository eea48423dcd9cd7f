"""Telephone numbers in a text, each of which is one piece from left to right.

Forms: international (https://www.itu.int/rec/T-REC-E.123), Israeli with the code of an area or a
short number after a star, toll-free, and North American with the area in brackets.
"""

from __future__ import annotations

_SPACE = "[ \u00a0-]"

NUMBER_START = r"(?<![^\s(\[{“„\"'«–—־])"
"""A place where a sign, a plus or a star belongs to the number after it."""

_INTERNATIONAL = r"\+\d{1,3}(?:[ \u00a0./‐‑–-]?(?:\d{1,4}|\(\d{1,4}\))){2,6}(?![0-9A-Za-z])"
_STAR = r"\*\d{3,5}(?![\w*])"
_AREA = rf"(?:\(0\d{{1,2}}\){_SPACE}?|0\d{{1,2}}{_SPACE})\d{{3}}{_SPACE}?\d{{4}}(?!\w)"
_TOLL_FREE = rf"1{_SPACE}[78]00{_SPACE}\d{{2,3}}(?:{_SPACE}\d{{2,3}}){{1,2}}(?!\w)"
_NORTH_AMERICAN = rf"\(\d{{3}}\) ?\d{{3}}{_SPACE}\d{{4}}(?!\w)"

TELEPHONE = rf"{NUMBER_START}(?:{_INTERNATIONAL}|{_STAR}|{_AREA}|{_TOLL_FREE}|{_NORTH_AMERICAN})"
"""Pattern of a telephone number.

An international number is one only if it has at least ``FEWEST_DIGITS`` digits.
"""

FEWEST_DIGITS = 8
