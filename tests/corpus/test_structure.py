"""Two texts exactly as editors pasted them are understood as an editor understands them.

The texts are not ours, so nothing of them is quoted here beyond what names a place.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from publish.cli import main

Json = dict[str, Any]


def show_json(folder: Path, pattern: str) -> Json:
    (path,) = folder.glob(pattern)
    result = CliRunner().invoke(main, ["show", str(path), "--format", "json"])
    assert result.exit_code == 0, result.output
    work: Json = json.loads(result.stdout)
    return work


def check_json(folder: Path, pattern: str) -> list[Json]:
    (path,) = folder.glob(pattern)
    result = CliRunner().invoke(main, ["check", str(path), "--format", "json"])
    diagnostics: list[Json] = json.loads(result.stdout)["diagnostics"]
    return diagnostics


def nodes(value: object, kind: str) -> list[Json]:
    if isinstance(value, list):
        return [node for item in value for node in nodes(item, kind)]
    if isinstance(value, dict):
        own = [value] if value.get("type") == kind else []
        return own + [node for item in value.values() for node in nodes(item, kind)]
    return []


def text(value: object) -> str:
    """The characters of a node's inlines, without the bodies of notes."""
    if isinstance(value, list):
        return "".join(map(text, value))
    if not isinstance(value, dict):
        return ""
    match value["type"]:
        case "Text":
            return str(value["text"])
        case "Quote":
            return value["open"] + text(value["inlines"]) + value["close"]
        case "Note":
            return str(value["call"])
        case _:
            return text(value.get("inlines", []))


@pytest.fixture(scope="module")
def handout(corpus: Path) -> Json:
    return show_json(corpus, "000_*.txt")


@pytest.fixture(scope="module")
def lesson(corpus: Path) -> Json:
    return show_json(corpus, "002_*.txt")


class TestHandout:
    def test_the_title_and_the_event_are_metadata(self, handout: Json) -> None:
        meta = handout["meta"]
        assert meta["title"] == "Lesson 5: Descents as a Springboard for Ascents"
        assert meta["event"] == "World Kabbalah Convention"
        assert meta["event_theme"] == "Connecting to “There Is None Else Besides Him”"
        assert meta["date"] == {"iso": "2025-05", "given": "May 2025"}

    def test_each_excerpt_has_its_paragraphs(self, handout: Json) -> None:
        excerpts = nodes(handout, "Excerpt")
        assert [excerpt["number"] for excerpt in excerpts] == [1, 2, 3, 4, 5, 6, 7, 8]
        assert [len(excerpt["blocks"]) for excerpt in excerpts] == [11, 2, 2, 5, 2, 1, 1, 1]

    def test_each_source_line_is_read(self, handout: Json) -> None:
        citations = [excerpt["citation"] for excerpt in nodes(handout, "Excerpt")]
        assert [c["number"] for c in citations] == [29, 34, 22, 77, 6, 172, 6, 19]
        assert [c["year"] for c in citations] == [1986, 1988, 1989, None, 1989, None, 1990, None]
        assert [c["kind"] for c in citations].count("Letter") == 1
        assert [c["partial"] for c in citations] == [False, True, True, False] + [True] * 4
        assert citations[5] == {
            "author": "Baal HaSulam",
            "collection": "Shamati",
            "kind": "Article",
            "number": 172,
            "year": None,
            "title": "The Matter of Preventions and Delays",
            "partial": True,
        }
        assert citations[7]["collection"] == "Shamati"
        assert citations[3]["title"] is None

    def test_what_belongs_to_the_site_is_dropped_and_told(self, corpus: Path) -> None:
        dropped = [d["line"] for d in check_json(corpus, "000_*.txt") if d["code"] == "T01"]
        assert dropped == [1, 2, 3, 5, 7]


class TestLesson:
    def test_every_original_has_its_translation(self, lesson: Json) -> None:
        segments = nodes(lesson, "Segment")
        assert len(segments) == 27
        for segment in segments:
            assert (segment["original"]["lang"], segment["original"]["dir"]) == ("he", "rtl")
            (translation,) = segment["translations"]
            assert (translation["lang"], translation["dir"]) == ("en", "ltr")

    def test_commentary_stands_where_it_was_given(self, lesson: Json) -> None:
        (section,) = lesson["body"]
        commentary = [node for node in section["children"] if node["type"] == "Paragraph"]
        commentary += [block for s in nodes(lesson, "Segment") for block in s["commentary"]]
        lines = [block["span"]["line"] for block in commentary]
        assert lines == [1, 11, 17, 23, 34, 56, 94, 124]

    def test_every_call_is_found_and_no_other_number(self, lesson: Json) -> None:
        assert [note["call"] for note in nodes(lesson, "Note")] == [str(n) for n in range(1, 13)]
        assert all(note["blocks"] == [] for note in nodes(lesson, "Note"))
        assert any("ch. 46" in text(p["inlines"]) for p in nodes(lesson, "Paragraph"))

    def test_calls_without_bodies_are_one_warning_with_all_their_places(self, corpus: Path) -> None:
        warnings = [d for d in check_json(corpus, "002_*.txt") if d["code"] == "N01"]
        assert [(d["severity"], 1 + len(d["also"])) for d in warnings] == [("warning", 12)]

    def test_the_hebrew_words_in_the_last_paragraph_are_a_run_of_their_own(
        self, lesson: Json
    ) -> None:
        last = nodes(lesson, "Paragraph")[-1]
        (foreign,) = nodes(last, "Foreign")
        assert (foreign["lang"], foreign["dir"]) == ("he", "rtl")
        after = last["inlines"][last["inlines"].index(foreign) + 1]
        assert text(foreign["inlines"])[-1] == "ה"
        assert after["text"].startswith(": it works")
