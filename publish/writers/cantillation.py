"""Cantillation: which words are set in the theme's font for Biblical accents.

Ordinary Hebrew fonts have no accents.  The whole paragraph, heading or run is set in the font for
cantillation, because a fallback for single letters would mix two fonts within a word.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from publish.document.inline_ranges import inner
from publish.document.model import Foreign, Inlines, Note, Text
from publish.text.hebrew import ACCENTS

_ACCENT = re.compile(f"[{ACCENTS}]")
_ACCENTS = re.compile(f"[{ACCENTS}]+")

ACCENTS_ATTRIBUTE = Markup(' data-accents=""')
"""The attribute of elements that style sheets set in the font for cantillation."""


def accents_attribute(text: str) -> Markup:
    """Return ``ACCENTS_ATTRIBUTE`` for a text with accents, and nothing for any other."""
    return ACCENTS_ATTRIBUTE if _ACCENT.search(text) else Markup()


def needs_font(text: str) -> bool:
    """Return whether some word of a text is set in the font for cantillation."""
    return bool(_ACCENT.search(text))


def has_accents(inlines: Inlines, *, foreign: bool = True) -> bool:
    """Return whether words have accents; notes are ignored, and ``Foreign`` if not ``foreign``."""
    for node in inlines:
        match node:
            case Text(text):
                if _ACCENT.search(text):
                    return True
            case Foreign(_, _, children):
                if foreign and has_accents(children):
                    return True
            case Note():
                pass
            case _:
                if any(has_accents(children, foreign=foreign) for _, _, children in inner(node)):
                    return True
    return False


def strip_accents(text: str) -> str:
    """Return a text without its accents; vowel points stay."""
    return _ACCENTS.sub("", text)
