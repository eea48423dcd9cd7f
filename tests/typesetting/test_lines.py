"""Where lines may break and where they never do, looked at in columns of many widths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from markupsafe import Markup

from publish.config import Settings
from publish.document.model import (
    Foreign,
    Meta,
    Note,
    Paragraph,
    Passage,
    Role,
    Section,
    Text,
    Work,
    direction,
)
from publish.document.walk import rewrite
from publish.pipeline.pass_table import work_passes
from publish.themes import theme as themes
from publish.writers import html, pdf
from publish.writers.epub import notes as epub_notes
from publish.writers.html.context import print_attributes
from publish.writers.pdf.content import footnotes as pdf_notes
from publish.writers.pdf.content.print_tree import prepare_for_print
from publish.writers.pdf.engine import adapter
from tests.support import chromium, glyphs, notation
from tests.typesetting import sheet
from tests.typesetting.sheet import Set

pytestmark = pytest.mark.slow

WIDTHS = [width / 2 for width in range(16, 76)]
"""In millimetres: from one long word a line to half a page."""

Engine = Callable[[Paragraph, str], list[list[str]]]
"""What sets a paragraph in a language in each width, and returns its lines from left to right."""


def plain(marked: str) -> Paragraph:
    """The paragraph as it is written, which no pass has seen."""
    return Paragraph(notation.inlines(marked))


def passed(marked: str, lang: str) -> Paragraph:
    work = Work(Meta(), lang, direction(lang), (Section(Role.CHAPTER, (), (plain(marked),)),))
    for each in work_passes():
        work = each.apply(work, Settings()).value
    (block,) = work.body[0].children
    if isinstance(block, Passage):
        (block,) = block.blocks
    assert isinstance(block, Paragraph)
    return block


def columns(paragraph: Paragraph, lang: str) -> list[Set]:
    return [Set(paragraph.inlines, direction(lang), width) for width in WIDTHS]


def on_paper(paragraph: Paragraph, lang: str) -> list[list[str]]:
    (prepared,) = prepare_for_print(Section(Role.CHAPTER, (), (paragraph,))).children
    assert isinstance(prepared, Paragraph)
    with adapter.session():
        return seen(sheet.on_paper(columns(prepared, lang)))


def unprepared(paragraph: Paragraph, lang: str) -> list[list[str]]:
    """The paragraph on paper as the writer of the PDF would have it but for its preparation."""
    return seen(sheet.on_paper(columns(paragraph, lang)))


def on_screen(paragraph: Paragraph, lang: str) -> list[list[str]]:
    chromium.find_program()
    return seen(sheet.on_screen(columns(paragraph, lang), epub_notes.PopupNotes().render_call))


def seen(columns: list[sheet.Lines]) -> list[list[str]]:
    return [[glyphs.visible_text(line) for line in lines] for lines in columns]


def both(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test in both engines."""
    return pytest.mark.parametrize("engine", [on_paper, on_screen])(test)


