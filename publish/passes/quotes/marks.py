"""The marks themselves: which characters are quotation marks, and what each language prints."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import assert_never

from publish.text.languages import Script

DOUBLE = '"“”„‟״'
"""What may open or close a quotation; gershayim too, which many keyboards give for it."""

SINGLE = "'‘’‚‛"
"""What may open or close a quotation inside one, or be an apostrophe, or a geresh."""

STRAIGHT = "\"'״"
"""Marks that do not say by their form whether they open or close."""

GERESH, GERSHAYIM = "׳", "״"
APOSTROPHE = "’"


class Is(Enum):
    """What a mark is, where it stands."""

    OPEN = auto()
    CLOSE = auto()
    BEHIND = auto()
    """It opens behind a prefix, as in ב"שמחה תמיד", if anything closes it."""
    GERESH = auto()
    GERSHAYIM = auto()
    APOSTROPHE = auto()
    PRIME = auto()
    """Feet, inches, minutes, seconds: no quotation mark at all."""
    UNCLEAR = auto()


@dataclass(slots=True)
class Mark:
    """One mark of a line: where it stands, and what it is found to be."""

    at: int
    given: str
    is_: Is
    mate: Mark | None = None
    """The mark that closes what this one opens, or the other way round."""
    style: Script = Script.LATIN
    """Whose marks are printed here."""
    within: Script = Script.LATIN
    """Whose marks are printed for a quotation inside this one."""
    inner: bool = False
    """Whether the single marks are printed, the quotation standing inside another."""

    @property
    def opens(self) -> bool:
        """Whether a quotation begins here."""
        return self.is_ in (Is.OPEN, Is.BEHIND)

    @property
    def single(self) -> bool:
        """Whether it is, or is printed as, the mark of a quotation inside another."""
        return self.inner or self.given in SINGLE

    @property
    def straight(self) -> bool:
        """Whether its form leaves open what it does."""
        return self.given in STRAIGHT


@dataclass(frozen=True, slots=True)
class Style:
    """The marks of a language: opening and closing, for a quotation and for one inside it."""

    double: tuple[str, str]
    single: tuple[str, str]


# Hebrew: CLDR's delimiters for "he" are U+201D and U+2019 at both ends, and U+201D is what
# the Israeli keyboard (SI 1452) has beside gershayim.  Books before about 1970 open low („ ”), and
# such marks are kept where they are given; they are not what a reader of today expects.  U+201C is
# not taken: after a Hebrew letter it leans against the way the line runs.  In Frank Ruhl Libre
# U+201D has the slant of gershayim but stands wider and higher, so the two agree and differ.
STYLES = {
    Script.LATIN: Style(("“", "”"), ("‘", "’")),
    Script.HEBREW: Style(("”", "”"), ("’", "’")),
}


def printed(mark: Mark) -> str:
    """Return the character that stands on paper for a mark: one for one."""
    match mark.is_:
        case Is.GERESH:
            return GERESH
        case Is.GERSHAYIM:
            return GERSHAYIM
        case Is.APOSTROPHE:
            return APOSTROPHE if mark.straight else mark.given
        case Is.PRIME | Is.UNCLEAR:
            return mark.given
        case Is.OPEN | Is.BEHIND | Is.CLOSE:
            if not mark.straight:
                return mark.given
            style = STYLES[mark.style]
            pair = style.single if mark.single else style.double
            return pair[mark.is_ is Is.CLOSE]
        case _:
            assert_never(mark.is_)
