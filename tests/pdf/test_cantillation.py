"""Cantillation in print: each accent is drawn on its letter, in one font, and extracted (H25)."""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import replace

import pymupdf
import pytest

from publish.api import to_pdf
from publish.document.model import Dir, Foreign, Paragraph, Passage, Strong, Text, Work
from publish.preflight.pdf_fonts import check_fonts
from publish.preflight.pdf_parser import parse_objects
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.cantillation import has_accents
from tests.support import extract, glyphs

from .conftest import POINTED, book, chapter, para

pytestmark = pytest.mark.slow

VERSE = "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים אֵ֥ת הַשָּׁמַ֖יִם וְאֵ֥ת הָאָֽרֶץ׃"
ACCENTS = [chr(code) for code in range(0x0591, 0x05AF)]
LETTERS = "אבגדהזחטיכלמנסעפצקרשת"
QAMATS, METEG = "\u05b8", "\u05bd"


def words(accents: list[str]) -> list[str]:
    """Return a word of one letter for each accent, with a vowel."""
    return [f"{letter}{QAMATS}{mark}" for letter, mark in zip(itertools.cycle(LETTERS), accents)]


def verse(*texts: str) -> Work:
    return book(chapter("", Passage("he", Dir.RTL, tuple(para(text) for text in texts))))


def ink_on_page(work: Work, theme: Theme) -> list[glyphs.Ink]:
    """Return the ink of the text on the last page, below the title."""
    with pymupdf.open(stream=pdf.write(work, theme).value) as document:
        return [i for i in glyphs.page_ink(document[-1], theme) if i.y < 543 and 10 < i.size < 14]


def accents_off_their_letters(text: str, expected: list[str], theme: Theme) -> set[str]:
    """Return the accents of ``expected``, one for each letter, that are not drawn on their letters.

    An accent is on its letter if it overlaps it, or stands beside it as prepositive and
    postpositive accents do.
    """
    seen = ink_on_page(verse(text), theme)
    letters = sorted(
        (ink for ink in seen if glyphs.strip_marks(ink.character) in set(LETTERS)),
        key=lambda ink: (round(ink.y), -ink.left),
    )
    assert "".join(glyphs.strip_marks(ink.character) for ink in letters) == glyphs.strip_marks(
        text
    ).replace(" ", "")
    placed = set()
    for ink in seen:
        for letter, accent in zip(letters, expected, strict=True):
            near = ink.left < letter.right + 1.5 and letter.left - 1.5 < ink.right
            if ink.character == accent and near and abs(ink.y - letter.y) < 8:
                placed.add(accent)
    return set(expected) - placed


@pytest.fixture
def without_face(classic: Theme) -> Theme:
    """The theme without its font for cantillation."""
    return replace(
        classic, faces=tuple(face for face in classic.faces if face.script != "cantillation")
    )


def test_every_accent_is_drawn_on_its_letter(classic: Theme) -> None:
    assert accents_off_their_letters(" ".join(words(ACCENTS)), ACCENTS, classic) == set()


def test_an_accent_on_another_letter_is_detected(classic: Theme) -> None:
    # Control of the measure: each accent stands on the letter after the expected one.
    moved = [*ACCENTS[-1:], *ACCENTS[:-1]]
    assert (
        len(accents_off_their_letters(" ".join(words(moved)), ACCENTS, classic)) > len(ACCENTS) - 2
    )


def test_without_the_font_no_accent_is_drawn(without_face: Theme) -> None:
    # Control of the font.
    assert accents_off_their_letters(" ".join(words(ACCENTS)), ACCENTS, without_face) == set(
        ACCENTS
    )


def test_other_marks_of_a_verse_are_drawn(classic: Theme) -> None:
    rest = f"ה{METEG}{QAMATS} א\u05c4 ב\u05c5 \u05c0 \u05c3 \u05c6 ל{QAMATS}\u034f\u05b4\u0596"
    expected = sorted(c for c in rest if not c.isspace() and c != "\u034f")
    with pymupdf.open(stream=pdf.write(verse(rest), classic).value) as document:
        row = [
            g for g in glyphs.page_glyphs(document[-1], classic) if g.y < 543 and 10 < g.size < 14
        ]
    drawn_text = unicodedata.normalize("NFD", "".join(glyph.character for glyph in row))
    assert sorted(c for c in drawn_text if not c.isspace() and c != "\u034f") == expected


