"""The geometry of sheets: every page printed once, in order, within the sheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.config.booklet_options import (
    PAPERS,
    Binding,
    BookletSettings,
    Scale,
    paper,
    sheet_for,
    thickness,
)
from publish.text.lengths import MM, Size
from publish.writers.booklet import geometry
from publish.writers.booklet.geometry import PagePosition, Sheet, Side

A5 = Size(148 * MM, 210 * MM)
A4_LYING = Size(297 * MM, 210 * MM)

books = st.integers(1, 600)
bindings = st.sampled_from(Binding)
signatures = st.none() | st.integers(1, 40)
lengths = st.floats(100, 2000, allow_nan=False)
sizes = st.builds(Size, lengths, lengths)


def pages_of(sheet: Sheet) -> list[int | None]:
    return [sheet.outside.left, sheet.outside.right, sheet.inside.left, sheet.inside.right]


class TestSheets:
    def test_eight_pages_bound_on_the_left(self) -> None:
        outer, inner = geometry.arrange_sheets(8, Binding.LEFT)
        assert (outer.outside, outer.inside) == (Side(8, 1), Side(2, 7))
        assert (inner.outside, inner.inside) == (Side(6, 3), Side(4, 5))

    @pytest.mark.parametrize("pages", [5, 6, 7, 8])
    def test_a_back_cover_is_on_the_outside(self, pages: int) -> None:
        outer, inner = geometry.arrange_sheets(pages, Binding.LEFT, back=True)
        assert outer.outside == Side(pages, 1)
        empty = [outer.inside.right, inner.outside.left, inner.inside.right]
        assert empty.count(None) == 8 - pages
        assert geometry.arrange_sheets(5, Binding.LEFT)[0].outside == Side(None, 1)

    def test_one_page_is_a_front_cover_and_not_a_back_one(self) -> None:
        assert geometry.arrange_sheets(1, Binding.LEFT, back=True)[0].outside == Side(None, 1)

    def test_eight_pages_bound_on_the_right(self) -> None:
        outer, inner = geometry.arrange_sheets(8, Binding.RIGHT)
        assert (outer.outside, outer.inside) == (Side(1, 8), Side(7, 2))
        assert (inner.outside, inner.inside) == (Side(3, 6), Side(5, 4))

    def test_the_last_signature_has_the_rest(self) -> None:
        sheets = geometry.arrange_sheets(50, Binding.LEFT, 4)
        assert [sheet.signature for sheet in sheets] == [1] * 4 + [2] * 4 + [3] * 4 + [4]
        assert [sheet.depth for sheet in sheets] == [0, 1, 2, 3] * 3 + [0]

    def test_a_cover_lies_around_every_signature(self) -> None:
        sheets = geometry.arrange_sheets(40, Binding.LEFT, 3, cover=True)
        assert [sheet.is_cover for sheet in sheets] == [True] + [False] * 9
        assert pages_of(sheets[0]) == [40, 1, 2, 39]
        assert [sheet.depth for sheet in sheets] == [0, *[1, 2, 3] * 3]

    @given(books, bindings, signatures, st.booleans())
    def test_every_page_is_printed_once(
        self, pages: int, binding: Binding, signature: int | None, cover: bool
    ) -> None:
        sheets = geometry.arrange_sheets(pages, binding, signature, cover=cover)
        printed = [page for sheet in sheets for page in pages_of(sheet)]
        assert sorted(page for page in printed if page) == list(range(1, pages + 1))
        assert printed.count(None) == -pages % 4

    @given(books, signatures)
    def test_the_other_binding_is_the_mirror_image(self, pages: int, signature: int | None) -> None:
        left = geometry.arrange_sheets(pages, Binding.LEFT, signature)
        right = geometry.arrange_sheets(pages, Binding.RIGHT, signature)
        for left_sheet, right_sheet in zip(left, right, strict=True):
            assert (left_sheet.outside.left, left_sheet.outside.right) == (
                right_sheet.outside.right,
                right_sheet.outside.left,
            )
            assert (left_sheet.inside.left, left_sheet.inside.right) == (
                right_sheet.inside.right,
                right_sheet.inside.left,
            )


class TestScale:
    def test_a5_pages_are_not_scaled_on_a4(self) -> None:
        assert geometry.scale_factor(A5, geometry.half_sheet(A4_LYING), Scale.AUTO) == 1

    def test_rounded_a5_pages_are_not_scaled_on_a4(self) -> None:
        assert (
            geometry.scale_factor(Size(421, 595.5), geometry.half_sheet(A4_LYING), Scale.AUTO) == 1
        )

    def test_a4_is_shrunk_onto_a4(self) -> None:
        page = Size(210 * MM, 297 * MM)
        factor = geometry.scale_factor(page, geometry.half_sheet(A4_LYING), Scale.AUTO)
        assert factor == pytest.approx(210 / 297)

    def test_small_pages_are_enlarged_only_on_request(self) -> None:
        small = Size(A5.width / 2, A5.height / 2)
        assert geometry.scale_factor(small, geometry.half_sheet(A4_LYING), Scale.AUTO) == 1
        assert geometry.scale_factor(
            small, geometry.half_sheet(A4_LYING), Scale.FIT
        ) == pytest.approx(2)

    @given(sizes, sizes, st.sampled_from([Scale.AUTO, Scale.FIT]))
    def test_two_pages_are_never_larger_than_the_sheet(
        self, page: Size, sheet: Size, scale: Scale
    ) -> None:
        room = geometry.half_sheet(sheet)
        factor = geometry.scale_factor(page, room, scale)
        assert page.width * factor <= room.width + geometry.TOLERANCE + 1e-6
        assert page.height * factor <= room.height + geometry.TOLERANCE + 1e-6


class TestPositions:
    @given(sizes, sizes, st.floats(0, 14))
    def test_pages_meet_at_the_fold_and_are_centred(
        self, page: Size, sheet: Size, shift: float
    ) -> None:
        scale = geometry.scale_factor(page, geometry.half_sheet(sheet), Scale.AUTO)
        left, right = geometry.page_positions(page, sheet, scale, shift)
        fold = sheet.width / 2
        assert left.x + page.width * scale - shift == pytest.approx(fold)
        assert right.x + shift == pytest.approx(fold)
        above = sheet.height - (left.y + page.height * scale)
        assert above == pytest.approx(left.y, abs=1e-6)

    @given(sizes, sizes)
    def test_a_page_of_another_size_is_within_the_common_size(self, page: Size, trim: Size) -> None:
        own = PagePosition(30, 40, 0.7).fit(page, trim)
        left, low = own.x - 30, own.y - 40
        assert left >= -geometry.TOLERANCE
        assert low >= -geometry.TOLERANCE
        assert 2 * left + page.width * own.scale == pytest.approx(trim.width * 0.7)
        assert 2 * low + page.height * own.scale == pytest.approx(trim.height * 0.7)

    def test_creep_is_the_thickness_of_the_sheets_around(self) -> None:
        assert geometry.creep(0, 0.1 * MM) == 0
        assert geometry.creep(7, 0.1 * MM) == pytest.approx(0.7 * MM)


class TestOptions:
    """How sizes and thicknesses are written."""

    @pytest.mark.parametrize("name", PAPERS)
    def test_a_sheet_lies_on_its_long_edge(self, name: str) -> None:
        size = paper(name).size
        assert size.width > size.height

    @pytest.mark.parametrize(
        "text", ["320x450mm", "450 × 320 mm", "32x45cm", " 45,0x32,0 CM ", "320X450MM"]
    )
    def test_a_sheet_may_be_any_size(self, text: str) -> None:
        size = paper(text).size
        assert (size.width / MM, size.height / MM) == pytest.approx((450, 320))

    @pytest.mark.parametrize(
        ("text", "name", "display_name"),
        [
            ("A4", "a4", "A4"),
            ("letter", "letter", "Letter"),
            ("320x450mm", "320x450mm", "450 × 320 mm"),
        ],
    )
    def test_a_sheet_has_a_name_for_files_and_one_for_messages(
        self, text: str, name: str, display_name: str
    ) -> None:
        assert (paper(text).name, paper(text).display_name) == (name, display_name)

    @pytest.mark.parametrize("text", ["", "a9", "10x10", "1x1mm", "3000x9000mm", "0x0mm", "-1x5in"])
    def test_another_text_is_no_sheet(self, text: str) -> None:
        with pytest.raises(ValueError, match="sheet"):
            paper(text)

    @pytest.mark.parametrize(
        "text", ["0.1mm", "0.1", "0,1 mm", "100um", "100 µm", "80gsm", "80g", "80 g/m²"]
    )
    def test_the_thickness_of_paper(self, text: str) -> None:
        assert thickness(text) / MM == pytest.approx(0.1)

    @pytest.mark.parametrize("text", ["", "thin", "0.1 miles", "-0.1mm", "10mm", "nan", "inf"])
    def test_another_text_is_no_thickness(self, text: str) -> None:
        with pytest.raises(ValueError, match="thick"):
            thickness(text)

    @pytest.mark.parametrize(
        ("page", "name"),
        [
            (A5, "a4"),
            (Size(396, 612), "letter"),
            (Size(612, 792), "letter"),
            (Size(300, 300), "a4"),
        ],
    )
    def test_a_page_has_its_office_paper(self, page: Size, name: str) -> None:
        assert sheet_for(page).name == name

    def test_the_default_settings_decide_nothing(self) -> None:
        settings = BookletSettings()
        assert settings.sheet is None
        assert settings.signature is None
        assert settings.paper_thickness == 0
