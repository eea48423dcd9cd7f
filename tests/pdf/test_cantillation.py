"""A verse with its accents: each is drawn on its letter, in one face, and copied out (H25)."""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import replace

import pymupdf
import pytest

from publish.document.model import Dir, Foreign, Paragraph, Passage, Strong, Text, Work
from publish.preflight.pdf_fonts import inspect
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.cantillation import has_accents
from tests.support import extract, glyphs

from .conftest import POINTED, book, chapter, said

pytestmark = pytest.mark.slow

VERSE = "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם וְאֵ֥ת הָאָֽרֶץ׃"
ACCENTS = [chr(code) for code in range(0x0591, 0x05AF)]
LETTERS = "אבגדהזחטיכלמנסעפצקרשת"
QAMATS, METEG = "\u05b8", "\u05bd"


def words(accents: list[str]) -> list[str]:
    """A word of one letter for each accent, with a vowel beside it."""
    return [f"{letter}{QAMATS}{mark}" for letter, mark in zip(itertools.cycle(LETTERS), accents)]


def verse(*texts: str) -> Work:
    return book(chapter("", Passage("he", Dir.RTL, tuple(said(text) for text in texts))))


def page_of(work: Work, theme: Theme) -> list[glyphs.Ink]:
    """What is seen of the text on its page, the last one, below the title."""
    with pymupdf.open(stream=pdf.write(work, theme).value) as document:
        return [i for i in glyphs.inked(document[-1], theme) if i.y < 543 and 10 < i.size < 14]


def astray(text: str, expected: list[str], theme: Theme) -> set[str]:
    """Return the accents of ``expected``, one a letter, that are not seen on their letters.

    On its letter is what overlaps the letter, or stands at its shoulder as prepositive and
    postpositive accents do.
    """
    seen = page_of(verse(text), theme)
    letters = sorted(
        (ink for ink in seen if glyphs.bare(ink.character) in set(LETTERS)),
        key=lambda ink: (round(ink.y), -ink.left),
    )
    assert "".join(glyphs.bare(ink.character) for ink in letters) == glyphs.bare(text).replace(
        " ", ""
    )
    found = set()
    for ink in seen:
        for letter, accent in zip(letters, expected, strict=True):
            near = ink.left < letter.right + 1.5 and letter.left - 1.5 < ink.right
            if ink.character == accent and near and abs(ink.y - letter.y) < 8:
                found.add(accent)
    return set(expected) - found


@pytest.fixture
def plain(classic: Theme) -> Theme:
    """The theme without its face for cantillation."""
    return replace(
        classic, faces=tuple(face for face in classic.faces if face.script != "cantillation")
    )


def test_every_accent_is_seen_on_its_letter(classic: Theme) -> None:
    assert astray(" ".join(words(ACCENTS)), ACCENTS, classic) == set()


def test_an_accent_on_another_letter_is_noticed(classic: Theme) -> None:
    # The control of the measure: each accent is on the letter after the one it is looked for on.
    moved = [*ACCENTS[-1:], *ACCENTS[:-1]]
    assert len(astray(" ".join(words(moved)), ACCENTS, classic)) > len(ACCENTS) - 2


def test_without_its_face_no_accent_is_seen(plain: Theme) -> None:
    # The control of the face.
    assert astray(" ".join(words(ACCENTS)), ACCENTS, plain) == set(ACCENTS)


def test_what_else_a_verse_has_is_drawn(classic: Theme) -> None:
    rest = f"ה{METEG}{QAMATS} א\u05c4 ב\u05c5 \u05c0 \u05c3 \u05c6 ל{QAMATS}\u034f\u05b4\u0596"
    wanted = sorted(c for c in rest if not c.isspace() and c != "\u034f")
    with pymupdf.open(stream=pdf.write(verse(rest), classic).value) as document:
        row = [g for g in glyphs.on_page(document[-1], classic) if g.y < 543 and 10 < g.size < 14]
    drawn = unicodedata.normalize("NFD", "".join(glyph.character for glyph in row))
    assert sorted(c for c in drawn if not c.isspace() and c != "\u034f") == wanted


def test_a_verse_is_set_in_one_face_and_what_has_no_accents_in_the_other(classic: Theme) -> None:
    parts = VERSE.split(" ")
    cut = Paragraph((Text(f"{parts[0]} "), Strong((Text("הארץ"),)), Text(f" {parts[1]}")))
    work = book(chapter("", Passage("he", Dir.RTL, (said(VERSE), cut))))
    seen = page_of(work, classic)
    assert {ink.font.removesuffix("-Semi-Bold") for ink in seen} == {"Publish-Teamim"}
    assert sum(glyphs.bare(ink.character) == "ץ" for ink in seen) == 2
    ordinary = page_of(verse(*POINTED), classic)
    assert {ink.font for ink in ordinary} == {"Frank-Ruhl-Libre"}


def test_a_word_with_accents_in_an_english_line_is_whole_and_its_neighbours_are_as_ever(
    classic: Theme,
) -> None:
    words = (Foreign("he", Dir.RTL, (Text("בָּרָ֣א"),)), Foreign("he", Dir.RTL, (Text("שׁוּרָה"),)))
    line = Paragraph((Text("The word "), words[0], Text(" and the word "), words[1], Text(".")))
    seen = page_of(book(chapter("", line)), classic)
    fonts = {
        font: "".join(ink.character for ink in seen if ink.font == font)
        for font in {ink.font for ink in seen}
    }
    assert set(fonts) == {"EB-Garamond", "Publish-Teamim", "Frank-Ruhl-Libre"}
    assert {"ב", "ר", "א"} <= set(unicodedata.normalize("NFD", fonts["Publish-Teamim"]))
    assert "ש" in unicodedata.normalize("NFD", fonts["Frank-Ruhl-Libre"])
    assert has_accents(line.inlines)
    assert not has_accents(line.inlines, foreign=False)


def test_titles_contents_and_running_heads_have_no_letter_of_the_system(classic: Theme) -> None:
    sections = [chapter("בָּרָ֣א", *(said(VERSE) for _ in range(40))) for _ in range(2)]
    work = replace(book(*sections, lang="he", dir=Dir.RTL))
    made = pdf.write(work, classic)
    assert made.diagnostics == ()
    assert inspect(made.value, classic) == ()


@pytest.mark.parametrize("program", extract.PROGRAMS)
def test_every_accent_is_copied_out(program: str, classic: Theme) -> None:
    text = " ".join([VERSE, *words(ACCENTS)])
    copied = extract.PROGRAMS[program](pdf.write(verse(text), classic).value)
    wanted = sorted(c for c in text if unicodedata.category(c) == "Mn" and c in ACCENTS)
    assert sorted(c for c in copied if c in ACCENTS) == wanted


def test_without_the_face_each_accent_is_named_with_a_font_that_has_it(plain: Theme) -> None:
    said_ = [one for one in pdf.write(verse(VERSE), plain).diagnostics if one.code == "P01"]
    named = " ".join(one.message for one in said_)
    assert {c for c in VERSE if c in ACCENTS} == {
        c for c in ACCENTS if unicodedata.name(c) in named
    }
    assert all("Ezra SIL" in hint for one in said_ for hint in one.hints)
