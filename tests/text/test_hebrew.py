"""The classes of Hebrew characters agree with the Unicode database."""

from __future__ import annotations

import re
import unicodedata

from publish.text import hebrew

BLOCKS = [chr(code) for code in (*range(0x590, 0x600), *range(0xFB1D, 0xFB50))]


def members(inside: str) -> set[str]:
    """The assigned characters of the Hebrew blocks that a class has."""
    matches = re.compile(f"[{inside}]").fullmatch
    return {c for c in BLOCKS if matches(c) and unicodedata.category(c) != "Cn"}


def with_category(category: str, start: str = "\u0590") -> set[str]:
    return {c for c in BLOCKS if c >= start and unicodedata.category(c) == category}


def test_marks_are_the_combining_characters_of_the_block() -> None:
    assert members(hebrew.MARKS + hebrew.VARIKA) == with_category("Mn")
    assert members(hebrew.ACCENTS) == {
        c for c in with_category("Mn") if "HEBREW ACCENT" in unicodedata.name(c) or c == "\u05af"
    }


def test_letters_are_the_letters_of_the_blocks() -> None:
    letters = members(hebrew.LETTERS)
    assert with_category("Lo") <= letters
    assert letters - with_category("Lo") == {"\ufb29", hebrew.VARIKA}
    assert members(hebrew.ALPHABET) == {chr(code) for code in range(0x5D0, 0x5EB)}


def test_punctuation_stands_among_the_marks() -> None:
    between = members(hebrew.MARKS_AND_PUNCTUATION) - members(hebrew.MARKS)
    assert {unicodedata.category(c) for c in between} == {"Pd", "Po"}
    assert hebrew.MAQAF in between
