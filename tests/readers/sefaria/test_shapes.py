"""Each shape of a file of Sefaria is read as the text that it holds."""

from __future__ import annotations

from typing import Any

import pytest

from publish.document.model import Passage, Role, Section, Segment, Text, Work
from publish.document.walk import descend, plain
from tests.readers.sefaria_files import export, read


def titles(work: Work) -> list[str]:
    """Return the titles of the sections of a Work, in order."""
    return [plain(node.title) for node in descend(work) if isinstance(node, Section)]


def pairs(work: Work) -> list[tuple[str, ...]]:
    """Return the number and the texts of each segment of a Work."""
    result = []
    for node in descend(work):
        if isinstance(node, Segment):
            passages = (node.original, *node.translations)
            result.append((node.number, *(words(each) for each in passages)))
    return result


def words(value: object) -> str:
    return "".join(node.text for node in descend(value) if isinstance(node, Text))


def test_an_export_in_two_files_gives_pairs() -> None:
    work = read(
        export([["One.", "Two."], ["Three."]]),
        export([["אחד.", "שתים."], ["שלוש."]], language="he"),
    ).value
    assert pairs(work) == [("1", "אחד.", "One."), ("2", "שתים.", "Two."), ("1", "שלוש.", "Three.")]
    assert titles(work) == ["Chapter 1", "Chapter 2"]
    assert work.lang == "en"
    assert work.meta.title.forms == (("en", "Book of Ink"), ("he", "ספר הדיו"))


def test_the_order_of_the_files_does_not_matter() -> None:
    files = [export([["One."]]), export([["אחד."]], language="he")]
    assert pairs(read(*files).value) == pairs(read(*files[::-1]).value)


@pytest.mark.parametrize("depth", range(1, 7))
def test_a_text_nests_from_one_to_six_levels(depth: int) -> None:
    names = ["Volume", "Book", "Chapter", "Section", "Siman", "Verse"][-depth:]
    text: Any = "אור."
    for _ in names:
        text = [text]
    work = read(export(text, language="he", names=names)).value
    assert words(work.body[0]).endswith("אור.")
    sections = [node for node in descend(work) if isinstance(node, Section)]
    assert len(sections) == max(depth - 1, 1)
    assert [node.role for node in sections[:2]] == (
        [Role.PART, Role.CHAPTER] if depth > 2 else [Role.CHAPTER]
    )


def test_a_tree_of_named_parts_keeps_the_order_of_the_schema() -> None:
    schema = {
        "nodes": [
            {"enTitle": "Morning", "heTitle": "שחרית", "nodes": [{"enTitle": "Wash"}]},
            {"enTitle": "Evening", "heTitle": "ערבית"},
        ]
    }
    text = {"Evening": ["Night falls."], "Morning": {"Wash": ["", "Water."], "Dress": []}}
    work = read(export(text, names=[], schema=schema)).value
    assert titles(work) == ["Morning", "Wash", "Evening"]
    assert words(work.body).count("Water.") == 1


def test_hebrew_titles_of_parts_stand_beside_the_english_ones() -> None:
    schema = {"nodes": [{"enTitle": "Morning", "heTitle": "שחרית"}]}
    files = [
        export({"Morning": ["Water."]}, names=[], schema=schema),
        export({"Morning": ["מים."]}, names=[], schema=schema, language="he"),
    ]
    assert titles(read(*files).value) == ["Morning · שחרית"]


def test_folios_are_counted_from_2a() -> None:
    work = read(export([[], [], ["מאימתי"], ["תנן"]], language="he", names=["Daf", "Line"])).value
    assert titles(work) == ["דף ב׳ ע״א", "דף ב׳ ע״ב"]


def test_the_first_api_gives_both_languages() -> None:
    answer = {
        "ref": "Psalms 23:3-4",
        "heRef": "תהלים כ״ג:ג׳-ד׳",
        "book": "Psalms",
        "sections": [23, 3],
        "toSections": [23, 4],
        "sectionNames": ["Chapter", "Verse"],
        "he": ["נַפְשִׁי יְשׁוֹבֵב", "גַּם כִּי אֵלֵךְ"],
        "text": ["He restoreth my soul", "Yea, though I walk"],
        "heVersionTitle": "Masorah",
        "heLicense": "CC-BY",
        "license": "Public Domain",
        "versions": [{"title": "Psalms", "versionTitle": "Another"}],
    }
    work = read(answer).value
    assert [number for number, *_ in pairs(work)] == ["3", "4"]
    assert work.meta.rights == "Masorah (he), CC-BY; (en), Public Domain"
    anchors = [node.anchor for node in descend(work) if isinstance(node, Segment)]
    assert anchors == ["Psalms.23.3", "Psalms.23.4"]


