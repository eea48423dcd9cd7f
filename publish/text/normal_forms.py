"""Unicode normal forms in linear time, also of letters with very many marks."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import Literal

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]

_MANY_MARKS = re.compile(r"[^\w\x00-\u02ff]{64,}")


def normalize(form: Form, text: str) -> str:
    """Return ``text`` in a normal form, equal to that of ``unicodedata.normalize``.

    Python sorts the marks of a letter by insertion, in time quadratic in their number; it takes
    marks that are in order already in linear time.
    https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
    """
    return unicodedata.normalize(form, _MANY_MARKS.sub(_sort_marks, text))


def _sort_marks(match: re.Match[str]) -> str:
    """Return characters with each run of marks in canonical order."""
    runs = groupby(match[0], key=lambda character: unicodedata.combining(character) != 0)
    return "".join(
        "".join(sorted(run, key=unicodedata.combining) if are_marks else run)
        for are_marks, run in runs
    )
