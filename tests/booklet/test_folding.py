"""Booklets printed, folded, nested and read page by page."""

from __future__ import annotations

from itertools import product

import pytest

from publish.config.booklet_options import Binding, BookletSettings, Duplex
from publish.writers.booklet import impose
from tests.booklet import folding
from tests.booklet.sample_pdfs import make_numbered_pdf

COMBINATIONS = list(product(Binding, Duplex))


def pages_read(
    pages: int,
    binding: Binding,
    duplex: Duplex,
    signature: int | None = None,
    *,
    spine: str = "",
    printer: str = "",
    cover: bool = False,
) -> list[int | None]:
    """Return the pages read in a booklet; ``spine`` and ``printer`` may be wrong."""
    settings = BookletSettings(signature=signature, duplex=duplex, cover=cover)
    booklet = impose(make_numbered_pdf(pages), settings, binding).value
    sheets = folding.print_out(booklet, printer or duplex.value)
    if cover:
        return folding.read_in_cover(sheets[0], sheets[1:], spine or binding.value, signature)
    return folding.read(sheets, spine or binding.value, signature)


def in_order(pages: int) -> list[int | None]:
    return [*range(1, pages + 1), *[None] * (-pages % 4)]


@pytest.mark.parametrize(("binding", "duplex"), COMBINATIONS)
@pytest.mark.parametrize("pages", [1, 2, 3, 4, 5, 8, 9, 23, 64])
def test_a_folded_booklet_reads_in_order(pages: int, binding: Binding, duplex: Duplex) -> None:
    assert pages_read(pages, binding, duplex) == in_order(pages)


@pytest.mark.long
@pytest.mark.parametrize(("binding", "duplex"), COMBINATIONS)
@pytest.mark.parametrize("ten", range(0, 64, 8))
def test_signatures_of_every_size_read_in_order(ten: int, binding: Binding, duplex: Duplex) -> None:
    for pages in range(ten + 1, ten + 9):
        for signature in range(1, -(-pages // 4) + 1):
            read = pages_read(pages, binding, duplex, signature)
            assert read == in_order(pages), f"{pages} pages, {signature} sheets a signature"


@pytest.mark.parametrize(("binding", "duplex"), COMBINATIONS)
@pytest.mark.parametrize("signature", [None, 1, 2, 5])
@pytest.mark.parametrize("pages", [1, 4, 6, 21, 40])
def test_a_separate_cover_goes_around_all_signatures(
    pages: int, signature: int | None, binding: Binding, duplex: Duplex
) -> None:
    assert pages_read(pages, binding, duplex, signature, cover=True) == in_order(pages)


@pytest.mark.slow
@pytest.mark.parametrize("binding", Binding)
def test_a_thousand_and_one_pages_read_in_order(binding: Binding) -> None:
    settings = BookletSettings()
    booklet = impose(make_numbered_pdf(1001), settings, binding).value
    sheets = folding.print_out(booklet, "short")
    assert folding.read(sheets, binding.value, per_signature=4) == in_order(1001)


class TestControls:
    """Controls: booklets that are printed or folded wrongly."""

    @pytest.mark.parametrize("pages", [1, 2, 7, 8, 64])
    @pytest.mark.parametrize("binding", Binding)
    def test_another_binding_is_out_of_order(self, pages: int, binding: Binding) -> None:
        (other,) = set(Binding) - {binding}
        assert pages_read(pages, binding, Duplex.SHORT, spine=other.value) != in_order(pages)

    @pytest.mark.parametrize("duplex", Duplex)
    def test_a_sheet_turned_over_the_other_edge_is_upside_down(self, duplex: Duplex) -> None:
        (other,) = set(Duplex) - {duplex}
        with pytest.raises(AssertionError, match="upside down"):
            pages_read(8, Binding.LEFT, duplex, printer=other.value)

    def test_signatures_of_another_size_are_out_of_order(self) -> None:
        booklet = impose(make_numbered_pdf(32), BookletSettings(signature=4), Binding.LEFT).value
        sheets = folding.print_out(booklet, "short")
        assert folding.read(sheets, "left", per_signature=4) == in_order(32)
        assert folding.read(sheets, "left", per_signature=8) != in_order(32)


def test_the_sheets_of_eight_pages_bound_on_the_right() -> None:
    booklet = impose(make_numbered_pdf(8), BookletSettings(), Binding.RIGHT).value
    outer, inner = folding.print_out(booklet, "short")
    assert [mark.number for mark in sorted(outer.front, key=lambda m: m.x)] == [1, 8]
    # The backs after turning the sheets over, as they are printed.
    assert [mark.number for mark in sorted(outer.back, key=lambda m: -m.x)] == [7, 2]
    assert [mark.number for mark in sorted(inner.front, key=lambda m: m.x)] == [3, 6]
    assert [mark.number for mark in sorted(inner.back, key=lambda m: -m.x)] == [5, 4]
