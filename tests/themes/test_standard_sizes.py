"""Pages of standard sizes that themes have without a design of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publish.text.lengths import Trim, millimetres
from publish.themes.page_geometry import has_room
from publish.themes.theme import Theme, load
from publish.themes.theme_search import list_themes


@pytest.mark.parametrize("name", list_themes())
def test_every_theme_has_a_page_of_a6_with_room_for_its_text(name: str) -> None:
    page = load(name).page("a6")
    assert (page.width, page.height) == ("105mm", "148mm")
    assert has_room(page)
    assert page == load(name).page(Trim(105, 148))


def test_a_page_of_the_design_comes_before_it() -> None:
    theme = load("classic")
    own = replace(theme.pages["a5"], lines=20)
    mine: Theme = replace(theme, pages={**theme.pages, "a6": own})
    assert mine.page("a6") == own
    assert list(mine.page_names).count("a6") == 1


def test_type_is_no_smaller_than_on_designed_pages() -> None:
    theme = load("classic")
    sizes = [millimetres(page.size) for page in theme.pages.values()]
    assert millimetres(theme.page("a6").size) >= min(sizes)
