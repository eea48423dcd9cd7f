"""The width of spines by the tables of printers, and by weight and bulk."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from publish.config.book_papers import PAPERS, paper_of_sheet, paper_of_weight
from publish.text.lengths import MM
from tests.wrap_cover.sample_covers import make_cover


@pytest.mark.parametrize(
    ("paper", "pages", "inches"),
    [
        # https://bookcoverslab.com/kdp-cover-size-calculator/quick-reference, rounded there
        *(("kdp-white", 100, 0.225), ("kdp-white", 200, 0.450), ("kdp-white", 300, 0.676)),
        *(("kdp-white", 250, 0.563), ("kdp-cream", 300, 0.75), ("kdp-colour", 300, 0.704)),
        ("kdp-white", 828, 1.865),
        # pages / 444 + 0.06
        *(("lulu", 32, 0.132), ("lulu", 444, 1.06)),
    ],
)
def test_tables_of_houses_give_the_widths_that_they_publish(paper: str, pages: int, inches: float):
    assert PAPERS[paper].spine(pages) / 25.4 == pytest.approx(inches, abs=0.0006)


def test_an_odd_last_page_is_on_a_leaf_of_its_own():
    paper = paper_of_sheet(0.1)
    assert paper.spine(99) == paper.spine(100) == pytest.approx(5.0)
    assert paper.spine(101) == pytest.approx(5.1)


def test_weight_times_bulk_is_the_thickness_of_a_leaf():
    # 80 g/m² at 1.25 cm³/g is office paper: 500 sheets are 50 mm high.
    assert paper_of_weight(80, 1.25).spine(1000) == pytest.approx(50)
    assert paper_of_weight(90, 2.0).spine(200) == pytest.approx(18)


@pytest.mark.parametrize(
    ("pages", "paper", "width"),
    [
        (40, '{ sheet = "0.1mm" }', 2.0),
        (300, '"kdp-cream"', 19.05),
        (500, "{ grams = 100, bulk = 1.2 }", 30.0),
    ],
)
def test_the_sheet_is_two_pages_and_the_spine(tmp_path: Path, pages: int, paper: str, width: float):
    cover = make_cover(tmp_path, f"[wrap_cover]\npaper = {paper}\nspine = false\n", pages)
    with pikepdf.open(BytesIO(cover.data)) as pdf:
        page = pdf.pages[0]
        trim = [float(value) / MM for value in page.TrimBox]
        bleed = [float(value) / MM for value in page.BleedBox]
        media = [float(value) / MM for value in page.MediaBox]
    assert trim[2] - trim[0] - 2 * 148 == pytest.approx(width, abs=0.05)
    assert trim[3] - trim[1] == pytest.approx(210, abs=0.05)
    assert bleed == pytest.approx([0, 0, 2 * 148 + width + 6, 216], abs=0.05)
    assert media == pytest.approx(bleed)
