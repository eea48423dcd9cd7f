"""Positions on printed pages: folios, running heads, figures, lines in the other language."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pymupdf
import pytest

from publish.document.lazy_book import split_chapters
from publish.document.model import (
    Date,
    Dir,
    Excerpt,
    Foreign,
    List,
    Note,
    Passage,
    Quote,
    SourceCitation,
    Text,
    Words,
    Work,
)
from publish.document.walk import descend
from publish.pipeline.editions import arrange
from publish.text.lengths import Trim
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.content.running_heads import head_ems, shorten
from publish.writers.pdf.content.text_measure import estimate_ems
from publish.writers.pdf.layout import part_layouts
from tests.support import glyphs

from .conftest import POINTED, book, chapter, para, running, segment

pytestmark = pytest.mark.slow

MILLIMETRE = 72 / 25.4
HEBREW_SENTENCE = "הספר נדפס בירושלים בידי מדפיס אחד ובידי בנו אחריו. "
LONG_TITLE = (
    "Lesson 5: Descents as a Springboard for Ascents on the Way of Truth and the Order of the"
    " Work in Truth"
)
LONG_HEBREW_TITLE = (
    "הספר שנכתב בירושלים ושנדפס בה, ובו דברים על הדיו ועל הקלף ועל האותיות ועל המדפיסים הראשונים"
)


def original(work: Work) -> Work:
    """Return the edition of the original alone."""
    return arrange(split_chapters(work), "original").value.work


def open_pdf(work: Work, theme: Theme, page: Any = "a5", *, large: bool = False) -> Any:
    options = pdf.PdfOptions(page=page, large_print=large)
    return pymupdf.open(stream=pdf.write(work, theme, options).value)


def page_lines(page: Any, theme: Theme) -> list[list[glyphs.Glyph]]:
    return glyphs.lines(list(glyphs.page_glyphs(page, theme)))


def line_with(page: Any, theme: Theme, words: str) -> list[glyphs.Glyph]:
    """Return the only line of a page whose visible text has these words."""
    (line,) = (each for each in page_lines(page, theme) if words in glyphs.visible_text(each))
    return line


# --- folios


SIZES = ["a5", "half-letter", "a4", "letter", Trim(120, 170)]


@pytest.mark.thorough
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("dir", Dir)
def test_every_folio_is_in_the_sheet_and_outside(
    size: str, dir: Dir, classic: Theme, *, large: bool
):
    lang = {Dir.LTR: "en", Dir.RTL: "he"}[dir]
    text = running(220) if lang == "en" else HEBREW_SENTENCE * 160
    document = open_pdf(
        book(chapter("", para(text)), lang=lang, dir=dir), classic, size, large=large
    )
    numbered = list(enumerate(document, start=1))[2:]
    assert len(numbered) >= 4
    for number, page in numbered:
        bottom = page_lines(page, classic)[-1]
        assert glyphs.visible_text(bottom) == str(number)
        assert page.rect.height - bottom[0].y > 7.5 * MILLIMETRE  # figures have no descenders
        is_right = bottom[0].x > page.rect.width / 2
        assert is_right is (number % 2 == (1 if dir is Dir.LTR else 0))


# --- lines of metadata in the other language


@pytest.fixture(scope="module")
def hebrew_led(classic: Theme) -> Any:
    sheets = List(((para("דיו"),), (para("קלף"),)), start=1), List(((para("דיו"),),))
    work = book(
        chapter(
            "פרק הדיו",
            para(
                "הספר נדפס בשנים 1475, 1488 ובשנים ", Foreign("he", Dir.LTR, (Text("1483–1484"),))
            ),
            *sheets,
        ),
        lang="he",
        dir=Dir.RTL,
        title=Words((("he", "מעשה ספר"),)),
        rights="© 2025 Our House. All rights reserved.",
        publisher="Our House, Jerusalem",
        date=Date("2025-05", "May 2025"),
    )
    return open_pdf(work, classic)


def fonts_of(page: Any, words: str) -> set[str]:
    return {
        span["font"]
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        if words in span["text"]
    }


@pytest.mark.parametrize(
    ("page", "line"),
    [
        (1, "© 2025 Our House. All rights reserved."),
        (1, "Our House, Jerusalem, May 2025"),
        (0, "Our House, Jerusalem"),
        (0, "May 2025"),
    ],
)
def test_latin_metadata_of_a_hebrew_book_runs_left_to_right_in_the_latin_face(
    page: int, line: str, hebrew_led: Any, classic: Theme
):
    assert glyphs.visible_text(line_with(hebrew_led[page], classic, line)) == line
    (font,) = fonts_of(hebrew_led[page], line[:8])
    assert "EB-Garamond" in font.replace(" ", "-")


def test_figures_of_a_text_have_one_form(hebrew_led: Any):
    forms = {
        (glyph, round(span["size"], 1))
        for span in hebrew_led[2].get_texttrace()
        for code, glyph, (_, y), _ in span["chars"]
        if chr(code) == "4" and y < 250
    }
    assert len(forms) == 1


def test_the_marker_of_an_item_is_on_its_base_line(hebrew_led: Any, classic: Theme):
    for words in (".1 ויד", ".2 ףלק", "– ויד"):
        line = [g for g in page_lines(hebrew_led[2], classic) if _is_item(g, words)]
        assert len(line) == 1
        assert max(g.y for g in line[0]) - min(g.y for g in line[0]) < 0.1


def _is_item(line: list[glyphs.Glyph], words: str) -> bool:
    return sorted(glyphs.visible_text(line).replace(" ", "")) == sorted(words.replace(" ", ""))


# --- notes


ENGLISH_NOTE = (
    "A note in English that is long enough for two lines, and tells where it is told. " * 2
)
HEBREW_NOTE = "הערה בעברית שיש בה כדי שתי שורות לפחות, והיא אומרת היכן מסופר הדבר בארוכה. " * 2


def note_lines(document: Any, theme: Theme) -> list[list[glyphs.Glyph]]:
    return [line for line in page_lines(document[2], theme) if 380 < line[0].y < 545]


def test_a_note_is_a_paragraph_of_its_own_language(classic: Theme):
    """Its number is at its start side, its last line ends at its start side, well leaded."""
    foreign = {
        "en": Passage("he", Dir.RTL, (para(HEBREW_NOTE),)),
        "he": Passage("en", Dir.LTR, (para(ENGLISH_NOTE),)),
    }
    for lang, words in (("en", "word "), ("he", "מילה ")):
        work = book(chapter("", para(words * 3, Note("1", (foreign[lang],)), words)), lang=lang)
        lines = note_lines(open_pdf(work, classic), classic)
        assert len(lines) >= 2
        first = [glyph for glyph in lines[0] if glyph.character.strip()]
        is_hebrew = lang == "en"
        assert (first[-1] if is_hebrew else first[0]).character == "1"
        starts = [line[-1].end if is_hebrew else line[0].x for line in lines]
        assert abs(starts[0] - starts[-1]) < 3
        assert {("EB" not in f) for f in fonts_of_glyphs(open_pdf(work, classic)[2])} >= {is_hebrew}
        leading = lines[1][0].y - lines[0][0].y
        assert leading > 1.25 * max(glyph.size for glyph in lines[1])


def fonts_of_glyphs(page: Any) -> set[str]:
    return {span["font"] for span in page.get_texttrace() if span["chars"][0][2][1] > 380}


def test_a_note_called_in_a_foreign_run_is_a_paragraph_of_its_own_language(classic: Theme):
    note = Note("1", (Passage("en", Dir.LTR, (para(ENGLISH_NOTE),)),))
    run = Foreign("he", Dir.RTL, (Text("ברכות"), note, Text(" דף ה")))
    document = open_pdf(book(chapter("", para("He quotes ", run, " in his book."))), classic)
    lines = note_lines(document, classic)
    assert lines[0][0].character == "1"
    assert lines[0][0].x < 60 < lines[-1][0].x + 10


def test_notes_of_an_edition_are_numbered_from_1():
    def with_note(words: str, call: str) -> Any:
        return para(words, Note(call, (para(f"Note {call}."),)))

    lesson = chapter(
        "",
        segment(POINTED[0], with_note("One", "1"), with_note("Comment", "2")),
        segment(POINTED[1], with_note("Two", "3"), with_note("Comment", "4")),
    )
    work = book(lesson)

    def calls(edited: Work) -> list[str]:
        return [node.call for node in descend(edited) if isinstance(node, Note)]

    assert calls(work) == ["1", "2", "3", "4"]
    assert calls(original(work)) == ["1", "2"]
    starred = replace(work, body=(chapter("", *lesson.children, with_note("Star", "*")),))
    assert calls(original(starred))[0] == "2"


# --- running heads


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize(("lang", "title"), [("en", LONG_TITLE), ("he", LONG_HEBREW_TITLE)])
def test_a_long_running_head_is_shortened_at_a_word(
    lang: str, title: str, classic: Theme, *, large: bool
):
    dir = Dir.RTL if lang == "he" else Dir.LTR
    text = running(90) if lang == "en" else HEBREW_SENTENCE * 90
    meta = {"title": Words(((lang, title),))}
    work = book(chapter(title, para(text)), lang=lang, dir=dir, **meta)
    document = open_pdf(work, classic, large=large)
    geometry = classic.page("a5", large_print=large)
    measure = head_ems(geometry) * 0.86 * (20 if large else _points(geometry.size))
    for number in (4, 5):
        head = page_lines(document[number - 1], classic)[0]
        visible = glyphs.visible_text(head)
        assert "…" in visible or "..." in visible
        words = visible.strip("…. ") if lang == "en" else visible.strip("…. ")[::-1]
        assert title.startswith(words)
        assert title[len(words)] in " ,"
        left, right = min(g.x for g in head), max(g.end for g in head)
        assert left > 14 * MILLIMETRE
        assert right < document[0].rect.width - 14 * MILLIMETRE
        assert right - left <= measure + 1


def _points(length: str) -> float:
    return float(length.removesuffix("pt"))


def test_a_short_running_head_is_whole():
    assert shorten("The First Page", 30) == "The First Page"
    assert shorten("\u2067תעודה\u2069 and the way of it all", 4) == "\u2067תעודה\u2069…"
    assert shorten("the \u2067תעודה ועוד מילים\u2069", 6) == "the \u2067תעודה…\u2069"
    assert estimate_ems("\u2067א\u05b8\u2069") == estimate_ems("א")


# --- contents


CONTENTS_TITLES = (
    "Lishma and Lo Lishma",
    "Why Are Four Questions Asked Specifically on Passover Night?",
    None,
    "The title that is exactly as long as the line of the contents",
    "A title that is as long as the line of the contents less some",
    "The Matter of Preventions and Delays of Which It Is Said That It Must Turn Over",
)


def excerpt(number: int, title: str | None) -> Excerpt:
    quoted = (Quote("“", "”", (Text(title),)),) if title else ()
    heading = (
        Text(f"{'' if title else 'From: '}Sofer, Letter No. {number}{', ' if title else ''}"),
    )
    citation = SourceCitation("Sofer", kind="Letter", number=number, title=title)
    return Excerpt(number, citation, heading + quoted, (para(running(2, number)),))


@pytest.mark.thorough
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_every_entry_of_the_contents_has_words_before_its_leader_and_hangs(
    classic: Theme, *, large: bool
):
    work = book(chapter("", *map(excerpt, range(1, 7), CONTENTS_TITLES)))
    page = open_pdf(work, classic, large=large)[2]
    lines = page_lines(page, classic)[1:]
    texts = [glyphs.visible_text(line) for line in lines]
    assert not [text for text in texts if re.fullmatch(r"[. ]*\d*", text)]
    rows = [line for line, text in zip(lines, texts, strict=True) if re.search(r"\D \d+$", text)]
    assert len(rows) == 6
    ends = [max(glyph.end for glyph in row) for row in rows]
    assert max(ends) - min(ends) < 0.5
    begun = [line[0].x for line in lines if line[0].character.isdecimal()]
    turned = [line[0].x for line in lines if line[0].character.isalpha()]
    assert len(begun) == 6
    assert turned
    words = [_first_word(line) for line in lines if line[0].character.isdecimal()]
    assert max(words + turned) - min(words + turned) < 0.5


def _first_word(line: list[glyphs.Glyph]) -> float:
    return next(glyph.x for glyph in line if glyph.character.isalpha())


def entries_by_page(count: int, theme: Theme) -> list[int]:
    """Return the numbers of entries on the pages of the contents of a handout."""
    work = book(chapter("", *(excerpt(n, f"Of Ink {n}") for n in range(1, count + 1))))
    counts = [
        len(re.findall(r"Of Ink \d+[\s.\xa0]+\.", page.get_text()))
        for page in open_pdf(work, theme)
    ]
    return [number for number in counts if number]


@pytest.mark.thorough
def test_a_few_entries_of_the_contents_have_no_page_of_their_own(
    classic: Theme, monkeypatch: pytest.MonkeyPatch
):
    assert entries_by_page(21, classic) == [21]
    assert entries_by_page(26, classic) == [26]
    assert len(entries_by_page(27, classic)) == 2
    monkeypatch.setattr(part_layouts, "FEW_ENTRIES", 0)
    assert entries_by_page(26, classic) == [21, 5]


def test_an_entry_of_the_contents_is_author_and_title(classic: Theme):
    work = book(chapter("", *map(excerpt, range(1, 7), CONTENTS_TITLES)))
    text = open_pdf(work, classic)[2].get_text()
    assert "Sofer, Lishma and Lo Lishma" in text
    assert "Sofer, Letter No. 3" in text
    assert "From:" not in text


# --- breaks of lines and of pages


def test_a_chapter_and_its_verse_are_on_one_line(classic: Theme):
    verse = Foreign("he", Dir.LTR, (Text("12–17"),))
    paragraphs = [
        para("מ" + "ל" * n + " " + "מילה ועוד מילה " * 2 + "ובעמוס ג:3 ובמיכה ד:", verse, " ועוד")
        for n in range(30)
    ]
    document = open_pdf(book(chapter("", *paragraphs), lang="he", dir=Dir.RTL), classic)
    texts = [glyphs.visible_text(line) for page in document for line in page_lines(page, classic)]
    assert sum("3:ג" in text for text in texts) == 30
    assert sum(":ד" in text and "12–17" in text for text in texts) == 30


@pytest.mark.thorough
def test_the_original_edition_has_no_page_without_text(classic: Theme):
    segments = [
        segment(" ".join(POINTED), para(running(2, n)), para(running(1, n))) for n in range(40)
    ]
    for commentary in (True, False):
        children = segments if commentary else [replace(s, commentary=()) for s in segments]
        work = original(book(chapter("", *children)))
        document = open_pdf(work, classic)
        counts = [len(page_lines(page, classic)) for page in document][2:]
        assert min(counts[:-1]) > 8
        assert "The Proof" in document[2].get_text() or "ההגהה" in document[2].get_text()
