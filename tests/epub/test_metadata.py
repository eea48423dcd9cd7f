"""The metadata of an EPUB package: titles, creators, identifiers, accessibility."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from publish.config.options import Edition
from publish.document.metadata import Certification
from publish.document.model import (
    Creator,
    Date,
    Dir,
    Meta,
    Passage,
    Role,
    Section,
    Series,
    Words,
    Work,
)
from publish.writers.edition_names import name_edition
from publish.writers.epub.metadata import describe, identifier, languages, main_languages
from publish.writers.epub.text_facts import TextFacts, gather_facts, merge_facts
from publish.writers.identifiers import print_identifier
from publish.writers.strings import book_strings

from .conftest import para

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


def facts_of(work: Work) -> TextFacts:
    """Return the facts about the text of a work."""
    return merge_facts(gather_facts(section, work.lang) for section in work.sections)


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
    assert languages(lesson.lang, facts_of(lesson)) == ("en", "he")
    assert languages(hebrew_book.lang, facts_of(hebrew_book)) == ("he", "en")


@pytest.mark.parametrize("iso", ["2025", "2025-05", "2025-05-20"])
def test_a_date_of_any_precision_is_kept(iso: str, package: Package) -> None:
    assert dc(package(work_with(date=Date(iso, "one day"))), "date") == [iso]


@pytest.mark.parametrize("iso", ["May 2025", "2025-13", "2025-02-30", "20250520", ""])
def test_a_date_outside_the_calendar_is_left_out_with_a_diagnostic(iso: str) -> None:
    work = work_with(date=Date(iso, "one day"))
    outcome = describe(work, facts_of(work))
    assert not [entry for entry in outcome.value if entry.name == "date"]
    assert [d.code for d in outcome.diagnostics] == ["E05"]


@pytest.mark.parametrize(
    ("own_identifier", "expected"),
    [
        ("978-965-90123-4-3", "urn:isbn:9789659012343"),
        ("ISBN 0306406152", "urn:isbn:0306406152"),
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
    assert print_identifier(work_with(identifier=own_identifier).meta) is None


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


def texts(package: ET.Element, name: str) -> list[tuple[str | None, str | None]]:
    """Return the language and the text of each Dublin Core element of a name."""
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    return [(e.get(lang), e.text) for e in package.iter(f"{DC}{name}")]


def test_the_description_is_given_in_each_language(package: Package) -> None:
    description = Words((("he", "תיאור"), ("en", "A blurb.")))
    about = work_with(description=description, event=Words((("en", "A Convention"),)))
    assert texts(package(about), "description") == [("en", "A blurb."), ("he", "תיאור")]


def test_without_a_description_the_event_is_it(handout: Work, package: Package) -> None:
    assert dc(package(handout), "description") == [
        "Hebrew Typography Days · “From the Scribe to the Screen” · May 2025"
    ]


def test_subjects_are_listed_one_by_one(package: Package) -> None:
    subjects = (Words((("en", "Printing"),)), Words((("en", "Letters"), ("he", "אותיות"))))
    assert texts(package(work_with(subjects=subjects)), "subject") == [
        ("en", "Printing"),
        ("en", "Letters"),
        ("he", "אותיות"),
    ]


def test_the_source_is_named_by_its_isbn(package: Package) -> None:
    assert dc(package(work_with(source="978-965-90123-4-3")), "source") == [
        "urn:isbn:9789659012343"
    ]


def test_sort_forms_of_the_settings_come_first(package: Package) -> None:
    name = Words((("en", "Rabbi Moshe ben Maimon"),))
    creator = Creator(name, sort=Words((("en", "Maimon, Moshe ben"),)))
    opf = package(work_with(creators=(creator,), title_sort=Words((("en", "Page 1"),))))
    assert refinements(opf, "Rabbi Moshe ben Maimon")["file-as"] == "Maimon, Moshe ben"
    assert refinements(opf, "The Page")["file-as"] == "Page 1"
    plain = package(work_with(creators=(Creator(name),)))
    assert refinements(plain, "Rabbi Moshe ben Maimon")["file-as"] == "Moshe ben Maimon, Rabbi"


def test_a_claim_of_conformance_names_who_makes_it(package: Package) -> None:
    claim = Certification("An Evaluator", "2.1 AA", "https://example.org/report", "A Body")
    opf = package(work_with(certified=claim))
    text = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
    assert properties(opf, "dcterms:conformsTo") == [text]
    assert refinements(opf, text) == {"a11y:certifiedBy": "An Evaluator"}
    assert refinements(opf, "An Evaluator") == {"a11y:certifierCredential": "A Body"}
    (report,) = opf.iter(f"{OPF}link")
    assert (report.get("rel"), report.get("href")) == ("a11y:certifierReport", claim.report)


def test_a_series_is_named_for_older_programs_too(package: Package) -> None:
    opf = package(work_with(series=Series(Words((("en", "Lessons"),)), 2)))
    legacy = {e.get("name"): e.get("content") for e in opf.iter(f"{OPF}meta") if e.get("name")}
    series = {"calibre:series": "Lessons", "calibre:series_index": "2"}
    assert legacy == {**series, "generator": "publish"}


def part(lang: str, letters: int) -> Passage:
    return Passage(lang, Dir.LTR, (para("a" * letters),))


@pytest.mark.parametrize(
    ("hebrew", "listed"), [(5, ("en",)), (9, ("en",)), (12, ("en", "he")), (300, ("en", "he"))]
)
def test_a_language_is_listed_from_a_tenth_of_the_letters(
    hebrew: int, listed: tuple[str, ...]
) -> None:
    section = Section(Role.CHAPTER, (), (part("en", 90), part("he", hebrew)))
    work = replace(work_with(), body=(section,))
    assert main_languages(work.lang, facts_of(work)) == listed


def test_an_edition_is_named_and_has_no_subtitle_of_another(package: Package) -> None:
    book = work_with(
        title=Words((("en", "The Page"), ("he", "הדף"))), subtitle=Words((("en", "Interlinear"),))
    )
    opf = package(name_edition(book, "translation.no-commentary"))
    name = "The translation, without commentary"
    assert dc(opf, "title") == ["The Page", name, name]
    assert properties(opf, "schema:bookEdition") == [name]
    assert properties(opf, "title-type") == ["main", "subtitle", "edition"]
    assert "התרגום, ללא ביאור" in properties(opf, "alternate-script")
    assert name_edition(book, "") is book


def test_an_edition_names_its_languages_and_its_commentary() -> None:
    book = work_with(title=Words((("en", "The Page"), ("he", "הדף"))))
    named = name_edition(book, "facing.he-en-fr.foot-commentary").meta.edition
    assert dict(named.forms) == {
        "en": "Original and translation side by side, Hebrew, English and French, "
        "with commentary in notes",
        "he": "מקור ותרגום זה לצד זה, עברית, אנגלית וצרפתית, עם ביאור בהערות",
    }
    assert name_edition(book, "he-Latn").meta.edition.in_("en") == "He-Latn"


@pytest.mark.parametrize("edition", [each for each in Edition if each is not Edition.LARGE_PRINT])
@pytest.mark.parametrize("lang", ["en", "he"])
def test_every_edition_of_an_epub_has_a_name(lang: str, edition: str) -> None:
    assert edition in book_strings(lang).editions


@pytest.mark.parametrize(
    ("own_identifier", "printed"),
    [
        ("urn:isbn:9780306406157", "ISBN 978-0-306-40615-7"),
        ("our-7", "our-7"),
        ("urn:uuid:5f0c1b0e-6c1d-4a83-9d0f-3b7c52a9e2d4", None),
        (None, None),
    ],
)
def test_an_isbn_is_printed_with_hyphens_and_a_uuid_not_at_all(
    own_identifier: str | None, printed: str | None
) -> None:
    assert print_identifier(Meta(identifier=own_identifier)) == printed
