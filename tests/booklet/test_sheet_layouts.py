"""Layouts of sheets: printed, cut, stacked, folded and leafed through, by the pixels of pages."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise, product

import pytest
from PIL import Image

from publish.config.booklet_options import (
    Binding,
    BookletSettings,
    Duplex,
    Scale,
    SheetLayout,
    paper,
    thickness,
)
from publish.diagnostics import PublishError
from publish.text.lengths import MM
from publish.writers.booklet import impose, proof
from tests.booklet import paper as bindery
from tests.booklet.inspection import message_of
from tests.booklet.sample_pdfs import A4, A5, make_numbered_pdf

PAGE = (80 * MM, 100 * MM)
HOLES = 10
SHEETS = {
    SheetLayout.FOLDED: "160x100mm",
    SheetLayout.PERFECT: "160x100mm",
    SheetLayout.CUT_STACK: "160x200mm",
    SheetLayout.CUT_TWO: "160x200mm",
    SheetLayout.HANDOUTS: "160x100mm",
    SheetLayout.SPIRAL: "180x100mm",
}
"""The smallest sheets on which pages stand at their size."""

TOGETHER = 4
WAYS = [*product(SheetLayout, Binding, Duplex)]
A6 = (105 * MM, 148.5 * MM)


@cache
def book(pages: int) -> bytes:
    return make_numbered_pdf(pages, PAGE)


@cache
def reader(pages: int) -> bindery.Reader:
    return bindery.Reader(book(pages))


def settings_of(layout: SheetLayout, duplex: Duplex = Duplex.SHORT) -> BookletSettings:
    return BookletSettings(layout=layout, duplex=duplex, sheet=paper(SHEETS[layout]))


def print_sheets(
    pages: int, settings: BookletSettings, binding: Binding, printer: Duplex | None = None
) -> list[bindery.Paper]:
    booklet = impose(book(pages), settings, binding).value
    return bindery.print_out(booklet, printer or settings.duplex)


def bind(
    sheets: list[bindery.Paper], layout: SheetLayout, spine: Binding
) -> list[list[Image.Image]]:
    """Return the faces of each book that is made by the words how to print it."""
    match layout:
        case SheetLayout.FOLDED:
            return [bindery.fold(sheets, spine)]
        case SheetLayout.PERFECT:
            return [bindery.fold_signatures(sheets, spine, TOGETHER)]
        case SheetLayout.CUT_STACK:
            upper, lower = zip(*(sheet.cut_across() for sheet in sheets), strict=True)
            return [bindery.fold(bindery.stack(upper, lower), spine)]
        case SheetLayout.CUT_TWO:
            stacks = zip(*(sheet.cut_across() for sheet in sheets), strict=True)
            return [bindery.fold(each, spine) for each in stacks]
        case SheetLayout.HANDOUTS:
            stacks = zip(*(sheet.cut_upright() for sheet in sheets), strict=True)
            return [bindery.leaf_through(each) for each in stacks]
        case SheetLayout.SPIRAL:
            left, right = zip(*(sheet.cut_upright() for sheet in sheets), strict=True)
            faces = bindery.leaf_through(bindery.stack(left, right))
            return [[tear_off(face, spine, n) for n, face in enumerate(faces)]]


def tear_off(face: Image.Image, spine: Binding, number: int) -> Image.Image:
    """Return a face without its punched margin, on the side of the spine."""
    is_left = (spine is Binding.LEFT) == (number % 2 == 0)
    return face.crop((HOLES, 0, face.width, face.height) if is_left else (0, 0, 80, face.height))


def read(
    pages: int, layout: SheetLayout, binding: Binding, duplex: Duplex
) -> list[list[int | None]]:
    sheets = print_sheets(pages, settings_of(layout, duplex), binding)
    return [reader(pages).read(faces) for faces in bind(sheets, layout, binding)]


def in_order(pages: int, layout: SheetLayout) -> list[list[int | None]]:
    """Return the pages of each book that is made of the sheets, empty ones at the end."""
    is_folded = layout not in {SheetLayout.HANDOUTS, SheetLayout.SPIRAL}
    whole = [*range(1, pages + 1), *[None] * (-pages % (4 if is_folded else 2))]
    copies = 2 if layout in {SheetLayout.CUT_TWO, SheetLayout.HANDOUTS} else 1
    return [whole] * copies


@pytest.mark.parametrize(("layout", "binding", "duplex"), WAYS)
def test_a_book_of_every_layout_reads_in_order(
    layout: SheetLayout, binding: Binding, duplex: Duplex
) -> None:
    assert read(11, layout, binding, duplex) == in_order(11, layout)


def whole_leaves(pages: int, binding: Binding, duplex: Duplex) -> list[Image.Image]:
    """Return the faces of leaves that are whole sheets."""
    settings = replace(settings_of(SheetLayout.SPIRAL, duplex), sheet=paper("90x100mm"))
    return bindery.leaf_through(print_sheets(pages, settings, binding))


@pytest.mark.parametrize(("layout", "binding", "duplex"), WAYS)
def test_the_last_page_is_the_back_of_every_layout_if_wished(
    layout: SheetLayout, binding: Binding, duplex: Duplex
) -> None:
    settings = replace(settings_of(layout, duplex), back=True)
    faces = bind(print_sheets(7, settings, binding), layout, binding)
    whole = [*range(1, 7), None, 7]
    assert [reader(7).read(each) for each in faces] == [whole] * len(in_order(7, layout))


@pytest.mark.parametrize(("binding", "duplex"), [*product(Binding, Duplex)])
def test_a_leaf_that_fills_its_sheet_has_its_holes_at_the_bound_edge(
    binding: Binding, duplex: Duplex
) -> None:
    leaves = whole_leaves(11, binding, duplex)
    faces = [tear_off(face, binding, n) for n, face in enumerate(leaves)]
    assert reader(11).read(faces) == [*range(1, 12), None]
    other = [tear_off(face, binding, n + 1) for n, face in enumerate(leaves)]
    assert reader(11).read(other)[:11] == [0] * 11


@pytest.mark.thorough
@pytest.mark.parametrize("layout", SheetLayout)
@pytest.mark.parametrize("pages", [1, 2, 3, 4, 5, 16, 17, 64])
def test_books_of_few_and_many_pages_read_in_order(pages: int, layout: SheetLayout) -> None:
    assert read(pages, layout, Binding.RIGHT, Duplex.LONG) == in_order(pages, layout)


@pytest.mark.long
@pytest.mark.parametrize(("layout", "binding", "duplex"), WAYS)
def test_books_of_1_to_64_pages_read_in_order(
    layout: SheetLayout, binding: Binding, duplex: Duplex
) -> None:
    for pages in range(1, 65):
        assert read(pages, layout, binding, duplex) == in_order(pages, layout), pages


@pytest.mark.long
@pytest.mark.parametrize(("binding", "duplex"), [*product(Binding, Duplex)])
def test_whole_leaves_of_1_to_64_pages_read_in_order(binding: Binding, duplex: Duplex) -> None:
    for pages in range(1, 65):
        leaves = whole_leaves(pages, binding, duplex)
        faces = [tear_off(face, binding, n) for n, face in enumerate(leaves)]
        assert reader(pages).read(faces) == [*range(1, pages + 1), *[None] * (pages % 2)], pages


class TestControls:
    """Controls: books that are printed, cut, stacked or bound wrongly."""

    # A handout in the middle of its half is the same for both bindings, but for the words.
    @pytest.mark.parametrize("layout", sorted(set(SheetLayout) - {SheetLayout.HANDOUTS}))
    def test_another_binding_is_out_of_order(self, layout: SheetLayout) -> None:
        sheets = print_sheets(11, settings_of(layout), Binding.RIGHT)
        faces = bind(sheets, layout, Binding.LEFT)
        assert [reader(11).read(each) for each in faces] != in_order(11, layout)

    @pytest.mark.parametrize("layout", SheetLayout)
    def test_a_printer_that_turns_the_other_edge_is_seen(self, layout: SheetLayout) -> None:
        settings = settings_of(layout, Duplex.SHORT)
        sheets = print_sheets(11, settings, Binding.LEFT, printer=Duplex.LONG)
        (first, *_) = bind(sheets, layout, Binding.LEFT)
        assert 0 in reader(11).read(first)

    @pytest.mark.parametrize("layout", [SheetLayout.CUT_STACK, SheetLayout.SPIRAL])
    def test_stacks_in_the_wrong_order_are_seen(self, layout: SheetLayout) -> None:
        sheets = print_sheets(16, settings_of(layout), Binding.LEFT)
        is_cut_across = layout is SheetLayout.CUT_STACK
        pairs = [each.cut_across() if is_cut_across else each.cut_upright() for each in sheets]
        first, second = zip(*pairs, strict=True)
        for order, is_right in (((first, second), True), ((second, first), False)):
            pieces = bindery.stack(*order)
            if is_cut_across:
                faces = bindery.fold(pieces, "left")
            else:
                leaves = bindery.leaf_through(pieces)
                faces = [tear_off(face, Binding.LEFT, n) for n, face in enumerate(leaves)]
            assert (reader(16).read(faces) == [*range(1, 17)]) == is_right


class TestCopies:
    """Two copies, printed collated and cut together."""

    def pieces(self, layout: SheetLayout) -> tuple[list[bindery.Paper], list[bindery.Paper]]:
        sheets = print_sheets(16, settings_of(layout), Binding.LEFT) * 2
        is_across = layout is SheetLayout.CUT_STACK
        pairs = [each.cut_across() if is_across else each.cut_upright() for each in sheets]
        return [first for first, _ in pairs], [second for _, second in pairs]

    def read(self, layout: SheetLayout, pieces: list[bindery.Paper]) -> list[int | None]:
        if layout is SheetLayout.CUT_STACK:
            return reader(16).read(bindery.fold(pieces, "left"))
        leaves = bindery.leaf_through(pieces)
        return reader(16).read([tear_off(face, Binding.LEFT, n) for n, face in enumerate(leaves)])

    @pytest.mark.parametrize("layout", [SheetLayout.CUT_STACK, SheetLayout.SPIRAL])
    def test_the_halves_of_each_copy_are_taken_from_both_stacks(self, layout: SheetLayout) -> None:
        first, second = self.pieces(layout)
        half = len(first) // 2
        for copy in (slice(half), slice(half, None)):
            assert self.read(layout, [*first[copy], *second[copy]]) == [*range(1, 17)]

    @pytest.mark.parametrize("layout", [SheetLayout.CUT_STACK, SheetLayout.SPIRAL])
    def test_whole_stacks_behind_one_another_are_no_copies(self, layout: SheetLayout) -> None:
        first, second = self.pieces(layout)
        assert self.read(layout, [*first, *second][: len(first)]) != [*range(1, 17)]


class TestCollationMarks:
    def bars(self, binding: Binding, pages: int = 64) -> list[tuple[int, int]]:
        sheets = print_sheets(pages, settings_of(SheetLayout.PERFECT), binding)
        return [bindery.spine_bars(sheet) for sheet in sheets[::TOGETHER]]

    @pytest.mark.parametrize("binding", Binding)
    def test_the_bars_of_signatures_go_down_in_steps(self, binding: Binding) -> None:
        bars = self.bars(binding)
        steps = [after[0] - before[0] for before, after in pairwise(bars)]
        assert steps == [6] * 3
        exchanged = [bars[1], bars[0], *bars[2:]]
        assert sorted(exchanged) != exchanged

    def test_a_single_signature_and_inner_sheets_have_none(self) -> None:
        for pages, sheets in ((16, slice(None)), (64, slice(1, 4))):
            for each in print_sheets(pages, settings_of(SheetLayout.PERFECT), Binding.LEFT)[sheets]:
                with pytest.raises(IndexError):
                    bindery.spine_bars(each)

    def test_bars_of_many_signatures_begin_again_at_the_top(self) -> None:
        settings = replace(settings_of(SheetLayout.PERFECT), signature=1)
        sheets = print_sheets(64, settings, Binding.LEFT)
        tops = [bindery.spine_bars(sheet)[0] for sheet in sheets]
        assert tops[13] == tops[0]
        assert len(set(tops)) == 13


@pytest.mark.parametrize("binding", Binding)
def test_creep_moves_the_inner_pieces_of_a_cut_sheet_to_their_fold(binding: Binding) -> None:
    settings = replace(settings_of(SheetLayout.CUT_STACK), paper_thickness=thickness("1mm"))
    sheets = print_sheets(16, settings, binding)
    faces = bind(sheets, SheetLayout.CUT_STACK, binding)[0]
    for number, face in enumerate(faces):
        depth = min(number // 2, 7 - number // 2)
        is_left = (number % 2 == 0) == (binding is Binding.LEFT)
        moved = Image.new("L", face.size, 255)
        moved.paste(face, (depth if is_left else -depth, 0))
        assert reader(16).read([moved]) == [number + 1]
    assert reader(16).read(faces) != [*range(1, 17)]


class TestMarks:
    def dark_rows(self, image: Image.Image, column: int) -> list[int]:
        return [y for y in range(image.height) if image.getpixel((column, y)) < 250]

    def test_the_cut_is_marked_at_both_edges_of_both_sides(self) -> None:
        for sheet in print_sheets(8, settings_of(SheetLayout.CUT_TWO), Binding.LEFT):
            for side in (sheet.front, sheet.back):
                for column in (3, side.width - 4):
                    assert self.dark_rows(side, column) in ([99, 100], [99], [100])

    def test_a_full_sheet_has_ticks_at_its_fold_and_says_so(self) -> None:
        settings = replace(settings_of(SheetLayout.FOLDED), marks=True)
        sheet = print_sheets(4, settings, Binding.LEFT)[0].front
        columns = [x for x in range(sheet.width) if sheet.getpixel((x, 0)) < 250]
        assert set(columns) <= {79, 80}
        assert columns
        message = message_of(impose(book(4), settings).diagnostics, "K12")
        assert "ticks at its edges show where to fold" in message


class TestWords:
    @pytest.mark.parametrize(
        ("layout", "pages", "words"),
        [
            (SheetLayout.CUT_STACK, 16, "cut all sheets once, from mark to mark"),
            (SheetLayout.CUT_STACK, 16, "the lower halves behind the upper ones, page 1 in front"),
            (SheetLayout.CUT_STACK, 12, "the last piece is empty: take it away"),
            (SheetLayout.CUT_STACK, 16, "fold the 4 pieces together, staple in the fold"),
            (SheetLayout.CUT_TWO, 16, "print half as many copies as you need"),
            (SheetLayout.HANDOUTS, 3, "staple each in the upper right corner of page 1"),
            (SheetLayout.SPIRAL, 9, "punch the edge on the right of page 1"),
            (SheetLayout.PERFECT, 40, "the black bars on the spine go down in steps"),
            (SheetLayout.PERFECT, 40, "the spine is on the right of the front cover"),
        ],
    )
    def test_one_line_says_how_to_cut_and_bind(
        self, layout: SheetLayout, pages: int, words: str
    ) -> None:
        outcome = impose(book(pages), settings_of(layout), Binding.RIGHT)
        assert words in message_of(outcome.diagnostics, "K01")

    def test_a_single_handout_has_no_staple(self) -> None:
        outcome = impose(book(2), settings_of(SheetLayout.HANDOUTS))
        assert "staple" not in message_of(outcome.diagnostics, "K01")

    @pytest.mark.parametrize(
        ("layout", "page", "size"),
        [
            (SheetLayout.CUT_STACK, A6, None),
            (SheetLayout.CUT_STACK, A5, "a quarter of A4 (105 × 148.5 mm) are shrunk to 71%"),
            (SheetLayout.HANDOUTS, A5, None),
            (SheetLayout.SPIRAL, A5, None),
            (SheetLayout.SPIRAL, (250 * MM, 350 * MM), "on A4 beside the holes (200 × 297 mm)"),
        ],
    )
    def test_pages_that_are_shrunk_are_told(
        self, layout: SheetLayout, page: tuple[float, float], size: str | None
    ) -> None:
        pdf = make_numbered_pdf(8, page)
        diagnostics = impose(pdf, BookletSettings(layout=layout)).diagnostics
        assert [size in each.message for each in diagnostics if each.code == "K07" and size] == (
            [True] if size else []
        )
        assert ("K07" in {each.code for each in diagnostics}) == bool(size)

    @pytest.mark.parametrize(
        ("page", "words"),
        [
            (A5, "half of A4 beside the holes (138.5 × 210 mm) are printed at 94%, to leave room"),
            (A4, "on A4 beside the holes (200 × 297 mm) are printed at 95%, to leave room"),
        ],
    )
    def test_a_page_that_makes_room_for_holes_is_no_warning(
        self, page: tuple[float, float], words: str
    ) -> None:
        pdf = make_numbered_pdf(8, page)
        settings = BookletSettings(layout=SheetLayout.SPIRAL)
        assert words in message_of(impose(pdf, settings).diagnostics, "K09")

    @pytest.mark.parametrize(
        ("layout", "words"),
        [
            (SheetLayout.FOLDED, "9 pages on 3 sheets: the last 3 pages are empty"),
            (SheetLayout.CUT_TWO, "9 pages on 3 half sheets: the last 3 pages are empty"),
            (SheetLayout.SPIRAL, "9 pages on 5 leaves: the last page is empty"),
        ],
    )
    def test_empty_pages_are_counted_by_folded_sheets_or_leaves(
        self, layout: SheetLayout, words: str
    ) -> None:
        diagnostics = impose(book(9), settings_of(layout)).diagnostics
        assert message_of(diagnostics, "K13") == words

    @pytest.mark.parametrize("layout", SheetLayout)
    def test_the_proof_shows_every_sheet(self, layout: SheetLayout) -> None:
        pages = bindery.draw(proof(book(11), settings_of(layout), Binding.RIGHT))
        assert pages
        assert pages[0].getextrema()[0] < 128


class TestBadInput:
    def error_of(self, settings: BookletSettings, page: tuple[float, float] = PAGE) -> str:
        with pytest.raises(PublishError) as error:
            impose(make_numbered_pdf(8, page), settings)
        (diagnostic,) = error.value.diagnostics
        return f"{diagnostic.code} {diagnostic.message}"

    @pytest.mark.parametrize(
        ("layout", "message"),
        [
            (SheetLayout.CUT_STACK, "K26 the layout `cut-stack` takes no `cover`: the first sheet"),
            (SheetLayout.HANDOUTS, "K26 the layout `handouts` takes no `cover`: leaves"),
            (SheetLayout.SPIRAL, "K26 the layout `spiral` takes no `cover`: leaves"),
            (SheetLayout.PERFECT, "K26 the layout `perfect` takes no `cover`: a glued book"),
        ],
    )
    def test_a_cover_that_does_not_suit_the_layout_is_refused(
        self, layout: SheetLayout, message: str
    ) -> None:
        assert message in self.error_of(replace(settings_of(layout), cover=True))

    @pytest.mark.parametrize("layout", [SheetLayout.HANDOUTS, SheetLayout.SPIRAL])
    def test_leaves_have_no_signatures(self, layout: SheetLayout) -> None:
        assert "takes no `signature`" in self.error_of(replace(settings_of(layout), signature=2))

    def test_a_cover_goes_around_both_of_two_booklets(self) -> None:
        settings = replace(settings_of(SheetLayout.CUT_TWO), cover=True)
        sheets = print_sheets(12, settings, Binding.RIGHT)
        faces = bind(sheets, SheetLayout.CUT_TWO, Binding.RIGHT)
        assert [reader(12).read(each) for each in faces] == [[*range(1, 13)]] * 2

    @pytest.mark.parametrize("layout", SheetLayout)
    def test_a_sheet_smaller_than_the_page_is_refused_or_the_page_is_shrunk(
        self, layout: SheetLayout
    ) -> None:
        small = BookletSettings(layout=layout, sheet=paper("a5"))
        assert "K07" in {each.code for each in impose(make_numbered_pdf(8, A4), small).diagnostics}
        message = self.error_of(replace(small, scale=Scale.NONE), A4)
        assert "K08 pages of 210 × 297 mm do not fit on" in message
