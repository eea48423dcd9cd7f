"""ISBNs: check digits, hyphens, and identifiers that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.facts.isbn import format_isbn, read_isbn


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("978-3-16-148410-0", "9783161484100"),
        ("urn:isbn:9783161484100", "9783161484100"),
        ("ISBN-13: 978 3 16 148410 0", "9783161484100"),
        ("ISBN 0-306-40615-2", "0306406152"),
        ("0-8044-2957-X", "080442957X"),
        ("our-7", None),
        ("https://example.org/7", None),
        ("2025010101", None),
        ("urn:uuid:5f0c1b0e-6c1d-4a83-9d0f-3b7c52a9e2d4", None),
    ],
)
def test_an_isbn_is_known_from_other_identifiers(text: str, digits: str | None) -> None:
    assert read_isbn(text) == digits


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("978-3-16-148410-1", "978-3-16-148410-0"),
        ("urn:isbn:0306406153", "0-306-40615-2"),
        ("ISBN 978-965", "978-3-16-148410-0"),
    ],
)
def test_a_wrong_isbn_is_an_error_with_a_right_one(text: str, hint: str) -> None:
    with pytest.raises(ValueError, match=hint):
        read_isbn(text)


@pytest.mark.parametrize(
    ("digits", "printed"),
    [
        ("9780306406157", "978-0-306-40615-7"),
        ("9783161484100", "978-3-16-148410-0"),
        ("9789652293398", "978-965-229-339-8"),
        ("9791090636071", "979-10-90636-07-1"),
        ("9798602405453", "979-8-6024-0545-3"),
        ("0306406152", "0-306-40615-2"),
    ],
)
def test_hyphens_stand_between_the_parts(digits: str, printed: str) -> None:
    assert format_isbn(digits) == printed


@given(st.from_regex(r"97[89]\d{10}", fullmatch=True))
def test_hyphens_change_no_digit(digits: str) -> None:
    assert format_isbn(digits).replace("-", "") == digits


@given(st.integers(0, 10**9 - 1), st.integers(3, 12), st.integers(1, 9))
def test_one_wrong_digit_is_found(body: int, place: int, step: int) -> None:
    digits = f"978{body:09}"
    weights = sum(int(digit) * (1 + 2 * (n % 2)) for n, digit in enumerate(digits))
    right = digits + str(-weights % 10)
    assert read_isbn(right) == right
    wrong = right[:place] + str((int(right[place]) + step) % 10) + right[place + 1 :]
    with pytest.raises(ValueError, match="right"):
        read_isbn(wrong)