def test_a_verse_is_set_in_the_font_for_cantillation_and_other_text_is_not(classic: Theme) -> None:
    verse_words = VERSE.split(" ")
    emphasized = Paragraph(
        (Text(f"{verse_words[0]} "), Strong((Text("הארץ"),)), Text(f" {verse_words[1]}"))
    )
    work = book(chapter("", Passage("he", Dir.RTL, (para(VERSE), emphasized))))
    seen = ink_on_page(work, classic)
    assert {ink.font.removesuffix("-Semi-Bold") for ink in seen} == {"Publish-Teamim"}
    assert sum(glyphs.strip_marks(ink.character) == "ץ" for ink in seen) == 2
    ordinary = ink_on_page(verse(*POINTED), classic)
    assert {ink.font for ink in ordinary} == {"Frank-Ruhl-Libre"}


@pytest.mark.parametrize("sign", ["\u05c6", "א\u05c4", "א\u05c5"])
def test_a_sign_without_accents_does_not_change_the_font_of_its_paragraph(
    sign: str, classic: Theme
) -> None:
    seen = ink_on_page(verse(f"{POINTED[0]} {sign} ויהי בנסוע"), classic)
    assert sign[-1] in {ink.character for ink in seen}
    assert {ink.font for ink in seen} == {"Frank-Ruhl-Libre"}


@pytest.mark.thorough
def test_a_nun_hafukha_that_the_hebrew_font_lacks_is_set_in_the_font_for_cantillation(
    classic: Theme,
) -> None:
    fallback = next(face for face in classic.faces if face.script == "cantillation")
    latin = next(face for face in classic.faces if face.script == "latin")
    theme = replace(classic, faces=(latin, replace(latin, script="hebrew"), fallback))
    seen = ink_on_page(verse("\u05c6"), theme)
    assert [(ink.character, ink.font) for ink in seen] == [("\u05c6", "Publish-Teamim")]


def test_a_word_with_accents_in_an_english_line_is_set_in_its_own_font(
    classic: Theme,
) -> None:
    words = (Foreign("he", Dir.RTL, (Text("בָּרָ֣א"),)), Foreign("he", Dir.RTL, (Text("שׁוּרָה"),)))
    line = Paragraph((Text("The word "), words[0], Text(" and the word "), words[1], Text(".")))
    seen = ink_on_page(book(chapter("", line)), classic)
    fonts = {
        font: "".join(ink.character for ink in seen if ink.font == font)
        for font in {ink.font for ink in seen}
    }
    assert set(fonts) == {"EB-Garamond", "Publish-Teamim", "Frank-Ruhl-Libre"}
    assert {"ב", "ר", "א"} <= set(unicodedata.normalize("NFD", fonts["Publish-Teamim"]))
    assert "ש" in unicodedata.normalize("NFD", fonts["Frank-Ruhl-Libre"])
    assert has_accents(line.inlines)
    assert not has_accents(line.inlines, foreign=False)


def test_titles_contents_and_running_heads_use_no_system_font(classic: Theme) -> None:
    sections = [chapter("בָּרָ֣א", *(para(VERSE) for _ in range(40))) for _ in range(2)]
    work = replace(book(*sections, lang="he", dir=Dir.RTL))
    outcome = pdf.write(work, classic)
    assert outcome.diagnostics == ()
    assert not tuple(check_fonts(parse_objects(outcome.value), classic))


@pytest.mark.parametrize("program", extract.PROGRAMS)
def test_every_accent_is_extracted(program: str, classic: Theme) -> None:
    text = " ".join([VERSE, *words(ACCENTS)])
    copied = extract.PROGRAMS[program](pdf.write(verse(text), classic).value)
    expected = sorted(c for c in text if unicodedata.category(c) == "Mn" and c in ACCENTS)
    assert sorted(c for c in copied if c in ACCENTS) == expected


def test_without_the_font_each_accent_is_an_error_that_names_a_font(without_face: Theme) -> None:
    errors = [
        error for error in pdf.write(verse(VERSE), without_face).diagnostics if error.code == "P01"
    ]
    messages = " ".join(error.message for error in errors)
    assert {c for c in VERSE if c in ACCENTS} == {
        c for c in ACCENTS if unicodedata.name(c) in messages
    }
    assert all("Ezra SIL" in hint for error in errors for hint in error.hints)


def test_a_word_with_room_for_its_accent_passes_preflight() -> None:
    # The font puts spaces after zayin, which the PDF draws as shifts.
    outcome = to_pdf(f"פרק\n\n{VERSE}\n\nזָ֣רְקָה וַיֶּ֛גֶל", settings={"languages": ["he"]})
    assert not [each for each in outcome.diagnostics if each.severity == "error"]
