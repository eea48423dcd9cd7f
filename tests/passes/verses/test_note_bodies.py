"""Notes without a body: a verse fills those beside it of which it is sure, and no others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.document.model import Note, Work
from publish.document.walk import descend, inline_runs, plain, rewrite
from publish.facts.codex import codex, verse_count
from publish.passes.verses import verses
from tests.support.examples import examples
from tests.support.verse_texts import read_text

ENGLISH = "as it is said, “ואשים דברי בפיך”[1] and so on, with more words in this language."


def bodies(work: Work) -> list[str]:
    """Return the bodies of the notes of a work, empty for those that have none."""
    notes = (node for node in descend(work) if isinstance(node, Note))
    return ["".join(map(plain, inline_runs(note.blocks))) for note in notes]


def fill(text: str, shape: str | None = "prose") -> list[str]:
    return bodies(verses(read_text(text, shape).value, fills_notes=True).value)


def reports(text: str) -> list[tuple[str, str]]:
    outcome = verses(read_text(text).value, fills_notes=True)
    return [(each.code, each.message) for each in outcome.diagnostics]


def test_notes_stay_empty_unless_the_settings_ask() -> None:
    assert bodies(verses(read_text(ENGLISH).value).value) == [""]


def test_a_note_is_filled_in_brackets_and_in_the_language_of_its_call() -> None:
    assert fill(ENGLISH) == ["[Isaiah 51:16]"]
    assert fill("“שנאמר ואשים דברי בפיך”[1]") == ["[ישעיה נא, טז]"]
    assert fill("וכן נאמר “ואשים דברי בפיך”[1] ועוד.") == ["[ישעיה נא, טז]"]


def test_the_note_of_a_translation_is_filled_in_its_language() -> None:
    pair = "He said, “I have placed My words in your mouth.”[1]\n\nאמר: “ואשים דברי בפיך”.\n\n"
    other = "The pen of a scribe is quick.\n\nלשון הסופר מהירה היא.\n\n"
    assert fill(pair + other, "interlinear") == ["[Isaiah 51:16]"]


PAIR = """As it is said, “I have placed My words in your mouth,”[1] and the wise, “It is so.”[2]

שנאמר “ואשים דברי בפיך”, ואמרו חכמים “אכן כן הוא”.

The pen of a scribe is quick.

לשון הסופר מהירה היא.
"""


def test_a_note_of_a_translation_belongs_to_the_words_before_it() -> None:
    assert fill(PAIR, "interlinear") == ["[Isaiah 51:16]", ""]
    assert fill(PAIR.replace("[1]", "").replace("[2]", "[1]"), "interlinear") == [""]
    assert fill(PAIR.replace("[2]", ""), "interlinear") == ["[Isaiah 51:16]"]


@pytest.mark.parametrize(
    ("english", "hebrew", "body"),
    [
        ("It is said: I put My words there.[1]", "שנאמר ואשים דברי בפיך.", "[Isaiah 51:16]"),
        ("Akiva[1] said: I put My words there.", "אמר עקיבא ואשים דברי בפיך.", ""),
        ("I put My words there, says Akiva.[1]", "ואשים דברי בפיך, אמר עקיבא.", ""),
        ("“I put My words there,” says Akiva.[1]", "“ואשים דברי בפיך”, אמר עקיבא.", ""),
    ],
)
def test_a_note_of_a_translation_stands_at_the_end_of_the_verse(
    english: str, hebrew: str, body: str
) -> None:
    other = "The pen of a scribe is quick.\n\nלשון הסופר מהירה היא.\n\n"
    assert fill(f"{english}\n\n{hebrew}\n\n{other}", "interlinear") == [body]


def test_a_filled_note_is_reported_in_place_of_the_hint() -> None:
    assert reports(ENGLISH) == [("M10", "note 1 is filled with Isaiah 51:16, in brackets")]


def test_verses_with_the_same_words_are_listed() -> None:
    assert fill("He wrote “עד שיפוח היום”[1] and went on.") == ["[Song of Songs 2:17; 4:6]"]
    assert fill("ונאמר “עד שיפוח היום”[1] שם.") == ["[שיר השירים ב, יז; ד, ו]"]


def test_verses_that_go_on_have_a_dash() -> None:
    text = "“והיו הדברים האלה וגו׳ ודברת בם”[1]"
    assert fill(text) == ["[דברים ו, ו–ז]"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("“וידבר ה׳ אל משה לאמר”[1]", "verses have the words"),
        (
            "“ואשים דברי בפיך”[1][2]",
            "note 1 or 2 may be Isaiah 51:16, and stays empty: it is not sure which",
        ),
        ("בספר “כרם חמד”[1]", "two words may be an idiom or the title of a book"),
        (
            "“גדול השלום, שנאמר ואשים דברי בפיך”[1]",
            "the quotation marks enclose other words as well",
        ),
        ("ישעיה נא, טז\n\n“ואשים דברי בפיך”[1]", "the text names the verse already"),
        ("“ואשים דברים בפיך ובצל ידי כסיתיך”[1]", "the words differ from the verse"),
    ],
)
def test_a_note_of_which_no_verse_is_sure_stays_empty(text: str, reason: str) -> None:
    assert not any(fill(text))
    ((code, message),) = [each for each in reports(text) if each[0] in {"M10", "M11"}]
    assert code == "M11"
    assert message.endswith(reason)


def test_a_note_with_a_body_and_a_note_beside_other_words_stay() -> None:
    assert fill("“ואשים דברי בפיך”[1]\n\nNotes\n\n1. A prophet.") == ["A prophet."]
    assert fill("“ואשים דברי בפיך” he said, and the scribes of this house wrote[1] more.") == [""]


def test_a_note_after_a_remark_on_the_verse_is_about_the_remark() -> None:
    assert fill("“ואשים דברי בפיך” (I put My words)[1] as well.") == ["[Isaiah 51:16]"]
    assert fill("“ואשים דברי בפיך” (see Rashi there)[1] as well.") == [""]


def empty(work: Work) -> Work:
    """Return a work without bodies of notes."""

    def change(node: Any) -> Any:
        return replace(node, blocks=()) if isinstance(node, Note) else node

    return rewrite(work, change)


@given(st.lists(st.integers(0, verse_count() - 1), min_size=1, max_size=3), st.integers(2, 9))
@settings(max_examples=examples(60), deadline=None)
def test_only_bodies_of_notes_are_added(places: list[int], length: int) -> None:
    words = [list(map(codex().form, next(codex().readings(place))))[:length] for place in places]
    lines = [f"“{' '.join(line)}”[{number}]" for number, line in enumerate(words, 1)]
    work = read_text("\n\n".join(lines)).value
    filled, plain_work = (verses(work, fills_notes=flag).value for flag in (True, False))
    assert empty(filled) == plain_work
    assert filled == plain_work or any(bodies(filled))
