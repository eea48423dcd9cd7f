"""Numbers in Hebrew letters, both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.text.numerals import format_numeral, parse_numeral


@pytest.mark.parametrize(
    ("number", "written", "plainly"),
    [
        (1, "א׳", "א׳"),
        (15, "ט״ו", "ט״ו"),
        (16, "ט״ז", "ט״ז"),
        (46, "מ״ו", "מ״ו"),
        (115, "קט״ו", "קט״ו"),
        (152, "קנ״ב", "קנ״ב"),
        (270, "ע״ר", "ר״ע"),
        (272, "רע״ב", "רע״ב"),
        (298, "רח״צ", "רצ״ח"),
        (304, "ד״ש", "ש״ד"),
        (344, "שד״מ", "שד״מ"),
        (999, "תתקצ״ט", "תתקצ״ט"),
        (5000, "ה׳ אלפים", "ה׳ אלפים"),
        (5744, "ה׳תשד״מ", "ה׳תשד״מ"),
        (5786, "ה׳תשפ״ו", "ה׳תשפ״ו"),
    ],
)
def test_a_number_is_written_with_its_marks_and_as_a_pleasant_word(
    number: int, written: str, plainly: str
) -> None:
    assert format_numeral(number) == written
    assert format_numeral(number, pleasant=False) == plainly


def test_marks_can_be_left_out() -> None:
    assert [format_numeral(number, marks=False) for number in (46, 5, 304)] == ["מו", "ה", "דש"]


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_a_number_that_has_no_letters_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="not between 1 and 9999"):
        format_numeral(number)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ('מ"ו', 46),
        ("מ״ו", 46),
        ("מ”ו", 46),
        ("מ''ו", 46),
        ("מו", 46),
        ("ה'", 5),
        ('ל"א', 31),
        ('ע"ר', 270),
        ('ר"ע', 270),
        ("ה'תשפ\"ו", 5786),
        ('התשפ"ו', 5786),
        ('תשפ"ו', 786),
        ('תש"ן', 750),
    ],
)
def test_a_number_is_read_however_its_marks_were_typed(written: str, number: int) -> None:
    assert parse_numeral(written) == number


@pytest.mark.parametrize("word", ["זה", "מי", "שני", "ספר", "יה", "יו", "", '"', "a", "ה׳ל", "ךמ"])
def test_a_word_is_no_number(word: str) -> None:
    assert parse_numeral(word) is None


@given(st.integers(1, 9999), st.booleans())
def test_what_is_written_is_read_as_the_same_number(number: int, pleasant: bool) -> None:
    if number % 1000:
        assert parse_numeral(format_numeral(number, pleasant=pleasant)) == number


@given(st.text(alphabet="אבגדהוזחטיכלמנסעפצקרשתםן'\"׳״ ", max_size=8))
def test_any_letters_are_read_or_refused(letters: str) -> None:
    number = parse_numeral(letters)
    assert number is None or 1 <= number <= 9999
