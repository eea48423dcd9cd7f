"""What an EPUB says of itself: to libraries, to shelves, and to readers who cannot see the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from publish.document.model import Creator, Date, Dir, Meta, Words, Work
from publish.writers.epub.metadata import describe, display_identifier, identifier, languages

Package = Callable[[Work], ET.Element]

DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"


def dc(package: ET.Element, name: str) -> list[str | None]:
    return [e.text for e in package.iter(f"{DC}{name}")]


def properties(package: ET.Element, name: str) -> list[str | None]:
    return [e.text for e in package.iter(f"{OPF}meta") if e.get("property") == name]


def refined(package: ET.Element, text: str) -> dict[str | None, str | None]:
    """Return what the package says about the statement whose text is ``text``."""
    about = next(e for e in package.iter() if e.text == text and e.get("id")).get("id")
    return {
        e.get("property"): e.text
        for e in package.iter(f"{OPF}meta")
        if e.get("refines") == f"#{about}"
    }


def named(**meta: object) -> Work:
    about = Meta(title=Words((("en", "The Page"),)))
    return Work(replace(about, **meta), "en", Dir.LTR, ())  # type: ignore[arg-type]


def test_titles_and_creators_stand_in_both_scripts(lesson: Work, package: Package) -> None:
    opf = package(lesson)
    assert dc(opf, "title") == ["The Scribe and the Nakdan", "A lesson for two voices"]
    title = refined(opf, "The Scribe and the Nakdan")
    assert title["alternate-script"] == "הסופר והנקדן"
    assert title["file-as"] == "Scribe and the Nakdan, The"
    assert "file-as" not in refined(opf, "A lesson for two voices"), "only the title is shelved"
    assert refined(opf, "Miriam Sofer") == {
        "role": "aut",
        "file-as": "Miriam Sofer",
        "alternate-script": "מרים סופר",
    }


def test_a_translator_beside_an_author_is_a_contributor(lesson: Work, package: Package) -> None:
    opf = package(lesson)
    assert (dc(opf, "creator"), dc(opf, "contributor")) == (["Miriam Sofer"], ["David Levi"])


def test_an_editor_without_an_author_is_the_creator(package: Package) -> None:
    opf = package(named(creators=(Creator(Words((("en", "D. Levi"),)), "edt"),)))
    assert dc(opf, "creator") == ["D. Levi"]


def test_a_series_is_a_collection_with_a_place_in_it(lesson: Work, package: Package) -> None:
    assert refined(package(lesson), "How Hebrew Books Are Made") == {
        "collection-type": "series",
        "group-position": "3",
    }


def test_the_language_of_the_book_comes_first(lesson: Work, hebrew_book: Work) -> None:
    assert languages(lesson) == ("en", "he")
    assert languages(hebrew_book) == ("he", "en")


@pytest.mark.parametrize("iso", ["2025", "2025-05", "2025-05-20"])
def test_a_date_of_any_precision_is_kept(iso: str, package: Package) -> None:
    assert dc(package(named(date=Date(iso, "one day"))), "date") == [iso]


@pytest.mark.parametrize("iso", ["May 2025", "2025-13", "2025-02-30", "20250520", ""])
def test_a_date_that_is_not_in_the_calendar_is_left_out_and_reported(iso: str) -> None:
    outcome = describe(named(date=Date(iso, "one day")))
    assert not [datum for datum in outcome.value if datum.name == "date"]
    assert [d.code for d in outcome.diagnostics] == ["E05"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("978-965-90123-4-5", "urn:isbn:9789659012345"),
        ("ISBN 9659012347", "urn:isbn:9659012347"),
        ("our-7", "our-7"),
        ("https://example.org/7", "https://example.org/7"),
    ],
)
def test_an_isbn_is_said_as_a_urn_and_any_other_identifier_as_given(
    given: str, said: str, package: Package
) -> None:
    assert dc(package(named(identifier=given)), "identifier")[1:] == [said]


def test_the_identifier_lasts_as_long_as_what_names_the_book() -> None:
    book = named(creators=(Creator(Words((("en", "D. Levi"),))),))
    assert identifier(book) == "urn:uuid:2969a586-f10c-56cb-a60f-7dc2aed94591"
    corrected = replace(book, meta=replace(book.meta, publisher="Another", rights="All"))
    assert identifier(corrected) == identifier(book)
    event = Words((("en", "A Convention"),))
    for other in (named(), named(date=Date("2025", "2025")), named(event=event)):
        assert identifier(other) != identifier(book)


@pytest.mark.parametrize("given", [None, "our-7", "urn:uuid:5f0c1b0e-6c1d-4a83-9d0f-3b7c52a9e2d4"])
def test_an_edition_beside_the_books_own_has_another_identifier(given: str | None) -> None:
    book = named(identifier=given) if given else named()
    editions = ["", "original", "translation", "translation.no-commentary"]
    found = [identifier(book, edition) for edition in editions]
    assert len(set(found)) == len(editions)
    assert found == [identifier(book, edition) for edition in editions]
    assert found[0] == identifier(book)
    assert all(re.fullmatch("urn:uuid:[0-9a-f-]{36}", name) for name in found)


def test_a_given_identifier_outlasts_a_change_of_title() -> None:
    first = named(identifier="our-7")
    renamed = replace(first, meta=replace(first.meta, title=Words((("en", "Another"),))))
    assert identifier(renamed) == identifier(first)


def test_a_uuid_that_is_given_is_the_identifier_and_not_printed(package: Package) -> None:
    given = "urn:uuid:5f0c1b0e-6c1d-4a83-9d0f-3b7c52a9e2d4"
    assert dc(package(named(identifier=given)), "identifier") == [given]
    assert display_identifier(named(identifier=given).meta) is None


def test_readers_who_do_not_see_the_page_learn_how_to_read_it(
    hebrew_book: Work, package: Package
) -> None:
    opf = package(hebrew_book)
    assert properties(opf, "schema:accessMode") == ["textual"]
    assert properties(opf, "schema:accessModeSufficient") == ["textual"]
    assert "tableOfContents" in properties(opf, "schema:accessibilityFeature")
    assert properties(opf, "schema:accessibilityHazard") == ["none"]
    (summary,) = properties(opf, "schema:accessibilitySummary")
    assert "טקסט בלבד" in (summary or "")


def test_nobody_is_said_to_have_evaluated_the_book(lesson: Work, package: Package) -> None:
    said = ET.tostring(package(lesson), "unicode")
    assert "conformsTo" not in said
    assert "certifiedBy" not in said


def test_a_book_from_right_to_left_says_so(
    lesson: Work, hebrew_book: Work, package: Package
) -> None:
    turns = [
        package(work).find(f"{OPF}spine").attrib["page-progression-direction"]  # type: ignore[union-attr]
        for work in (lesson, hebrew_book)
    ]
    assert turns == ["ltr", "rtl"]
