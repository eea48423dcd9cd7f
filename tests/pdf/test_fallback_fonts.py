"""Characters that no font of the theme has: drawn in fallback fonts, or as an empty box."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pymupdf
import pytest

from publish import PublishError, to_epub, to_pdf
from publish.document.model import Dir, Passage, Work
from publish.preflight.pdf_fonts import check_fonts
from publish.preflight.pdf_parser import parse_objects
from publish.storage.store import Store
from publish.themes.fallback_fonts import FAMILIES, fallback_folder, make_box_font
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.content.font_coverage import fallback_characters, theme_characters
from tests.pdf.conftest import book, chapter, para

SIGNS = "↩✡①☞❦●▪○◦‣►➢✓★🙂🙏🎉⌚"
PRIVATE = "\uf0b7"


def chapter_with(text: str, lang: str = "en") -> Work:
    dir = Dir.RTL if lang == "he" else Dir.LTR
    return book(chapter("", Passage(lang, dir, (para(text),))), lang=lang, dir=dir)


def fonts_of(data: bytes, characters: Iterable[str]) -> dict[str, str]:
    """Return the family in which each of these characters is drawn."""
    wanted = set(characters)
    with pymupdf.open(stream=data) as document:
        return {
            chr(code): span["font"]
            for page in document
            for span in page.get_texttrace()
            for code, *_ in span["chars"]
            if chr(code) in wanted
        }


@pytest.mark.parametrize("lang", ["en", "he"])
def test_a_sign_that_the_theme_lacks_is_drawn_in_a_fallback_font(classic: Theme, lang: str) -> None:
    words = "Signs {} here" if lang == "en" else "אותות {} כאן"
    outcome = pdf.write(chapter_with(words.format(" ".join(SIGNS)), lang), classic)
    missing = set(SIGNS) - theme_characters(classic)
    assert {(d.code, d.severity.value) for d in outcome.diagnostics} == {("P13", "warning")}
    assert len(outcome.diagnostics) == len(missing)
    fonts = fonts_of(outcome.value, missing)
    assert fonts.keys() == missing
    assert set(fonts.values()) == {"Publish-Symbols", "Publish-Emoji"}
    assert fonts["🙂"] == "Publish-Emoji"
    assert fonts["✡"] == "Publish-Symbols"
    assert not tuple(check_fonts(parse_objects(outcome.value), classic))


def test_the_warning_names_the_character_and_its_places(classic: Theme) -> None:
    work = book(chapter("", para("One 🙂 here."), para("Another 🙂 there.")))
    (warning,) = pdf.write(work, classic).diagnostics
    assert "“🙂” (U+1F642, SLIGHTLY SMILING FACE)" in warning.message
    assert len(warning.places) == 2


def test_what_even_the_fallback_fonts_lack_is_an_empty_box(classic: Theme) -> None:
    outcome = pdf.write(chapter_with(f"One {PRIVATE} box and \U0001fbc5 another."), classic)
    assert [(d.code, d.severity.value) for d in outcome.diagnostics] == [("P14", "warning")] * 2
    assert "(U+F0B7, " in outcome.diagnostics[0].message
    fonts = fonts_of(outcome.value, [PRIVATE, "\U0001fbc5"])
    assert fonts == {PRIVATE: "Publish-Box", "\U0001fbc5": "Publish-Box"}
    assert not tuple(check_fonts(parse_objects(outcome.value), classic))


def test_the_box_has_ink_and_is_always_the_same() -> None:
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.ttLib import TTFont

    font_data = make_box_font(PRIVATE)
    font = TTFont(BytesIO(font_data))
    pen = BoundsPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord(PRIVATE)]].draw(pen)
    left, bottom, right, top = pen.bounds
    assert right - left > 400
    assert top - bottom > 600
    make_box_font.cache_clear()
    assert make_box_font(PRIVATE) == font_data


@pytest.mark.parametrize("text", ["The letter ሀ has no font.", "The character 漢 has none."])
def test_a_letter_without_any_font_stops_the_book(text: str) -> None:
    with pytest.raises(PublishError) as error:
        to_pdf(f"{text}\n")
    assert "P01" in {d.code for d in error.value.diagnostics}


def test_a_book_of_the_theme_alone_has_no_fallback_font(classic: Theme) -> None:
    data = pdf.write(chapter_with("Plain words — §12, שלום."), classic).value
    assert not any(family.replace(" ", "-").encode() in data for family in FAMILIES)


@pytest.mark.parametrize("character", ["\ufe0f", "\ufe0e", "\u2061", "\u115f", "\u00ad"])
def test_a_character_without_ink_needs_no_font(classic: Theme, character: str) -> None:
    assert pdf.write(chapter_with(f"a{character}b"), classic).diagnostics == ()


@pytest.mark.slow
@pytest.mark.parametrize("profile", [None, "accessible"])
def test_a_chat_with_emoji_is_made_in_each_format(profile: str | None) -> None:
    text = (
        "Greetings\n\nGood morning friends 🙂 and welcome "
        "👨\u200d👩\u200d👧 to ©\ufe0f 2025 ❤\ufe0f!"
        "\n\n"
        "בוקר טוב 🙂 לכולם ● וברוכים הבאים ← לכאן.\n"
    )
    outcome = to_pdf(text, profile=profile)
    assert {d.code for d in outcome.diagnostics if d.severity != "info"} <= {"P13", "P12"}
    assert to_epub(text).value


@pytest.mark.thorough
def test_a_stored_layout_is_that_of_the_same_fallback_fonts(classic: Theme, tmp_path: Path) -> None:
    store = Store(tmp_path)
    for text in ("Plain words.", "Words and 🙂.", f"Words and {PRIVATE}.", "Plain words."):
        work = chapter_with(text)
        assert pdf.write(work, classic, store=store).value == pdf.write(work, classic).value


def test_every_fallback_font_has_its_licence_and_origin() -> None:
    readme = (fallback_folder() / "README.md").read_text("utf-8")
    names = {path.name for path in fallback_folder().iterdir()}
    assert {"PublishSymbols-LICENSE.txt", "PublishEmoji-OFL.txt"} <= names
    for name in names:
        if name.endswith(".ttf"):
            assert f"`{name}`" in readme
    licence = (fallback_folder() / "PublishSymbols-LICENSE.txt").read_text("utf-8")
    assert "Bitstream Vera" in licence
    assert {"🙂", "●", "→"} <= fallback_characters()
    assert not fallback_characters() & set("אבגְָA")
