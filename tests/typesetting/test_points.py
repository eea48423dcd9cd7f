"""Nikud and accents on paper and on screen: each mark is drawn once, on its own letter.

Each text is also set with markup that begins between a letter and its marks, where engines lose or
move them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

import pymupdf
import pytest

from publish.document.model import Dir, Meta, Paragraph, Role, Section, Strong, Text, Work
from publish.writers import cantillation, epub, pdf
from publish.writers.pdf.content.font_coverage import theme_characters
from tests.support import chromium, glyphs
from tests.support.glyphs import Glyph
from tests.typesetting.books import MODIFIED, THEME, apply_passes, text_block

pytestmark = pytest.mark.slow

TEXTS = {
    "H01 dagesh before sheva": "ב\u05bc\u05b0",
    "H01 sheva before dagesh": "ב\u05b0\u05bc",
    "H02 shin, its dot first": "ש\u05c1\u05bc\u05b8",
    "H02 shin, its vowel first": "ש\u05b8\u05bc\u05c1",
    "H03 shin as one character": "\ufb2c\u05b8",
    "H03 vav as one character": "\ufb35\u05b0",
    "H03 holam as one character": "ק\u05b8\ufb4b",
    "H05 two vowels under a lamed": "יְרוּשָׁלַ\u05b4ם",
    "H06 two vowels joined by CGJ": "יְרוּשָׁלָ\u034f\u05b4ם",
    "H07 meteg before the vowel": "ה\u05bd\u05b7",
    "H07 meteg joined to the vowel by CGJ": "ה\u05bd\u034f\u05b7",
    "H08 a consonantal vav with holam": "הַמִּצְוֹת",
    "H08 vav and holam parted by ZWJ": "הַמִּצְו\u200d\u05b9ת",
    "H09 a vav that is only a vowel": "תּוֹרָה",
    "H10 qamats qatan": "חׇכְמָה",
    "H11 a shin without its dot": "שָׁמַר שַׂר שְמֹר",
}
CASES = sorted({name[:3] for name in TEXTS})

_MARK = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7]")
_LETTER_WITH_MARKS = re.compile("[א-ת][\u0591-\u05bd\u05bf\u05c1\u05c2\u05c7\u034f\u200d]*")


# --- books

MakeParagraph: TypeAlias = Callable[[str], Paragraph]


def plain(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def with_markup(text: str) -> Paragraph:
    """Return a paragraph with markup from the first mark of the text to its end."""
    if text[0] >= "\ufb1d":  # a presentation form
        text = unicodedata.normalize("NFD", text)
    mark = _MARK.search(text)
    assert mark
    return Paragraph((Text(text[: mark.start()]), Strong((Text(text[mark.start() :]),))))


def make_hebrew_book(*paragraphs: Paragraph) -> Work:
    """Return a Hebrew book with a chapter for each paragraph, without any pass."""
    chapters = tuple(Section(Role.CHAPTER, (), (paragraph,)) for paragraph in paragraphs)
    return Work(Meta(), "he", Dir.RTL, chapters)


@cache
def make_book(make_paragraph: MakeParagraph, *, passes: bool = True) -> Work:
    """Return a book with a chapter for each of ``TEXTS``, with or without all passes."""
    work = make_hebrew_book(*map(make_paragraph, TEXTS.values()))
    return apply_passes(work) if passes else work


# --- engines

Row: TypeAlias = list[Glyph]
"""The glyphs of a line from left to right."""

Engine: TypeAlias = Callable[[Work], list[Row]]
"""Function that returns the line of each chapter of a book."""


def page_rows(data: bytes) -> list[Row]:
    """Return the text block of each page of a PDF as one row; pages without text are left out."""
    blocks = (text_block(page) for page in glyphs.pages(data, THEME))
    return [sorted(block, key=lambda glyph: glyph.x) for block in blocks if block]


@cache
def lines_on_paper(work: Work) -> list[Row]:
    """Return the line of each chapter in the PDF."""
    return page_rows(pdf.write(work, THEME).value)


@cache
def lines_on_screen(work: Work) -> list[Row]:
    """Return the line of each chapter in the EPUB, all chapters merged into one page."""
    chromium.find_program()
    children = tuple(child for section in work.body for child in section.children)
    merged = Work(work.meta, "he", Dir.RTL, (Section(work.body[0].role, (), children),))
    data = epub.write(merged, THEME, modified=MODIFIED).value
    (page,) = glyphs.pages(chromium.print_page(data, "01"), THEME)
    return glyphs.lines(page, apart=8)


in_both_engines = pytest.mark.parametrize("engine", [lines_on_paper, lines_on_screen])


def text_rows(make_paragraph: MakeParagraph, engine: Engine, *, passes: bool = True) -> list[Row]:
    """Return the line of each of ``TEXTS``."""
    rows = engine(make_book(make_paragraph, passes=passes))
    assert len(rows) == len(TEXTS)
    return rows


# --- letters and their marks


@dataclass(frozen=True)
class Letter:
    """Letter on a page, with the marks that are drawn as glyphs of their own.

    The position of a mark is the center of its ink, in widths of the letter from its left edge.
    """

    glyph: Glyph
    marks: tuple[tuple[str, float], ...]

    def __str__(self) -> str:
        base, *composed = unicodedata.normalize("NFD", self.glyph.character)
        return base + "".join(sorted((*composed, *(mark for mark, _ in self.marks))))

    def looks_like(self, other: Letter) -> bool:
        """Return whether both are the same letter with the same marks in the same positions."""
        return (
            str(self) == str(other)
            and len(self.marks) == len(other.marks)
            and all(
                abs(own - theirs) < 0.06
                for (_, own), (_, theirs) in zip(self.marks, other.marks, strict=True)
            )
        )


def read_letters(row: Row) -> list[Letter]:
    """Return the letters of a line in reading order; a mark belongs to the nearest letter."""
    letters = [g for g in row if re.match("[א-ת\ufb1d-\ufb4f]", g.character)]
    marks: dict[Glyph, list[tuple[str, float]]] = {letter: [] for letter in letters}
    has_accents = any(cantillation.accents_attribute(glyph.character) for glyph in row)
    centers = _mark_centers("cantillation" if has_accents else "hebrew")
    for mark in row:
        if _MARK.fullmatch(mark.character):
            center = mark.x + centers[mark.character] * mark.size
            letter = min(letters, key=lambda g: max(g.x - center, center - g.end, 0))
            position = (center - letter.x) / (letter.end - letter.x)
            marks[letter].append((mark.character, position))
    from_the_right = sorted(letters, key=lambda glyph: -glyph.x)
    return [Letter(letter, tuple(sorted(marks[letter]))) for letter in from_the_right]


@cache
def _mark_centers(script: str) -> dict[str, float]:
    """Return the center of the ink of each mark in a face of the theme, in ems from its origin."""
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.ttLib import TTFont

    face = next(f for f in THEME.faces if f.script == script and f.weight == 400)
    font = TTFont(THEME.folder / face.file)
    outlines, result = font.getGlyphSet(), {}
    for code, name in font.getBestCmap().items():
        if _MARK.fullmatch(chr(code)):
            pen = BoundsPen(outlines)
            outlines[name].draw(pen)
            if pen.bounds:
                left, _, right, _ = pen.bounds
                result[chr(code)] = (left + right) / 2 / font["head"].unitsPerEm
    return result


def split_letters(text: str) -> list[str]:
    """Return each letter of a text with its marks, sorted as in ``str(Letter)``."""
    plain_text = unicodedata.normalize("NFD", text)
    plain_text = re.sub("[\u034f\u200d]", "", plain_text)
    return [c[0] + "".join(sorted(c[1:])) for c in _LETTER_WITH_MARKS.findall(plain_text)]


@pytest.mark.thorough
@in_both_engines
@pytest.mark.parametrize("make_paragraph", [plain, with_markup])
def test_every_mark_is_drawn_once_on_its_own_letter(
    engine: Engine, make_paragraph: MakeParagraph
) -> None:
    for text, row in zip(TEXTS.values(), text_rows(make_paragraph, engine), strict=True):
        letters = read_letters(row)
        assert list(map(str, letters)) == split_letters(text)
        assert all(-0.05 < position < 1.05 for letter in letters for _, position in letter.marks)


def texts_changed_by_markup(engine: Engine, *, passes: bool) -> list[str]:
    """Return the texts whose first letter looks different with markup, with or without passes."""
    plain_rows = text_rows(plain, engine)
    markup_rows = text_rows(with_markup, engine, passes=passes)
    return [
        name
        for name, row, other in zip(TEXTS, plain_rows, markup_rows, strict=True)
        if not read_letters(other)[0].looks_like(read_letters(row)[0])
    ]


@pytest.mark.thorough
@pytest.mark.shows(*CASES, on="paper")
@pytest.mark.shows(*CASES, on="screen")
@in_both_engines
def test_markup_moves_no_mark_on_its_letter(engine: Engine) -> None:
    assert texts_changed_by_markup(engine, passes=True) == []


@pytest.mark.thorough
@pytest.mark.control(*CASES, on="paper")
@pytest.mark.control(*CASES, on="screen")
@in_both_engines
def test_without_the_passes_markup_moves_marks(engine: Engine) -> None:
    changed = texts_changed_by_markup(engine, passes=False)
    assert {name[:3] for name in changed} == set(CASES)


@pytest.mark.parametrize("case", ["H01", "H02"])
@in_both_engines
def test_marks_typed_in_another_order_look_the_same(engine: Engine, case: str) -> None:
    rows = zip(TEXTS, text_rows(plain, engine), strict=True)
    first, second = (read_letters(row) for name, row in rows if name.startswith(case))
    assert all(a.looks_like(b) for a, b in zip(first, second, strict=True))


# --- presentation forms

PRESENTATION_FORMS = "ﬡור ﭏ ﬩"
SPELLED_OUT = "אור אל +"


@cache
def presentation_form_book(*, passes: bool) -> Work:
    """Return a book with a chapter of presentation forms and one of their letters."""
    work = make_hebrew_book(plain(PRESENTATION_FORMS), plain(SPELLED_OUT))
    return apply_passes(work) if passes else work


@pytest.mark.thorough
@pytest.mark.shows("H04", on="paper")
@pytest.mark.shows("H04", on="screen")
@in_both_engines
def test_a_presentation_form_looks_like_its_letters(engine: Engine) -> None:
    forms, letters = map(glyphs.visible_text, engine(presentation_form_book(passes=True)))
    assert forms == letters == "+ לא רוא"


@pytest.mark.thorough
@pytest.mark.control("H04", on="paper")
@pytest.mark.control("H04", on="screen")
@in_both_engines
def test_without_the_passes_a_presentation_form_looks_different(engine: Engine) -> None:
    forms, letters = map(glyphs.visible_text, engine(presentation_form_book(passes=False)))
    assert forms != letters


# --- accents

ACCENTS = ["\u0591", "\u05a3"]


@pytest.mark.shows("H25", on="paper")
@pytest.mark.parametrize("accent", ACCENTS, ids=unicodedata.name)
def test_an_accent_is_drawn_on_its_letter_or_an_error_names_it(accent: str) -> None:
    text = f"חָכְמ{accent}ה"
    outcome = pdf.write(make_hebrew_book(plain(text)), THEME)
    errors = [each.message for each in outcome.diagnostics if each.severity == "error"]
    is_reported = any(unicodedata.name(accent) in message for message in errors)
    assert is_reported is (accent not in theme_characters(THEME))
    (row,) = page_rows(outcome.value)
    assert is_reported or list(map(str, read_letters(row))) == split_letters(text)


@pytest.mark.control("H25", on="paper")
@pytest.mark.parametrize("accent", ACCENTS, ids=unicodedata.name)
def test_weasyprint_draws_another_glyph_for_an_accent_that_its_face_lacks(accent: str) -> None:
    import weasyprint

    face = THEME.folder / next(face.file for face in THEME.faces if face.script == "latin")
    markup = (
        f"<style>@font-face {{ font-family: One; src: url({face.as_uri()}) }}"
        f"p {{ font-family: One }}</style><p>a{accent}"
    )
    with pymupdf.open(stream=weasyprint.HTML(string=markup).write_pdf()) as document:
        spans = [span for page in document for span in page.get_texttrace()]
    # Glyph 0 of a font is .notdef.
    fonts = {(span["font"], glyph == 0) for span in spans for _, glyph, *_ in span["chars"]}
    assert fonts != {("One", False)}