def test_a_range_over_two_chapters_begins_at_its_verse() -> None:
    answer = {
        "ref": "Genesis 1:31-2:2",
        "sections": [1, 31],
        "sectionNames": ["Chapter", "Verse"],
        "text": [["And God saw."], ["Finished.", "Rested."]],
    }
    work = read(answer).value
    assert [number for number, *_ in pairs(work)] == ["31", "1", "2"]
    assert titles(work) == ["Chapter 1", "Chapter 2"]


def test_a_single_verse_is_a_string() -> None:
    answer = {"ref": "Genesis 1:3", "sections": [1, 3], "sectionNames": ["Chapter", "Verse"]}
    assert pairs(read({**answer, "he": "יהי אור", "text": "Let there be light"}).value) == [
        ("3", "יהי אור", "Let there be light")
    ]


def test_the_third_api_lists_its_versions() -> None:
    answer = {
        "ref": "Tobit 1",
        "book": "Tobit",
        "sections": [1],
        "sectionNames": ["Chapter", "Verse"],
        "versions": [
            {"text": ["Erste."], "language": "en", "actualLanguage": "de", "direction": "ltr"},
            {"text": ["First."], "language": "en", "actualLanguage": "en", "isSource": True},
        ],
    }
    outcome = read(answer)
    assert pairs(outcome.value) == [("1", "First.", "Erste.")]
    assert "W68" in [each.code for each in outcome.diagnostics]


@pytest.mark.parametrize(
    ("about", "lang"),
    [
        ({"actualLanguage": "hu"}, "hu"),
        ({"versionTitle": "Magyar [hu]"}, "hu"),
        ({"language": "he", "actualLanguage": "yi"}, "yi"),
        ({"language": "en", "actualLanguage": "en"}, "he"),
    ],
)
def test_the_language_is_that_of_the_text(about: dict[str, str], lang: str) -> None:
    text = "Áldott vagy" if lang == "hu" else "געבענטשט ביסטו"
    outcome = read(export([[text]], **about))
    (segment,) = [node for node in descend(outcome.value) if isinstance(node, Segment)]
    assert segment.original.lang == lang


def test_the_direction_is_believed() -> None:
    answer = export([["Bendicho tu"]], actualLanguage="lad-Latn", direction="ltr")
    (passage,) = [node for node in descend(read(answer).value) if isinstance(node, Passage)]
    assert (passage.lang, passage.dir) == ("lad-Latn", "ltr")


def test_a_first_segment_that_is_a_title_is_the_heading() -> None:
    names = ["Chapter", "Paragraph"]
    work = read(
        export([["Chapter 1", "It is taught."]], names=names),
        export([["פרק א", "תניא."]], names=names, language="he"),
    ).value
    assert titles(work) == ["Chapter 1 · פרק א"]
    assert pairs(work) == [("", "תניא.", "It is taught.")]


def test_a_bold_first_segment_is_the_title_of_its_chapter() -> None:
    work = read(export([["<b>On Ink</b>", "Ink is black."]], names=["Chapter", "Paragraph"])).value
    assert titles(work) == ["Chapter 1: On Ink"]


@pytest.mark.parametrize("first", ["Chapter 1 begins here", "<b>Ink is black.</b>", "On Ink"])
def test_a_first_segment_that_may_be_a_sentence_stays(first: str) -> None:
    work = read(export([[first, "More."]], names=["Chapter", "Paragraph"])).value
    assert titles(work) == ["Chapter 1"]


def test_a_merged_version_names_its_parts_in_the_imprint() -> None:
    versions = [["First edition", "https://first.example"], ["Second", ""]]
    outcome = read(export([["One."]], versionTitle="merged", versions=versions))
    assert outcome.value.meta.rights == "First edition, https://first.example; Second (en)"
    assert "W66" in [each.code for each in outcome.diagnostics]


def test_of_a_version_and_the_merged_text_only_the_merged_is_read() -> None:
    outcome = read(export([["One."]]), export([["One."]], versionTitle="merged"))
    assert pairs(outcome.value) == [("1", "One.")]
    assert "W69" in [each.code for each in outcome.diagnostics]


def test_two_translations_stand_under_one_original() -> None:
    work = read(
        export([["One."]]),
        export([["Un."]], actualLanguage="fr"),
        export([["אחד."]], language="he"),
    ).value
    assert pairs(work) == [("1", "אחד.", "One.", "Un.")]
