"""Tests of the hebrew pass: marks keep their order, and odd nikud is reported."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.config import Settings
from publish.diagnostics import Outcome
from publish.document.model import Foreign, Paragraph, Passage, Section, Text, Work, direction
from publish.passes.hebrew.forms import LETTERS
from publish.pipeline.pass_table import find_pass
from tests.passes.quotes.by_hand import book, format_diagnostics, lines
from tests.support.casefile import Case, cases
from tests.support.examples import examples
from tests.support.growth import is_linear


def hebrew(work: Work) -> Outcome[Work]:
    return find_pass("hebrew").apply(work, Settings())


@pytest.mark.parametrize("case", cases("hebrew"))
def test_hebrew(case: Case) -> None:
    def produce(source: str) -> str:
        outcome = hebrew(book(source, lang="he"))
        points = [" ".join(f"{ord(c):04X}" for c in line) for line in lines(outcome.value)]
        shown = points if case.file.stem == "points" else lines(outcome.value)
        return "\n".join(shown + format_diagnostics(outcome.diagnostics, source))

    case.holds(produce)


def test_every_presentation_form_has_its_letters() -> None:
    assigned = {c for c in map(chr, range(0xFB1D, 0xFB50)) if unicodedata.category(c) != "Cn"}
    # Varika is a mark, not a presentation form.
    assert set(LETTERS) == assigned - {"\ufb1e"}
    # The table agrees with the compatibility decompositions of Unicode.
    for form, plain in LETTERS.items():
        assert unicodedata.normalize("NFKC", form) == unicodedata.normalize("NFC", plain)


_marked = st.text(st.sampled_from([*map(chr, range(0x591, 0x5F5)), "\u034f", *LETTERS, " ", "a"]))


@settings(max_examples=examples(200), deadline=None)
@given(_marked | st.text(st.characters(exclude_characters="\r\n")))
def test_the_pass_keeps_marks_in_order_and_is_idempotent(text: str) -> None:
    work = book(text.replace("\n", " "))
    once = hebrew(work).value
    for before, after in zip(lines(work), lines(once), strict=True):
        assert after == "".join(LETTERS.get(c, c) for c in before)
    assert hebrew(once).value is once


def test_marks_keep_the_order_of_the_source_where_nfc_differs() -> None:
    text = "\u05d1\u05bc\u05b0"
    assert unicodedata.normalize("NFC", text) != text
    work = book(text)
    assert hebrew(work).value is work


def test_a_word_in_an_english_paragraph_is_compared_with_the_hebrew_ones() -> None:
    run = Foreign("he", direction("he"), (Text("לְמַעֲלָה"),))
    english = Paragraph((Text("called "), run, Text(" here")))
    work = book("מִמַּטָּה לְמַעְלָה")
    (section,) = work.body
    both = Section(section.role, (), (*section.children, english))
    outcome = hebrew(Work(work.meta, work.lang, work.dir, (both,)))
    assert [diagnostic.code for diagnostic in outcome.diagnostics] == ["H06"]


@pytest.mark.parametrize(
    "text", ["\u05b0", "\u034f", "א\u05b0\u034f", "שָל", "א", "אב ", "ו\u05b9", "\ufb2c"], ids=ascii
)
def test_the_time_is_linear_in_the_text(text: str) -> None:
    assert is_linear(lambda count: hebrew(book(text * count)), 2_500)


@pytest.mark.parametrize("lang", ["yi", "arc", "lad"])
def test_hints_on_spelling_are_for_hebrew_alone(lang: str) -> None:
    text = "שַבָּת עָוֹן שַׁבָּת"
    codes = [each.code for each in hebrew(book(text, lang="he")).diagnostics]
    assert {"H05"} <= set(codes)
    assert hebrew(book(text, lang=lang)).diagnostics == ()
    passage = Passage(lang, direction(lang), (Paragraph((Text(text),)),))
    work = book("", lang="he")
    work = replace(work, body=(replace(work.body[0], children=(passage,)),))
    assert hebrew(work).diagnostics == ()


def test_a_yiddish_word_in_an_english_text_has_no_hint() -> None:
    assert hebrew(book("the word װײַל שװײַג is Yiddish", lang="en")).diagnostics == ()
