"""Invisible characters: the class of those without ink, and a form that people can see."""

from __future__ import annotations

import re

DEFAULT_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""The characters of Default_Ignorable_Code_Point, as the inside of a character class.

A font draws nothing for them.  Unicode 16, DerivedCoreProperties.txt:
https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
"""

INVISIBLE = re.compile(
    "[\u00ad\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""A character that no text needs.

Zero-width spaces, soft hyphens, byte order marks, and the characters that XML 1.0 does not allow
(https://www.w3.org/TR/xml/#charsets).  U+034F COMBINING GRAPHEME JOINER is none of them: it keeps
the marks of pointed Hebrew in their order (Unicode 16, 9.1).
"""


def show_invisible(text: str) -> str:
    """Return ``text`` with each character that cannot be printed as its number: ``⟨U+200B⟩``.

    Line ends stay as they are.
    """
    return "".join(c if c.isprintable() or c in "\r\n" else f"⟨U+{ord(c):04X}⟩" for c in text)


UNPRINTABLE = re.compile("[\0-\x1f\x7f-\x9f\u2028-\u202e\ud800-\udfff\ufffe\uffff]")
"""A character that names of files may have, and that spoils a line of text around it.

Controls, ends of lines and paragraphs, embeddings and overrides of direction, bytes that are not
UTF-8 (PEP 383), and noncharacters.
"""


def printable(text: str) -> str:
    r"""Return a line with each unprintable character as its number: ``\xf9``, ``⟨U+202E⟩``.

    A byte that is not UTF-8 is shown as shells show it.
    """
    return UNPRINTABLE.sub(_show, text)


def _show(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f"\\x{number - 0xDC00:02x}" if 0xDC80 <= number <= 0xDCFF else f"⟨U+{number:04X}⟩"
