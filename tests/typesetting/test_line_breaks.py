"""Line breaks at hyphens, maqafs and number ranges, and phrases that wrap, in many widths."""

from __future__ import annotations

import re
from functools import partial

import pytest
from markupsafe import Markup

from publish.document.model import Foreign, Paragraph, Text
from publish.writers import html, pdf
from publish.writers.html.context import print_attributes
from tests.support import glyphs, notation
from tests.typesetting.books import THEME, apply_passes
from tests.typesetting.engines import (
    Columns,
    Engine,
    control,
    in_both_engines,
    parse_paragraph,
    process_paragraph,
    set_on_paper,
    set_unprepared,
    shows,
)

pytestmark = pytest.mark.slow


# --- names with a hyphen

NAMES = "hear the word of G-d and the L-rd said to him that He is good"


@pytest.mark.thorough
@shows("B45")
def test_a_name_with_a_hyphen_is_never_broken(engine: Engine) -> None:
    for lines in engine(process_paragraph(NAMES, "en"), "en"):
        assert sum("G-d" in line for line in lines) == 1
        assert sum("L-rd" in line for line in lines) == 1


@pytest.mark.thorough
@control("B45")
def test_without_its_span_a_name_with_a_hyphen_is_broken(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html.inlines, "render_text", Markup.escape)
    columns = engine(process_paragraph(NAMES, "en"), "en")
    lines = [line for column in columns for line in column]
    assert any(line.endswith("G-") for line in lines)
    assert any(line.endswith("L-") for line in lines)


@pytest.mark.thorough
@in_both_engines
def test_a_line_may_break_after_any_other_hyphen(engine: Engine) -> None:
    text = "hear the word of X-d and the well-known said to him"
    columns = engine(process_paragraph(text, "en"), "en")
    assert any(line.endswith("well-") for lines in columns for line in lines)


# --- maqafs

MAQAFS = "וזה נאמר על־ידי הרב ועל־פי דבריו ובית־הספר של־ידו כל־הימים"


@pytest.mark.thorough
@shows("B44")
def test_a_line_may_break_after_a_maqaf_but_not_before_it(engine: Engine) -> None:
    columns = engine(process_paragraph(MAQAFS, "he"), "he")
    lines = [line for column in columns for line in column]
    assert any(line.startswith("־") for line in lines), "no line breaks after a maqaf"
    assert not any(line.endswith("־") for line in lines), "a line breaks before a maqaf"


@pytest.mark.control("B44", on="paper")
def test_without_preparation_no_line_on_paper_breaks_after_a_maqaf() -> None:
    columns = set_unprepared(process_paragraph(MAQAFS, "he"), "he")
    assert not any(line.startswith("־") for lines in columns for line in lines)


@pytest.mark.thorough
@control("B44")
def test_a_line_break_before_a_maqaf_is_detected(engine: Engine) -> None:
    paragraph = Paragraph((Text(MAQAFS.replace("־", "\N{ZERO WIDTH SPACE}־")),))
    assert any(line.endswith("־") for lines in engine(paragraph, "he") for line in lines)


# --- number ranges

RANGES = {
    "he": "עמודים 152–160, שנים 1908–1910, פרקים 40:31–41:2 ועוד 12–15 בסוף הספר",
    "en": "see pages 152–160 and 1908–1910, then 40:31–41:2",
}


def ranges_are_whole(columns: Columns, lang: str) -> bool:
    """Return whether each range is on one line of each column, its first number at the left."""
    ranges = re.findall(r"[\d:]+–[\d:]+", RANGES[lang])
    return all(sum(each in line for line in lines) == 1 for lines in columns for each in ranges)


@pytest.mark.thorough
@pytest.mark.parametrize("lang", RANGES)
@in_both_engines
def test_a_number_range_stays_on_one_line_in_its_order(engine: Engine, lang: str) -> None:
    assert ranges_are_whole(engine(process_paragraph(RANGES[lang], lang), lang), lang)


