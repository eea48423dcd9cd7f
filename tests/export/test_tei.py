"""Books as TEI: valid by its schema, whole, in order, with the ids of the JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

import publish
from publish.document.model import (
    Blockquote,
    Creator,
    Date,
    Dir,
    Excerpt,
    Meta,
    Quote,
    Role,
    Section,
    Segment,
    Series,
    SourceCitation,
    Speech,
    Words,
    Work,
)
from tests.support.every_node import book_with_every_node, para, passage, words
from tests.support.examples import examples
from tests.support.exported_books import find_letters, read_letters
from tests.support.tei_schema import find_faults
from tests.support.works import WORDS, Generator, works

NAMESPACES = {"tei": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NO_META = Meta()


def export(work: Work | str) -> Any:
    """Return the root of a book as TEI."""
    return etree.fromstring(publish.export(work, "tei").value)


def find(root: Any, path: str) -> list[Any]:
    """Return the elements of a path in XPath, with the prefix ``tei``."""
    result: list[Any] = root.xpath(path, namespaces=NAMESPACES)
    return result


def book(*blocks: Any, meta: Meta = NO_META) -> Work:
    """Return an English book of one chapter."""
    return Work(meta, "en", Dir.LTR, (Section(Role.CHAPTER, (), blocks),))


def pair(hebrew: str, english: str, **more: Any) -> Segment:
    """Return a segment of a Hebrew paragraph and its translation."""
    return Segment(passage("he", para(hebrew)), None, (passage("en", para(english)),), **more)


class TestText:
    @settings(max_examples=examples(40), deadline=None)
    @given(works())
    def test_random_books_are_whole_and_in_order(self, work: Work) -> None:
        root = export(work)
        assert read_letters(root) == find_letters(work)

    def test_a_letter_left_out_is_found(self) -> None:
        work = book(para("The light was good."))
        document = publish.export(work, "tei").value.replace(b"good", b"god")
        assert read_letters(etree.fromstring(document)) != find_letters(work)


class TestStructure:
    def test_a_translation_points_to_its_original(self) -> None:
        root = export(book(pair("אור", "light"), pair("ערב", "dusk")))
        segments = find(root, "//tei:div[@type='segment']")
        assert [each.get("n") for each in segments] == ["1", "2"]
        for segment in segments:
            original, translation = find(segment, "tei:div")
            assert (original.get("type"), original.get(LANG)) == ("original", "he")
            assert translation.get("corresp") == f"#{original.get(ID)}"
            assert original.get("style") == "direction: rtl"

    def test_text_after_a_segment_is_a_division(self) -> None:
        root = export(book(para("Before."), pair("אור", "light"), para("After.")))
        kinds = [each.get("type") for each in find(root, "//tei:body/tei:div/*")]
        assert kinds == [None, "segment", "text"]

    def test_a_segment_in_a_quotation_is_a_text_of_its_own(self) -> None:
        quotation = Blockquote((pair("אור", "light"),))
        assert find(export(book(quotation)), "//tei:quote/tei:floatingText//tei:div[@corresp]")

    def test_a_speech_in_a_speech_is_a_text_of_its_own(self) -> None:
        speech = Speech(words("Levi"), (Speech(words("Miriam"), (para("Light."),)),))
        speakers = find(export(book(speech)), "//tei:sp//tei:sp/tei:speaker/text()")
        assert speakers == ["Miriam"]

    def test_the_source_of_an_excerpt_has_a_title(self) -> None:
        heading = words("M. Sofer, ", Quote("“", "”", words("The Ink")))
        root = export(book(Excerpt(6, SourceCitation(), heading, (para("Light."),))))
        (title,) = find(root, "//tei:div[@type='excerpt'][@n='6']/tei:head/tei:bibl/tei:title")
        assert title.text == "“The Ink”"

    def test_notes_stand_at_their_calls(self) -> None:
        root = export("The Light\n\nAt dawn[1] it is called shachar.\n\n[1] See Isaiah 40:31.\n")
        (note,) = find(root, "//tei:p/tei:note")
        assert (note.get("n"), note.getprevious(), note.getparent().text) == ("1", None, "At dawn")
        assert find(note, "tei:p/tei:ref/@cRef") == ["Isaiah 40:31"]

    def test_the_metadata_are_in_the_header(self) -> None:
        title = Words((("en", "The Light"), ("he", "האור")))
        creators = (Creator(Words((("en", "A. Writer"),))), Creator(Words((("en", "B."),)), "trl"))
        meta = Meta(
            title,
            creators=creators,
            date=Date("2025-05", "May 2025"),
            rights="CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
            series=Series(Words((("en", "Lights"),)), 3),
        )
        root = export(book(para("Text."), meta=meta))
        titles = find(root, "//tei:titleStmt/tei:title")
        assert [(each.get(LANG), each.text) for each in titles] == list(title.forms)
        assert find(root, "//tei:titleStmt/tei:respStmt/tei:resp/text()") == ["translator"]
        assert find(root, "//tei:langUsage/tei:language/text()") == ["English"]
        assert find(root, "//tei:publicationStmt/tei:date/@when") == ["2025-05"]
        assert find(root, "//tei:licence/@target") == [
            "https://creativecommons.org/licenses/by/4.0/"
        ]
        assert find(root, "//tei:seriesStmt/tei:biblScope/text()") == ["3"]
        assert find(root, "//tei:titlePage//tei:titlePart/text()") == ["The Light", "האור"]

    def test_ids_are_those_of_the_json(self) -> None:
        work = book_with_every_node("en")
        ids = {
            name
            for name in find(export(work), "//@xml:id")
            if name != "publish" and not name.startswith("anchor-")
        }
        in_json = set(find_ids(json.loads(publish.export(work).value)))
        assert ids <= in_json
        assert all(name.startswith("passage-") for name in in_json - ids)

    def test_an_index_leads_to_its_places(self) -> None:
        lesson = "The Light\n\nHope (Isaiah 40:31).\n\nAgain (Isaiah 40:31).\n"
        indexes = {"indexes": ["references"]}
        root = etree.fromstring(publish.export(lesson, "tei", settings=indexes).value)
        places = find(root, "//tei:list[@type='index']//tei:ref/@target")
        cited = [f"#{name}" for name in find(root, "//tei:p/tei:ref/@xml:id")]
        assert places == cited
        assert len(places) == 2

    def test_what_the_program_infers_is_marked(self) -> None:
        lesson = "The Light\n\nבראשית ברא אלהים את השמים ואת הארץ.\n\nIt is so.\n"
        (reference,) = find(export(lesson), "//tei:ref[@cert]")
        assert reference.get("cRef") == "Genesis 1:1"
        assert reference.get("resp") == "#publish"


def find_ids(value: Any) -> Iterator[str]:
    """Yield the ids in an object of JSON."""
    if isinstance(value, list):
        for item in value:
            yield from find_ids(item)
    elif isinstance(value, dict):
        if "id" in value:
            yield value["id"]
        for item in value.values():
            yield from find_ids(item)


@pytest.mark.thorough
class TestSchema:
    """All in one process, because the schema is parsed in some seconds."""

    def test_faults_are_found(self) -> None:
        document = publish.export(book(para("Light.")), "tei").value
        assert not find_faults(document)
        for good, bad in ((b"<p ", b'<p numbered="yes" '), (b"<body>", b"<body><chapter/>")):
            assert find_faults(document.replace(good, bad))

    @pytest.mark.parametrize("lang", ["en", "he"])
    def test_a_book_with_every_node_is_valid(self, lang: str) -> None:
        assert not find_faults(publish.export(book_with_every_node(lang), "tei").value)

    def test_random_books_are_valid(self) -> None:
        for seed in range(examples(120)):
            work = Generator(Random(seed), WORDS, seed % 5).work()
            assert not find_faults(publish.export(work, "tei").value), seed
