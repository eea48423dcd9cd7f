"""Sizes, marks and empty pages of a booklet, and its diagnostics."""

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
from tests.booklet.inspection import message_of, number_positions
from tests.booklet.sample_pdfs import (
    A4,
    A5,
    HALF_LETTER,
    make_numbered_pdf,
    open_pdf,
    read_from_the_right,
)

PLAIN = BookletSettings()


class TestSizes:
    @pytest.mark.parametrize(
        ("page", "sheet", "size"),
        [(A5, "a4", (841.89, 595.276)), (HALF_LETTER, "letter", (792, 612))],
    )
    def test_pages_of_half_a_sheet_are_not_scaled(
        self, page: tuple[float, float], sheet: str, size: tuple[float, float]
    ) -> None:
        outcome = impose(make_numbered_pdf(4, page), BookletSettings(sheet=paper(sheet)))
        assert {each.code for each in outcome.diagnostics} == {"K01"}
        with open_pdf(outcome.value) as pdf:
            assert [float(x) for x in pdf.pages[0].mediabox][2:] == pytest.approx(size, abs=0.01)

    def test_office_paper_is_chosen_by_the_page_size(self) -> None:
        assert "print on A4" in message_of(
            impose(make_numbered_pdf(4, A5), PLAIN).diagnostics, "K01"
        )
        assert "print on Letter" in message_of(
            impose(make_numbered_pdf(4, HALF_LETTER), PLAIN).diagnostics, "K01"
        )

    def test_large_pages_are_shrunk_with_a_diagnostic(self) -> None:
        outcome = impose(make_numbered_pdf(4, A4), BookletSettings(sheet=paper("a4")))
        assert "shrunk to 71%" in message_of(outcome.diagnostics, "K07")
        with pymupdf.open(stream=outcome.value) as pdf:
            span = pdf[0].get_text("dict")["blocks"][0]["lines"][0]["spans"][0]
            assert span["size"] == pytest.approx(120 * 148.5 / 210, abs=0.05)

    def test_small_pages_are_centred_with_a_diagnostic(self) -> None:
        outcome = impose(
            make_numbered_pdf(4, (300, 400)), BookletSettings(sheet=paper("a4")), Binding.LEFT
        )
        assert "in the middle" in message_of(outcome.diagnostics, "K09")
        x, y = number_positions(outcome.value)["1"]
        assert x == pytest.approx(841.89 / 2 + 75, abs=0.01)
        assert y == pytest.approx(595.276 / 2, abs=0.01)

    def test_small_pages_are_enlarged_on_request(self) -> None:
        settings = BookletSettings(sheet=paper("a4"), scale=Scale.FIT)
        outcome = impose(make_numbered_pdf(4, (297.638, 419.528)), settings, Binding.LEFT)
        assert "enlarged to 141%" in message_of(outcome.diagnostics, "K09")

    def test_pages_of_other_sizes_are_centred_in_the_common_size(self) -> None:
        sizes = [A5, A5, (200, 300), A5, A4, A5]
        outcome = impose(make_numbered_pdf(6, sizes=sizes), PLAIN, Binding.LEFT)
        assert "pages 3, 5; each is set in the middle" in message_of(outcome.diagnostics, "K06")
        assert "shrunk" in message_of(outcome.diagnostics, "K06")
        positions = number_positions(outcome.value)
        fold, middle = 841.89 / 2, 595.276 / 2
        assert positions["3"] == pytest.approx((fold + A5[0] / 2 - 50, middle), abs=0.1)
        assert positions["5"][1] == pytest.approx(middle, abs=0.1)
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

    def test_the_common_size_need_not_be_that_of_the_first_page(self) -> None:
        outcome = impose(make_numbered_pdf(5, sizes=[A4, A5, A5, A5, A5]), PLAIN)
        assert "but not page 1;" in message_of(outcome.diagnostics, "K06")


