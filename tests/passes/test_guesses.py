"""Each message about a guess ends in the mark or the setting that settles it."""

from __future__ import annotations

import tomllib

from publish import check
from publish.diagnostics import Diagnostic, Severity
from publish.diagnostics.rules.text import NO_TRANSLATION

PROSE = "He takes his pen in the morning and writes, and in the evening he reads what he wrote."

HEADINGS = f"The Ink\n\n{PROSE}\n\nThe Scribe\n\n{PROSE}\n\nThe Binder\n\n{PROSE}\n"


def check_text(text: str, code: str, settings: str = "") -> list[Diagnostic]:
    outcome = check(text, settings=tomllib.loads('title = "A Book"\n' + settings))
    return [each for each in outcome.diagnostics if each.code == code]


def test_headings_that_state_no_level_are_one_message_with_their_marks() -> None:
    (message,) = check_text(HEADINGS, "T28")
    assert message.severity is Severity.INFO
    assert "“\u2068The Scribe\u2069”" in message.message
    assert len(message.places) == len(message.hints)
    assert message.hints[-1] == '[[mark]]\nline = "The Binder"\nas = "text"'


def test_the_mark_of_a_message_settles_its_guess() -> None:
    (message,) = check_text(HEADINGS, "T28")
    assert check_text(HEADINGS, "T28", "\n".join(message.hints)) == []


def test_headings_that_state_their_level_are_no_guess() -> None:
    text = f"Chapter 1: The Ink\n\n{PROSE}\n\nChapter 2: The Scribe\n\n{PROSE}\n"
    assert check_text(text, "T28") == []


def test_the_shape_says_the_setting_of_another() -> None:
    (message,) = check_text(HEADINGS, "T05")
    assert message.hints[-1].startswith("shape = ")
    assert check_text(HEADINGS, "T05", message.hints[-1])[0].hints == ()


def test_an_original_without_a_translation_has_its_mark() -> None:
    example = NO_TRANSLATION.example
    assert example
    (message,) = check_text(example.before, "T06")
    assert message.hints[-1] == '[[mark]]\nline = "וְהַשְּׁאָר קְטַנּוֹת."\nas = "text"'
    assert check_text(example.before, "T06", message.hints[-1]) == []
