"""Note calls on paper and on screen: no line begins with one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from markupsafe import Markup

from publish.document.model import Note, Paragraph, Text
from publish.document.walk import rewrite
from publish.writers import pdf
from publish.writers.epub import notes as epub_notes
from publish.writers.pdf.content import footnotes as pdf_notes
from tests.support import glyphs, notation
from tests.typesetting.books import THEME
from tests.typesetting.engines import process_paragraph, set_on_screen

pytestmark = pytest.mark.slow

# An engine may break a line between ? or ! and an element with a box of its own.
TEXTS = {
    "en": "a letter<sup>1</sup> and work?<sup>2</sup> Here (so)<sup>3</sup> it ends!<sup>4</sup>",
    "he": "וזה הדבר<sup>1</sup> ומה זה?<sup>2</sup> (כך)<sup>3</sup> בשנת 2023!<sup>4</sup>",
}
CALLS = "¹²³⁴"
OFFSETS = range(97)
"""Numbers of characters before the text, so that its calls are tried at each place of a line."""


def lines_that_begin_with_a_call(lines: list[str], lang: str) -> list[str]:
    return [line for line in lines if line[0 if lang == "en" else -1] in CALLS]


def paragraphs(lang: str) -> Iterator[Paragraph]:
    """Yield the text with its notes after each number of characters of ``OFFSETS``."""
    before = {"en": "one word ", "he": "דבר אחד "}[lang] * 12
    for offset in OFFSETS:
        inlines = notation.inlines(f"{before[:offset]} {TEXTS[lang]}")
        yield Paragraph(rewrite(inlines, _add_body))


def _add_body(node: object) -> object:
    return Note(node.call, (Paragraph((Text("x"),)),)) if isinstance(node, Note) else node


def lines_on_paper(lang: str) -> list[str]:
    """Return all lines of a book of the paragraphs, with notes at the foot of its pages."""
    work = notation.book(*paragraphs(lang), lang=lang)
    return [
        glyphs.visible_text(line)
        for page in glyphs.pages(pdf.write(work, THEME).value, THEME)
        for line in glyphs.lines(page)
    ]


@pytest.mark.thorough
@pytest.mark.parametrize("lang", TEXTS)
def test_a_note_call_never_begins_a_line_of_a_book(lang: str) -> None:
    lines = lines_on_paper(lang)
    assert sum(line.count("¹") for line in lines) == len(OFFSETS)
    assert not lines_that_begin_with_a_call(lines, lang)


@pytest.mark.thorough
@pytest.mark.parametrize("lang", TEXTS)
def test_without_the_word_joiner_a_call_begins_a_line_of_a_book(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_notes, "WORD_JOINER", Markup(""))
    assert lines_that_begin_with_a_call(lines_on_paper(lang), lang)


@pytest.mark.thorough
@pytest.mark.parametrize("lang", TEXTS)
def test_a_note_call_never_begins_a_line_on_screen(lang: str) -> None:
    for lines in set_on_screen(process_paragraph(TEXTS[lang], lang), lang):
        assert "".join(lines).count("¹") == 1
        assert not lines_that_begin_with_a_call(lines, lang)


@pytest.mark.thorough
@pytest.mark.parametrize("lang", TEXTS)
def test_without_the_word_joiner_a_call_begins_a_line_on_screen(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(epub_notes, "WORD_JOINER", Markup(""))
    columns = set_on_screen(process_paragraph(TEXTS[lang], lang), lang)
    assert any(lines_that_begin_with_a_call(lines, lang) for lines in columns)
