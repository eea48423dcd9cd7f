"""Quotation marks: the characters read as marks, and the characters each language prints."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from functools import cache
from typing import assert_never

from publish.text.dataclass import dataclass
from publish.text.languages import Script, primary

DOUBLE = '"“”„‟״'
"""Characters that may open or close a quotation; many keyboards give gershayim for the mark."""

SINGLE = "'‘’‚‛"
"""Characters that may be a mark of a nested quotation, an apostrophe or a geresh."""

STRAIGHT = "\"'״"
"""Marks whose form is the same at both ends of a quotation."""

GERESH, GERSHAYIM = "׳", "״"
APOSTROPHE = "’"


class MarkKind(Enum):
    """Function of a mark at its position."""

    OPEN = auto()
    CLOSE = auto()
    OPEN_AFTER_PREFIX = auto()
    """Opens after a prefix, as in ב"שמחה תמיד", if a later mark closes the quotation."""
    GERESH = auto()
    GERSHAYIM = auto()
    APOSTROPHE = auto()
    PRIME = auto()
    """Sign for feet, inches, minutes or seconds."""
    UNCLEAR = auto()


@dataclass(slots=True)
class Mark:
    """Mark of a line: its offset, its character in the source and its kind."""

    offset: int
    character: str
    kind: MarkKind
    mate: Mark | None = None
    """Other mark of the same quotation."""
    style: Script = Script.LATIN
    """Script whose marks are printed here."""
    within: Script = Script.LATIN
    """Script whose marks are printed for a quotation nested in this quotation."""
    inner: bool = False
    """Whether single marks are printed because the quotation is nested."""

    @property
    def opens(self) -> bool:
        """Whether a quotation begins here."""
        return self.kind in (MarkKind.OPEN, MarkKind.OPEN_AFTER_PREFIX)

    @property
    def single(self) -> bool:
        """Whether the mark is, or is printed as, a single mark."""
        return self.inner or self.character in SINGLE

    @property
    def straight(self) -> bool:
        """Whether the form of the mark is the same at both ends of a quotation."""
        return self.character in STRAIGHT


@dataclass(frozen=True, slots=True)
class Style:
    """Opening and closing marks of a language, for outer and for nested quotations."""

    name: str
    double: tuple[str, str]
    single: tuple[str, str]

    @property
    def forms(self) -> str:
        """The marks of the language, each once, with spaces between them."""
        return " ".join(dict.fromkeys((*self.double, *self.single)))


# By CLDR (https://cldr.unicode.org, delimiters).  Hebrew has U+201D and U+2019 at both ends, and
# the Israeli keyboard (SI 1452) has U+201D beside gershayim.  Low opening marks („ ”), usual in
# books before about 1970, are kept where the source has them.  U+201C is not used: next to Hebrew
# letters its slant runs against the direction of the line.  French sets spaces inside its marks,
# which would change the length of the text, so that its marks stay as they are.
_ENGLISH = Style("English", ("“", "”"), ("‘", "’"))
_STYLES = dict.fromkeys(Script, _ENGLISH) | {
    Script.CYRILLIC: Style("Russian", ("«", "»"), ("„", "“")),
    Script.HEBREW: Style("Hebrew", ("”", "”"), ("’", "’")),
}
_LATIN_STYLES = {
    "de": Style("German", ("„", "“"), ("‚", "‘")),
    "fr": Style("French", ('"', '"'), ("'", "'")),
}


@cache
def styles(lang: str) -> Mapping[Script, Style]:
    """Return the marks of each script in a text in ``lang``."""
    latin = _LATIN_STYLES.get(primary(lang))
    return _STYLES | {Script.LATIN: latin} if latin else _STYLES


def output_character(mark: Mark, styles: Mapping[Script, Style]) -> str:
    """Return the character printed for a mark; the length of the text never changes."""
    match mark.kind:
        case MarkKind.GERESH:
            return GERESH
        case MarkKind.GERSHAYIM:
            return GERSHAYIM
        case MarkKind.APOSTROPHE:
            return APOSTROPHE if mark.straight else mark.character
        case MarkKind.PRIME | MarkKind.UNCLEAR:
            return mark.character
        case MarkKind.OPEN | MarkKind.OPEN_AFTER_PREFIX | MarkKind.CLOSE:
            if not mark.straight:
                return mark.character
            style = styles[mark.style]
            pair = style.single if mark.single else style.double
            return pair[mark.kind is MarkKind.CLOSE]
        case _:
            assert_never(mark.kind)
