"""The metadata of an EPUB package: titles, creators, identifiers, accessibility."""

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


def refinements(package: ET.Element, text: str) -> dict[str | None, str | None]:
    """Return the properties that refine the element with that text."""
    about = next(e for e in package.iter() if e.text == text and e.get("id")).get("id")
    return {
        e.get("property"): e.text
        for e in package.iter(f"{OPF}meta")
        if e.get("refines") == f"#{about}"
    }


def work_with(**meta: object) -> Work:
    about = Meta(title=Words((("en", "The Page"),)))
    return Work(replace(about, **meta), "en", Dir.LTR, ())  # type: ignore[arg-type]


def test_titles_and_creators_are_given_in_both_scripts(lesson: Work, package: Package) -> None:
    opf = package(lesson)
    assert dc(opf, "title") == ["The Scribe and the Nakdan", "A lesson for two voices"]
    title = refinements(opf, "The Scribe and the Nakdan")
    assert title["alternate-script"] == "הסופר והנקדן"
    assert title["file-as"] == "Scribe and the Nakdan, The"
    assert "file-as" not in refinements(opf, "A lesson for two voices"), "only the title is shelved"
    assert refinements(opf, "Miriam Sofer") == {
        "role": "aut",
        "file-as": "Miriam Sofer",
        "alternate-script": "מרים סופר",
    }


def test_a_translator_beside_an_author_is_a_contributor(lesson: Work, package: Package) -> None:
    opf = package(lesson)
    assert (dc(opf, "creator"), dc(opf, "contributor")) == (["Miriam Sofer"], ["David Levi"])


def test_an_editor_without_an_author_is_the_creator(package: Package) -> None:
    opf = package(work_with(creators=(Creator(Words((("en", "D. Levi"),)), "edt"),)))
    assert dc(opf, "creator") == ["D. Levi"]


def test_a_series_is_a_collection_with_a_position(lesson: Work, package: Package) -> None:
    assert refinements(package(lesson), "How Hebrew Books Are Made") == {
        "collection-type": "series",
        "group-position": "3",
    }


def test_the_language_of_the_book_comes_first(lesson: Work, hebrew_book: Work) -> None:
    assert languages(lesson) == ("en", "he")
    assert languages(hebrew_book) == ("he", "en")


@pytest.mark.parametrize("iso", ["2025", "2025-05", "2025-05-20"])
def test_a_date_of_any_precision_is_kept(iso: str, package: Package) -> None:
    assert dc(package(work_with(date=Date(iso, "one day"))), "date") == [iso]


@pytest.mark.parametrize("iso", ["May 2025", "2025-13", "2025-02-30", "20250520", ""])
def test_a_date_outside_the_calendar_is_left_out_with_a_diagnostic(iso: str) -> None:
    outcome = describe(work_with(date=Date(iso, "one day")))
    assert not [entry for entry in outcome.value if entry.name == "date"]
    assert [d.code for d in outcome.diagnostics] == ["E05"]


@pytest.mark.parametrize(
    ("own_identifier", "expected"),
    [
        ("978-965-90123-4-5", "urn:isbn:9789659012345"),
        ("ISBN 9659012347", "urn:isbn:9659012347"),
        ("our-7", "our-7"),
        ("https://example.org/7", "https://example.org/7"),
    ],
)
def test_an_isbn_becomes_a_urn_and_other_identifiers_stay(
    own_identifier: str, expected: str, package: Package
) -> None:
    assert dc(package(work_with(identifier=own_identifier)), "identifier")[1:] == [expected]


def test_the_identifier_depends_on_title_creators_date_and_event() -> None:
    book = work_with(creators=(Creator(Words((("en", "D. Levi"),))),))
    assert identifier(book) == "urn:uuid:2969a586-f10c-56cb-a60f-7dc2aed94591"
    corrected = replace(book, meta=replace(book.meta, publisher="Another", rights="All"))
    assert identifier(corrected) == identifier(book)
    event = Words((("en", "A Convention"),))
    for other in (work_with(), work_with(date=Date("2025", "2025")), work_with(event=event)):
        assert identifier(other) != identifier(book)


@pytest.mark.parametrize(
    "own_identifier", [None, "our-7", "urn:uuid:5f0c1b0e-6c1d-4a83-9d0f-3b7c52a9e2d4"]
)
def test_each_edition_has_its_own_identifier(own_identifier: str | None) -> None:
    book = work_with(identifier=own_identifier) if own_identifier else work_with()
    editions = ["", "original", "translation", "translation.no-commentary"]
    identifiers = [identifier(book, edition) for edition in editions]
    assert len(set(identifiers)) == len(editions)
    assert identifiers == [identifier(book, edition) for edition in editions]
    assert identifiers[0] == identifier(book)
    assert all(re.fullmatch("urn:uuid:[0-9a-f-]{36}", name) for name in identifiers)


def test_an_identifier_of_the_settings_does_not_depend_on_the_title() -> None:
    first = work_with(identifier="our-7")
    renamed = replace(first, meta=replace(first.meta, title=Words((("en", "Another"),))))
    assert identifier(renamed) == identifier(first)


def test_a_uuid_of_the_settings_is_the_identifier_and_not_printed(package: Package) -> None:
    own_identifier = "urn:uuid:5f0c1b0e-6c1d-4a83-9d0f-3b7c52a9e2d4"
    assert dc(package(work_with(identifier=own_identifier)), "identifier") == [own_identifier]
    assert display_identifier(work_with(identifier=own_identifier).meta) is None


def test_accessibility_metadata_describe_the_book(hebrew_book: Work, package: Package) -> None:
    opf = package(hebrew_book)
    assert properties(opf, "schema:accessMode") == ["textual"]
    assert properties(opf, "schema:accessModeSufficient") == ["textual"]
    assert "tableOfContents" in properties(opf, "schema:accessibilityFeature")
    assert properties(opf, "schema:accessibilityHazard") == ["none"]
    (summary,) = properties(opf, "schema:accessibilitySummary")
    assert "טקסט לפי סדר הקריאה" in (summary or "")


def test_conformance_is_not_claimed(lesson: Work, package: Package) -> None:
    package_text = ET.tostring(package(lesson), "unicode")
    assert "conformsTo" not in package_text
    assert "certifiedBy" not in package_text


def test_the_spine_has_the_direction_of_the_book(
    lesson: Work, hebrew_book: Work, package: Package
) -> None:
    turns = [
        package(work).find(f"{OPF}spine").attrib["page-progression-direction"]  # type: ignore[union-attr]
        for work in (lesson, hebrew_book)
    ]
    assert turns == ["ltr", "rtl"]
