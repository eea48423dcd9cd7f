"""Sizes, marks, empty pages, and what is said of each."""

from __future__ import annotations

import re
from dataclasses import replace

import pymupdf
import pytest

from publish.config.booklet_options import (
    Binding,
    Blanks,
    BookletSettings,
    Duplex,
    Scale,
    paper,
    thickness,
)
from publish.diagnostics import Severity
from publish.text.lengths import MM
from publish.writers.booklet import impose, proof
from tests.booklet.looking import said, where
from tests.booklet.pdfs import A4, A5, HALF_LETTER, numbered, opened, read_from_the_right

PLAIN = BookletSettings()


class TestSizes:
    @pytest.mark.parametrize(
        ("page", "sheet", "size"),
        [(A5, "a4", (841.89, 595.276)), (HALF_LETTER, "letter", (792, 612))],
    )
    def test_half_a_sheet_is_printed_as_it_is(
        self, page: tuple[float, float], sheet: str, size: tuple[float, float]
    ) -> None:
        outcome = impose(numbered(4, page), BookletSettings(sheet=paper(sheet)))
        assert {one.code for one in outcome.diagnostics} == {"K01"}
        with opened(outcome.value) as pdf:
            assert [float(x) for x in pdf.pages[0].mediabox][2:] == pytest.approx(size, abs=0.01)

    def test_office_paper_belongs_to_the_page(self) -> None:
        assert "print on A4" in said(impose(numbered(4, A5), PLAIN).diagnostics, "K01")
        assert "print on Letter" in said(impose(numbered(4, HALF_LETTER), PLAIN).diagnostics, "K01")

    def test_what_is_too_large_is_shrunk_and_said(self) -> None:
        outcome = impose(numbered(4, A4), BookletSettings(sheet=paper("a4")))
        assert "shrunk to 71%" in said(outcome.diagnostics, "K07")
        with pymupdf.open(stream=outcome.value) as pdf:
            span = pdf[0].get_text("dict")["blocks"][0]["lines"][0]["spans"][0]
            assert span["size"] == pytest.approx(120 * 148.5 / 210, abs=0.05)

    def test_what_is_small_stands_in_the_middle_and_is_said(self) -> None:
        outcome = impose(numbered(4, (300, 400)), BookletSettings(sheet=paper("a4")), Binding.LEFT)
        assert "in the middle" in said(outcome.diagnostics, "K09")
        x, y = where(outcome.value)["1"]
        assert x == pytest.approx(841.89 / 2 + 75, abs=0.01)
        assert y == pytest.approx(595.276 / 2, abs=0.01)

    def test_what_is_small_is_enlarged_when_asked(self) -> None:
        settings = BookletSettings(sheet=paper("a4"), scale=Scale.FIT)
        outcome = impose(numbered(4, (297.638, 419.528)), settings, Binding.LEFT)
        assert "enlarged to 141%" in said(outcome.diagnostics, "K09")

    def test_pages_of_several_sizes_stand_in_the_middle_of_the_usual_one(self) -> None:
        sizes = [A5, A5, (200, 300), A5, A4, A5]
        outcome = impose(numbered(6, sizes=sizes), PLAIN, Binding.LEFT)
        assert "pages 3, 5; each is set in the middle" in said(outcome.diagnostics, "K06")
        assert "shrunk" in said(outcome.diagnostics, "K06")
        found = where(outcome.value)
        fold, middle = 841.89 / 2, 595.276 / 2
        assert found["3"] == pytest.approx((fold + A5[0] / 2 - 50, middle), abs=0.1)
        assert found["5"][1] == pytest.approx(middle, abs=0.1)
        with pymupdf.open(stream=outcome.value) as pdf:
            spans = [
                span
                for page in pdf
                for block in page.get_text("dict")["blocks"]
                for line in block["lines"]
                for span in line["spans"]
            ]
        heights = {span["text"]: span["size"] for span in spans}
        assert heights["5"] == pytest.approx(120 * A5[0] / A4[0], abs=0.1)
        assert heights["3"] == pytest.approx(120)

    def test_the_usual_size_is_not_that_of_the_first_page(self) -> None:
        outcome = impose(numbered(5, sizes=[A4, A5, A5, A5, A5]), PLAIN)
        assert "but not page 1;" in said(outcome.diagnostics, "K06")


