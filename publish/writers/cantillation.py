"""Cantillation: what holds accents of the Tanakh is set whole in the face that has them.

An ordinary Hebrew face has none; were only the accented letters set in another, a verse would be
patched together letter by letter.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from publish.document.inline_ranges import inner
from publish.document.model import Foreign, Inlines, Note, Text

# Te'amim, the masora circle, puncta extraordinaria, nun hafukha.
_ACCENT = re.compile("[\u0591-\u05af\u05c4-\u05c6]")
_ACCENTS = re.compile("[\u0591-\u05af]+")

ATTRIBUTE = Markup(' data-accents=""')
"""What an element carries that is set in the face with accents."""


def attribute(text: str) -> Markup:
    """Return ``ATTRIBUTE`` for a text that has accents, and nothing for any other."""
    return ATTRIBUTE if _ACCENT.search(text) else Markup()


def accented(inlines: Inlines, *, foreign: bool = True) -> bool:
    """Tell whether there are accents among the words, ``foreign`` ones too; notes are apart."""
    for node in inlines:
        match node:
            case Text(text):
                if _ACCENT.search(text):
                    return True
            case Foreign(_, _, words):
                if foreign and accented(words):
                    return True
            case Note():
                pass
            case _:
                if any(accented(held, foreign=foreign) for _, _, held in inner(node)):
                    return True
    return False


def without(text: str) -> str:
    """Return a text without its accents, its vowel signs kept."""
    return _ACCENTS.sub("", text)
