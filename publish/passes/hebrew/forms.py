"""Presentation forms of Hebrew letters, and what each of them stands for."""

from __future__ import annotations

import re
import unicodedata

# What Unicode only says to be compatible: NFKC would map these, but with them much else that an
# editor means as it is (² … ™), so each is said here.  From the names in UnicodeData.txt 16.0.
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

# The rest have canonical decompositions and are excluded from composition, so that NFC itself
# takes them apart (UAX #15, 5.1).  U+FB1E, varika, is a mark of its own and stands for nothing.
LETTERS: dict[str, str] = _COMPATIBLE | {
    form: plain
    for form in map(chr, range(0xFB1D, 0xFB50))
    if (plain := unicodedata.normalize("NFC", form)) != form
}
"""Each presentation form with the letters and points it stands for."""

FORM = re.compile("[" + "".join(sorted(LETTERS)) + "]")


def spelled(text: str) -> str:
    """Return ``text`` with letters and points for presentation forms, and nothing else moved.

    Marks keep the order in which they are given: NFC would sort those of one letter, and undo
    what an author or U+034F arranged (SBL Hebrew manual, 2.2; Unicode 16, 9.1).
    """
    return FORM.sub(lambda form: LETTERS[form[0]], text)
