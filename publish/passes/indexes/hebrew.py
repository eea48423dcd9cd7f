"""Names and places of the books as a Hebrew index writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from publish.facts import names
from publish.text.numerals import format_numeral

_CORPORA = {"Mishnah ": "משנה ", "Bavli ": "", "Tanya, ": "תניא, ", "Shulchan Arukh, ": ""}
_SIDES = {"a": "ע״א", "b": "ע״ב"}
# The first name of this part is that of the whole work.
_OWN = {"Tanya, Likkutei Amarim": "תניא, ליקוטי אמרים"}
_LOCUS = re.compile(r"(?P<number>\d+)(?P<side>[ab])?")


def name(work: str) -> str:
    """Return a work's Hebrew name; one that has none keeps the name it has."""
    if work in _OWN:
        return _OWN[work]
    prefix = next((prefix for prefix in _CORPORA if work.startswith(prefix)), "")
    found = _names().get(work.removeprefix(prefix))
    return f"{_CORPORA.get(prefix, '')}{found}" if found else work


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for each in names("hebrew"):
        # A name in full before an abbreviation of it.
        if each.work not in found or '"' in found[each.work]:
            found[each.work] = each.text
    return found


def locus(parts: Iterable[str]) -> str:
    """Return a place in Hebrew numerals: ``מ, לא`` and ``קנב ע״ב``."""
    return ", ".join(_LOCUS.sub(_numeral, part) for part in parts)


def _numeral(match: re.Match[str]) -> str:
    number = int(match["number"])
    letters = format_numeral(number, marks=False) if 1 <= number < 1000 else match["number"]
    return f"{letters} {_SIDES[match['side']]}" if match["side"] else letters
