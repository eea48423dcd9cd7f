"""Versions that differ are paired as far as their numbers go, and each difference is reported."""

from __future__ import annotations

from typing import Any

from publish.diagnostics import Diagnostic
from tests.readers.sefaria.test_shapes import pairs, titles
from tests.readers.sefaria_files import export, read


def messages(code: str, *files: dict[str, Any]) -> list[str]:
    return [each.message for each in read(*files).diagnostics if each.code == code]


def test_a_ragged_end_is_reported_by_place() -> None:
    hebrew = export([[], [["א"] * 3, ["ב"] * 30]], language="he", names=["A", "B", "C"])
    english = export([[], [["a"] * 3, ["b"] * 31]], names=["A", "B", "C"])
    assert messages("W62", hebrew, english) == ["he 30, en 31 in 2:2"]


def test_the_place_of_a_ragged_end_is_its_first_extra_segment() -> None:
    outcome = read(export([["a", "b"]]), export([["א"]], language="he"))
    (diagnostic,) = [each for each in outcome.diagnostics if each.code == "W62"]
    assert diagnostic.span.file == "0.json"
    assert diagnostic.span.end - diagnostic.span.start == 1


def test_segments_without_a_partner_stay_in_their_place() -> None:
    work = read(export([["One.", "", "Three."]]), export([["אחד.", "שתים."]], language="he")).value
    assert pairs(work) == [("1", "אחד.", "One."), ("2", "שתים."), ("3", "Three.")]


def test_a_chapter_that_one_version_lacks_is_reported() -> None:
    files = export([["One."], []]), export([["אחד."], ["שתים."]], language="he")
    assert messages("W62", *files) == ["he 1, en 0 in 2"]
    assert titles(read(*files).value) == ["Chapter 1", "Chapter 2"]


def test_versions_of_unequal_depth_are_reported() -> None:
    files = export(["One.", "Two."]), export([["אחד."], ["שתים."]], language="he")
    assert messages("W67", *files) == ["he has sections, en has segments"]
    assert pairs(read(*files).value) == [("1", "אחד.", "One."), ("1", "שתים.", "Two.")]


def test_equal_versions_have_no_message() -> None:
    files = export([["One.", ""]]), export([["אחד."]], language="he")
    assert messages("W62", *files) == []


def test_a_repeated_key_is_reported() -> None:
    text = '{"title": "A", "text": ["lost"], "text": ["kept"], "sectionNames": ["Line"]}'
    outcome = read(text)
    repeated: list[Diagnostic] = [each for each in outcome.diagnostics if each.code == "W63"]
    assert len(repeated) == 1
    assert text[repeated[0].span.start : repeated[0].span.end] == "text"
