"""The size of a name on a cover, by its width in the faces of the theme."""

from __future__ import annotations

import pytest

from publish.themes.theme import load
from publish.writers.pdf.content.personal_words import NameMeasure, measure_of


@pytest.fixture(scope="module")
def measure() -> NameMeasure:
    theme = load("classic")
    return measure_of(theme, theme.page("a5"))


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("Anna Cohen", ""),
        ("רות כהן", ""),
        ("Иван Петров", ""),
        ("Elisheva Rosenbaum-Goldstein", "long"),
        ("Elisheva Rosenbaum-Goldstein and Yehoshua Rosenbaum", "long"),
        ("רבקה שרה אסתר מרים בת־שבע ויז׳ניצר־הורוביץ לבית רפופורט", "long"),
        ("Reverend Elisheva Rosenbaum-Goldstein and Yehoshua Rosenbaum", "very-long"),
        ("Maximiliana " * 12, None),
        ("x" * 200, None),
    ],
)
def test_a_name_has_the_first_step_in_which_it_fits(
    measure: NameMeasure, name: str, size: str | None
) -> None:
    assert measure.choose_size(name) == size


def test_lines_under_a_name_may_take_three_lines(measure: NameMeasure) -> None:
    assert measure.fits_under_name("Table 2 · Seat 3")
    assert not measure.fits_under_name("Table of the guests " * 12)


def test_vowel_points_take_no_room(measure: NameMeasure) -> None:
    assert measure.width("מִרְיָם") == measure.width("מרים")
    assert measure.width("מרים") > 1
