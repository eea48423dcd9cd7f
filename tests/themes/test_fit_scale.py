"""The scale of tightness: each step saves or takes a little more than the one before, in bounds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from publish.config.design import Design, Margins
from publish.text.lengths import Trim, millimetres
from publish.themes.fit_scale import COMPACT, LOOSER, TIGHTER, describe_page, fit_page, fit_step
from publish.themes.page_geometry import LEAST_FOOT, LEAST_SIDE, LEAST_TOP, PageGeometry
from publish.themes.theme import load
from publish.themes.theme_search import own_styles

NAMES = sorted(file.parent.name for file in own_styles().glob("*/theme.toml"))
STEPS = range(-len(LOOSER), len(TIGHTER) + 1)


def pages() -> Iterator[PageGeometry]:
    """Yield every page of our themes, and pages of some other sizes."""
    for name in NAMES:
        theme = load(name)
        yield from (*theme.pages.values(), *theme.large_print.values())
        yield from (theme.page(Trim(*size)) for size in ((100, 150), (170, 240), (297, 420)))


PAGES = [pytest.param(page, id=f"{number}") for number, page in enumerate(pages())]


def measure(page: PageGeometry) -> tuple[float, float, float]:
    """Return the lines of a page, the length of one in sizes of its type, and its leading."""
    inner, outer = millimetres(page.inner), millimetres(page.outer)
    line = (millimetres(page.width) - inner - outer) / millimetres(page.size)
    return page.lines, line, millimetres(page.leading)


def foot(page: PageGeometry) -> float:
    block = page.lines * millimetres(page.leading)
    return millimetres(page.height) - millimetres(page.top) - block


@pytest.mark.parametrize("page", PAGES)
def test_a_page_holds_no_less_at_each_tighter_step(page: PageGeometry) -> None:
    scale = [fit_page(page, fit_step(step), Design()) for step in STEPS]
    for looser, tighter in pairwise(scale):
        lines, line, leading = zip(measure(looser), measure(tighter), strict=True)
        assert lines[0] <= lines[1]
        assert line[0] <= line[1] + 1e-9
        assert leading[0] >= leading[1] - 1e-9
        assert looser.gap >= tighter.gap


@pytest.mark.parametrize("page", PAGES)
def test_every_step_is_within_the_bounds(page: PageGeometry) -> None:
    ratio = millimetres(page.leading) / millimetres(page.size)
    for step in STEPS:
        own = fit_page(page, fit_step(step), Design())
        size = millimetres(own.size) / millimetres(page.size)
        assert 0.94 - 1e-3 <= size <= 1.04 + 1e-3
        assert 0.94 - 1e-3 <= millimetres(own.leading) / millimetres(own.size) / ratio <= 1.08
        assert 0.7 <= own.gap <= 1.5
        for before, after, least in (
            (page.inner, own.inner, LEAST_SIDE),
            (page.outer, own.outer, LEAST_SIDE),
            (page.top, own.top, LEAST_TOP),
        ):
            assert 0 <= millimetres(before) - millimetres(after) <= 4
            assert millimetres(after) >= min(least, millimetres(before)) - 1e-3
        assert foot(own) >= min(LEAST_FOOT, foot(page)) - 0.1
        assert foot(page) - foot(own) <= 4


@pytest.mark.parametrize("name", NAMES)
def test_large_print_keeps_its_type_and_its_margins(name: str) -> None:
    for page in load(name).large_print.values():
        own = fit_page(page, TIGHTER[-1], Design())
        assert (own.size, own.top, own.inner, own.outer) == (
            page.size,
            page.top,
            page.inner,
            page.outer,
        )
        assert millimetres(own.leading) >= 1.3 * millimetres(page.size) - 1e-3


def test_sizes_and_margins_of_settings_stay() -> None:
    page = load("classic").page("a5")
    sized = fit_page(page, TIGHTER[-1], Design(size="11pt"))
    assert sized.size == page.size
    framed = fit_page(page, TIGHTER[-1], Design(margins=Margins(top="20mm", inner="19mm")))
    assert (framed.top, framed.inner, framed.outer) == (page.top, page.inner, page.outer)


def test_a_step_is_one_set_of_values_by_its_number() -> None:
    assert fit_step(1) == TIGHTER[0]
    assert fit_step(-1) == LOOSER[0]
    assert fit_step(len(TIGHTER) + 1) == COMPACT[0]
    with pytest.raises(IndexError):
        fit_step(len(TIGHTER) + len(COMPACT) + 1)


def test_changes_are_named_in_the_order_of_the_scale() -> None:
    page = load("classic").page("a5")
    assert not describe_page(page, fit_page(page, fit_step(0), Design()))
    assert describe_page(page, fit_page(page, TIGHTER[-1], Design())) == [
        "gaps 70 %",
        "leading 15.5 → 13.8 pt",
        "size 94 %",
        "margins 2.5 mm smaller",
        "head 2.8 mm smaller",
    ]
