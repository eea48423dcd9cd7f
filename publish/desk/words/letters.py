"""Letters of a text as they are compared with letters on pages: without marks, in one form."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from publish.text import normal_forms


@lru_cache(maxsize=4096)
def base_letters(character: str) -> str:
    """Return the letters and digits of a character without marks; empty for all others."""
    form = normal_forms.normalize("NFKD", character.lower())
    return "".join(filter(str.isalnum, form))


def letters_with_offsets(text: str) -> Iterator[tuple[str, int]]:
    """Yield the letters of a text, each with the offset of its character."""
    for offset, character in enumerate(text):
        for letter in base_letters(character):
            yield letter, offset


def letters_of(text: str) -> str:
    """Return the letters of a text."""
    return "".join(letter for letter, _ in letters_with_offsets(text))
