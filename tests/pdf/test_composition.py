"""Composition of printed pages: measure, voices, heads and feet of pages, ends of paragraphs."""

from __future__ import annotations

import io
import random
import re
import statistics
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pymupdf
import pytest
from PIL import Image, ImageFilter

from publish.document import walk
from publish.document.lazy_book import split_chapters
from publish.document.model import (
    Dir,
    Excerpt,
    LineBreak,
    Note,
    Passage,
    Separator,
    SourceCitation,
    Text,
    Verse,
    Words,
    Work,
)
from publish.pipeline.editions import arrange
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.content.print_templates import set_title
from publish.writers.pdf.engine import adapter, longer_pages, page_maker
from publish.writers.pdf.layout import part_layouts
from tests.support import glyphs

from .accessible_books import read_book
from .conftest import POINTED, book, chapter, para, running, segment

pytestmark = pytest.mark.slow

WORDS = (
    "the of and a keeper lamp evening house that he was by in it to understanding wonderful road "
    "children remembered considered morning another nobody listened quietly bread water window "
    "composition arrangement responsibility neighbourhood conversation"
).split()


DIRS = {"en": Dir.LTR, "he": Dir.RTL}


def prose_text(count: int) -> str:
    """Return words in an order without a pattern."""
    return " ".join(WORDS[(n * n * 7 + n * 13) % len(WORDS)] for n in range(count)) + "."


def open_pdf(work: Work, theme: Theme, page: str = "a5") -> Any:
    return pymupdf.open(stream=pdf.write(work, theme, pdf.PdfOptions(page=page)).value)


def text_lines(document: Any, theme: Theme, first: int = 3) -> Iterator[list[glyphs.Glyph]]:
    """Yield the lines of text of a book from a page on, without heads and folios."""
    for number in range(first, len(document)):
        yield from glyphs.lines(list(glyphs.page_glyphs(document[number], theme)))[1:-1]


@pytest.mark.parametrize("page", ["a5", "half-letter", "a4", "letter"])
def test_a_full_line_has_60_to_66_characters(page: str, classic: Theme):
    document = open_pdf(book(chapter("", para(prose_text(1500)))), classic, page)
    lengths = [len(glyphs.visible_text(line)) for line in text_lines(document, classic)][:-1]
    assert 60 <= statistics.mean(lengths) <= 66


def test_the_text_is_11_and_a_half_points_at_a5(classic: Theme):
    assert classic.page("a5").size == "11.5pt"


# --- three voices


