"""Normal forms of texts, equal for texts that differ in typography alone."""

from __future__ import annotations

import re
import unicodedata

_MARKS_OF_TYPOGRAPHY = re.compile("[\"'“”„‘’«»״׳\\[\\]()]")


def letters(text: str) -> str:
    """Return the letters, points and digits of a text, without case."""
    normal = unicodedata.normalize("NFC", text).casefold()
    return "".join(c for c in normal if unicodedata.category(c) == "Mn" or is_letter(c, "LN"))


def is_letter(character: str, categories: str = "L") -> bool:
    """Whether the Unicode category of a character begins with one of ``categories``."""
    return unicodedata.category(character)[0] in categories


def call_name(call: str) -> str:
    """Return a note call without brackets and in plain digits."""
    return unicodedata.normalize("NFKC", call).strip("[](){}^. ")


def words(text: str) -> str:
    """Return a text without quotation marks and brackets, words parted by single spaces."""
    return " ".join(_MARKS_OF_TYPOGRAPHY.sub("", unicodedata.normalize("NFC", text)).split())
