"""The words of messages about a page, in the order of reading."""

from __future__ import annotations

import pytest

from publish.preflight.drawn_words import order_drawn_words


@pytest.mark.parametrize(
    ("glyphs", "words"),
    [
        ("The First Page", "The First Page"),
        ("רפסה תכאלמ", "מלאכת הספר"),
        ("2026 ינויב 1", "1 ביוני 2026"),
        ("3.5 ,PDF ץבוק", "קובץ PDF, 3.5"),
        ("תוֹא", "אוֹת"),
        ("", ""),
    ],
)
def test_hebrew_is_read_from_the_right(glyphs: str, words: str) -> None:
    assert order_drawn_words(glyphs) == words
