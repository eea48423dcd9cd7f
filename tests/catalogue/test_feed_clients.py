"""The feeds of libraries in the parsers of reading apps and feed readers, and by JSON schemas."""

from __future__ import annotations

import json
import os
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.support.node_clients import run_client

from .test_site import BASE, library

pytestmark = pytest.mark.slow

SCHEMAS = Path(__file__).with_name("schemas")


@cache
def read_by_clients() -> dict[str, Any]:
    """Return what OPDS clients read of the feeds of a library of sixty books."""
    feeds: dict[str, Any] = run_client("opds.js", library(4, 60))
    return feeds


@pytest.mark.thorough
@pytest.mark.parametrize("ending", ["xml", "json"])
def test_clients_find_all_books_from_the_root(ending: str) -> None:
    feeds = read_by_clients()
    assert f"all.{ending}" in feeds[f"root.{ending}"]["navigation"]
    first, second = feeds[f"all.{ending}"], feeds[f"all.2.{ending}"]
    assert first["next"] == f"all.2.{ending}"
    books = first["publications"] + second["publications"]
    assert len({book["identifier"] for book in books}) == len(books) > 60
    assert all(book["languages"] and book["authors"] and book["links"] for book in books)
    assert {book["images"] for book in books} == {0, 2}


@pytest.mark.thorough
def test_a_client_reads_scripts_series_and_directions() -> None:
    books = read_by_clients()["all.json"]["publications"]
    assert {book["direction"] for book in books} == {"ltr", "rtl"}
    assert any(isinstance(book["title"], dict) and len(book["title"]) == 2 for book in books)
    assert any(book["series"] and isinstance(book["series"][0][1], int) for book in books)


def test_a_second_client_tells_navigation_and_acquisition_feeds_apart() -> None:
    feeds = read_by_clients()
    kinds = {name: feed["kind"] for name, feed in feeds.items() if name.endswith(".xml")}
    assert kinds["root.xml"] == kinds["languages.xml"] == "NavigationFeed"
    assert kinds["all.xml"] == kinds["new.xml"] == "AcquisitionFeed"
    assert all(files >= 1 for _, files, _ in feeds["all.xml"]["entries"])


def read_feed(path: Path) -> Any:
    """Return what feedparser reads of a feed."""
    feedparser = pytest.importorskip("feedparser", reason="needs the package feedparser")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return feedparser.parse(path.read_bytes())


def test_a_feed_reader_reads_every_feed_without_a_remark() -> None:
    folder = library(1, base_url=BASE)
    feeds = [folder / "new.atom", *folder.glob("opds/**/*.xml")]
    assert len(feeds) > 5
    for path in feeds:
        feed = read_feed(path)
        assert (feed.bozo, feed.version) == (False, "atom10"), path
        assert feed.feed.title
        assert all(entry.title and entry.updated_parsed and entry.id for entry in feed.entries)
    new = read_feed(folder / "new.atom")
    assert len(new.entries) >= 12
    assert all(entry.link.startswith("https://example.org/") for entry in new.entries)


def test_a_feed_reader_remarks_a_feed_that_is_cut_off(tmp_path: Path) -> None:
    text = (library(1) / "new.atom").read_bytes()
    cut = tmp_path / "new.atom"
    cut.write_bytes(text[: len(text) // 2])
    assert read_feed(cut).bozo


def find_faults(feeds: list[Path]) -> list[tuple[str, str, str]]:
    """Return what the schemas find in feeds: the feed, the place in it, and the message.

    ``PUBLISH_OPDS_SCHEMAS`` names a folder with the schemas of opds-community/drafts, which have no
    licence to be copied.
    """
    readium = sorted(SCHEMAS.glob("readium/**/*.json"))
    schemas = [[*readium, SCHEMAS / "opds.json"]]
    if folder := os.environ.get("PUBLISH_OPDS_SCHEMAS"):
        schemas.append([*readium, *sorted(Path(folder).glob("*.schema.json"))])
    task = {"feeds": [*map(str, feeds)], "schemas": [[*map(str, paths)] for paths in schemas]}
    return [tuple(fault) for fault in run_client("feed_faults.js", json.dumps(task))]


@pytest.mark.parametrize("base_url", ["", BASE])
def test_schemas_find_nothing_in_feeds(base_url: str) -> None:
    feeds = sorted(library(1, base_url=base_url).glob("opds/**/*.json"))
    assert len(feeds) > 5
    assert find_faults(feeds) == []


@pytest.mark.long
def test_the_feeds_of_300_books_have_no_fault() -> None:
    folder = library(5, 300)
    atom, json_feeds = (sorted(folder.glob(f"opds/**/*.{ending}")) for ending in ("xml", "json"))
    assert len(atom) == len(json_feeds) > 15
    assert [path for path in atom if read_feed(path).bozo] == []
    assert find_faults(json_feeds) == []


def test_schemas_find_the_faults_of_a_feed(tmp_path: Path) -> None:
    feed = json.loads((library(1) / "opds/all.json").read_bytes())
    first, second, third = feed["publications"][:3]
    del feed["links"][0]
    first["links"][0]["rel"] = "alternate"
    first["links"] = first["links"][:1]
    second["metadata"]["readingProgression"] = "left"
    third["metadata"]["modified"] = "yesterday"
    path = tmp_path / "all.json"
    path.write_text(json.dumps(feed), encoding="utf-8")
    places = {place for _, place, _ in find_faults([path])}
    assert places >= {
        "/links",
        "/publications/0/links",
        "/publications/1/metadata/readingProgression",
        "/publications/2/metadata/modified",
    }