def shows(case: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Say that a test shows a case in both engines."""

    def marked(test: Callable[..., None]) -> Callable[..., None]:
        return pytest.mark.shows(case, on="paper")(pytest.mark.shows(case, on="screen")(both(test)))

    return marked


def control(case: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Say that a test is the control of a case in both engines."""

    def marked(test: Callable[..., None]) -> Callable[..., None]:
        return pytest.mark.control(case, on="paper")(
            pytest.mark.control(case, on="screen")(both(test))
        )

    return marked


# --- words that stay whole

NAMES = "hear the word of G-d and the L-rd said to him that He is good"


@shows("B45")
def test_a_name_that_a_hyphen_stands_in_is_never_broken(engine: Engine) -> None:
    for lines in engine(passed(NAMES, "en"), "en"):
        assert sum("G-d" in line for line in lines) == 1
        assert sum("L-rd" in line for line in lines) == 1


@control("B45")
def test_were_it_not_held_together_it_would_be(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html.inlines, "render_text", Markup.escape)
    found = [line for lines in engine(passed(NAMES, "en"), "en") for line in lines]
    assert any(line.endswith("G-") for line in found)
    assert any(line.endswith("L-") for line in found)


@both
def test_any_other_hyphen_may_end_a_line(engine: Engine) -> None:
    found = engine(passed("hear the word of X-d and the well-known said to him", "en"), "en")
    assert any(line.endswith("well-") for lines in found for line in lines)


MAQAFS = "וזה נאמר על־ידי הרב ועל־פי דבריו ובית־הספר של־ידו כל־הימים"


@shows("B44")
def test_a_line_may_break_after_a_maqaf_and_never_before_it(engine: Engine) -> None:
    found = [line for lines in engine(passed(MAQAFS, "he"), "he") for line in lines]
    assert any(line.startswith("־") for line in found), "at the left end of a line it may stand"
    assert not any(line.endswith("־") for line in found), "at the right end never"


@pytest.mark.control("B44", on="paper")
def test_unprepared_paper_has_no_break_after_a_maqaf() -> None:
    found = [line for lines in unprepared(passed(MAQAFS, "he"), "he") for line in lines]
    assert not any(line.startswith("־") for line in found)


@control("B44")
def test_where_a_line_may_break_before_a_maqaf_that_is_seen(engine: Engine) -> None:
    torn = Paragraph((Text(MAQAFS.replace("־", "\N{ZERO WIDTH SPACE}־")),))
    assert any(line.endswith("־") for lines in engine(torn, "he") for line in lines)


RANGES = {
    "he": "עמודים 152–160, שנים 1908–1910, פרקים 40:31–41:2 ועוד 12–15 בסוף הספר",
    "en": "see pages 152–160 and 1908–1910, then 40:31–41:2",
}


def ranges_whole(columns: list[list[str]], lang: str) -> bool:
    """Whether each range stands on one line in each column, its first number at the left."""
    ranges = re.findall(r"[\d:]+–[\d:]+", RANGES[lang])
    return all(sum(each in line for line in lines) == 1 for lines in columns for each in ranges)


@pytest.mark.parametrize("lang", RANGES)
@both
def test_a_range_of_numbers_stands_on_one_line_in_its_order(engine: Engine, lang: str) -> None:
    assert ranges_whole(engine(passed(RANGES[lang], lang), lang), lang)


@pytest.mark.parametrize("lang", RANGES)
@both
def test_were_it_not_held_together_a_range_would_be_broken(
    engine: Engine, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(html.inlines, "render_text", Markup.escape)
    assert not ranges_whole(engine(passed(RANGES[lang], lang), lang), lang)


def test_without_the_pass_a_range_in_hebrew_is_turned_about() -> None:
    assert not ranges_whole(on_paper(plain(RANGES["he"]), "he"), "he")


def sizes_of_digits(marked: str) -> set[float]:
    """The sizes in which a book sets the figures of a Hebrew text."""
    work = Work(Meta(), "he", direction("he"), (Section(Role.CHAPTER, (), (plain(marked),)),))
    for each in work_passes():
        work = each.apply(work, Settings()).value
    theme = themes.load("classic")
    *_, page = glyphs.pages(pdf.write(work, theme).value, theme)
    return {round(g.size, 1) for g in page if g.character.isdecimal() and g.y < 500}


def test_a_range_is_as_large_as_the_numbers_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "תהלים 90:1–17, ועמודים 152–160, פרק 7."
    assert len(sizes_of_digits(text)) == 1
    # The control: were it marked as a run in another language, it would be set as one.
    as_language = partial(print_attributes, "he")
    monkeypatch.setattr(html.inlines, "dir_attribute", as_language)
    assert len(sizes_of_digits(text)) > 1


# --- note calls

# An engine may break a line after ? and ! where a box of its own begins.
CALLING = {
    "en": "a letter<sup>1</sup> and work?<sup>2</sup> Here (so)<sup>3</sup> it ends!<sup>4</sup>",
    "he": "וזה הדבר<sup>1</sup> ומה זה?<sup>2</sup> (כך)<sup>3</sup> בשנת 2023!<sup>4</sup>",
}
CALLS = "¹²³⁴"


def calls_at_start(lines: list[str], lang: str) -> list[str]:
    """The lines that begin with a note call."""
    return [line for line in lines if line[0 if lang == "en" else -1] in CALLS]


def moved_along(lang: str) -> Iterator[Paragraph]:
    """The text with notes behind each number of letters that a line of a page has."""
    before = {"en": "one word ", "he": "דבר אחד "}[lang] * 12
    for length in range(90):
        given = notation.inlines(f"{before[:length]} {CALLING[lang]}")
        yield Paragraph(rewrite(given, _with_body))


def _with_body(node: object) -> object:
    return Note(node.call, (Paragraph((Text("x"),)),)) if isinstance(node, Note) else node


def printed(lang: str) -> list[str]:
    """Every line of a book of such paragraphs, notes at the foot of its pages."""
    chapter = Section(Role.CHAPTER, (), tuple(moved_along(lang)))
    work = Work(Meta(), lang, direction(lang), (chapter,))
    theme = themes.load("classic")
    return [
        glyphs.visible_text(line)
        for page in glyphs.pages(pdf.write(work, theme).value, theme)
        for line in glyphs.lines(page)
    ]


@pytest.mark.parametrize("lang", CALLING)
def test_a_note_call_never_begins_a_line_of_a_book(lang: str) -> None:
    lines = printed(lang)
    assert sum(line.count("¹") for line in lines) == 90
    assert not calls_at_start(lines, lang)


@pytest.mark.parametrize("lang", CALLING)
def test_were_it_not_joined_to_its_word_it_would_in_a_book(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_notes, "WORD_JOINER", Markup(""))
    assert calls_at_start(printed(lang), lang)


@pytest.mark.parametrize("lang", CALLING)
def test_a_note_call_never_begins_a_line_on_a_screen(lang: str) -> None:
    for lines in on_screen(passed(CALLING[lang], lang), lang):
        assert "".join(lines).count("¹") == 1
        assert not calls_at_start(lines, lang)


@pytest.mark.parametrize("lang", CALLING)
def test_were_it_not_joined_to_its_word_it_would_on_a_screen(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(epub_notes, "WORD_JOINER", Markup(""))
    columns = on_screen(passed(CALLING[lang], lang), lang)
    assert any(calls_at_start(lines, lang) for lines in columns)


# --- phrases that wrap

QUOTATION = "ויאמר המלך אל העם מי חכם ויבן אלה נבון וידעם כי ישרים דרכי הדבר ונשא את עילאה!"


def exclamation_stands_left(columns: list[list[str]]) -> bool:
    """Whether in each column the mark stands at the left end of the Hebrew on its line."""
    lasts = (line for lines in columns for line in lines if "!" in line)
    return all(re.match("(?:He said )?!האליע", line) for line in lasts)


@shows("B36")
def test_the_end_of_a_wrapped_quotation_is_at_the_left_end_of_its_last_piece(
    engine: Engine,
) -> None:
    assert exclamation_stands_left(engine(passed(f"He said {{he:{QUOTATION}}} there", "en"), "en"))


@control("B36")
def test_without_care_its_exclamation_mark_goes_to_the_english(engine: Engine) -> None:
    assert not exclamation_stands_left(engine(plain(f"He said {QUOTATION} there"), "en"))


TITLE = "Descents as a Springboard to What Is Above Reason: In the Work?"


def reads_from_the_left(columns: list[list[str]]) -> bool:
    """Whether the title reads from left to right, line by line, in each column."""
    found = ([re.sub("[א-ת]", "", line).strip() for line in lines] for lines in columns)
    return all(" ".join(filter(None, lines)) == TITLE for lines in found)


@shows("B37")
def test_an_english_title_that_wraps_in_hebrew_reads_from_left_to_right_in_each_line(
    engine: Engine,
) -> None:
    assert reads_from_the_left(engine(passed(f"שיעור {{en:{TITLE}}} שם", "he"), "he"))


@control("B37")
def test_without_care_the_title_does_not(engine: Engine) -> None:
    assert not reads_from_the_left(engine(plain(f"שיעור {TITLE} שם"), "he"))


def test_without_the_pass_emphasis_in_it_is_enough_to_turn_it_about_on_paper() -> None:
    cut = plain(f"שיעור {TITLE.replace('as a', '<em>as a</em>')} שם")
    assert not any(isinstance(node, Foreign) for node in cut.inlines)
    assert not any("Descents as a" in line for lines in on_paper(cut, "he") for line in lines)


# --- both edges

JUSTIFIED = {
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


def ragged(lang: str) -> tuple[int, int]:
    """How many justified lines do not fill their column from edge to edge, and of how many."""
    given = [
        Set(passed(JUSTIFIED[lang], lang).inlines, direction(lang), width / 2, justified=True)
        for width in range(40, 160)
    ]
    flush = [
        sheet.is_flush(line, each)
        for each, lines in zip(given, sheet.on_paper(given), strict=True)
        for line in lines[:-1]
    ]
    print(f"{flush.count(False)} of {len(flush)} lines are ragged")
    return flush.count(False), len(flush)


@pytest.mark.parametrize("lang", JUSTIFIED)
def test_every_justified_line_fills_its_column(lang: str) -> None:
    with adapter.session():
        found, total = ragged(lang)
    assert total > 400
    assert found == 0


@pytest.mark.parametrize("lang", JUSTIFIED)
def test_stock_leaves_many_short_of_it(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    others = tuple(name for name in adapter.CORRECTIONS if name != "justified_trailing_space")
    monkeypatch.setattr(adapter, "CORRECTIONS", others)
    with adapter.session():
        found, total = ragged(lang)
    assert found > 0.01 * total
