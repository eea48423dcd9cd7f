"""Points and accents: every mark of the text, drawn once and on its own letter.

Each text is also cut by markup between a letter and its marks, which is how they are lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import pymupdf
import pytest

from publish.config import Settings
from publish.document.model import Dir, Meta, Paragraph, Role, Section, Strong, Text, Work
from publish.pipeline.pass_table import work_passes
from publish.themes import theme as themes
from publish.writers import cantillation, epub, pdf
from publish.writers.pdf.content.font_coverage import theme_characters
from tests.support import chromium, glyphs
from tests.support.glyphs import Glyph

pytestmark = pytest.mark.slow

THEME = themes.load("classic")

POINTED = {
    "H01 dagesh before sheva": "ב\u05bc\u05b0",
    "H01 sheva before dagesh": "ב\u05b0\u05bc",
    "H02 shin, its dot first": "ש\u05c1\u05bc\u05b8",
    "H02 shin, its vowel first": "ש\u05b8\u05bc\u05c1",
    "H03 shin as one character": "\ufb2c\u05b8",
    "H03 vav as one character": "\ufb35\u05b0",
    "H03 holam as one character": "ק\u05b8\ufb4b",
    "H05 two vowels under a lamed": "יְרוּשָׁלַ\u05b4ם",
    "H06 joined in their order": "יְרוּשָׁלָ\u034f\u05b4ם",
    "H07 meteg before the vowel": "ה\u05bd\u05b7",
    "H07 meteg kept apart from it": "ה\u05bd\u034f\u05b7",
    "H08 a consonantal vav with holam": "הַמִּצְוֹת",
    "H09 a vav that is only a vowel": "תּוֹרָה",
    "H10 qamats qatan": "חׇכְמָה",
    "H11 a shin without its dot": "שָׁמַר שַׂר שְמֹר",
}
NUMBERED = sorted({name[:3] for name in POINTED})

_CLUSTER = re.compile("[א-ת][\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u034f]*")
_MARKS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7]")


def whole(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def cut(text: str) -> Paragraph:
    """The text with markup that begins at the last mark of its first pointed letter."""
    given = unicodedata.normalize("NFD", text) if text[0] >= "\ufb1d" else text
    at = _MARKS.search(given)
    assert at
    return Paragraph((Text(given[: at.start()]), Strong((Text(given[at.start() :]),))))


@cache
def book(make: Callable[[str], Paragraph], *, cared: bool = True) -> Work:
    """The texts as a Hebrew book, a chapter each."""
    paragraphs = map(make, POINTED.values())
    chapters = tuple(Section(Role.CHAPTER, (), (paragraph,)) for paragraph in paragraphs)
    work = Work(Meta(), "he", Dir.RTL, chapters)
    for each in work_passes() if cared else ():
        work = each.apply(work, Settings()).value
    return work


Row = list[Glyph]
Engine = Callable[[Work], list[Row]]


def body(data: bytes) -> list[Row]:
    """What stands in the text block of each page of a book, from left to right."""
    return [
        sorted((g for g in page if 48 < g.y < 500 and g.size > 10), key=lambda g: g.x)
        for page in glyphs.pages(data, THEME)
    ]


@cache
def on_paper(work: Work) -> list[Row]:
    """The one line of each chapter."""
    return [page for page in body(pdf.write(work, THEME).value) if page]


@cache
def on_screen(work: Work) -> list[Row]:
    """The same as the browser draws the EPUB, all chapters made one for it."""
    chromium.find_program()
    (first, *_) = work.body
    children = tuple(child for section in work.body for child in section.children)
    one = Work(work.meta, "he", Dir.RTL, (Section(first.role, (), children),))
    made = epub.write(one, THEME, modified=datetime(2026, 1, 1, tzinfo=UTC)).value
    (page,) = glyphs.pages(chromium.print_page(made, "01"), THEME)
    return glyphs.lines(page, apart=8)


both = pytest.mark.parametrize("engine", [on_paper, on_screen])


@dataclass(frozen=True)
class Letter:
    """A letter as it is drawn, composed of one glyph or of several, and the marks drawn on it.

    The place of a mark is the middle of its ink, in widths of its letter from the left.
    """

    glyph: Glyph
    marks: tuple[tuple[str, float], ...]

    def __str__(self) -> str:
        base, *composed = unicodedata.normalize("NFD", self.glyph.character)
        return base + "".join(sorted((*composed, *(mark for mark, _ in self.marks))))

    def is_drawn_as(self, other: Letter) -> bool:
        """Whether it is the same letter, with its marks in the same places on it."""
        return (
            str(self) == str(other)
            and len(self.marks) == len(other.marks)
            and all(
                abs(place - wanted) < 0.06
                for (_, place), (_, wanted) in zip(self.marks, other.marks, strict=True)
            )
        )


def drawn(row: Row) -> list[Letter]:
    """The letters of a line in reading order."""
    letters = [g for g in row if re.match("[א-ת\ufb1d-\ufb4f]", g.character)]
    found: dict[Glyph, list[tuple[str, float]]] = {letter: [] for letter in letters}
    accented = any(cantillation.accents_attribute(glyph.character) for glyph in row)
    ink = _ink("cantillation" if accented else "hebrew")
    for mark in row:
        if _MARKS.fullmatch(mark.character):
            middle = mark.x + ink[mark.character] * mark.size
            letter = min(letters, key=lambda g: max(g.x - middle, middle - g.end, 0))
            place = (middle - letter.x) / (letter.end - letter.x)
            found[letter].append((mark.character, place))
    ordered = sorted(letters, key=lambda g: -g.x)
    return [Letter(letter, tuple(sorted(found[letter]))) for letter in ordered]


@cache
def _ink(script: str) -> dict[str, float]:
    """The middle of each mark's ink in a Hebrew face, in ems from where the mark begins."""
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.ttLib import TTFont

    face = next(f for f in THEME.faces if f.script == script and f.weight == 400)
    font = TTFont(THEME.folder / face.file)
    outlines, found = font.getGlyphSet(), {}
    for code, name in font.getBestCmap().items():
        if _MARKS.fullmatch(chr(code)):
            pen = BoundsPen(outlines)
            outlines[name].draw(pen)
            if pen.bounds:
                found[chr(code)] = (pen.bounds[0] + pen.bounds[2]) / 2 / font["head"].unitsPerEm
    return found


