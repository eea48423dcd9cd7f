"""Messages stand beside the page that they are about, also those about settings."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from publish.desk.page_words import PageWords
from publish.desk.view_making import make_views, name_places
from publish.desk.views import LaidOutView, ViewKey
from publish.diagnostics import Diagnostic, Severity
from publish.text.source import Span

from .running_desk import SETTINGS, TEXT, make_workspace


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> LaidOutView:
    folder = make_workspace(tmp_path_factory.mktemp("messages"))
    return lay_out(folder)


def lay_out(folder: Path) -> LaidOutView:
    *_, view = make_views(ViewKey("small"), folder)
    assert view.laid_out is not None
    return view.laid_out


def page_of(layout: LaidOutView, file: str, text: str, place: str) -> int | None:
    """Return the page of a message about the first place of a text, a whole file for nothing."""
    start = text.index(place)
    span = Span(file, start, start + len(place))
    words = PageWords(threading.Lock())
    page = words.place(layout, Diagnostic("T01", Severity.INFO, "", span))
    return page and page.page


@pytest.mark.parametrize(
    ("file", "text", "place", "page"),
    [
        ("sources/small.txt", TEXT, "first line", 3),
        ("sources/small.txt", TEXT, "", 3),
        ("sources/small.toml", SETTINGS, "title", 1),
        ("sources/small.toml", SETTINGS, "languages", None),
        ("sources/other.txt", TEXT, "", None),
        ("", "", "", None),
    ],
)
def test_a_message_has_the_page_of_its_place(
    layout: LaidOutView, file: str, text: str, place: str, page: int | None
):
    assert page_of(layout, file, text, place) == page


@pytest.mark.thorough
def test_an_edit_that_changes_no_page_moves_the_places(tmp_path: Path):
    folder = make_workspace(tmp_path / "workspace")
    words = PageWords(threading.Lock())
    places = []
    for text in (TEXT, f"\n\n\n{TEXT}"):
        (folder / "sources" / "small.txt").write_text(text, "utf-8")
        places.append(words.find(lay_out(folder), "sources/small.txt", text.index("first line")))
    assert places[0] == places[1] is not None


def test_settings_in_messages_have_the_names_of_files():
    root = Path("/workspace")
    spans = Span("/workspace/sources/a.toml", 1, 2), Span("b.txt", 3, 4), Span("/other/c.txt", 5, 6)
    named = name_places(Diagnostic("S01", Severity.ERROR, "", spans[0], also=spans[1:]), root)
    assert [span.file for span in named.places] == ["sources/a.toml", "b.txt", "/other/c.txt"]
    other = Diagnostic("S01", Severity.ERROR, "", spans[1])
    assert name_places(other, root) is other
