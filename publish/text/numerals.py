"""Numbers written with Hebrew letters: ``מ״ו`` is 46, ``ה׳תשפ״ו`` is 5786."""

from __future__ import annotations

import re
from functools import cache

from publish.text.hebrew import GERESH, GERSHAYIM

_VALUES = dict(
    zip(
        "אבגדהוזחטיכלמנסעפצקרשת",
        (*range(1, 10), *range(10, 100, 10), 100, 200, 300, 400),
        strict=True,
    )
)
_LETTERS = {value: letter for letter, value in _VALUES.items()}
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
LARGEST = 9999
"""The largest number that is written with letters here."""

# 15 and 16 would spell a holy name; 344 and 744 would read "destruction".
_ALWAYS = {15: "טו", 16: "טז", 344: "שדמ", 744: "תשדמ"}
# 270, 298 and 304 would read "evil", "murder" and "demon"; other orders of the letters avoid it.
_PLEASANT = {270: "ער", 298: "רחצ", 304: "דש"}

_NUMERAL = re.compile(
    "(?:(?P<thousands>[א-ט])(?P<marked>['׳’`‘])?(?=[א-ת].))?"
    "(?P<rest>[א-ת]{1,6}(?:['׳’`‘]|(?:[\"״”“]|['׳’]{2})[א-ת])?[ךםןףץ]?)"
)
_MARKS = re.compile("['׳’`‘\"״”“]")


def format_numeral(number: int, *, marks: bool = True, pleasant: bool = True) -> str:
    """Return ``number`` (1 to 9999) in Hebrew letters, with geresh or gershayim if ``marks``.

    ``pleasant`` writes 270, 298 and 304 as ע״ר, רח״צ and ד״ש, whose plain order of letters is
    an unpleasant word.
    """
    if not 1 <= number <= LARGEST:
        raise ValueError(f"{number} is not between 1 and {LARGEST}")
    thousands, rest = divmod(number, 1000)
    letters = _spell(rest, pleasant=pleasant)
    if not marks:
        return (_LETTERS[thousands] if thousands else "") + letters
    before = _LETTERS[thousands] + GERESH if thousands else ""
    if not letters:
        return f"{before} אלפים" if thousands > 1 else "אלף"
    if len(letters) == 1:
        return before + letters + GERESH
    return before + letters[:-1] + GERSHAYIM + letters[-1]


def parse_numeral(text: str) -> int | None:
    """Return the number that ``text`` is, or None where it is a word or a misspelt number.

    Marks may be geresh and gershayim or the quotation marks typed for them, or be missing;
    the letters must be those by which the number is written, so that few words are numbers.
    """
    match = _NUMERAL.fullmatch(text)
    if match is None:
        return None
    if match["marked"] or match["thousands"] is None:
        number = _below_a_thousand(match["rest"])
        return None if number is None else _thousands(match["thousands"]) + number
    # Without a geresh after it, the first letter is a thousand only if nothing else is right.
    whole = _below_a_thousand(match["thousands"] + match["rest"])
    if whole is not None:
        return whole
    number = _below_a_thousand(match["rest"])
    return None if number is None or number < 100 else _thousands(match["thousands"]) + number


def _thousands(letter: str | None) -> int:
    return 1000 * _VALUES[letter] if letter else 0


def _below_a_thousand(text: str) -> int | None:
    letters = _MARKS.sub("", text)
    return _numbers().get(letters[:-1] + letters[-1:].translate(_FINALS))


@cache
def _numbers() -> dict[str, int]:
    """Return every way of writing every number below a thousand."""
    return {
        letters: number
        for number in range(1, 1000)
        for letters in (
            _plain(number),
            _spell(number, pleasant=False),
            _spell(number, pleasant=True),
        )
    }


def _spell(number: int, *, pleasant: bool) -> str:
    reordered = _PLEASANT.get(number) if pleasant else None
    return reordered or _ALWAYS.get(number) or _plain(number)


def _plain(number: int) -> str:
    letters = ""
    rest = number
    for value in sorted(_LETTERS, reverse=True):
        if rest in (15, 16):
            return letters + _ALWAYS[rest]
        while rest >= value:
            letters += _LETTERS[value]
            rest -= value
    return letters