def darkness(page: Any, band: tuple[float, float]) -> float:
    """Return the mean darkness of the inked part of a blurred band of a page, from 0 to 255."""
    picture = Image.open(io.BytesIO(page.get_pixmap(dpi=100).tobytes("png"))).convert("L")
    blurred = picture.filter(ImageFilter.GaussianBlur(6))
    scale = 100 / 72
    left, right = 60 * scale, 300 * scale
    part = blurred.crop((int(left), int(band[0] * scale), int(right), int(band[1] * scale)))
    values = [255 - value for value in part.tobytes()]
    return statistics.mean(sorted(values)[len(values) // 2 :])


def test_three_voices_of_a_lesson_are_three_when_the_page_is_blurred(classic: Theme):
    work = book(
        chapter("", segment(POINTED[0] * 5, para(running(6)), para(running(8)), para(running(8))))
    )
    page = open_pdf(work, classic)[2]
    spans = [
        (span["size"], span["font"], span["origin"][1])
        for block in page.get_text("dict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        if len(span["text"]) > 20
    ]
    translation = [y for _, font, y in spans if "Semi" in font]
    commentary = [y for size, font, y in spans if size < 11 and "Semi" not in font]
    bold = darkness(page, (min(translation) - 8, max(translation)))
    quiet = darkness(page, (min(commentary) - 8, max(commentary)))
    assert bold > 1.15 * quiet
    hebrew = [size for size, font, _ in spans if "Frank" in font]
    assert min(hebrew) > 1.2 * 11.5


def test_the_translation_edition_runs_on_up_to_a_commentary():
    lesson = chapter(
        "",
        segment(POINTED[0], para("It comes as a thrust,")),
        segment(POINTED[1], para("so that it shall be."), para("A comment.")),
        segment(POINTED[2], para("As it is written.")),
    )
    (section,) = arrange(split_chapters(book(lesson)), "translation").value.work.body
    first, second = section.children
    words = walk.plain(first.original.blocks[0].inlines)
    assert words == "It comes as a thrust, so that it shall be."
    assert first.commentary
    assert not second.commentary


# --- heads and feet


def lesson_of(count: int) -> Work:
    return book(
        chapter(
            "",
            *(
                segment(
                    POINTED[n % 3],
                    para(running(1, n)),
                    *((para(running(1, n)),) if n % 4 == 0 else ()),
                )
                for n in range(count)
            ),
        )
    )


def heads_and_feet(document: Any, theme: Theme) -> tuple[list[float], list[float]]:
    """Return the first and the last base line of the text of each page but first and last."""
    rows = [
        glyphs.lines(list(glyphs.page_glyphs(page, theme)))[1:-1]
        for page in document[3 : len(document) - 1]
    ]
    return [lines[0][-1].y for lines in rows], [lines[-1][0].y for lines in rows]


def test_first_and_last_lines_of_facing_pages_agree(classic: Theme):
    heads, feet = heads_and_feet(open_pdf(lesson_of(60), classic), classic)
    assert len(heads) >= 5
    assert max(heads) - min(heads) < 3
    assert max(feet) - min(feet) < 3


@pytest.mark.thorough
def test_without_feathering_they_do_not(classic: Theme, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(page_maker, "align_page", lambda *_, **__: None)
    _, feet = heads_and_feet(open_pdf(lesson_of(60), classic), classic)
    assert max(feet) - min(feet) > 15


# --- the last page


def lines_of_last_page(count: int, theme: Theme) -> int:
    document = open_pdf(book(chapter("", *(para(f"Line {n} of it.") for n in range(count)))), theme)
    return len(glyphs.lines(list(glyphs.page_glyphs(document[-1], theme)))) - 2


@pytest.mark.thorough
def test_a_last_page_of_a_few_lines_is_saved_by_longer_pages(
    classic: Theme, monkeypatch: pytest.MonkeyPatch
):
    # The opening has room for 22 lines, further pages for 32.
    counts = range(110, 142, 2)
    saved = [lines_of_last_page(count, classic) for count in counts]
    monkeypatch.setattr(longer_pages, "MOST_SAVED", 0)
    monkeypatch.setattr(part_layouts, "LEAST_END", 2.0)
    natural = [lines_of_last_page(count, classic) for count in counts]
    assert min(natural) < 5 <= min(saved)


def test_a_text_alone_in_its_book_closes_up_to_save_a_page_of_few_lines(
    classic: Theme, monkeypatch: pytest.MonkeyPatch
):
    def last_pages() -> list[tuple[int, int]]:
        """Return the number of pages, and of lines of text on the last, of poems."""
        result = []
        for count in range(4, 8):
            stanzas = [Verse(tuple((Text(f"Line {n}"),) for n in range(4)))] * count
            document = open_pdf(book(chapter("", *stanzas)), classic)
            result.append((len(document), document[-1].get_text().count("Line ")))
        return result

    closed = last_pages()
    monkeypatch.setattr(part_layouts, "LEAST_END", 2.0)
    control = last_pages()
    saved = [(new, old) for new, old in zip(closed, control, strict=True) if new != old]
    assert saved
    for (pages, _), (natural, lines) in saved:
        assert pages == natural - 1
        assert lines <= 8


# --- ends of paragraphs, breaks, titles


def test_the_last_word_of_a_paragraph_is_not_hyphenated(classic: Theme):
    texts = [para(prose_text(20 + n)[:-1] + " congregation.") for n in range(40)]
    lines = [
        glyphs.visible_text(line)
        for line in text_lines(open_pdf(book(chapter("", *texts)), classic), classic, 2)
    ]
    assert not [
        line for line in lines if re.fullmatch(r"\w{1,10}\.", line) and line != "congregation."
    ]


@pytest.mark.thorough
@pytest.mark.parametrize("end", ["", "."])
def test_the_last_word_before_a_note_call_is_not_hyphenated(end: str, classic: Theme):
    stop = "" if end else "."
    texts = [
        para(f"{prose_text(20 + n)[:-1]} congregation{stop}", Note("7", (para("Body."),)), end)
        for n in range(40)
    ]
    document = open_pdf(book(chapter("", *texts)), classic)
    lines = [line for page in document for line in page.get_text().split("\n")]
    assert any("congregation.7" in line or "congregation7." in line for line in lines)
    assert not [line for line in lines if re.fullmatch(r"[a-z]{1,10}\.?7\.?", line)]


def test_no_line_begins_with_the_last_word_after_a_maqaf(classic: Theme):
    ends = ["בְּעַל־פֶּה.", "כׇּל־יִשְׂרָאֵל״,"]
    texts = [segment(f"{'אבגד ' * n}{end}", para("x")) for n in range(4, 20) for end in ends]
    document = open_pdf(book(chapter("", *texts)), classic)
    lines = [glyphs.visible_text(line) for line in text_lines(document, classic, 2)]
    assert not {line.strip(" .,״") for line in lines} & {"הפ", "לארשי"}
    assert any("לארשי־לכ" in line for line in lines)


def test_a_scene_break_is_visible(classic: Theme):
    work = book(chapter("", para("Before."), Separator(), para("After.")))
    assert "* * *" in re.sub(r"\s+", " ", open_pdf(work, classic)[2].get_text())


def test_a_title_breaks_after_a_colon_and_not_after_a_short_word():
    markup = set_title("Lesson 5: Descents as a Springboard for Ascents")
    assert ":" + " <br/>" in markup
    assert '<span class="unbroken">as a Springboard</span>' in markup
    assert '<span class="unbroken">for Ascents</span>' in markup


@pytest.mark.parametrize("is_balanced", [True, False], ids=["balanced", "greedy"])
@pytest.mark.parametrize("lang", ["en", "he"])
def test_lines_of_a_title_are_about_equally_long(
    lang: str, is_balanced: bool, classic: Theme, monkeypatch: pytest.MonkeyPatch
):
    """Without the correction, the control, the last line is much shorter than the first."""
    if not is_balanced:
        others = tuple(name for name in adapter.CORRECTIONS if name != "balanced_lines")
        monkeypatch.setattr(adapter, "CORRECTIONS", others)
    words = {
        "en": "Seven Short Chapters about Bookbinding",
        "he": "שבעה פרקים קצרים אודות מלאכתם הגדולה",
    }
    work = book(chapter(words[lang], para("Text.")), lang=lang, dir=DIRS[lang])
    first, second, *_ = glyphs.lines(list(glyphs.page_glyphs(open_pdf(work, classic)[2], classic)))
    widths = [line[-1].end - line[0].x for line in (first, second)]
    assert {glyph.size for glyph in first} == {glyph.size for glyph in second}
    assert (min(widths) > 0.75 * max(widths)) is is_balanced
    assert (min(widths) < 0.7 * max(widths)) is not is_balanced


def test_lines_after_a_break_in_a_title_are_balanced_by_themselves(classic: Theme):
    lines = Text("Twenty-Seven Chapters More"), LineBreak(), Text("Seven Chapters about Scribes")
    section = replace(chapter("", para("Text.")), title=(*lines, Text(" at Work")))
    rows = glyphs.lines(list(glyphs.page_glyphs(open_pdf(book(section), classic)[2], classic)))
    _, first, second, *_ = [line[-1].end - line[0].x for line in rows]
    assert min(first, second) > 0.6 * max(first, second)
    assert glyphs.visible_text(rows[0]) == "Twenty-Seven Chapters More"


def test_a_note_in_a_title_is_set_as_wide_as_its_page(classic: Theme):
    note = Note("1", (para(prose_text(30)),))
    words = "Seven Short Chapters about Proofs Printers Binders Paper"
    section = replace(chapter("", para("Text.")), title=(Text(words), note))
    page = open_pdf(book(section), classic)[2]
    lines = glyphs.lines(list(glyphs.page_glyphs(page, classic)))
    first, *_ = [line for line in lines if glyphs.visible_text(line).startswith("1 the ")]
    assert first[-1].end - first[0].x > 280


def stanza_pages(work: Work, theme: Theme) -> list[int]:
    """Return the number of lines of verse on each page of a book."""
    texts = [page.get_text() for page in open_pdf(work, theme)]
    return [count for text in texts if (count := len(re.findall(r"(?m)^Line \d", text)))]


@pytest.mark.parametrize("size", [4, 5, 6])
def test_a_stanza_is_not_broken_near_its_ends(size: int, classic: Theme):
    stanzas = [
        Verse(tuple((Text(f"Line {n} of stanza {place}"),) for n in range(1, size + 1)))
        for place in range(30)
    ]
    first = [chapter("", *[para("Words.")] * count, *stanzas[:10]) for count in range(3, 7)]
    for page in open_pdf(book(*first), classic):
        lines = [int(line) for line in re.findall(r"Line (\d)", page.get_text())]
        if lines:
            assert lines[0] in ({1} if size < 6 else {1, 5})
            assert lines[-1] in ({size} if size < 6 else {4, 6})


def test_stanzas_in_another_language_are_parted_by_pages(classic: Theme):
    stanzas = [
        Passage("en", Dir.LTR, (Verse(tuple((Text(f"Line {n}"),) for n in range(1, 5))),))
        for _ in range(9)
    ]
    work = book(chapter("", *stanzas), lang="he", dir=Dir.RTL)
    first, *others = stanza_pages(work, classic)
    assert first >= 12
    assert first % 4 == 0
    assert sum(others) == 36 - first


def test_a_heading_of_large_print_is_not_alone_on_its_page(classic: Theme):
    originals = [" ".join(POINTED[0].split()[0] for _ in range(12 * n)) for n in range(1, 6)]
    excerpts = [
        Excerpt(
            n,
            SourceCitation("M. Sofer"),
            (Text(f"Letter No. {n}"),),
            (segment(original, para(running(5))),),
        )
        for n, original in enumerate(originals)
    ]
    outcome = pdf.write(book(chapter("", *excerpts)), classic, pdf.PdfOptions(large_print=True))
    _, _, _, *pages = pymupdf.open(stream=outcome.value)
    for page in pages:
        if "Letter No." in (text := page.get_text(clip=(0, 50, 420, 595))):
            assert re.search("[א-ת]", text), text


@pytest.mark.parametrize("page", ["a5", "letter"])
def test_a_title_of_any_length_is_whole_on_the_title_page(page: str, classic: Theme):
    title = " ".join(WORDS * 2)[:270].rsplit(" ", 1)[0]
    work = book(chapter("", para("Text.")), title=Words((("en", title),)), publisher="The House")
    text = re.sub(r"\s+", " ", open_pdf(work, classic, page)[0].get_text())
    assert title in text
    assert "The House" in text


# --- word spaces


def loose_lines(document: Any, theme: Theme) -> tuple[int, int]:
    """Return how many lines have a mean word space of more than 1.6 times that of all, and all."""
    spaces = []
    for line in text_lines(document, theme):
        widths = [
            after.x - before.end
            for before, space, after in zip(line, line[1:], line[2:], strict=False)
            if space.character == " "
        ]
        if len(widths) >= 4 and not re.search("[א-ת]", glyphs.visible_text(line)):
            spaces.append(statistics.mean(widths))
    usual = statistics.mean(spaces)
    return sum(space > 1.6 * usual for space in spaces), len(spaces)


@pytest.mark.thorough
@pytest.mark.parametrize("is_chosen", [True, False], ids=["chosen", "greedy"])
def test_few_lines_are_loose(
    classic: Theme, monkeypatch: pytest.MonkeyPatch, figures: Any, *, is_chosen: bool
):
    """With as much text in each line as fits, the control, more than one in a hundred is loose."""
    if not is_chosen:
        others = tuple(name for name in adapter.CORRECTIONS if name != "loose_lines")
        monkeypatch.setattr(adapter, "CORRECTIONS", others)
    document = open_pdf(read_book("from-paste-to-press")[0], classic)
    loose, count = loose_lines(document, classic)
    figures(f"composition: {loose} of {count} lines are looser than 1.6 times the mean word space")
    assert (loose <= 0.01 * count) is is_chosen


def spaces_of_page(work: Work, theme: Theme) -> list[float]:
    """Return the mean word space of each line of a book, in points."""
    return [
        statistics.mean(after.x - before.end for before, after in gaps)
        for line in text_lines(open_pdf(work, theme), theme, 2)
        if (
            gaps := [
                (before, after)
                for before, space, after in zip(line, line[1:], line[2:], strict=False)
                if space.character == " "
            ]
        )
    ]


LEAST = {"en": 0.86, "he": 0.77}
"""The share of a word space that remains; those of the Latin face are narrow by themselves."""


@pytest.mark.parametrize("lang", LEAST)
def test_word_spaces_shrink_by_at_most_a_fifth(lang: str, classic: Theme):
    words = (
        WORDS if lang == "en" else "דבר אור ספר המלאכה הגדולה אשר נעשתה בשנים כתב המדפיס".split()
    )
    chance = random.Random(4)
    texts = [para(" ".join(chance.choices(words, k=60))) for _ in range(20)]
    work = book(chapter("", *texts), lang=lang, dir=Dir.LTR if lang == "en" else Dir.RTL)
    spaces = spaces_of_page(work, classic)
    natural = statistics.mode(round(space, 2) for space in spaces)  # of last lines
    assert LEAST[lang] * natural < min(spaces) < 0.98 * natural
