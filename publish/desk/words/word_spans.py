"""The word at a place in a text: letters and digits with their marks, and signs between them."""

from __future__ import annotations

import unicodedata

from publish.text.source import Span

_INNER = frozenset("'\u2019\u05f3\u05f4\"")
"""Signs that are part of a word between two letters: apostrophe, geresh and gershayim."""

_WITHOUT_ROOM = frozenset({"Mn", "Me", "Cf"})
"""The categories of marks, and of characters without ink such as the soft hyphen."""


def word_at(text: str, file: str, offset: int) -> Span:
    """Return the span of the word at an offset, else of the one that ends there, else nothing."""
    if not _is_of_word(text, offset) and _is_of_word(text, offset - 1):
        offset -= 1
    start = end = offset
    while _is_of_word(text, start - 1):
        start -= 1
    while _is_of_word(text, end):
        end += 1
    return Span(file, start, end)


def _is_of_word(text: str, index: int) -> bool:
    if not 0 <= index < len(text):
        return False
    if text[index] in _INNER:
        return _is_letter(text, index - 1, -1) and _is_letter(text, index + 1, 1)
    return text[index].isalnum() or _is_mark(text[index])


def _is_letter(text: str, index: int, step: int) -> bool:
    while 0 <= index < len(text) and _is_mark(text[index]):
        index += step
    return 0 <= index < len(text) and text[index].isalnum()


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in _WITHOUT_ROOM
