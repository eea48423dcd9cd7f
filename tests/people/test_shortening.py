"""Diagnostics of a list with one fault in many rows."""

from __future__ import annotations

from publish.artifacts.people.cover_sheets import shorten
from publish.diagnostics.rules.people import FORMULA, ROW_TWICE


def test_eight_of_a_rule_are_shown_and_the_others_counted() -> None:
    formulas = tuple(FORMULA.anywhere(f"cell A{number}") for number in range(1, 21))
    twice = ROW_TWICE.anywhere("row 3")
    messages = [each.message for each in shorten((*formulas, twice))]
    assert messages[0] == "cell A1"
    assert messages[7] == "cell A8; and 12 other places like it"
    assert messages[8:] == ["row 3"]


def test_a_few_are_all_shown() -> None:
    formulas = tuple(FORMULA.anywhere(f"cell A{number}") for number in range(1, 9))
    assert shorten(formulas) == formulas
