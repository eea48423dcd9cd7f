"""The clean pass loses no letter without a diagnostic that covers it."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from publish import check
from publish.config import Settings
from publish.diagnostics import Effect
from publish.diagnostics.rules import RULES
from publish.passes.clean import clean
from publish.pipeline.stages import parse
from publish.text.source import Source
from tests.support.examples import examples

LINES = st.sampled_from(
    "Home|Next|Share this page|Continue Reading ->|<- Home|Home / Books /|Keter > Hochma > Bina"
    "|« Back to Sheet «|הוסף תרגום|מתוך ויקיטקסט, הספרייה|The Gate|Halleluyah|A / The Gate"
    "|The gate was open, and he went in.|הַשַּׁעַר הָיָה פָתוּחַ.|3. An item|Contents|The Gate ..... 3"
    "|From: Editor <a@example.org>|Subject: The Gate|Date: 1 May|> quoted|>> > twice||--"
    "|Sent from my phone|[12:03, 5/4/2025] A: text|[12:03, 5/4/2025] B: [12:03, 5/4/2025] A: x"
    "|Dear all, see below.|B, [04.05.2025 12:03]|On 1 May 2025 at 12:03, A wrote:|A. Author"
    "|The Yard . . . . 7|House\t9|Barn\t12||".split("|")
)
TEXTS = st.lists(LINES, min_size=1, max_size=20).map("\n".join).filter(str.strip)


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalnum())


def find_losses(text: str) -> list[str]:
    """The letters that are neither in the draft nor in the span of a diagnostic of a loss."""
    outcome = parse(Source("a.txt", text), Settings(), after="clean")
    reported = {
        offset
        for diagnostic in outcome.diagnostics
        if RULES[diagnostic.code].effect is Effect.DROPPED
        for span in diagnostic.places
        for offset in range(span.start, span.end)
    }
    rest = "".join(character for i, character in enumerate(text) if i not in reported)
    chunks = outcome.value.chunks
    labels = "".join(chunk.label.text for chunk in chunks if chunk.label)
    present = letters(labels + "".join(chunk.text.text for chunk in chunks))
    return sorted((letters(rest) - present).elements())


@settings(max_examples=examples(300), deadline=None)
@given(TEXTS)
def test_letters_that_are_not_in_the_draft_are_reported(text: str) -> None:
    assert find_losses(text) == []


@settings(max_examples=examples(300), deadline=None)
@given(TEXTS)
def test_cleaning_twice_changes_nothing_the_second_time(text: str) -> None:
    once = parse(Source("a.txt", text), Settings(), after="clean").value
    assert clean(once).value == once


def test_columns_that_spaces_align_are_told_once_with_all_their_lines() -> None:
    text = (
        "I kept the lamp     You kept it\n"
        "and it kept me      and it you\n"
        "until dawn          until dusk\n"
    )
    (message,) = (each for each in check(text).diagnostics if each.code == "T34")
    assert len(message.places) == 3
    assert not [d for d in check(text.replace("     ", " ")).diagnostics if d.code == "T34"]


def test_slashes_between_two_languages_are_told_once() -> None:
    lines = [
        "A Psalm of David. / מזמור לדוד",
        "I shall not want. / לא אחסר",
        "He leadeth me. / ינהלני הוא",
    ]
    (message,) = (each for each in check("\n".join(lines)).diagnostics if each.code == "T35")
    assert len(message.places) == len(lines)
    spaced = "\n".join(lines).replace(" / ", " ")
    assert not [each for each in check(spaced).diagnostics if each.code == "T35"]
