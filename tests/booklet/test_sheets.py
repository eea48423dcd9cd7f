"""Imposed pages: the pixels of the originals, at their places, and nothing of them twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from publish.config.booklet_options import (
    Binding,
    Blanks,
    BookletSettings,
    Duplex,
    Scale,
    paper,
    thickness,
)
from publish.text.lengths import MM
from publish.writers.booklet import impose, proof
from tests.booklet.looking import said, seen, where
from tests.booklet.pdfs import HALF_LETTER, box, numbered, opened

PLAIN = BookletSettings()
LETTER = BookletSettings(sheet=paper("letter"))


def nothing(_: Pdf) -> None:
    pass


def turn(degrees: int) -> Callable[[Pdf], None]:
    """Turn every page, and swap its sides where it lies down so that it is seen upright again."""

    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj.Rotate = degrees
            if degrees % 180:
                page.obj.MediaBox = box(0, 0, HALF_LETTER[1], HALF_LETTER[0])

    return change


def crop(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.MediaBox = box(-50, -20, HALF_LETTER[0] + 70, HALF_LETTER[1] + 30)
        page.obj.CropBox = box(HALF_LETTER[0], HALF_LETTER[1], 0, 0)  # corners in any order


def cut_out(pdf: Pdf) -> None:
    """Show a part of a page, in units of half a point, turned on its side."""
    for page in pdf.pages:
        page.obj.MediaBox = box(-30, -40, 1400, 900)
        page.obj.CropBox = box(10, 20, 10 + 2 * HALF_LETTER[1], 20 + 2 * HALF_LETTER[0])
        page.obj.UserUnit = 0.5
        page.obj.Rotate = 90


def half_units(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.MediaBox = box(0, 0, HALF_LETTER[0] / 2, HALF_LETTER[1] / 2)
        page.obj.UserUnit = 2


def inherit(pdf: Pdf) -> None:
    """Give what every page has to the group of pages that they stand in."""
    for key in ("/MediaBox", "/Resources"):
        pdf.Root.Pages[key] = pdf.pages[0].obj[key]
        for page in pdf.pages:
            del page.obj[key]
    pdf.Root.Pages["/Rotate"] = 180


def pieces(pdf: Pdf) -> None:
    """Cut every content in two streams, between two operators as well as anywhere else."""
    for page in pdf.pages:
        content = page.obj.Contents.read_bytes()
        at = content.index(b"\n")
        page.obj.Contents = Array(
            [pdf.make_stream(content[:at]), pdf.make_stream(content[at + 1 :])]
        )


def share(pdf: Pdf) -> None:
    """Let all pages draw one and the same stream."""
    for page in pdf.pages:
        page.obj.Contents = pdf.pages[0].obj.Contents


class TestPixels:
    @pytest.mark.parametrize(
        "change",
        [
            nothing,
            turn(90),
            turn(180),
            turn(270),
            turn(-90),
            crop,
            half_units,
            cut_out,
            inherit,
            pieces,
            share,
        ],
    )
    def test_a_page_looks_as_it_did(self, change: Callable[[Pdf], None]) -> None:
        book = numbered(4, HALF_LETTER, change=change)
        made = impose(book, LETTER, Binding.LEFT).value
        width, height = HALF_LETTER
        halves = (0.0, 0.0, width, height), (width, 0.0, 2 * width, height)
        for side, pages in enumerate([(3, 0), (1, 2)]):
            for half, page in zip(halves, pages, strict=True):
                assert seen(made, side, half) == seen(book, page), f"page {page + 1}"

    def test_on_its_head_where_the_printer_turns_the_long_edge(self) -> None:
        book = numbered(4, HALF_LETTER)
        made = impose(book, replace(LETTER, duplex=Duplex.LONG), Binding.LEFT).value
        width, height = HALF_LETTER
        turned = numbered(4, HALF_LETTER, change=turn(180))
        assert seen(made, 1, (0, 0, width, height)) == seen(turned, 2)
        assert seen(made, 1, (width, 0, 2 * width, height)) == seen(turned, 1)

    def test_the_control_another_page_looks_otherwise(self) -> None:
        book = numbered(4, HALF_LETTER)
        made = impose(book, LETTER, Binding.LEFT).value
        assert seen(made, 0, (0, 0, *HALF_LETTER)) != seen(book, 0)

    def test_all_of_a_large_page_is_there(self) -> None:
        def black(pdf: Pdf) -> None:
            for page in pdf.pages:
                page.obj.Contents = pdf.make_stream(b"-9 -9 9999 9999 re f")

        book = numbered(4, (842, 1191), change=black)
        made = impose(book, BookletSettings(sheet=paper("a4"), scale=Scale.FIT)).value
        pixels = seen(made, 0)[::3]
        assert pixels.count(0) > 0.99 * len(pixels)

    def test_bleed_is_kept_outside_and_cut_at_the_fold(self) -> None:
        def bleed(pdf: Pdf) -> None:
            for page in pdf.pages:
                page.obj.TrimBox = box(20, 20, 320, 420)
                page.obj.BleedBox = box(11, 11, 329, 429)
                page.obj.Contents = pdf.make_stream(b"0 0 340 440 re f")

        made = impose(numbered(4, (340, 440), change=bleed), LETTER, Binding.LEFT).value
        middle, width = 396, 300 + 9
        row = seen(made, 0, (0, 306, 792, 307))[::3]
        assert row == b"\xff" * (middle - width) + b"\0" * 2 * width + b"\xff" * (middle - width)


class TestEconomy:
    def test_each_page_and_each_font_is_there_once(self) -> None:
        with opened(impose(numbered(37), PLAIN).value) as pdf:
            objects = [one for one in pdf.objects if isinstance(one, Dictionary | pikepdf.Stream)]
            forms = [one for one in objects if one.get("/Subtype") == Name.Form]
            fonts = [one for one in objects if one.get("/Type") == Name.Font]
        assert len(forms) == 37
        assert len(fonts) == 1

    def test_the_content_of_a_page_is_the_very_same(self) -> None:
        book = numbered(3)
        with opened(book) as before, opened(impose(book, PLAIN, Binding.LEFT).value) as after:
            contents = [page.obj.Contents.read_bytes() for page in before.pages]
            first = after.pages[0].obj.Resources.XObject
            second = after.pages[1].obj.Resources.XObject
            assert [f.read_bytes() for f in (first.R, second.L, second.R)] == contents

    @pytest.mark.parametrize("pages", [100, 1000])
    def test_a_booklet_is_hardly_larger_than_its_book(self, pages: int) -> None:
        book = numbered(pages)
        assert len(impose(book, PLAIN).value) <= 1.1 * len(book)

    @pytest.mark.parametrize("pages", [1, 3, 30])
    def test_it_is_sound_to_qpdf(self, pages: int) -> None:
        settings = BookletSettings(sheet=paper("a3"), marks=True, blanks=Blanks.RULED, cover=True)
        for made in (
            impose(numbered(pages), settings).value,
            proof(numbered(pages), settings),
        ):
            with opened(made) as pdf:
                assert pdf.check_pdf_syntax() == []

    def test_two_makings_are_the_same_byte_for_byte(self) -> None:
        settings = BookletSettings(marks=True, sheet=paper("a3"), blanks=Blanks.RULED)
        assert impose(numbered(9), settings).value == impose(numbered(9), settings).value

    def test_links_go_and_what_is_stamped_on_a_page_stays(self) -> None:
        def annotate(pdf: Pdf) -> None:
            stamp = pdf.make_stream(
                b"0 0 100 100 re f", Type=Name.XObject, Subtype=Name.Form, BBox=box(0, 0, 100, 100)
            )
            link = Dictionary(
                Type=Name.Annot,
                Subtype=Name.Link,
                Rect=box(0, 0, 90, 90),
                F=4,
                A=Dictionary(S=Name.URI, URI="https://example.org/"),
            )
            stamped = Dictionary(
                Type=Name.Annot,
                Subtype=Name.Stamp,
                Rect=box(200, 400, 300, 500),
                F=4,
                AP=Dictionary(N=stamp),
            )
            for page in pdf.pages:
                page.obj.Annots = Array([pdf.make_indirect(link), pdf.make_indirect(stamped)])

        book = numbered(1, HALF_LETTER, change=annotate)
        made = impose(book, LETTER, Binding.LEFT).value
        assert b"example.org" in book
        with opened(made) as pdf:
            assert all("/Annots" not in page.obj for page in pdf.pages)
            assert not any("example.org" in repr(one) for one in pdf.objects)
        width, height = HALF_LETTER
        assert seen(made, 0, (width, 0, 2 * width, height)) == seen(book, 0)
        assert seen(book, 0) != seen(numbered(1, HALF_LETTER), 0)

    def test_layers_that_are_hidden_stay_hidden(self) -> None:
        def hide(pdf: Pdf) -> None:
            layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="draft"))
            pdf.Root.OCProperties = Dictionary(
                OCGs=Array([layer]), D=Dictionary(OFF=Array([layer]), Order=Array([]))
            )
            page = pdf.pages[0].obj
            page.Resources.Properties = Dictionary(Draft=layer)
            page.Contents = pdf.make_stream(
                b"/OC /Draft BDC 0 0 300 300 re f EMC " + page.Contents.read_bytes()
            )

        book = numbered(1, HALF_LETTER, change=hide)
        made = impose(book, LETTER, Binding.LEFT).value
        width, height = HALF_LETTER
        assert seen(made, 0, (width, 0, 2 * width, height)) == seen(book, 0)
        assert seen(book, 0) == seen(numbered(1, HALF_LETTER), 0)


class TestCreep:
    """Toward the spine, sheet by sheet, by what theory says to a hundredth of a millimetre."""

    @pytest.mark.parametrize("binding", Binding)
    @pytest.mark.parametrize("paper_thickness", ["0.1mm", "0.14mm", "0.004in"])
    def test_every_page_moves_as_its_sheet_does(
        self, paper_thickness: str, binding: Binding
    ) -> None:
        pages, signature = 100, 10
        thick = thickness(paper_thickness) / MM
        settings = BookletSettings(signature=signature)
        before = where(impose(numbered(pages), settings, binding).value)
        crept = replace(settings, creep=thickness(paper_thickness))
        after = where(impose(numbered(pages), crept, binding).value)
        for page in range(1, pages + 1):
            place = (page - 1) % (4 * signature)
            last = min(4 * signature, pages - (page - 1 - place)) - 1
            around = min(place, last - place) // 2
            is_recto = page % 2 == 1
            to_the_spine = -1 if is_recto == (binding is Binding.LEFT) else 1
            moved = (after[str(page)][0] - before[str(page)][0]) / MM
            assert moved == pytest.approx(to_the_spine * around * thick, abs=0.01)
            assert after[str(page)][1] == before[str(page)][1]

    def test_it_stops_short_of_the_text_and_says_so(self) -> None:
        settings = BookletSettings(signature=50)
        outcome = impose(numbered(200), replace(settings, creep=thickness("0.5mm")), Binding.LEFT)
        before = where(impose(numbered(200), settings, Binding.LEFT).value)
        moved = [
            abs(after[0] - before[page][0]) / MM for page, after in where(outcome.value).items()
        ]
        assert max(moved) == pytest.approx(5, abs=0.01)
        assert "24.5 mm" in said(outcome.diagnostics, "K11")

    def test_pages_never_cross_the_fold(self) -> None:
        def black(pdf: Pdf) -> None:
            pdf.pages[3].obj.Contents = pdf.make_stream(b"-99 -99 999 999 re f")

        settings = BookletSettings(creep=thickness("1mm"))
        made = impose(numbered(8, change=black), settings, Binding.LEFT).value
        pixels = seen(made, 3, (0, 450, 842, 451))[::3]
        assert set(pixels[10:421]) == {0}
        assert 0 not in pixels[422:]
