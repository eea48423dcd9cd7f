"""The pages and feeds of libraries of random books: links, ids, languages and paging."""

from __future__ import annotations

import atexit
import hashlib
import json
import posixpath
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree
from lxml import html as lxml_html

from publish.catalogue.accessibility import describe_accessibility
from publish.catalogue.library import make_library
from publish.catalogue.model import AccessibilityFacts
from publish.config import find_workspace
from tests.support.shelves import make_workspace, random_books

ATOM = {"a": "http://www.w3.org/2005/Atom"}
ACQUISITION = "http://opds-spec.org/acquisition/"
BASE = "https://example.org/ספרים/"


@cache
def library(seed: int, number: int = 12, base_url: str = "") -> Path:
    """Return the folder of the library of random books."""
    settings = f'[library]\nbase_url = "{base_url}"\n' if base_url else ""
    folder = Path(mkdtemp(prefix="publish-test-library-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    root = make_workspace(folder / "workspace", random_books(seed, number), settings)
    result = make_library(find_workspace(root))
    assert result.books == number, result.lines
    return result.path


@pytest.fixture(params=[1, 2, 3])
def shelf(request: pytest.FixtureRequest) -> Path:
    """The library of twelve random books."""
    return library(request.param)


def feeds(folder: Path) -> dict[str, Any]:
    """Return the Atom feeds of a library by their paths."""
    paths = [*folder.glob("opds/**/*.xml"), folder / "new.atom"]
    return {path.relative_to(folder).as_posix(): etree.parse(path).getroot() for path in paths}


def pages(folder: Path) -> Iterator[tuple[Path, Any]]:
    """Yield the pages of a library with their trees."""
    parser = lxml_html.HTMLParser(encoding="utf-8")
    for path in folder.rglob("*.html"):
        yield path, lxml_html.fromstring(path.read_bytes(), parser=parser)


def links(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each file of a library with an address in it."""
    for name, feed in feeds(folder).items():
        yield from ((name, link.get("href")) for link in feed.iterfind(".//a:link", ATOM))
    for path in folder.glob("opds/**/*.json"):
        name = path.relative_to(folder).as_posix()
        found_links = re.findall(r'"href": "([^"]*)"', path.read_text("utf-8"))
        yield from ((name, address) for address in found_links)
    for path, page in pages(folder):
        for element in page.iter("a", "link", "img", "script"):
            for name in ("href", "src"):
                if address := element.get(name):
                    yield path.relative_to(folder).as_posix(), address


def test_every_link_leads_to_a_file(shelf: Path) -> None:
    for name, address in links(shelf):
        assert not urlsplit(address).scheme, (name, address)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(address)))
        if not address.startswith("#"):
            assert (shelf / path).is_file(), (name, address)


def test_links_of_feeds_are_absolute_with_the_address_of_the_library() -> None:
    folder = library(1, base_url=BASE)
    feed_links = [link for link in links(folder) if not link[0].endswith(".html")]
    for name, address in feed_links:
        assert address.isascii()
        assert unquote(address).startswith(BASE)
        assert (folder / unquote(address).removeprefix(BASE)).is_file(), (name, address)


def test_the_files_of_each_book_are_in_every_catalogue(shelf: Path) -> None:
    files = {
        path.relative_to(shelf).as_posix()
        for path in shelf.glob("books/*/*")
        if path.suffix in {".epub", ".pdf"}
    }
    atom = {
        posixpath.normpath(posixpath.join("opds", unquote(link.get("href"))))
        for link in feeds(shelf)["opds/all.xml"].iterfind(".//a:link", ATOM)
        if link.get("rel").startswith(ACQUISITION)
    }
    sums = {line[66:]: line[:64] for line in (shelf / "SHA256SUMS").read_text("utf-8").splitlines()}
    assert atom == files == set(sums)
    for name, digest in sums.items():
        assert hashlib.sha256((shelf / name).read_bytes()).hexdigest() == digest


def test_the_file_for_kobo_is_offered_with_its_name_and_media_type(shelf: Path) -> None:
    kepub = "application/kepub+zip"
    offers = [link for link in feeds(shelf)["opds/all.xml"].iter() if link.get("type") == kepub]
    assert offers
    for offer in offers:
        assert offer.get("href").endswith(".kepub.epub")
    page = next(path for path in shelf.glob("books/*/en.html") if "kepub.epub" in path.read_text())
    (link,) = lxml_html.parse(page).xpath("//a[contains(@href, '.kepub.epub')][1]")[:1]
    assert link.text == "Kobo"


def test_a_sample_is_offered_as_one_and_its_facts_are_not_those_of_the_book(shelf: Path) -> None:
    links = feeds(shelf)["opds/all.xml"].iterfind(".//a:link", ATOM)
    relations = {link.get("href"): link.get("rel").removeprefix(ACQUISITION) for link in links}
    samples = {name for name, relation in relations.items() if relation == "sample"}
    assert len(samples) == 6
    assert samples == {name for name in relations if name.endswith(".sample.epub")}
    publications = json.loads((shelf / "opds/all.json").read_bytes())["publications"]
    assert "(sample)" not in str([each["metadata"] for each in publications])
    publication = next(each for each in publications if "sample.epub" in str(each["links"]))
    (sample,) = (each for each in publication["links"] if each["rel"] == f"{ACQUISITION}sample")
    assert sample["type"] == "application/epub+zip"
    page = next(path for path in shelf.glob("books/*/he.html") if "sample.epub" in path.read_text())
    assert "טעימה" in page.read_text("utf-8")


def test_identifiers_in_a_feed_are_different_and_times_are_in_order(shelf: Path) -> None:
    for name, feed in feeds(shelf).items():
        ids = [element.text for element in feed.iterfind("a:entry/a:id", ATOM)]
        assert len(ids) == len(set(ids)), name
        assert all(each.startswith("urn:uuid:") for each in ids)
        times = [element.text for element in feed.iterfind("a:entry/a:updated", ATOM)]
        assert max(times) == feed.findtext("a:updated", namespaces=ATOM), name
    new = feeds(shelf)["new.atom"]
    published = [element.text for element in new.iterfind("a:entry/a:published", ATOM)]
    assert published == sorted(published, reverse=True)


def test_both_catalogues_have_the_same_feeds_and_books(shelf: Path) -> None:
    for name, feed in feeds(shelf).items():
        if name == "new.atom":
            continue
        other = json.loads((shelf / name).with_suffix(".json").read_bytes())
        assert other["metadata"]["title"] == feed.findtext("a:title", namespaces=ATOM)
        publications = other.get("publications", ())
        if publications:
            ids = [element.text for element in feed.iterfind("a:entry/a:id", ATOM)]
            assert [each["metadata"]["identifier"] for each in publications] == ids
            assert all(each["metadata"]["language"] for each in publications)
            assert {each["metadata"]["readingProgression"] for each in publications} <= {
                "ltr",
                "rtl",
            }


def test_long_feeds_have_pages_that_lead_to_each_other() -> None:
    folder = library(4, 60)
    seen: list[str] = []
    address = "all.xml"
    while address:
        feed = etree.parse(folder / "opds" / address).getroot()
        entries = feed.findall("a:entry", ATOM)
        assert len(entries) <= 50
        seen += [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
        following = feed.find("a:link[@rel='next']", ATOM)
        address = "" if following is None else following.get("href")
    assert len(seen) == len(set(seen)) > 60
    last = json.loads((folder / "opds/all.2.json").read_bytes())
    assert last["metadata"]["currentPage"] == 2
    assert [link["href"] for link in last["links"] if link["rel"] == "previous"] == ["all.json"]


def test_pages_have_a_language_and_each_title_its_own(shelf: Path) -> None:
    for _, page in pages(shelf):
        lang = page.get("lang")
        assert page.get("dir") == {"en": "ltr", "he": "rtl"}[lang]
        for element in page.iter():
            text = (element.text or "").strip() if isinstance(element.tag, str) else ""
            is_file = re.search(r"\.(epub|pdf)$", text)
            if element.tag in {"script", "style"} or is_file or not re.search("[א-ת]", text):
                continue
            letters = len(re.findall("[א-ת]", text)), len(re.findall("[A-Za-z]", text))
            own = next(e for e in (element, *element.iterancestors()) if e.get("lang"))
            if letters[0] > letters[1]:
                assert own.get("lang") in {"he", "yi"}, text
                assert own.get("dir") == "rtl", text


def test_no_text_of_a_book_is_markup(shelf: Path) -> None:
    for path, page in pages(shelf):
        tags = {element.tag for element in page.iter() if isinstance(element.tag, str)}
        assert not tags & {"letters", "sons", "dark", "x"}
        for script in page.iterfind(".//script[@type]"):
            assert json.loads(script.text)
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", path.read_text("utf-8"))


def test_structured_data_name_the_book_its_files_and_its_accessibility(shelf: Path) -> None:
    page = lxml_html.parse(next(shelf.glob("books/*/en.html"))).getroot()
    data = json.loads(page.find(".//script[@type='application/ld+json']").text)
    assert data["@type"] == "Book"
    example = data["workExample"][0]
    assert example["accessibilityHazard"] == ["none"]
    formats = {each["encodingFormat"] for each in example["encoding"]}
    assert formats - {"application/kepub+zip"} == {"application/epub+zip", "application/pdf"}


def test_the_statement_of_accessibility_claims_no_more_than_the_metadata() -> None:
    nothing = describe_accessibility(AccessibilityFacts(), "en")
    assert [each.statements for each in nothing] == [
        (
            "No information about appearance modifiability is available",
            "No information about nonvisual reading is available",
        ),
        *[("No information is available",)] * 3,
    ]
    claim = AccessibilityFacts(
        sufficient=(("textual",),),
        features=("displayTransformability", "pageNavigation"),
        hazards=("none",),
        conformance="EPUB Accessibility 1.1 - WCAG 2.1 Level AA",
        certifier="A Body",
    )
    statements = {each.heading: each.statements for each in describe_accessibility(claim, "en")}
    assert statements["Conformance"] == (
        "This publication meets accepted accessibility standards",
        "The publication was certified by A Body",
    )
    assert statements["Navigation"] == ("Go to page",)
