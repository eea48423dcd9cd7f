"""Presentation forms of Hebrew letters and their decompositions."""

from __future__ import annotations

import re
import unicodedata

# Forms with a compatibility decomposition in UnicodeData.txt 16.0
# (https://www.unicode.org/Public/16.0.0/ucd/UnicodeData.txt).  NFKC would map these too, but also
# characters that an author means as they are (² … ™).
_COMPATIBLE = {
    "\ufb20": "\u05e2",  # alternative ayin
    "\ufb21": "\u05d0",  # wide alef
    "\ufb22": "\u05d3",  # wide dalet
    "\ufb23": "\u05d4",  # wide he
    "\ufb24": "\u05db",  # wide kaf
    "\ufb25": "\u05dc",  # wide lamed
    "\ufb26": "\u05dd",  # wide final mem
    "\ufb27": "\u05e8",  # wide resh
    "\ufb28": "\u05ea",  # wide tav
    "\ufb29": "+",  # alternative plus sign
    "\ufb4f": "\u05d0\u05dc",  # alef and lamed joined
}

# The other forms have canonical decompositions and are excluded from composition, so NFC
# decomposes them (UAX #15, 5.1, https://www.unicode.org/reports/tr15/).  U+FB1E, varika, is a mark
# without a decomposition.
LETTERS: dict[str, str] = _COMPATIBLE | {
    form: plain
    for form in map(chr, range(0xFB1D, 0xFB50))
    if (plain := unicodedata.normalize("NFC", form)) != form
}
"""Decomposition of each presentation form into letters and points."""

FORM = re.compile("[" + "".join(sorted(LETTERS)) + "]")


def decompose(text: str) -> str:
    """Return ``text`` with letters and points for presentation forms, otherwise unchanged.

    Marks keep their order: NFC would sort the marks of a letter and undo the order of the author
    or of U+034F (SBL Hebrew manual, 2.2; Unicode 16, 9.1).
    """
    return FORM.sub(lambda form: LETTERS[form[0]], text)
