"""Justified lines of bilingual paragraphs, from edge to edge of columns of many widths."""

from __future__ import annotations

import pytest

from publish.document.model import direction
from publish.writers.pdf.engine import adapter
from tests.typesetting import columns
from tests.typesetting.columns import ColumnParagraph
from tests.typesetting.engines import process_paragraph

pytestmark = pytest.mark.slow

TEXTS = {
    "he": (
        "וזה הדבר <em>אשר דיבר</em> הסופר<sup>1</sup> <b>אל</b> המדפיס, Rashi, p. 12b, ועוד"
        " <em>דבר</em> שהוא על־ידי <b>המלאכה הגדולה</b> אשר נעשתה בשנים 1908–1910, ראה"
        " {en:Descents <em>as a</em> Springboard} שם, ועוד הוסיף <em>ואמר</em> כי נסדרת ביד המדפיס."
    ),
    "en": (
        "the word <em>of the</em> scribe<sup>1</sup> to <b>the</b> printer, שלום עולם ועוד, and"
        " more <em>letters</em> set by <b>the great</b> hand, see לשון <b>פרישות</b> והבדלה"
        " there, and he added <em>and said</em> that it is so on pages 152–160."
    ),
}


def count_ragged_lines(lang: str) -> tuple[int, int]:
    """Return the number of lines that do not fill their column, and the number of all lines.

    The last line of a paragraph, which is not justified, is not counted.
    """
    inlines = process_paragraph(TEXTS[lang], lang).inlines
    paragraphs = [
        ColumnParagraph(inlines, direction(lang), width / 2, justified=True)
        for width in range(40, 160)
    ]
    flush = [
        columns.is_flush(line, paragraph)
        for paragraph, lines in zip(paragraphs, columns.lines_on_paper(paragraphs), strict=True)
        for line in lines[:-1]
    ]
    print(f"{flush.count(False)} of {len(flush)} lines are ragged")
    return flush.count(False), len(flush)


@pytest.mark.thorough
@pytest.mark.parametrize("lang", TEXTS)
def test_every_justified_line_fills_its_column(lang: str) -> None:
    with adapter.session():
        ragged, total = count_ragged_lines(lang)
    assert total > 400
    assert ragged == 0


@pytest.mark.thorough
@pytest.mark.parametrize("lang", TEXTS)
def test_without_the_correction_some_justified_lines_are_ragged(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    removed = {"justified_trailing_space", "loose_lines"}
    others = tuple(name for name in adapter.CORRECTIONS if name not in removed)
    monkeypatch.setattr(adapter, "CORRECTIONS", others)
    with adapter.session():
        ragged, total = count_ragged_lines(lang)
    assert ragged > 0.01 * total
