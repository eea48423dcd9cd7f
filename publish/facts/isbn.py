"""ISBNs: their check digit, and their parts for print (https://www.isbn-international.org)."""

from __future__ import annotations

import re

from publish.facts import isbn_ranges

_PREFIX = re.compile(r"(?i)^(?:urn:)?isbn(?:-1[03])?:?\s*")
_SEPARATORS = re.compile(r"[\s\u2010-\u2015-]")
_ISBN_13 = re.compile(r"97[89]\d{10}")
_ISBN_10 = re.compile(r"\d{9}[\dXx]")


def read_isbn(text: str) -> str | None:
    """Return the digits of an ISBN; None for any other identifier.

    A text is an ISBN if it says so (``ISBN …``), or has 13 digits from 978 or 979, or has ten of
    which the last is right.  Raises ValueError, with the right number, where the last digit is
    wrong or digits are missing.
    """
    named = bool(_PREFIX.match(text.strip()))
    digits = _SEPARATORS.sub("", _PREFIX.sub("", text.strip())).upper()
    if _ISBN_13.fullmatch(digits):
        right = digits[:-1] + _check_13(digits[:-1])
    elif _ISBN_10.fullmatch(digits):
        right = digits[:-1] + _check_10(digits[:-1])
        if right != digits and not named:
            return None
    elif named:
        raise ValueError("an ISBN of 13 digits, such as 978-3-16-148410-0")
    else:
        return None
    if right != digits:
        raise ValueError(f"an ISBN whose last digit is right: {format_isbn(right)}")
    return digits


def to_isbn_13(digits: str) -> str:
    """Return the 13 digits of an ISBN of ten or thirteen; those of a bar code."""
    if len(digits) == 13:
        return digits
    body = f"978{digits[:-1]}"
    return body + _check_13(body)


def format_isbn(digits: str) -> str:
    """Return an ISBN with the hyphens between its parts: ``978-965-90123-4-5``.

    An ISBN in a range that is not in the table of the agency has hyphens around its digits alone.
    """
    prefix, rest = (digits[:3], digits[3:]) if len(digits) == 13 else ("978", digits)
    body, check = rest[:-1], rest[-1]
    ranges = isbn_ranges()
    group = _leading(body, ranges.get(prefix, ""))
    publisher = _leading(body[len(group) :], ranges.get(f"{prefix}-{group}", ""))
    title = body[len(group) + len(publisher) :]
    parts = (prefix if len(digits) == 13 else "", group, publisher, title, check)
    return "-".join(filter(None, parts))


def _leading(digits: str, ranges: str) -> str:
    """Return the first digits of a number that are in a table such as ``00-19,200-599``."""
    for each in filter(None, ranges.split(",")):
        first, _, last = each.partition("-")
        if first <= digits[: len(first)] <= last:
            return digits[: len(first)]
    return ""


def _check_13(digits: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return str(-total % 10)


def _check_10(digits: str) -> str:
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(digits))
    return "0123456789X"[-total % 11]
