"""Numbers of segments stand in the outer margin, and every letter of the text where it was."""

from __future__ import annotations

import pymupdf
import pytest

from publish import to_pdf
from publish.document.model import (
    Meta,
    Paragraph,
    Passage,
    Role,
    Section,
    Segment,
    Text,
    Words,
    Work,
    direction,
)
from publish.writers.pdf.engine import extract
from tests.support.glyphs import Glyph, page_glyphs
from tests.typesetting.books import THEME

pytestmark = pytest.mark.slow

MM = 72 / 25.4
LABEL_SIZES = (0.74 * 11.5, 0.74 * 11.5 * 1.14)
"""The sizes of labels, and of Hebrew ones in English."""

INNER, OUTER = 19 * MM, 26 * MM
ORIGINAL = "וְהִנֵּה תְּשׁוּבָה זוֹ (ג׳:15) בִּבְחִינַת light מִלְמַעְלָה,"
TRANSLATION = "and this return, as it is written 15 אור ראשון from above downward,"


def lesson(count: int = 60) -> Work:
    def passage(lang: str, text: str) -> Passage:
        return Passage(lang, direction(lang), (Paragraph((Text(text),)),))

    segments = tuple(
        Segment(passage("he", ORIGINAL), translations=(passage("en", TRANSLATION),))
        for _ in range(count)
    )
    chapter = Section(Role.CHAPTER, (), segments)
    return Work(Meta(title=Words((("en", "Gate"),))), "en", direction("en"), (chapter,))


def pages_of(edition: str, numbers: str, numerals: str = "arabic") -> list[list[Glyph]]:
    """The glyphs of the pages of text, each page with the running head and the folio."""
    options = {"numbers": numbers, "numerals": numerals}
    data = to_pdf(lesson(), edition=edition, settings={"edition": options}).value
    with pymupdf.open(stream=data) as document:
        return [list(page_glyphs(page, THEME)) for page in document][2:]


def split_labels(page: list[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    labels = [g for g in page if min(abs(g.size - size) for size in LABEL_SIZES) < 0.01]
    return labels, [g for g in page if g not in labels]


def is_in_outer_margin(glyph: Glyph, width: float, *, is_right: bool) -> bool:
    return glyph.x > width - OUTER if is_right else glyph.end < OUTER


def find_misplaced(pages: list[list[Glyph]]) -> list[Glyph]:
    """The glyphs of labels that are not in the outer margin, or on no base line of the text."""
    width = 148 * MM
    result: list[Glyph] = []
    for number, page in enumerate(pages):
        labels, text = split_labels(page)
        base_lines = {round(glyph.y, 1) for glyph in text}
        # The first page of the text is a recto, the right-hand page of a book bound on the left.
        result += [
            glyph
            for glyph in labels
            if not is_in_outer_margin(glyph, width, is_right=number % 2 == 0)
            or not {round(glyph.y + step, 1) for step in (-0.1, 0, 0.1)} & base_lines
        ]
    return result


@pytest.mark.parametrize("edition", ["interlinear", "translation"])
def test_labels_are_in_the_outer_margin_on_the_lines_of_their_segments(edition: str) -> None:
    pages = pages_of(edition, "margin")
    assert len(pages) > 1
    assert find_misplaced(pages) == []
    labels = "".join(g.character for page in pages for g in split_labels(page)[0])
    assert labels == "".join(str(number) for number in range(1, 61))


@pytest.mark.parametrize("numerals", ["arabic", pytest.param("hebrew", marks=pytest.mark.thorough)])
@pytest.mark.parametrize("edition", ["interlinear", "translation", "original"])
def test_labels_move_no_glyph_of_the_text(edition: str, numerals: str) -> None:
    with_labels = [split_labels(page)[1] for page in pages_of(edition, "margin", numerals)]
    assert with_labels == pages_of(edition, "none")


def test_labels_that_are_not_moved_are_no_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract, "place_labels", lambda _: None)
    assert find_misplaced(pages_of("translation", "margin"))
