"""The corrections to WeasyPrint: each with the stock library as the control that must fail."""

from __future__ import annotations

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
from tests.typesetting import sheet
from tests.typesetting.sheet import Set

from .conftest import POINTED, PdfView, book, chapter, para, running, segment

pytestmark = pytest.mark.slow


@pytest.fixture(params=[True, False], ids=["corrected", "stock"])
def corrected(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[bool]:
    """Whether WeasyPrint is corrected while the test runs, or without any replacement."""
    if not request.param:
        monkeypatch.setattr(adapter, "CORRECTIONS", ())
        monkeypatch.setattr(adapter, "SHORTCUTS", ())
    with adapter.session():
        yield request.param


def lines(markup: str) -> Iterator[str]:
    """The text of each line of the first page."""
    page = weasyprint.HTML(string=markup).render().pages[0]._page_box
    for box in page.descendants():
        if type(box).__name__ == "LineBox":
            yield "".join(inner.text for inner in box.descendants() if hasattr(inner, "text"))


def test_a_text_that_fits_but_for_its_last_space_is_not_wrapped_after_its_first_word(
    corrected: bool,
):
    text = "<p style='width:{}px; font:16px serif'>one two three four five <em>six</em></p>"
    widths = [n / 2 for n in range(2 * 120, 2 * 200)]
    firsts = {width: next(lines(text.format(width))).strip() for width in widths}
    assert {"one two three four", "one two three four five"} <= set(firsts.values())
    assert ("one" in firsts.values()) is not corrected


MIXED = {
    "he": "אור <b>תורה</b> ספר דבר <em>מלאכת הסופר כתב</em> אות אחת ועוד <b>אות</b> וסוף דבר",
    "en": "one two {he:אור תורה <b>ספר דבר</b> ועוד אות} three <b>four</b> five six seven",
}


@pytest.mark.parametrize("lang", MIXED)
def test_a_justified_line_of_several_boxes_is_flush_at_both_ends(lang: str, corrected: bool):
    sets = [
        Set(notation.inlines(MIXED[lang]), direction(lang), width, justified=True)
        for width in range(18, 80)
    ]
    flush = [
        sheet.is_flush(line, each)
        for each, lines in zip(sets, sheet.on_paper(sets), strict=True)
        for line in lines[:-1]
    ]
    print(f"{sum(flush)} of {len(flush)} lines")
    assert all(flush) is corrected


PLAIN = """<style>
@page { size: 105mm 148mm; margin: 11mm 10mm; @footnote { margin-top: 9pt; %s } }
p { margin: 0; font: 10.6pt/1.42 serif }
i { float: footnote; footnote-policy: line; font: 8.4pt/1.32 serif }
</style>"""


def astray(rule: str) -> bool:
    """Tell whether a note stands on a later page than its call."""
    text = "".join(f"<p>call{n}<i>body{n}</i></p>" for n in range(40))
    for page in weasyprint.HTML(string=PLAIN % rule + text).render().pages:
        seen = {b.text for b in page._page_box.descendants() if hasattr(b, "text")}
        if {t[4:] for t in seen if t[:4] == "body"} != {t[4:] for t in seen if t[:4] == "call"}:
            return True
    return False


def test_rounding_sends_no_note_to_a_later_page(corrected: bool):
    # Four settings of forty; with the others the floats happen to come out equal.
    rules = [f"padding-top: {n / 10}pt; border-top: .{n}pt solid" for n in (8, 9, 24, 25)]
    assert any(map(astray, rules)) is not corrected


def test_a_note_is_laid_out_a_fixed_number_of_times(corrected: bool, monkeypatch, classic: Theme):
    from weasyprint.formatting_structure import build

    laid: list[int] = []
    stock = build.create_anonymous_boxes

    def counted(box):
        laid.append(len(box.children))
        return stock(box)

    def work(notes: int) -> Work:
        text = (
            part for n in range(notes) for part in (f"Word {n} ", Note(str(n), (para("Body."),)))
        )
        return book(chapter("", para(*text)))

    monkeypatch.setattr(build, "create_anonymous_boxes", counted)
    counts = []
    for notes in (10, 20):
        laid.clear()
        pdf.write(work(notes), classic)
        counts.append(sum(laid))
    assert (counts[1] < 2.5 * counts[0]) is corrected


def test_the_sum_of_the_notes_gives_the_pages_that_laying_them_out_gives(
    make_pdf, lesson, classic, monkeypatch
):
    made = make_pdf(lesson)
    others = tuple(name for name in adapter.CORRECTIONS if name != "footnote_area")
    monkeypatch.setattr(adapter, "CORRECTIONS", others)
    stock = PdfView(pdf.write(lesson, classic).value)
    assert list(made.texts()) == list(stock.texts())


def test_pointed_hebrew_is_copied_out_letter_for_letter(corrected: bool, classic: Theme):
    work = book(chapter("", *(segment(text, para(running(1))) for text in POINTED)))
    made = PdfView(pdf.write(work, classic).value)
    given = marked("".join(POINTED) + "ההגהה" * 2)
    copied = marked("".join(text for _, text in made.texts()))
    assert (given == copied) is corrected


def words(text: str) -> list[str]:
    """The Hebrew words of a text, their letters and marks in the order they are copied in."""
    plain = (c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Cf")
    return sorted(re.findall("[א-ת\u05b0-\u05bd\u05c1\u05c2]+", "".join(plain)))


@pytest.mark.parametrize("program", extract.PROGRAMS)
def test_pointed_words_are_copied_out_as_they_are(corrected: bool, classic: Theme, program: str):
    work = book(chapter("", *(segment(text, para(running(1))) for text in POINTED)))
    copied = words(extract.PROGRAMS[program](pdf.write(work, classic).value))
    wanted = words(" ".join((*POINTED, *["ההגהה"] * 2)))
    assert (copied == wanted) is corrected


def placed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, float, float]]:
    """Where Pango has put each glyph that is drawn from now on, from the left and the top."""
    from weasyprint.text.ffi import FROM_UNITS, ffi

    places = []
    drawing = weasyprint.draw.text.draw_first_line

    def noted(stream: Any, textbox: Any, overflow: Any, ellipsis: Any, matrix: Any) -> Any:
        (left, top), pen = matrix.values[4:], 0
        run = textbox.pango_layout.get_first_line()[0].runs
        while run != ffi.NULL:
            glyphs, run = run.data.glyphs, run.next
            for info in glyphs.glyphs[0 : glyphs.num_glyphs]:
                place = info.geometry
                right, down = pen + place.x_offset, place.y_offset
                places.append((info.glyph, left + right * FROM_UNITS, top + down * FROM_UNITS))
                pen += place.width
        return drawing(stream, textbox, overflow, ellipsis, matrix)

    monkeypatch.setattr(weasyprint.draw.text, "draw_first_line", noted)
    return places


def test_letters_and_marks_stand_where_they_were_placed(
    corrected: bool, classic: Theme, monkeypatch
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
        places = placed(patch)
        data = weasyprint.HTML(string=markup).write_pdf()
    with pymupdf.open(stream=data) as document:
        drawn = [
            (glyph, x / 0.75, y / 0.75)
            for trace in document[0].get_texttrace()
            for _, glyph, (x, y), _ in trace["chars"]
        ]
    # What says a mark is a blank, which is drawn nowhere that a glyph was placed.
    beside = [
        min(abs(x - at) + abs(y - to) for same, at, to in drawn if same == glyph)
        for glyph, x, y in places
        if glyph in {each for each, *_ in drawn}
    ]
    assert len(beside) > 0.9 * len(places) > 90
    assert (max(beside) < 0.01) is corrected


def marked(text: str) -> Counter[str]:
    return Counter(c for c in unicodedata.normalize("NFD", text) if "\u05b0" <= c <= "\u05ea")


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