@pytest.mark.thorough
@pytest.mark.parametrize("lang", RANGES)
@in_both_engines
def test_without_its_span_a_number_range_is_broken(
    engine: Engine, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html.inlines, "render_text", Markup.escape)
    assert not ranges_are_whole(engine(process_paragraph(RANGES[lang], lang), lang), lang)


def test_without_the_passes_a_number_range_in_hebrew_is_reversed() -> None:
    assert not ranges_are_whole(set_on_paper(parse_paragraph(RANGES["he"]), "he"), "he")


def digit_sizes(marked: str) -> set[float]:
    """Return the font sizes, in points, of the digits of a Hebrew text in a book."""
    work = apply_passes(notation.book(parse_paragraph(marked), lang="he"))
    *_, page = glyphs.pages(pdf.write(work, THEME).value, THEME)
    return {round(g.size, 1) for g in page if g.character.isdecimal() and g.y < 500}


def test_a_number_range_is_as_large_as_the_numbers_beside_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "תהלים 90:1–17, ועמודים 152–160, פרק 7."
    assert len(digit_sizes(text)) == 1
    # The control: with the attributes of a foreign phrase a range has the size of one.
    monkeypatch.setattr(html.inlines, "dir_attribute", partial(print_attributes, "he"))
    assert len(digit_sizes(text)) > 1


# --- phrases that wrap

QUOTATION = "ויאמר המלך אל העם מי חכם ויבן אלה נבון וידעם כי ישרים דרכי הדבר ונשא את עילאה!"


def exclamation_mark_is_left_of_hebrew(columns: Columns) -> bool:
    """Return whether the exclamation mark is at the left end of the Hebrew on its line."""
    last_lines = (line for lines in columns for line in lines if "!" in line)
    return all(re.match("(?:He said )?!האליע", line) for line in last_lines)


@pytest.mark.thorough
@shows("B36")
def test_a_hebrew_quotation_that_wraps_ends_at_the_left_of_its_last_line(engine: Engine) -> None:
    paragraph = process_paragraph(f"He said {{he:{QUOTATION}}} there", "en")
    assert exclamation_mark_is_left_of_hebrew(engine(paragraph, "en"))


@pytest.mark.thorough
@control("B36")
def test_without_the_passes_its_exclamation_mark_is_on_the_side_of_the_english(
    engine: Engine,
) -> None:
    paragraph = parse_paragraph(f"He said {QUOTATION} there")
    assert not exclamation_mark_is_left_of_hebrew(engine(paragraph, "en"))


TITLE = "Descents as a Springboard to What Is Above Reason: In the Work?"


def title_reads_left_to_right(columns: Columns) -> bool:
    """Return whether the title reads from left to right, line by line, in each column."""
    titles = ([re.sub("[א-ת]", "", line).strip() for line in lines] for lines in columns)
    return all(" ".join(filter(None, pieces)) == TITLE for pieces in titles)


@pytest.mark.thorough
@shows("B37")
def test_an_english_title_that_wraps_in_hebrew_reads_left_to_right(engine: Engine) -> None:
    paragraph = process_paragraph(f"שיעור {{en:{TITLE}}} שם", "he")
    assert title_reads_left_to_right(engine(paragraph, "he"))


@pytest.mark.thorough
@control("B37")
def test_without_the_passes_the_title_does_not_read_left_to_right(engine: Engine) -> None:
    paragraph = parse_paragraph(f"שיעור {TITLE} שם")
    assert not title_reads_left_to_right(engine(paragraph, "he"))


def test_without_the_passes_emphasis_in_the_title_reverses_it_on_paper() -> None:
    paragraph = parse_paragraph(f"שיעור {TITLE.replace('as a', '<em>as a</em>')} שם")
    assert not any(isinstance(node, Foreign) for node in paragraph.inlines)
    columns = set_on_paper(paragraph, "he")
    assert not any("Descents as a" in line for lines in columns for line in lines)
