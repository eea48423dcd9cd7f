"""A verse with its accents: each is drawn by a face that has it, or named (H25)."""

import unicodedata

from publish.model import Dir, Paragraph, Passage, Text
from publish.theme import Theme
from publish.writers import pdf
from tests.pdf.conftest import book, chapter

VERSE = "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם וְאֵ֥ת הָאָֽרֶץ׃"
ACCENTS = {c for c in VERSE if "\u0591" <= c <= "\u05af"}


def test_each_accent_that_the_faces_lack_is_named(classic: Theme) -> None:
    verse = Passage("he", Dir.RTL, (Paragraph((Text(VERSE),)),))
    said = pdf.write(book(chapter("A Verse", verse)), classic).diagnostics
    named = " ".join(one.message for one in said if one.code == "P01")
    lacking = {c for c in ACCENTS if unicodedata.name(c) in named}
    drawn = ACCENTS - lacking
    assert ACCENTS
    assert lacking == ACCENTS or not lacking, "an accent is named, or all of them are drawn"
    assert not drawn or "P01" not in {one.code for one in said}
