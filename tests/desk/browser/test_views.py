"""The views of a book: other editions, looks, purposes and languages, by a click and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import OpenPage
from .test_pages import edit, picture

pytestmark = [pytest.mark.slow, pytest.mark.thorough]

TEXT = """A Small Book

The river carries the leaf.

הנהר נושא את העלה.

The leaf does not ask where.

העלה אינו שואל לאן.
"""
SETTINGS = 'languages = ["en", "he"]\neditions = ["interlinear", "facing"]\n'


def make_pairs(folder: Path, settings: str = SETTINGS) -> Path:
    """Return the text of a new workspace with one book in two languages."""
    (folder / "sources").mkdir(parents=True)
    (folder / "publish.toml").write_text("")
    (folder / "sources" / "small.toml").write_text(settings, "utf-8")
    path = folder / "sources" / "small.txt"
    path.write_text(TEXT, "utf-8")
    return path


def make_theme(folder: Path, name: str, settings: str = "", style: str = "") -> None:
    theme = folder / "styles" / name
    theme.mkdir(parents=True)
    (theme / "theme.toml").write_text(f'base = "classic"\n{settings}')
    (theme / "print.css").write_text(style)


def read_all(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def choose(page: Page, name: str, value: str) -> list[str]:
    """Choose in the browser, and return the pictures of the pages that follow."""
    page.locator(f"#{name}").select_option(value)
    return pictures_of(page, f"{name}={value}" if value else "")


def pictures_of(page: Page, variant: str) -> list[str]:
    """Return the pictures of the pages of a view, as soon as it is shown."""
    shown = page.locator("#pages")
    expect(shown).to_have_attribute("data-variant", variant.replace(",", "%2C"))
    expect(shown).to_have_attribute("data-status", "good")
    return [picture(page, number + 1) for number in range(page.locator("#rows img").count())]


def values(page: Page, name: str) -> list[str]:
    """Return what can be chosen instead of what the settings say."""
    options = page.locator(f"#{name} option").evaluate_all("all => all.map(each => each.value)")
    return [value for value in options if value]


def test_each_choice_shows_other_pages_and_leads_back(tmp_path: Path, open_page: OpenPage) -> None:
    make_pairs(tmp_path)
    make_theme(tmp_path, "mine", style="p { letter-spacing: 1pt }")
    page = open_page(tmp_path)
    own = pictures_of(page, "")
    sources = read_all(tmp_path / "sources")
    offered = {name: values(page, name) for name in ("edition", "theme", "languages")}

    assert set(offered["edition"]) == {
        *("facing", "spreads", "original", "translation", "large-print")
    }
    assert {"mine", "siddur", "classroom"} <= set(offered["theme"])
    assert offered["languages"] == ["he,en", "en,he", "he", "en"]
    for name, choices in offered.items():
        seen = {tuple(choose(page, name, value)) for value in choices}
        assert len(seen - {tuple(own)}) >= len(choices) - 1, name
        assert choose(page, name, "") == own
    assert choose(page, "profile", "accessible")
    page.locator("#as-set").click()
    assert pictures_of(page, "") == own
    assert read_all(tmp_path / "sources") == sources


def test_the_address_keeps_the_view_through_a_reload_and_the_way_back(
    tmp_path: Path, open_page: OpenPage
) -> None:
    make_pairs(tmp_path)
    page = open_page(tmp_path)
    own = pictures_of(page, "")
    facing = choose(page, "edition", "facing")
    page.keyboard.press("Escape")
    page.keyboard.press("2")

    page.reload()

    assert pictures_of(page, "edition=facing") == facing
    expect(page.locator("#edition")).to_have_value("facing")
    expect(page.get_by_role("radio", name="Spreads")).to_be_checked()

    page.go_back()
    expect(page.get_by_role("radio", name="Pages", exact=True)).to_be_checked()
    page.go_back()
    assert pictures_of(page, "") == own
    expect(page.locator("#edition")).to_have_value("")


def test_a_theme_with_a_fault_says_so_and_leaves_the_last_good_pages(
    tmp_path: Path, open_page: OpenPage
) -> None:
    text = make_pairs(tmp_path)
    make_theme(tmp_path, "faulty", "nonsense = 1\n")
    page = open_page(tmp_path)
    own = pictures_of(page, "")

    page.locator("#theme").select_option("faulty")

    expect(page.locator("#notice")).to_contain_text("nonsense")
    expect(page.locator("#pages")).to_have_attribute("data-status", "failed")
    assert picture(page, 1) == own[0]

    (tmp_path / "styles" / "faulty" / "theme.toml").write_text('base = "siddur"\n')
    assert pictures_of(page, "theme=faulty") != own
    expect(page.locator("#notice")).to_be_hidden()

    assert choose(page, "theme", "") == own
    edit(text, "A Small Book", "A Large Book")
    expect(page.locator(".page.changed")).not_to_have_count(0)
