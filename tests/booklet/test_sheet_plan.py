"""The geometry of sheets that are cut: each page once, within its own part of the paper."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.config.booklet_options import Binding, BookletSettings, Paper, SheetLayout
from publish.text.lengths import TOLERANCE, Size
from publish.writers.booklet.layout import BookletLayout, lay_out
from publish.writers.booklet.sheet_plan import Box, Panel

lengths = st.floats(150, 2000, allow_nan=False)
sizes = st.builds(Size, lengths, lengths)
sheets = st.builds(lambda a, b: Size(max(a, b), min(a, b)), lengths, lengths)


def lay_out_on(
    sheet: Size, trim: Size, pages: int, layout: SheetLayout, binding: Binding
) -> BookletLayout:
    settings = BookletSettings(layout=layout, sheet=Paper("a sheet", sheet))
    return lay_out(pages, trim, settings, binding)


def sides(layout: BookletLayout) -> list[list[Panel]]:
    return [
        list(layout.panels(number, inside=inside))
        for number in range(len(layout.printed_sheets))
        for inside in (False, True)
    ]


def overlap(a: Box, b: Box) -> bool:
    across = min(a.x + a.size.width, b.x + b.size.width) - max(a.x, b.x)
    upright = min(a.y + a.size.height, b.y + b.size.height) - max(a.y, b.y)
    return min(across, upright) > TOLERANCE


@given(sheets, sizes, st.integers(1, 90), st.sampled_from(SheetLayout), st.sampled_from(Binding))
def test_each_page_stands_once_in_a_box_of_its_own(
    sheet: Size, trim: Size, pages: int, layout: SheetLayout, binding: Binding
) -> None:
    laid_out = lay_out_on(sheet, trim, pages, layout, binding)
    copies = 2 if layout in {SheetLayout.CUT_TWO, SheetLayout.HANDOUTS} else 1
    printed: Counter[int | None] = Counter()
    for side in sides(laid_out):
        assert not any(overlap(a.box, b.box) for a, b in combinations(side, 2))
        for panel in side:
            printed[panel.page] += 1
            assert_within(panel, laid_out)
    assert printed.pop(None, 0) == copies * laid_out.empty_pages
    assert printed == dict.fromkeys(range(1, pages + 1), copies)


def assert_within(panel: Panel, layout: BookletLayout) -> None:
    """Fail where a page reaches over its box, or the box over the sheet."""
    box, sheet = panel.box, layout.sheet_size
    width, height = layout.trim.width * layout.scale, layout.trim.height * layout.scale
    for low, page, start, room, edge in (
        (panel.position.x, width, box.x, box.size.width, sheet.width),
        (panel.position.y, height, box.y, box.size.height, sheet.height),
    ):
        assert start - TOLERANCE <= low
        assert low + page <= start + room + TOLERANCE
        assert start >= -TOLERANCE
        assert start + room <= edge + TOLERANCE


def test_a_page_beyond_its_box_is_seen() -> None:
    layout = lay_out_on(Size(800, 600), Size(300, 500), 8, SheetLayout.FOLDED, Binding.LEFT)
    wrong = next(layout.panels(0, inside=False))
    with pytest.raises(AssertionError):
        assert_within(Panel(1, wrong.position, Box(300, 0, Size(400, 600))), layout)
