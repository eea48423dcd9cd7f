"""The session of a desk: pages come before their checks, and every save has its view."""

from __future__ import annotations

import threading
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from publish.desk import session
from publish.desk.view_making import make_views
from publish.desk.views import Status, View, ViewKey
from publish.desk.words.placed_text import PagePlace
from publish.diagnostics.rules.pdf import NOT_A_PDF
from publish.diagnostics.rules.text import DROPPED_CHARACTER
from publish.preflight import pdf as preflight
from publish.text.source import Span

from .running_desk import PATIENCE, TEXT, Client, make_workspace

pytestmark = pytest.mark.thorough

CHAPTERS = "A Small Book\n\n" + "\n\n".join(
    f"Chapter {number}\n\nWords of the chapter {number}." for number in range(1, 4)
)
OTHER_TEXT = TEXT.replace("first line", "other line")


def images(view: dict[str, Any]) -> list[str]:
    return [page["image"] for page in view["pages"]]


def test_pages_are_shown_before_the_pdf_is_checked(
    client: Client, workspace: Path, monkeypatch: pytest.MonkeyPatch
):
    address = client.book("small")
    before = client.view(address)
    may_check = threading.Event()
    check_pdf = preflight.check_pdf

    def check_later(*arguments: Any) -> Any:
        assert may_check.wait(PATIENCE)
        return check_pdf(*arguments)

    monkeypatch.setattr(preflight, "check_pdf", check_later)
    (workspace / "sources" / "small.txt").write_text(OTHER_TEXT, "utf-8")
    shown = client.event(book="small", status="building")
    early = client.get(address)
    may_check.set()
    checked = client.event(book="small", status="good")
    late = client.view(address)
    assert early["status"] == "building"
    assert images(early) != images(before)
    assert client.fetch(f"{early['pages'][0]['image']}?scale=1")[0] == 200
    assert (early["diagnostics"], images(early)) == (late["diagnostics"], images(late))
    assert shown["revision"] == early["revision"] == checked["revision"] == late["revision"]


def test_a_fault_that_the_checks_find_brings_the_last_good_pages_back(
    client: Client, workspace: Path, monkeypatch: pytest.MonkeyPatch
):
    address = client.book("small")
    before = client.view(address)
    fault = NOT_A_PDF.anywhere("the PDF cannot be read back")
    monkeypatch.setattr(preflight, "check_pdf", lambda *_: (fault,))
    (workspace / "sources" / "small.txt").write_text(OTHER_TEXT, "utf-8")
    client.event(book="small", status="stale")
    view = client.view(address)
    assert images(view) == images(before)
    assert fault.message in {each["message"] for each in view["diagnostics"]}


def test_a_save_that_changes_nothing_does_not_end_the_following(client: Client, workspace: Path):
    text = workspace / "sources" / "small.txt"
    before = client.view(client.book("small"))
    text.write_text(TEXT, "utf-8")
    same = client.event(book="small", status="good")
    text.write_text(OTHER_TEXT, "utf-8")
    other = client.event(book="small", status="good")
    while other["revision"] == same["revision"]:
        other = client.event(book="small", status="good")
    assert same["revision"] == before["revision"]
    assert other["revision"] > same["revision"]


def test_the_name_of_a_layout_is_new_when_its_texts_are(tmp_path: Path):
    workspace = make_workspace(tmp_path / "workspace")
    *_, first = make_views(ViewKey("small"), workspace)
    (workspace / "sources" / "small.txt").write_text(f"\n\n{TEXT}", "utf-8")
    *_, second = make_views(ViewKey("small"), workspace)
    assert first.laid_out
    assert second.laid_out
    assert first.laid_out.document.data == second.laid_out.document.data
    assert first.laid_out.name != second.laid_out.name


def test_messages_stay_at_their_pages_until_their_places_are_found_again(tmp_path: Path):
    workspace = make_workspace(tmp_path / "workspace")
    *_, view = make_views(ViewKey("small"), workspace)
    before, after, new = (
        [DROPPED_CHARACTER.at(Span(file, place, place + 2), "a sign") for place in (start, 90)]
        for file, start in (("small.txt", 10), ("small.txt", 50), ("other.txt", 10))
    )
    places = {each: PagePlace(page, ()) for page, each in enumerate(before, start=1)}
    earlier = replace(view, diagnostics=tuple(before), places=places)
    later = replace(view, diagnostics=(*after, *new)).follow(earlier)
    assert [later.places[each].page for each in after] == [1, 2]
    assert later.places.keys() == set(after)


def test_a_view_without_pages_keeps_those_of_the_view_before(tmp_path: Path):
    workspace = make_workspace(tmp_path / "workspace")
    *_, view = make_views(ViewKey("small"), workspace)
    failed = View(ViewKey("small"), status=Status.FAILED).follow(view)
    assert (failed.status, failed.laid_out) == (Status.STALE, view.laid_out)


def test_a_long_layout_tells_how_many_chapters_are_done(
    client: Client, workspace: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(session, "_PROGRESS", -1.0)
    client.view(client.book("small"))
    (workspace / "sources" / "small.txt").write_text(CHAPTERS, "utf-8")
    # The check of the view before may end first, with an event of its own.
    events = (client.event(book="small") for _ in range(10))
    progress = list(islice((event["progress"] for event in events if "progress" in event), 3))
    assert progress == [[1, 3], [2, 3], [3, 3]]
