"""The heart of it: every booklet is printed, folded, nested and read, page after page."""

from __future__ import annotations

from itertools import product

import pytest

from publish.config.booklet_options import Binding, BookletSettings, Duplex
from publish.writers.booklet import impose
from tests.booklet import folding
from tests.booklet.pdfs import numbered

WAYS = list(product(Binding, Duplex))


def folded(
    pages: int,
    binding: Binding,
    duplex: Duplex,
    signature: int | None = None,
    *,
    spine: str = "",
    printer: str = "",
    cover: bool = False,
) -> list[int | None]:
    """What a reader finds in a book of ``pages`` pages made so; at will, made wrongly."""
    settings = BookletSettings(signature=signature, duplex=duplex, cover=cover)
    booklet = impose(numbered(pages), settings, binding).value
    sheets = folding.print_out(booklet, printer or duplex.value)
    if cover:
        return folding.read_in_cover(sheets[0], sheets[1:], spine or binding.value, signature)
    return folding.read(sheets, spine or binding.value, signature)


def in_order(pages: int) -> list[int | None]:
    return [*range(1, pages + 1), *[None] * (-pages % 4)]


@pytest.mark.parametrize(("binding", "duplex"), WAYS)
@pytest.mark.parametrize("pages", [1, 2, 3, 4, 5, 8, 9, 23, 64])
def test_a_folded_booklet_reads_from_first_to_last(
    pages: int, binding: Binding, duplex: Duplex
) -> None:
    assert folded(pages, binding, duplex) == in_order(pages)


@pytest.mark.slow
@pytest.mark.parametrize(("binding", "duplex"), WAYS)
@pytest.mark.parametrize("ten", range(0, 64, 8))
def test_any_book_in_signatures_of_any_size(ten: int, binding: Binding, duplex: Duplex) -> None:
    for pages in range(ten + 1, ten + 9):
        for signature in range(1, -(-pages // 4) + 1):
            read = folded(pages, binding, duplex, signature)
            assert read == in_order(pages), f"{pages} pages, {signature} sheets a signature"


@pytest.mark.parametrize(("binding", "duplex"), WAYS)
@pytest.mark.parametrize("signature", [None, 1, 2, 5])
@pytest.mark.parametrize("pages", [1, 4, 6, 21, 40])
def test_a_cover_of_its_own_goes_around_the_rest(
    pages: int, signature: int | None, binding: Binding, duplex: Duplex
) -> None:
    assert folded(pages, binding, duplex, signature, cover=True) == in_order(pages)


@pytest.mark.slow
@pytest.mark.parametrize("binding", Binding)
def test_a_thousand_and_one_pages(binding: Binding) -> None:
    settings = BookletSettings()
    booklet = impose(numbered(1001), settings, binding).value
    sheets = folding.print_out(booklet, "short")
    assert folding.read(sheets, binding.value, together=4) == in_order(1001)


class TestTheBinderNotices:
    """Controls: what a wrong booklet looks like to the binder above."""

    @pytest.mark.parametrize("pages", [1, 2, 7, 8, 64])
    @pytest.mark.parametrize("binding", Binding)
    def test_the_wrong_binding(self, pages: int, binding: Binding) -> None:
        (other,) = set(Binding) - {binding}
        assert folded(pages, binding, Duplex.SHORT, spine=other.value) != in_order(pages)

    @pytest.mark.parametrize("duplex", Duplex)
    def test_a_sheet_turned_over_the_wrong_edge(self, duplex: Duplex) -> None:
        (other,) = set(Duplex) - {duplex}
        with pytest.raises(AssertionError, match="upside down"):
            folded(8, Binding.LEFT, duplex, printer=other.value)

    def test_signatures_of_another_size(self) -> None:
        booklet = impose(numbered(32), BookletSettings(signature=4), Binding.LEFT).value
        sheets = folding.print_out(booklet, "short")
        assert folding.read(sheets, "left", together=4) == in_order(32)
        assert folding.read(sheets, "left", together=8) != in_order(32)


def test_eight_pages_bound_on_the_right_as_they_lie_on_the_sheets() -> None:
    booklet = impose(numbered(8), BookletSettings(), Binding.RIGHT).value
    outer, inner = folding.print_out(booklet, "short")
    assert [mark.says for mark in sorted(outer.front, key=lambda m: m.x)] == [1, 8]
    # The backs as they lie before you once turned over, which is how they are printed.
    assert [mark.says for mark in sorted(outer.back, key=lambda m: -m.x)] == [7, 2]
    assert [mark.says for mark in sorted(inner.front, key=lambda m: m.x)] == [3, 6]
    assert [mark.says for mark in sorted(inner.back, key=lambda m: -m.x)] == [5, 4]