def written(text: str) -> list[str]:
    """Each letter of a text with its marks, in canonical order."""
    plain = unicodedata.normalize("NFD", text).replace("\u034f", "")
    return [c[0] + "".join(sorted(c[1:])) for c in _CLUSTER.findall(plain)]


def rows(make: Callable[[str], Paragraph], engine: Engine, *, cared: bool = True) -> list[Row]:
    found = engine(book(make, cared=cared))
    assert len(found) == len(POINTED)
    return found


@both
@pytest.mark.parametrize("make", [whole, cut])
def test_every_mark_is_drawn_once_on_its_own_letter(
    engine: Engine, make: Callable[[str], Paragraph]
) -> None:
    for text, row in zip(POINTED.values(), rows(make, engine), strict=True):
        letters = drawn(row)
        assert list(map(str, letters)) == written(text)
        assert all(-0.05 < place < 1.05 for letter in letters for _, place in letter.marks)


def moved(engine: Engine, *, cared: bool) -> list[str]:
    """The texts in which markup changes how the letter is drawn that it parts from its marks."""
    pairs = zip(POINTED, rows(whole, engine), rows(cut, engine, cared=cared), strict=True)
    return [name for name, one, other in pairs if not drawn(other)[0].is_drawn_as(drawn(one)[0])]


@pytest.mark.shows(*NUMBERED, on="paper")
@pytest.mark.shows(*NUMBERED, on="screen")
@both
def test_markup_moves_no_mark_from_its_place_on_its_letter(engine: Engine) -> None:
    assert moved(engine, cared=True) == []


@pytest.mark.control(*NUMBERED, on="paper")
@pytest.mark.control(*NUMBERED, on="screen")
@both
def test_without_care_it_does(engine: Engine) -> None:
    assert {name[:3] for name in moved(engine, cared=False)} == set(NUMBERED)


@pytest.mark.parametrize("number", ["H01", "H02"])
@both
def test_the_order_in_which_marks_are_typed_is_not_seen(engine: Engine, number: str) -> None:
    one, other = (
        drawn(row)
        for name, row in zip(POINTED, rows(whole, engine), strict=True)
        if name.startswith(number)
    )
    assert all(a.is_drawn_as(b) for a, b in zip(one, other, strict=True))


# --- letters that no face has


FORMS = "ﬡור ﭏ ﬩"
SPELLED = "אור אל +"


@cache
def of_forms(*, cared: bool) -> Work:
    """A book of two chapters, one with presentation forms, one with what they stand for."""
    chapters = [Section(Role.CHAPTER, (), (whole(text),)) for text in (FORMS, SPELLED)]
    work = Work(Meta(), "he", Dir.RTL, tuple(chapters))
    for each in work_passes() if cared else ():
        work = each.apply(work, Settings()).value
    return work


@pytest.mark.shows("H04", on="paper")
@pytest.mark.shows("H04", on="screen")
@both
def test_a_presentation_form_is_drawn_as_the_letters_it_stands_for(engine: Engine) -> None:
    forms, spelled = map(glyphs.visible_text, engine(of_forms(cared=True)))
    assert forms == spelled == "+ לא רוא"


@pytest.mark.control("H04", on="paper")
@pytest.mark.control("H04", on="screen")
@both
def test_without_the_pass_it_is_another_glyph_or_none(engine: Engine) -> None:
    forms, spelled = map(glyphs.visible_text, engine(of_forms(cared=False)))
    assert forms != spelled


# --- accents


ACCENTS = ["\u0591", "\u05a3"]


@pytest.mark.shows("H25", on="paper")
@pytest.mark.parametrize("accent", ACCENTS, ids=unicodedata.name)
def test_an_accent_is_drawn_on_its_letter_or_an_error_names_it(accent: str) -> None:
    text = f"חָכְמ{accent}ה"
    work = Work(Meta(), "he", Dir.RTL, (Section(Role.CHAPTER, (), (whole(text),)),))
    made = pdf.write(work, THEME)
    errors = [each.message for each in made.diagnostics if each.severity == "error"]
    named = any(unicodedata.name(accent) in message for message in errors)
    assert named is (accent not in theme_characters(THEME))
    (row,) = (page for page in body(made.value) if page)
    assert named or list(map(str, drawn(row))) == written(text)


@pytest.mark.control("H25", on="paper")
@pytest.mark.parametrize("accent", ACCENTS, ids=unicodedata.name)
def test_stock_draws_what_is_no_accent_for_one_that_its_face_lacks(accent: str) -> None:
    import weasyprint

    face = THEME.folder / next(face.file for face in THEME.faces if face.script == "latin")
    markup = (
        f"<style>@font-face {{ font-family: One; src: url({face.as_uri()}) }}"
        f"p {{ font-family: One }}</style><p>a{accent}"
    )
    with pymupdf.open(stream=weasyprint.HTML(string=markup).write_pdf()) as document:
        spans = [span for page in document for span in page.get_texttrace()]
    drawn_with = {(span["font"], glyph == 0) for span in spans for _, glyph, *_ in span["chars"]}
    assert drawn_with != {("One", False)}
