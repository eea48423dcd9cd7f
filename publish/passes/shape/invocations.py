"""Invocations over a letter or a sheet: “with the help of Heaven”."""

from __future__ import annotations

from collections.abc import Sequence

from publish.document.draft import Chunk
from publish.passes.references.normalise import read_letters

_INVOCATIONS = frozenset(
    (
        *('ב"ה', "ב'ה", 'בס"ד', 'בע"ה', 'בעזה"י', 'בעזהי"ת', 'בעה"י', "בסייעתא דשמיא"),
        *("בסיעתא דשמיא", "בעזרת ה'", "בעזרת השם", 'b"h', 'bs"d', "bh", "bsd"),
    )
)
"""The words of invocations, without points and stops."""

_LONGEST = 40


def has_invocation(chunks: Sequence[Chunk]) -> bool:
    """Return whether an invocation stands over a text, with any points and signs of shortening."""
    text = chunks[0].text.text if len(chunks) > 1 else ""
    if len(text) > _LONGEST:
        return False
    letters = read_letters(text).text.replace("''", '"').replace(".", "").strip("()[]")
    return letters.casefold() in _INVOCATIONS
