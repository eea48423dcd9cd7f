"""Where lines may break and where they never do, looked at in columns of many widths."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from publish.config import Settings
from publish.model import Meta, Paragraph, Passage, Role, Section, Text, Work, direction
from publish.passes import work_passes
from publish.writers.pdf import upstream
from publish.writers.pdf.prepare import prepare
from tests import glyphs, notation
from tests.typesetting import sheet
from tests.typesetting.sheet import Set

pytestmark = pytest.mark.slow

WIDTHS = [width / 2 for width in range(16, 76)]
"""In millimetres: from one long word a line to half a page."""


def passed(marked: str, lang: str) -> Paragraph:
    paragraph = Paragraph(notation.inlines(marked))
    work = Work(Meta(), lang, direction(lang), (Section(Role.CHAPTER, (), (paragraph,)),))
    for stage in work_passes(Settings()).values():
        work = stage(work).value
    (block,) = prepare(work.body[0]).children
    if isinstance(block, Passage):
        (block,) = block.blocks
    assert isinstance(block, Paragraph)
    return block


def columns(paragraph: Paragraph, lang: str) -> Iterator[list[str]]:
    """Yield the lines of the paragraph in each width, from left to right."""
    upstream.mend()
    given = [Set(paragraph.inlines, direction(lang), width) for width in WIDTHS]
    for lines in sheet.on_paper(given):
        yield [glyphs.seen(line) for line in lines]


def test_a_name_that_a_hyphen_stands_in_is_never_broken() -> None:
    text = "hear the word of G-d and the L-rd said to him that He is good"
    for lines in columns(passed(text, "en"), "en"):
        assert sum("G-d" in line for line in lines) == 1
        assert sum("L-rd" in line for line in lines) == 1


def test_any_other_hyphen_may_end_a_line() -> None:
    # The control: were no width narrow enough, the test above would prove nothing.
    found = columns(passed("hear the word of X-d and the well-known said to him", "en"), "en")
    assert any(line.endswith("-") for lines in found for line in lines)


def test_a_line_may_break_after_a_maqaf_and_never_before_it() -> None:
    text = "וזה נאמר על־ידי הרב ועל־פי דבריו ובית־הספר של־ידו כל־הימים"
    found = [line for lines in columns(passed(text, "he"), "he") for line in lines]
    assert any(line.startswith("־") for line in found), "at the left end of a line it may stand"
    assert not any(line.endswith("־") for line in found), "at the right end never"


RANGES = "עמודים 152–160, שנים 1908–1910, פרקים 40:31–41:2 ועוד 12–15 בסוף הספר"


def test_a_range_of_numbers_stands_on_one_line_in_its_order() -> None:
    for lang, text in ("he", RANGES), ("en", "see pages 152–160 and 1908–1910, then 40:31–41:2"):
        ranges = re.findall(r"[\d:]+–[\d:]+", text)
        for lines in columns(passed(text, lang), lang):
            for each in ranges:
                assert sum(each in line for line in lines) == 1, (each, lines)


def test_a_note_call_never_begins_a_line() -> None:
    english = "a letter<sup>1</sup> and its work.<sup>2</sup> Here (so)<sup>3</sup> ends."
    for lines in columns(passed(english, "en"), "en"):
        assert not any(line.startswith("¹") for line in lines), lines
    hebrew = (
        "וזה הדבר<sup>1</sup> ועוד דבר.<sup>2</sup> כאן (כך)<sup>3</sup> בשנת 2023<sup>4</sup> סוף"
    )
    for lines in columns(passed(hebrew, "he"), "he"):
        assert not any(line.endswith("¹") for line in lines), lines


def test_the_end_of_a_wrapped_quotation_is_at_the_left_end_of_its_last_piece() -> None:
    quotation = "ויאמר המלך אל העם מי חכם ויבן אלה נבון וידעם כי ישרים דרכי הדבר ונשא את עילאה!"
    for lines in columns(passed(f"He said {{he:{quotation}}} there", "en"), "en"):
        (last,) = (line for line in lines if "!" in line)
        assert re.match("(?:He said )?!האליע", last), last


def test_an_english_title_that_wraps_in_hebrew_reads_from_left_to_right_in_each_line() -> None:
    title = "Descents as a Springboard to What Is Above Reason"
    for lines in columns(passed(f"שיעור {{en:{title}}} שם", "he"), "he"):
        found = [re.search("[A-Z a-z]*[a-z]", line) for line in lines]
        assert " ".join(match[0].strip() for match in found if match) == title


def test_without_the_pass_the_title_does_not() -> None:
    # The control: emphasis in it is enough.
    cut = Paragraph(notation.inlines("שיעור Descents <em>as a</em> Springboard to What Is שם"))
    assert cut.inlines[0] == Text("שיעור Descents ")
    found = [" ".join(lines) for lines in columns(cut, "he")]
    assert any("Descents as a Springboard" not in text for text in found)
