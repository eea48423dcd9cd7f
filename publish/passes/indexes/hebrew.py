"""Hebrew names of works and Hebrew loci for an index."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from publish.facts import names
from publish.text.numerals import format_numeral

_CORPORA = {"Mishnah ": "משנה ", "Bavli ": "", "Tanya, ": "תניא, ", "Shulchan Arukh, ": ""}
_SIDES = {"a": "ע״א", "b": "ע״ב"}
# In the table the first name of this part is the name of the whole work.
_OWN = {"Tanya, Likkutei Amarim": "תניא, ליקוטי אמרים"}
_LOCUS = re.compile(r"(?P<number>\d+)(?P<side>[ab])?")


def translate_name(work: str) -> str:
    """Return the Hebrew name of a work, or ``work`` where the table has none."""
    if work in _OWN:
        return _OWN[work]
    prefix = next((prefix for prefix in _CORPORA if work.startswith(prefix)), "")
    hebrew = _names().get(work.removeprefix(prefix))
    return f"{_CORPORA.get(prefix, '')}{hebrew}" if hebrew else work


@cache
def _names() -> dict[str, str]:
    result: dict[str, str] = {}
    for each in names("hebrew"):
        # Full names take precedence over abbreviations.
        if each.work not in result or '"' in result[each.work]:
            result[each.work] = each.text
    return result


def format_locus(parts: Iterable[str]) -> str:
    """Return a locus in Hebrew numerals: ``מ, לא`` and ``קנב ע״ב``."""
    return ", ".join(_LOCUS.sub(_numeral, part) for part in parts)


def _numeral(match: re.Match[str]) -> str:
    number = int(match["number"])
    letters = format_numeral(number, marks=False) if 1 <= number < 1000 else match["number"]
    return f"{letters} {_SIDES[match['side']]}" if match["side"] else letters
