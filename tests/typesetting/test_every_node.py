"""Positions of the glyphs of verse, marks of verses, tables and lists, in both directions."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from publish.document.lazy_book import split_chapters
from publish.document.model import (
    Block,
    Cell,
    Dir,
    LineBreak,
    List,
    Meta,
    Milestone,
    MilestoneKind,
    Numbering,
    Paragraph,
    Role,
    Row,
    Section,
    Table,
    Text,
    Words,
    Work,
    direction,
)
from publish.writers.html import blocks, inlines
from publish.writers.pdf.document import write_document
from publish.writers.pdf.options import PdfOptions
from tests.support import glyphs
from tests.support.every_node import LINES, PROSE, para, table, verse, words
from tests.support.glyphs import Glyph
from tests.typesetting.books import THEME

pytestmark = pytest.mark.slow

LANGUAGES = ("en", "he")
PAGES = ("a5", "half-letter", "a4")


def text_lines(lang: str, *content: Block, page: str = "a5") -> list[list[Glyph]]:
    """Return the lines of the text of a book of these blocks, each from left to right."""
    work = Work(
        Meta(title=Words(((lang, PROSE[lang][:8].strip()),))),
        lang,
        direction(lang),
        (Section(Role.CHAPTER, words(PROSE[lang][:8].strip()), content),),
    )
    document = write_document(split_chapters(work), THEME, PdfOptions(page=page)).value
    (section,) = document.sections
    pages = list(glyphs.pages(document.data, THEME))
    return [
        sorted(line, key=lambda glyph: glyph.x)
        for number in section.pages
        for line in glyphs.lines(pages[number - 1])
    ]


def edge(line: list[Glyph], lang: str) -> float:
    """Return where a line begins, in points from the side on which lines begin."""
    return -max(glyph.end for glyph in line) if lang == "he" else min(glyph.x for glyph in line)


def line_width(line: list[Glyph]) -> float:
    """Return the width of a line in points."""
    return max(glyph.end for glyph in line) - min(glyph.x for glyph in line)


def verse_edges(lang: str, block: Block) -> list[float]:
    """Return where the lines of a block begin: the first, the second, its rest, the third."""
    return [edge(line, lang) for line in text_lines(lang, block)[1:5]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_rest_of_a_long_line_of_verse_is_set_in(lang: str) -> None:
    first, second, rest, third = verse_edges(lang, verse(lang))
    assert first == pytest.approx(second, abs=1.5)
    assert first == pytest.approx(third, abs=1.5)
    assert rest - first > 10


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_paragraph_with_line_breaks_has_no_hanging_lines(lang: str) -> None:
    first_line, second_line, third_line = LINES[lang]
    lines = (first_line, f"{second_line} {second_line[:12]}", third_line)
    parts = [part for line in lines for part in (LineBreak(), Text(line))]
    first, second, rest, *_ = verse_edges(lang, Paragraph(tuple(parts[1:])))
    assert first == pytest.approx(second, abs=1.5)
    assert abs(rest - first) < 1.5


# --- marks of verses


def count_marks_at_line_ends(lang: str) -> int:
    """Return the number of lines that end with the mark of a verse."""
    label = {"en": "7", "he": "ז"}[lang]
    parts = [
        part
        for number in range(1, 80)
        for part in (
            Milestone(MilestoneKind.VERSE, label),
            f" {PROSE[lang][: 9 + number % 23].strip()} ",
        )
    ]
    lines = text_lines(lang, para(*parts))[1:-1]
    sizes = [glyph.size for line in lines for glyph in line]
    usual = max(set(sizes), key=sizes.count)
    ends = [line[0] if lang == "he" else line[-1] for line in lines if len(line) > 20]
    assert len(ends) > 10
    return sum(glyph.size < 0.8 * usual for glyph in ends)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_line_ends_with_the_mark_of_a_verse(lang: str) -> None:
    assert count_marks_at_line_ends(lang) == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_its_joiner_a_mark_ends_some_lines(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def render(node: Text, _context: object) -> Markup:
        return inlines.render_text(node.text)

    monkeypatch.setattr(inlines, "_render_after_milestone", render)
    assert count_marks_at_line_ends(lang) > 0


# --- tables and lists


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_columns_run_in_the_direction_of_the_language(lang: str, page: str) -> None:
    lines = text_lines(lang, para(PROSE[lang] * 4), table(lang), page=page)
    width = line_width(lines[2])
    numbered = [
        line
        for line in lines[5:]
        if any(glyph.character.isdecimal() for glyph in (line[0], line[-1]))
    ]
    assert len(numbered) >= 12
    for line in numbered[:12]:
        first = line[-1] if direction(lang) is Dir.RTL else line[0]
        assert first.character.isdecimal()
    assert max(map(line_width, lines)) < width + 1


_LONG_WORDS = {
    "en": ("Incomprehensibilities", "Counterrevolutionary", "Internationalization") * 2,
    "he": ("והשתלשלויותיהם", "וכשהתנצחויותיהם", "שהתפתחויותיהם") * 2,
}


def count_wide_lines(lang: str) -> int:
    """Return the number of lines of a crowded table that are wider than the text."""
    texts = ("12", *_LONG_WORDS[lang])
    rows = tuple(Row(tuple(Cell((para(text),)) for text in texts)) for _ in range(3))
    lines = text_lines(lang, para(PROSE[lang] * 4), Table(rows, 1))
    return sum(line_width(line) > line_width(lines[2]) + 1 for line in lines)


@pytest.mark.thorough
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_crowded_table_is_as_wide_as_the_text(lang: str) -> None:
    assert count_wide_lines(lang) == 0


def test_a_table_not_known_as_crowded_is_wider_than_the_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(blocks, "table_width_class", lambda _table: "")
    assert count_wide_lines("he") > 0


@pytest.mark.parametrize("numbering", Numbering)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_list_goes_on_from_its_first_number(lang: str, numbering: Numbering) -> None:
    items = tuple((para(PROSE[lang][:20].strip()),) for _ in range(2))
    lines = text_lines(lang, List(items, 9, numbering))[1:3]
    expected = {
        Numbering.DECIMAL: ("9", "10"),
        Numbering.ALPHA: ("i", "j"),
        Numbering.ROMAN: ("ix", "x"),
        Numbering.HEBREW: ("ט", "י"),
    }
    for line, marker in zip(lines, expected[numbering], strict=True):
        text = glyphs.visible_text(line)
        if lang == "he":
            assert text.endswith(f".{marker}")
        else:
            assert text.startswith(f"{marker}.")
