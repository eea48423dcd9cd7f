"""Bar codes, read from their pixels by the widths of their bars, as scanners do."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.facts.isbn import read_isbn, to_isbn_13
from publish.writers.wrap_cover.bar_code import MODULE, encode_ean13
from publish.writers.wrap_cover.geometry import Area
from tests.wrap_cover.sample_covers import Cover, make_cover

WIDTHS = ("3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112")
"""The widths of space, bar, space and bar of each digit in the left half (ISO/IEC 15420)."""

FIRST_DIGITS = "LLLLLL LLGLGG LLGGLG LLGGGL LGLLGG LGGLLG LGGGLL LGLGLG LGLGGL LGGLGL".split()


def read_widths(widths: list[int]) -> str:
    """Return the digits of a symbol by the widths of its bars and spaces, in modules."""
    assert widths[:3] == widths[-3:] == [1, 1, 1]
    assert widths[27:32] == [1, 1, 1, 1, 1]
    groups = [widths[start : start + 4] for start in (*range(3, 27, 4), *range(32, 56, 4))]
    digits, kinds = "", ""
    for group in groups:
        text = "".join(map(str, group))
        kind = "L" if text in WIDTHS else "G"
        kinds += kind
        digits += str(WIDTHS.index(text if kind == "L" else text[::-1]))
    assert kinds[6:] == "LLLLLL"  # bars and spaces change places there, the widths do not
    return f"{FIRST_DIGITS.index(kinds[:6])}{digits}"


def measure(line: bytes, module: float) -> tuple[int, list[int], int]:
    """Return the modules of quiet before and after the bars of a row of pixels, and theirs."""
    runs = [
        (bool(dark), len(list(run)) / module)
        for dark, run in groupby(pixel < 128 for pixel in line)
    ]
    assert not runs[0][0]
    assert not runs[-1][0]
    assert all(abs(width - round(width)) < 0.2 for _, width in runs[1:-1])
    return int(runs[0][1]), [round(width) for _, width in runs[1:-1]], int(runs[-1][1])


def read_code(cover: Cover, dpi: int = 900) -> tuple[int, str, int]:
    """Return the digits of the bar code on the back of a cover, and the quiet zones beside it."""
    back = cover.geometry.back
    strip = cover.draw(Area(back.x, 27, back.width, 0.5), dpi).getchannel(0)
    row = strip.crop((0, 4, strip.width, 5)).tobytes()
    white = [place for place, pixel in enumerate(row) if pixel > 250]
    line = row[white[0] : white[-1] + 1]
    left, widths, right = measure(line, MODULE * dpi / 25.4)
    return left, read_widths(widths), right


@given(st.integers(0, 10**9 - 1))
def test_all_digits_are_read_back(number: int):
    body = f"978{number:09d}"
    check = -sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body)) % 10
    modules = encode_ean13(f"{body}{check}")
    assert len(modules) == 95
    widths = [len(list(run)) for _, run in groupby(modules)]
    assert read_widths(widths) == f"{body}{check}"


def test_a_bar_of_another_width_is_not_read_as_the_same_number():
    widths = [len(list(run)) for _, run in groupby(encode_ean13("9780306406157"))]
    widths[3], widths[4] = widths[4], widths[3]
    with pytest.raises((AssertionError, ValueError)):
        assert read_widths(widths) == "9780306406157"


def test_an_isbn_of_ten_digits_has_the_bar_code_of_thirteen():
    assert to_isbn_13(read_isbn("0-306-40615-2") or "") == "9780306406157"
    assert to_isbn_13("9780306406157") == "9780306406157"


@pytest.mark.slow
def test_the_number_over_the_bars_is_that_of_the_bars(tmp_path: Path):
    cover = make_cover(tmp_path, 'identifier = "0-306-40615-2"\n')
    with pdfium.PdfDocument(cover.data) as pdf:
        assert "ISBN 978-0-306-40615-7" in pdf[0].get_textpage().get_text_range()


@pytest.mark.slow
@pytest.mark.parametrize("binding", ["left", "right"])
def test_the_printed_code_is_read_with_its_quiet_zones(tmp_path: Path, binding: str):
    settings = (
        f'identifier = "978-965-90123-4-3"\nbinding = "{binding}"\n'
        '[wrap_cover]\npaper = "kdp-white"\n'
    )
    left, digits, right = read_code(make_cover(tmp_path, settings))
    assert digits == "9789659012343"
    assert left >= 11
    assert right >= 7