class TestMarksAndBlanks:
    SMALL = (300.0, 400.0)

    def lines(self, settings: BookletSettings, side: int = 0) -> list[tuple[float, ...]]:
        """The marks of a side: x0, y0, x1, y1 from the upper left."""
        made = impose(numbered(7, self.SMALL), settings, Binding.LEFT).value
        with pymupdf.open(stream=made) as pdf:
            drawn = [path["items"][0] for path in pdf[side].get_drawings() if path["type"] == "s"]
        return [(a.x, a.y, b.x, b.y) for kind, a, b in drawn if kind == "l"]

    def test_cuts_stand_at_the_corners_and_the_fold_in_the_middle(self) -> None:
        lines = self.lines(BookletSettings(sheet=paper("letter"), marks=True))
        uprights = sorted({round(x0) for x0, _, x1, _ in lines if x0 == x1})
        levels = sorted({round(y0) for _, y0, _, y1 in lines if y0 == y1})
        assert uprights == [396 - 300, 396, 396 + 300]
        assert levels == [106, 506]
        assert len(lines) == 10

    def test_no_mark_touches_a_page(self) -> None:
        for x0, y0, x1, y1 in self.lines(BookletSettings(sheet=paper("letter"), marks=True)):
            outside_across = max(x0, x1) < 96 or min(x0, x1) > 696
            outside_upright = max(y0, y1) < 106 or min(y0, y1) > 506
            assert outside_across or outside_upright

    def test_marks_creep_with_their_pages(self) -> None:
        settings = BookletSettings(sheet=paper("letter"), marks=True, creep=thickness("1mm"))
        uprights = {x0 for x0, _, x1, _ in self.lines(settings, side=2) if x0 == x1}
        assert sorted(uprights) == pytest.approx([96 + MM, 396, 696 - MM], abs=0.01)

    def test_full_sheets_have_none_and_say_so(self) -> None:
        outcome = impose(numbered(4), replace(PLAIN, marks=True))
        assert "fill the A4 sheet" in said(outcome.diagnostics, "K12")

    def test_empty_pages_are_ruled_when_asked(self) -> None:
        ruled = self.lines(BookletSettings(sheet=paper("letter"), blanks=Blanks.RULED))
        assert len(ruled) > 10
        assert all(y0 == y1 for _, y0, _, y1 in ruled)
        assert all(96 < x0 < x1 < 396 for x0, _, x1, _ in ruled), "page 8, left of page 1"
        assert self.lines(BookletSettings(sheet=paper("letter"))) == []


class TestWhatIsSaid:
    @pytest.mark.parametrize(
        ("pages", "settings", "words"),
        [
            (3, PLAIN, "print on A4, on both sides, flip on short edge, actual size"),
            (8, replace(PLAIN, duplex=Duplex.LONG), "flip on long edge"),
            (8, PLAIN, "fold the 2 sheets together, staple in the fold"),
            (40, replace(PLAIN, signature=4), "fold 4 sheets at a time, lay the 3 signatures"),
            (8, replace(PLAIN, cover=True), "sheet 1 is the cover"),
            (4, replace(PLAIN, cover=True), "fold the sheet"),
        ],
    )
    def test_one_line_says_how_to_print(
        self, pages: int, settings: BookletSettings, words: str
    ) -> None:
        line = said(impose(numbered(pages), settings).diagnostics, "K01")
        assert words in line
        assert "\n" not in line

    def test_the_binding_is_that_of_the_pdf_unless_told(self) -> None:
        hebrew = numbered(4, change=read_from_the_right)
        assert "on the right of" in said(impose(hebrew, PLAIN).diagnostics, "K01")
        assert "on the left of" in said(impose(numbered(4), PLAIN).diagnostics, "K01")
        assert "on the left of" in said(impose(hebrew, PLAIN, Binding.LEFT).diagnostics, "K01")

    @pytest.mark.parametrize(
        ("pages", "words"),
        [
            (1, "1 page on 1 sheet: the last 3 pages are empty"),
            (3, "3 pages on 1 sheet: the last page is empty"),
        ],
    )
    def test_empty_pages_are_counted(self, pages: int, words: str) -> None:
        assert said(impose(numbered(pages), PLAIN).diagnostics, "K13") == words

    def test_a_book_too_thick_to_staple_becomes_signatures(self) -> None:
        outcome = impose(numbered(81), PLAIN)
        assert "6 signatures of 4 sheets" in said(outcome.diagnostics, "K10")
        assert not [one for one in impose(numbered(80), PLAIN).diagnostics if one.code == "K10"]

    def test_one_signature_that_is_too_thick_is_made_when_asked(self) -> None:
        outcome = impose(numbered(100), replace(PLAIN, signature=25))
        assert "25 sheets folded together" in said(outcome.diagnostics, "K10")

    def test_the_print_dialog_is_told_as_well(self) -> None:
        for duplex, name in (
            (Duplex.SHORT, "/DuplexFlipShortEdge"),
            (Duplex.LONG, "/DuplexFlipLongEdge"),
        ):
            with opened(impose(numbered(4), replace(PLAIN, duplex=duplex)).value) as pdf:
                assert pdf.Root.ViewerPreferences.Duplex == name
                assert pdf.Root.ViewerPreferences.PrintScaling == "/None"

    def test_nothing_is_worse_than_a_warning(self) -> None:
        outcome = impose(numbered(100, A4), replace(PLAIN, marks=True))
        assert Severity.ERROR not in {one.severity for one in outcome.diagnostics}


class TestProof:
    def test_it_shows_every_sheet_and_names_its_pages(self) -> None:
        shown = proof(numbered(22), replace(PLAIN, creep=thickness("80gsm")), Binding.RIGHT)
        with pymupdf.open(stream=shown) as pdf:
            text = "\n".join(page.get_text() for page in pdf)
        assert re.findall(r"Sheet (\d) of 6", text) == list("123456")
        assert {str(page) for page in range(1, 23)} <= set(text.split())
        assert "21, 22" in text
        assert "flip on short edge" in " ".join(text.split())

    def test_it_is_made_of_the_booklet_itself(self) -> None:
        assert proof(numbered(4), PLAIN) != proof(numbered(4, HALF_LETTER), PLAIN)
        assert proof(numbered(4), PLAIN) == proof(numbered(4), PLAIN)
