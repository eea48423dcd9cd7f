"""The imposed pages: their pixels, their positions, and the size of the file."""

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
from tests.booklet.inspection import message_of, number_positions, pixels_of
from tests.booklet.sample_pdfs import HALF_LETTER, box, make_numbered_pdf, open_pdf

PLAIN = BookletSettings()
LETTER = BookletSettings(sheet=paper("letter"))


def no_change(_: Pdf) -> None:
    pass


def rotate(degrees: int) -> Callable[[Pdf], None]:
    """Return a change that rotates every page and swaps its sides, so that it looks the same."""

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


def crop_scale_and_rotate(pdf: Pdf) -> None:
    """Crop every page, in units of half a point, and rotate it by 90°."""
    for page in pdf.pages:
        page.obj.MediaBox = box(-30, -40, 1400, 900)
        page.obj.CropBox = box(10, 20, 10 + 2 * HALF_LETTER[1], 20 + 2 * HALF_LETTER[0])
        page.obj.UserUnit = 0.5
        page.obj.Rotate = 90


def set_half_units(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.MediaBox = box(0, 0, HALF_LETTER[0] / 2, HALF_LETTER[1] / 2)
        page.obj.UserUnit = 2


def move_attributes_to_page_tree(pdf: Pdf) -> None:
    """Move the attributes of all pages to their page tree node."""
    for key in ("/MediaBox", "/Resources"):
        pdf.Root.Pages[key] = pdf.pages[0].obj[key]
        for page in pdf.pages:
            del page.obj[key]
    pdf.Root.Pages["/Rotate"] = 180


def split_contents(pdf: Pdf) -> None:
    """Split every content stream in two, between two operators."""
    for page in pdf.pages:
        content = page.obj.Contents.read_bytes()
        end = content.index(b"\n")
        page.obj.Contents = Array(
            [pdf.make_stream(content[:end]), pdf.make_stream(content[end + 1 :])]
        )


def share_contents(pdf: Pdf) -> None:
    """Give all pages the same content stream."""
    for page in pdf.pages:
        page.obj.Contents = pdf.pages[0].obj.Contents


class TestPixels:
    @pytest.mark.parametrize(
        "change",
        [
            no_change,
            rotate(90),
            rotate(180),
            rotate(270),
            rotate(-90),
            crop,
            set_half_units,
            crop_scale_and_rotate,
            move_attributes_to_page_tree,
            split_contents,
            share_contents,
        ],
    )
    def test_a_page_looks_like_its_original(self, change: Callable[[Pdf], None]) -> None:
        book = make_numbered_pdf(4, HALF_LETTER, change=change)
        booklet = impose(book, LETTER, Binding.LEFT).value
        width, height = HALF_LETTER
        halves = (0.0, 0.0, width, height), (width, 0.0, 2 * width, height)
        for side, pages in enumerate([(3, 0), (1, 2)]):
            for half, page in zip(halves, pages, strict=True):
                assert pixels_of(booklet, side, half) == pixels_of(book, page), f"page {page + 1}"

    def test_the_inside_is_rotated_for_printers_that_flip_the_long_edge(self) -> None:
        book = make_numbered_pdf(4, HALF_LETTER)
        booklet = impose(book, replace(LETTER, duplex=Duplex.LONG), Binding.LEFT).value
        width, height = HALF_LETTER
        rotated = make_numbered_pdf(4, HALF_LETTER, change=rotate(180))
        assert pixels_of(booklet, 1, (0, 0, width, height)) == pixels_of(rotated, 2)
        assert pixels_of(booklet, 1, (width, 0, 2 * width, height)) == pixels_of(rotated, 1)

    def test_another_page_looks_different(self) -> None:
        book = make_numbered_pdf(4, HALF_LETTER)
        booklet = impose(book, LETTER, Binding.LEFT).value
        assert pixels_of(booklet, 0, (0, 0, *HALF_LETTER)) != pixels_of(book, 0)

    def test_the_whole_of_a_large_page_is_visible(self) -> None:
        def black(pdf: Pdf) -> None:
            for page in pdf.pages:
                page.obj.Contents = pdf.make_stream(b"-9 -9 9999 9999 re f")

        book = make_numbered_pdf(4, (842, 1191), change=black)
        booklet = impose(book, BookletSettings(sheet=paper("a4"), scale=Scale.FIT)).value
        pixels = pixels_of(booklet, 0)[::3]
        assert pixels.count(0) > 0.99 * len(pixels)

    def test_bleed_is_visible_outside_and_clipped_at_the_fold(self) -> None:
        def add_bleed(pdf: Pdf) -> None:
            for page in pdf.pages:
                page.obj.TrimBox = box(20, 20, 320, 420)
                page.obj.BleedBox = box(11, 11, 329, 429)
                page.obj.Contents = pdf.make_stream(b"0 0 340 440 re f")

        booklet = impose(
            make_numbered_pdf(4, (340, 440), change=add_bleed), LETTER, Binding.LEFT
        ).value
        middle, width = 396, 300 + 9
        row = pixels_of(booklet, 0, (0, 306, 792, 307))[::3]
        assert row == b"\xff" * (middle - width) + b"\0" * 2 * width + b"\xff" * (middle - width)


class TestFile:
    def test_each_page_and_each_font_is_in_the_file_once(self) -> None:
        with open_pdf(impose(make_numbered_pdf(37), PLAIN).value) as pdf:
            objects = [
                each for each in pdf.objects if isinstance(each, Dictionary | pikepdf.Stream)
            ]
            forms = [each for each in objects if each.get("/Subtype") == Name.Form]
            fonts = [each for each in objects if each.get("/Type") == Name.Font]
        assert len(forms) == 37
        assert len(fonts) == 1

    def test_the_content_of_a_page_is_unchanged(self) -> None:
        book = make_numbered_pdf(3)
        with open_pdf(book) as before, open_pdf(impose(book, PLAIN, Binding.LEFT).value) as after:
            contents = [page.obj.Contents.read_bytes() for page in before.pages]
            first = after.pages[0].obj.Resources.XObject
            second = after.pages[1].obj.Resources.XObject
            assert [f.read_bytes() for f in (first.P1, second.P0, second.P1)] == contents

    @pytest.mark.parametrize("pages", [100, 1000])
    def test_a_booklet_is_hardly_larger_than_its_book(self, pages: int) -> None:
        book = make_numbered_pdf(pages)
        assert len(impose(book, PLAIN).value) <= 1.1 * len(book)

    @pytest.mark.parametrize("pages", [1, 3, 30])
    def test_qpdf_finds_no_fault(self, pages: int) -> None:
        settings = BookletSettings(sheet=paper("a3"), marks=True, blanks=Blanks.RULED, cover=True)
        for booklet in (
            impose(make_numbered_pdf(pages), settings).value,
            proof(make_numbered_pdf(pages), settings),
        ):
            with open_pdf(booklet) as pdf:
                assert pdf.check_pdf_syntax() == []

    def test_equal_settings_give_equal_bytes(self) -> None:
        settings = BookletSettings(marks=True, sheet=paper("a3"), blanks=Blanks.RULED)
        assert (
            impose(make_numbered_pdf(9), settings).value
            == impose(make_numbered_pdf(9), settings).value
        )

    def test_links_are_removed_and_stamps_are_printed(self) -> None:
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
            stamp_annotation = Dictionary(
                Type=Name.Annot,
                Subtype=Name.Stamp,
                Rect=box(200, 400, 300, 500),
                F=4,
                AP=Dictionary(N=stamp),
            )
            for page in pdf.pages:
                page.obj.Annots = Array(
                    [pdf.make_indirect(link), pdf.make_indirect(stamp_annotation)]
                )

        book = make_numbered_pdf(1, HALF_LETTER, change=annotate)
        booklet = impose(book, LETTER, Binding.LEFT).value
        assert b"example.org" in book
        with open_pdf(booklet) as pdf:
            assert all("/Annots" not in page.obj for page in pdf.pages)
            assert not any("example.org" in repr(each) for each in pdf.objects)
        width, height = HALF_LETTER
        assert pixels_of(booklet, 0, (width, 0, 2 * width, height)) == pixels_of(book, 0)
        assert pixels_of(book, 0) != pixels_of(make_numbered_pdf(1, HALF_LETTER), 0)

    def test_hidden_layers_stay_hidden(self) -> None:
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

        book = make_numbered_pdf(1, HALF_LETTER, change=hide)
        booklet = impose(book, LETTER, Binding.LEFT).value
        width, height = HALF_LETTER
        assert pixels_of(booklet, 0, (width, 0, 2 * width, height)) == pixels_of(book, 0)
        assert pixels_of(book, 0) == pixels_of(make_numbered_pdf(1, HALF_LETTER), 0)


class TestCreep:
    """Creep moves pages to the spine, within a hundredth of a millimetre."""

    @pytest.mark.parametrize("binding", Binding)
    @pytest.mark.parametrize("paper_thickness", ["0.1mm", "0.14mm", "0.004in"])
    def test_every_page_moves_with_its_sheet(self, paper_thickness: str, binding: Binding) -> None:
        pages, signature = 100, 10
        thick = thickness(paper_thickness) / MM
        settings = BookletSettings(signature=signature)
        before = number_positions(impose(make_numbered_pdf(pages), settings, binding).value)
        with_creep = replace(settings, paper_thickness=thickness(paper_thickness))
        after = number_positions(impose(make_numbered_pdf(pages), with_creep, binding).value)
        for page in range(1, pages + 1):
            index = (page - 1) % (4 * signature)
            last = min(4 * signature, pages - (page - 1 - index)) - 1
            sheets_around = min(index, last - index) // 2
            is_recto = page % 2 == 1
            to_the_spine = -1 if is_recto == (binding is Binding.LEFT) else 1
            shift = (after[str(page)][0] - before[str(page)][0]) / MM
            assert shift == pytest.approx(to_the_spine * sheets_around * thick, abs=0.01)
            assert after[str(page)][1] == before[str(page)][1]

    def test_creep_is_limited_with_a_diagnostic(self) -> None:
        settings = BookletSettings(signature=50)
        outcome = impose(
            make_numbered_pdf(200),
            replace(settings, paper_thickness=thickness("0.5mm")),
            Binding.LEFT,
        )
        before = number_positions(impose(make_numbered_pdf(200), settings, Binding.LEFT).value)
        shift = [
            abs(after[0] - before[page][0]) / MM
            for page, after in number_positions(outcome.value).items()
        ]
        assert max(shift) == pytest.approx(5, abs=0.01)
        assert "24.5 mm" in message_of(outcome.diagnostics, "K11")

    def test_no_page_crosses_the_fold(self) -> None:
        def black(pdf: Pdf) -> None:
            pdf.pages[3].obj.Contents = pdf.make_stream(b"-99 -99 999 999 re f")

        settings = BookletSettings(paper_thickness=thickness("1mm"))
        booklet = impose(make_numbered_pdf(8, change=black), settings, Binding.LEFT).value
        pixels = pixels_of(booklet, 3, (0, 450, 842, 451))[::3]
        assert set(pixels[10:421]) == {0}
        assert 0 not in pixels[422:]
