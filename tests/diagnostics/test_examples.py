"""The examples of `publish explain`: each shows its own diagnostic, and how the text loses it."""

from __future__ import annotations

import tomllib

import pytest

from publish import check, read
from publish.diagnostics import Effect, Rule
from publish.diagnostics.rules import RULES
from publish.preflight.expected_text import collect_text

BY_SETTING = ("T12", "T27")
"""The rules about what a setting does to a text."""

WITH_EXAMPLE = [rule for rule in RULES.values() if rule.example]


def codes(text: str, setting: str = "") -> set[str]:
    return {code for code, _ in messages(text, setting)}


def messages(text: str, setting: str) -> set[tuple[str, str]]:
    diagnostics = check(text, settings=tomllib.loads(setting)).diagnostics
    return {(d.code, d.message) for d in diagnostics}


def book_text(text: str, setting: str = "") -> str:
    sections = read(text, settings=tomllib.loads(setting)).value.sections
    expected = collect_text(sections)
    return "".join(piece.text for piece in expected.running)


@pytest.mark.parametrize("rule", WITH_EXAMPLE, ids=lambda rule: rule.code)
def test_an_example_shows_its_diagnostic(rule: Rule) -> None:
    assert rule.example
    needed = rule.example.setting if rule.code in BY_SETTING else ""
    assert rule.code in codes(rule.example.before, needed)


@pytest.mark.parametrize(
    "rule",
    [r for r in WITH_EXAMPLE if r.effect in (Effect.FOUND, Effect.INFERRED)],
    ids=lambda rule: rule.code,
)
def test_the_corrected_text_has_no_such_diagnostic(rule: Rule) -> None:
    assert rule.example
    if rule.example.after:
        assert rule.code not in codes(rule.example.after)


@pytest.mark.parametrize(
    "rule",
    [r for r in WITH_EXAMPLE if r.effect in (Effect.CHANGED, Effect.DROPPED)],
    ids=lambda rule: rule.code,
)
def test_the_book_prints_the_text_that_the_example_gives(rule: Rule) -> None:
    assert rule.example
    needed = rule.example.setting if rule.code in BY_SETTING else ""
    assert rule.example.after in book_text(rule.example.before, needed)


@pytest.mark.parametrize(
    "rule", [r for r in WITH_EXAMPLE if r.example.setting], ids=lambda rule: rule.code
)
def test_the_setting_decides(rule: Rule) -> None:
    assert rule.example
    text, setting = rule.example.before, rule.example.setting
    if rule.code == "G01":
        assert "Glossary" in book_text(text, setting)
    else:
        assert of_rule(rule, messages(text, "")) != of_rule(rule, messages(text, setting))


def of_rule(rule: Rule, messages: set[tuple[str, str]]) -> set[str]:
    return {message for code, message in messages if code == rule.code}


def test_every_rule_about_texts_has_an_example() -> None:
    missing = [r.code for r in RULES.values() if r.code[0] in "TNQHRG" and not r.example]
    # T26 is about a folder book, T29 about settings, and R05 compares two lines of a book with an
    # original and its translation.
    assert missing == ["T26", "T29", "R05"]