class TestMarksAndBlanks:
    SMALL = (300.0, 400.0)

    def lines(self, settings: BookletSettings, side: int = 0) -> list[tuple[float, ...]]:
        """Return the lines of a side: x0, y0, x1, y1 from the upper left."""
        booklet = impose(make_numbered_pdf(7, self.SMALL), settings, Binding.LEFT).value
        with pymupdf.open(stream=booklet) as pdf:
            paths = [path["items"][0] for path in pdf[side].get_drawings() if path["type"] == "s"]
        return [(a.x, a.y, b.x, b.y) for kind, a, b in paths if kind == "l"]

    def test_crop_marks_are_at_the_corners_and_fold_marks_in_the_middle(self) -> None:
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

    def test_marks_move_with_creep(self) -> None:
        settings = BookletSettings(
            sheet=paper("letter"), marks=True, paper_thickness=thickness("1mm")
        )
        uprights = {x0 for x0, _, x1, _ in self.lines(settings, side=2) if x0 == x1}
        assert sorted(uprights) == pytest.approx([96 + MM, 396, 696 - MM], abs=0.01)

    def test_full_sheets_have_no_crop_marks_but_a_diagnostic(self) -> None:
        outcome = impose(make_numbered_pdf(4), replace(PLAIN, marks=True))
        assert "fill the A4 sheet" in message_of(outcome.diagnostics, "K12")

    def test_empty_pages_are_ruled_on_request(self) -> None:
        lines = self.lines(BookletSettings(sheet=paper("letter"), blanks=Blanks.RULED))
        assert len(lines) > 10
        assert all(y0 == y1 for _, y0, _, y1 in lines)
        assert all(96 < x0 < x1 < 396 for x0, _, x1, _ in lines), "page 8, left of page 1"
        assert self.lines(BookletSettings(sheet=paper("letter"))) == []


class TestDiagnostics:
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
    def test_one_line_explains_how_to_print(
        self, pages: int, settings: BookletSettings, words: str
    ) -> None:
        line = message_of(impose(make_numbered_pdf(pages), settings).diagnostics, "K01")
        assert words in line
        assert "\n" not in line

    def test_the_binding_is_that_of_the_pdf_by_default(self) -> None:
        hebrew = make_numbered_pdf(4, change=read_from_the_right)
        assert "on the right of" in message_of(impose(hebrew, PLAIN).diagnostics, "K01")
        assert "on the left of" in message_of(
            impose(make_numbered_pdf(4), PLAIN).diagnostics, "K01"
        )
        assert "on the left of" in message_of(
            impose(hebrew, PLAIN, Binding.LEFT).diagnostics, "K01"
        )

    @pytest.mark.parametrize(
        ("pages", "words"),
        [
            (1, "1 page on 1 sheet: the last 3 pages are empty"),
            (3, "3 pages on 1 sheet: the last page is empty"),
        ],
    )
    def test_empty_pages_are_counted(self, pages: int, words: str) -> None:
        assert message_of(impose(make_numbered_pdf(pages), PLAIN).diagnostics, "K13") == words

    def test_a_book_too_thick_to_staple_becomes_signatures(self) -> None:
        outcome = impose(make_numbered_pdf(81), PLAIN)
        assert "6 signatures of 4 sheets" in message_of(outcome.diagnostics, "K10")
        assert not [
            each for each in impose(make_numbered_pdf(80), PLAIN).diagnostics if each.code == "K10"
        ]

    def test_a_signature_too_thick_to_staple_is_made_on_request(self) -> None:
        outcome = impose(make_numbered_pdf(100), replace(PLAIN, signature=25))
        assert "25 sheets folded together" in message_of(outcome.diagnostics, "K10")

    def test_viewer_preferences_set_duplex_and_scaling(self) -> None:
        for duplex, name in (
            (Duplex.SHORT, "/DuplexFlipShortEdge"),
            (Duplex.LONG, "/DuplexFlipLongEdge"),
        ):
            with open_pdf(impose(make_numbered_pdf(4), replace(PLAIN, duplex=duplex)).value) as pdf:
                assert pdf.Root.ViewerPreferences.Duplex == name
                assert pdf.Root.ViewerPreferences.PrintScaling == "/None"

    def test_no_diagnostic_is_an_error(self) -> None:
        outcome = impose(make_numbered_pdf(100, A4), replace(PLAIN, marks=True))
        assert Severity.ERROR not in {each.severity for each in outcome.diagnostics}


class TestProof:
    def test_the_proof_shows_every_sheet_with_its_pages(self) -> None:
        proof_pdf = proof(
            make_numbered_pdf(22), replace(PLAIN, paper_thickness=thickness("80gsm")), Binding.RIGHT
        )
        with pymupdf.open(stream=proof_pdf) as pdf:
            text = "\n".join(page.get_text() for page in pdf)
        assert re.findall(r"Sheet (\d) of 6", text) == list("123456")
        assert {str(page) for page in range(1, 23)} <= set(text.split())
        assert "21, 22" in text
        assert "flip on short edge" in " ".join(text.split())

    def test_the_proof_depends_on_the_booklet(self) -> None:
        assert proof(make_numbered_pdf(4), PLAIN) != proof(make_numbered_pdf(4, HALF_LETTER), PLAIN)
        assert proof(make_numbered_pdf(4), PLAIN) == proof(make_numbered_pdf(4), PLAIN)
