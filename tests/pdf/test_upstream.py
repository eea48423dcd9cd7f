"""Tests of the corrections to WeasyPrint, each with the stock library as a failing control."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymupdf
import pytest
import weasyprint

from publish.document.model import Note, Work, direction
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf.engine import adapter
from tests.support import extract, notation
from tests.typesetting import columns
from tests.typesetting.columns import ColumnParagraph

from .conftest import POINTED, PdfView, book, chapter, para, running, segment

pytestmark = pytest.mark.slow


@pytest.fixture(params=[True, False], ids=["corrected", "stock"])
def is_corrected(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[bool]:
    """Yield whether WeasyPrint is corrected in the test; the control has no replacements."""
    if not request.param:
        monkeypatch.setattr(adapter, "CORRECTIONS", ())
        monkeypatch.setattr(adapter, "SHORTCUTS", ())
    with adapter.session():
        yield request.param


def lines(markup: str) -> Iterator[str]:
    """Yield the text of each line of the first page."""
    page = weasyprint.HTML(string=markup).render().pages[0]._page_box
    for box in page.descendants():
        if type(box).__name__ == "LineBox":
            yield "".join(inner.text for inner in box.descendants() if hasattr(inner, "text"))


@pytest.mark.thorough
def test_a_text_too_wide_by_its_last_space_is_not_wrapped_after_its_first_word(
    is_corrected: bool,
):
    text = "<p style='width:{}px; font:16px serif'>one two three four five <em>six</em></p>"
    widths = [n / 2 for n in range(2 * 120, 2 * 200)]
    firsts = {width: next(lines(text.format(width))).strip() for width in widths}
    assert {"one two three four", "one two three four five"} <= set(firsts.values())
    assert ("one" in firsts.values()) is not is_corrected


@pytest.mark.thorough
def test_a_text_with_a_bracket_too_wide_by_its_last_space_is_not_wrapped_early(
    is_corrected: bool,
):
    text = (
        "<p style='width:{}px; font:16px serif'>“one” (two three”) four five six, or "
        "<span style='white-space:nowrap'>seven,</span></p>"
    )
    widths = [n / 4 for n in range(4 * 180, 4 * 300)]
    firsts = {next(lines(text.format(width))).strip() for width in widths}
    assert "“one” (two three”) four five six, or" in firsts
    assert ("“one” (two" in firsts) is not is_corrected


PX = 0.75
"""A CSS pixel in points."""

GlyphPosition = tuple[int, float, float]
"""The number of a glyph, and its origin in CSS pixels from the left and the top of the page."""

MIXED = {
    "he": "אור <b>תורה</b> ספר דבר <em>מלאכת הסופר כתב</em> אות אחת ועוד <b>אות</b> וסוף דבר",
    "en": "one two {he:אור תורה <b>ספר דבר</b> ועוד אות} three <b>four</b> five six seven",
}


@pytest.mark.thorough
@pytest.mark.parametrize("lang", MIXED)
def test_a_justified_line_of_several_boxes_is_flush_at_both_ends(lang: str, is_corrected: bool):
    paragraphs = [
        ColumnParagraph(notation.inlines(MIXED[lang]), direction(lang), width, justified=True)
        for width in range(18, 80)
    ]
    flush = [
        columns.is_flush(line, paragraph)
        for paragraph, lines in zip(paragraphs, columns.lines_on_paper(paragraphs), strict=True)
        for line in lines[:-1]
    ]
    print(f"{sum(flush)} of {len(flush)} lines")
    assert all(flush) is is_corrected


FOOTNOTE_STYLES = """<style>
@page { size: 105mm 148mm; margin: 11mm 10mm; @footnote { margin-top: 9pt; %s } }
p { margin: 0; font: 10.6pt/1.42 serif }
i { float: footnote; footnote-policy: line; font: 8.4pt/1.32 serif }
</style>"""


def has_displaced_note(rule: str) -> bool:
    """Return whether a note stands on another page than its call, with ``rule`` for the notes."""
    text = "".join(f"<p>call{n}<i>body{n}</i></p>" for n in range(40))
    for page in weasyprint.HTML(string=FOOTNOTE_STYLES % rule + text).render().pages:
        boxes = page._page_box.descendants()
        texts = {box.text for box in boxes if hasattr(box, "text")}
        calls = {text.removeprefix("call") for text in texts if text.startswith("call")}
        bodies = {text.removeprefix("body") for text in texts if text.startswith("body")}
        if calls != bodies:
            return True
    return False


def test_rounding_moves_no_note_to_a_later_page(is_corrected: bool):
    # With most other values, the rounded heights happen to be equal in the stock library.
    rules = [f"padding-top: {n / 10}pt; border-top: .{n}pt solid" for n in (8, 9, 24, 25)]
    assert any(map(has_displaced_note, rules)) is not is_corrected


@pytest.mark.thorough
def test_a_note_is_laid_out_a_fixed_number_of_times(
    is_corrected: bool, monkeypatch, classic: Theme
):
    from weasyprint.formatting_structure import build

    children: list[int] = []
    stock = build.create_anonymous_boxes

    def create_anonymous_boxes(box):
        children.append(len(box.children))
        return stock(box)

    def work(notes: int) -> Work:
        text = (
            part for n in range(notes) for part in (f"Word {n} ", Note(str(n), (para("Body."),)))
        )
        return book(chapter("", para(*text)))

    monkeypatch.setattr(build, "create_anonymous_boxes", create_anonymous_boxes)
    counts = []
    for notes in (10, 20):
        children.clear()
        pdf.write(work(notes), classic)
        counts.append(sum(children))
    assert (counts[1] < 2.5 * counts[0]) is is_corrected


def test_the_correction_of_footnotes_keeps_the_pages(make_pdf, lesson, classic, monkeypatch):
    corrected = make_pdf(lesson)
    others = tuple(name for name in adapter.CORRECTIONS if name != "footnote_area")
    monkeypatch.setattr(adapter, "CORRECTIONS", others)
    stock = PdfView(pdf.write(lesson, classic).value)
    assert list(corrected.texts()) == list(stock.texts())


def test_pointed_hebrew_is_copied_letter_for_letter(is_corrected: bool, classic: Theme):
    work = book(chapter("", *(segment(text, para(running(1))) for text in POINTED)))
    pages = PdfView(pdf.write(work, classic).value).texts()
    expected = hebrew_characters("".join(POINTED) + "ההגהה" * 2)
    copied = hebrew_characters("".join(text for _, text in pages))
    assert (copied == expected) is is_corrected


def hebrew_words(text: str) -> list[str]:
    """Return the Hebrew words of a text, sorted, with letters and marks in their order."""
    plain = (c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Cf")
    return sorted(re.findall("[א-ת\u05b0-\u05bd\u05c1\u05c2]+", "".join(plain)))


@pytest.mark.thorough
@pytest.mark.parametrize("program", extract.PROGRAMS)
def test_pointed_words_are_copied_unchanged(is_corrected: bool, classic: Theme, program: str):
    work = book(chapter("", *(segment(text, para(running(1))) for text in POINTED)))
    copied = hebrew_words(extract.PROGRAMS[program](pdf.write(work, classic).value))
    expected = hebrew_words(" ".join((*POINTED, *["ההגהה"] * 2)))
    assert (copied == expected) is is_corrected


def record_glyphs(monkeypatch: pytest.MonkeyPatch) -> list[GlyphPosition]:
    """Return a list that receives the position Pango gives to each glyph drawn from now on."""
    from weasyprint.text.ffi import FROM_UNITS, ffi

    positions: list[GlyphPosition] = []
    stock = weasyprint.draw.text.draw_first_line

    def draw_first_line(
        stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any
    ) -> Any:
        (left, top), pen = matrix.values[4:], 0
        run = textbox.pango_layout.get_first_line()[0].runs
        while run != ffi.NULL:
            glyphs, run = run.data.glyphs, run.next
            for info in glyphs.glyphs[0 : glyphs.num_glyphs]:
                geometry = info.geometry
                x = left + (pen + geometry.x_offset) * FROM_UNITS
                y = top + geometry.y_offset * FROM_UNITS
                positions.append((info.glyph, x, y))
                pen += geometry.width
        return stock(stream, textbox, overflow, ellipsis, matrix)

    monkeypatch.setattr(weasyprint.draw.text, "draw_first_line", draw_first_line)
    return positions


def test_letters_and_marks_are_drawn_where_pango_places_them(
    is_corrected: bool, classic: Theme, monkeypatch
):
    face = next(face for face in classic.faces if face.script == "hebrew")
    font = (classic.folder / face.file).as_uri()
    line = "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ. " * 2
    markup = (
        f"<style>@font-face {{ font-family: H; src: url({font}) }}"
        "@page { size: 640px 100px; margin: 9px } p { font: 11px H; direction: rtl }</style>"
        f"<p lang=he>{line}"
    )
    with monkeypatch.context() as patch:
        positions = record_glyphs(patch)
        data = weasyprint.HTML(string=markup).write_pdf()
    with pymupdf.open(stream=data) as document:
        glyphs = [
            (glyph, x / PX, y / PX)
            for trace in document[0].get_texttrace()
            for _, glyph, (x, y), _ in trace["chars"]
        ]
    # The correction also draws blank glyphs for the text of marks, which Pango does not place.
    drawn_glyphs = {glyph for glyph, *_ in glyphs}
    distances = [
        min(
            abs(x - drawn_x) + abs(y - drawn_y)
            for same, drawn_x, drawn_y in glyphs
            if same == glyph
        )
        for glyph, x, y in positions
        if glyph in drawn_glyphs
    ]
    assert len(distances) > 0.9 * len(positions) > 90
    assert (max(distances) < 0.01) is is_corrected


def hebrew_characters(text: str) -> Counter[str]:
    """Return the number of occurrences of each Hebrew letter and mark."""
    return Counter(c for c in unicodedata.normalize("NFD", text) if "\u05b0" <= c <= "\u05ea")


@pytest.mark.thorough
def test_another_version_is_reported(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(weasyprint, "__version__", "71.2")
    with adapter.session() as session:
        (diagnostic,) = session.diagnostics
    assert diagnostic.code == "P06"
    assert "71.2" in diagnostic.message
    assert adapter.PROVED_VERSION in diagnostic.message


def test_the_lock_names_the_version_that_the_engine_is_proved_on():
    lock = (Path(__file__).parent.parent.parent / "requirements.lock").read_text("utf-8")
    assert f"weasyprint=={adapter.PROVED_VERSION}" in lock.lower()


@pytest.mark.parametrize(("side", "start"), [("ltr", "left"), ("rtl", "right")])
def test_the_dots_of_leaders_are_on_one_grid(side: str, start: str, is_corrected: bool):
    titles = ["word " * n + "i" * n for n in range(1, 9)]
    entries = "".join(f"<p title={n * 37}>{title}</p>" for n, title in enumerate(titles))
    style = (
        f"html {{ direction: {side}; font: 16px serif }}"
        f"p:nth-child(odd) {{ padding-{start}: 13px }}"
        "p::after { content: leader('. ') attr(title) }"
    )
    page = weasyprint.HTML(string=f"<style>{style}</style>{entries}").render().pages[0]._page_box
    leaders = [box for box in page.descendants() if box.is_leader]
    assert len(leaders) == len(titles)
    width = leaders[0].children[0].width
    for leader in leaders:
        places = sorted(dot.position_x for dot in leader.children)
        assert leader.position_x - 0.01 <= places[0] < leader.position_x + width
        assert 0 <= leader.position_x + leader.width - places[-1] - width + 0.01 < width + 0.02
    remainders = [dot.position_x / width % 1 for leader in leaders for dot in leader.children]
    spread = max(abs((each - remainders[0] + 0.5) % 1 - 0.5) for each in remainders)
    assert (spread < 0.02) is (is_corrected or side == "ltr")


def test_a_block_that_gives_a_line_away_for_widows_stays_on_its_page(
    classic: Theme, is_corrected: bool
):
    note = Note("1", (para("The second."), para("With two paragraphs.")))
    work = book(chapter("Lead", para(running(20, 70), note)))
    pages = PdfView(pdf.write(work, classic).value)
    (first,) = (page for _, title, page in pages.outline() if title == "Lead")
    assert ("[71]" in pages.text(first)) is is_corrected


def test_a_heading_stays_with_the_lines_that_widows_leave_on_its_page(is_corrected: bool):
    markup = """<style>@page { size: 300px 134px; margin: 20px }
    h1, p { margin: 0; font: 10px/15px serif } i { float: footnote; font: 10px/15px serif }</style>
    <h1>Heading</h1><p>one<br>two<br>three<br>four<i>Note</i><br>five</p>"""
    assert (next(iter(list(lines(markup))[1:]), "") == "one") is is_corrected


def test_a_row_begins_on_one_page_in_all_of_its_cells(is_corrected: bool):
    markup = """<style>@page { size: 300px 140px; margin: 20px }
    p { margin: 0; font: 10px/15px serif; orphans: 2 } td { padding: 0 } td + td p { orphans: 4 }
    </style><p>one<br>two<br>three<br>four</p>
    <table><tr><td><p>a<br>b<br>c<br>d<br>e<td><p>A<br>B<br>C<br>D<br>E</table>"""
    assert (list(lines(markup))[-1] == "four") is is_corrected


LANGUAGES_OF_WORDS = {
    "en": "the word of a scribe is to be set by the printer in columns responsibly considered",
    "he": "דבר אור של ספר המלאכה הגדולה אשר נעשתה בשנים ההן כתב המדפיס את האותיות",
}


def random_paragraphs(lang: str, width: int) -> str:
    """Return the markup of paragraphs of random words in a column of some ems."""
    chance = random.Random(width)
    words = LANGUAGES_OF_WORDS[lang].split()
    texts = (" ".join(chance.choices(words, k=80)) for _ in range(10))
    return (
        "<style>@page { size: 900px 90000px } p { font: 16px serif; text-align: justify;"
        f"hyphens: auto; width: {width}em }}</style>"
        + "".join(f"<p lang={lang} dir={'rtl' if lang == 'he' else 'ltr'}>{t}</p>" for t in texts)
    )


def spacings(markup: str) -> list[float]:
    """Return by how much the word spaces of each line are wider, in pixels."""
    (page,) = weasyprint.HTML(string=markup).render().pages
    return [
        box.justification_spacing
        for box in page._page_box.descendants()
        if type(box).__name__ == "TextBox"
    ]


@pytest.mark.parametrize("lang", LANGUAGES_OF_WORDS)
def test_few_lines_of_random_words_are_loose(lang: str, is_corrected: bool):
    widths = [each for width in (20, 24, 28) for each in spacings(random_paragraphs(lang, width))]
    loose = sum(each > 6 for each in widths)  # a word space has about 4
    print(f"{loose} of {len(widths)} lines")
    assert (loose <= 0.08 * len(widths)) is is_corrected


def lines_of_pages(markup: str) -> list[str]:
    """Return the text of each line of all pages."""
    return [
        "".join(inner.text for inner in box.descendants() if hasattr(inner, "text"))
        for page in weasyprint.HTML(string=markup).render().pages
        for box in page._page_box.descendants()
        if type(box).__name__ == "LineBox"
    ]


@pytest.mark.parametrize("lang", LANGUAGES_OF_WORDS)
@pytest.mark.parametrize("height", [80, 100, 140])
def test_a_paragraph_is_broken_alike_wherever_its_pages_begin(lang: str, height: int):
    markup = random_paragraphs(lang, 22)
    pages = markup.replace("90000px", f"{height}px; margin: 5px").replace("p {", "p { orphans: 1;")
    with adapter.session():
        assert lines_of_pages(pages) == lines_of_pages(markup)
