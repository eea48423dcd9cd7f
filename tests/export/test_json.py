"""Books as JSON: valid by their schema, complete, and read back as the same Work."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

import publish
from publish.document.lazy_book import split_chapters
from publish.document.model import Text, Work
from publish.document.node_objects import to_json
from publish.document.walk import descend
from publish.text.source import Source
from publish.writers.export import ExportedBook, find_exporter
from tests.support.every_node import book_with_every_node
from tests.support.examples import examples
from tests.support.exported_books import SCHEMA, find_faults, number_body
from tests.support.works import works
from tools.work_schema import PATH, format_schema


def export_object(work: Work) -> Any:
    """Return the object of a Work in JSON."""
    return json.loads(publish.export(work).value)


def test_the_schema_is_made_from_the_model() -> None:
    assert PATH.read_text(encoding="utf-8") == format_schema(), "run python -m tools.work_schema"
    Draft202012Validator.check_schema(SCHEMA)


@settings(max_examples=examples(20), deadline=None)
@given(works())
def test_random_books_are_whole_and_are_read_back(work: Work) -> None:
    data = publish.export(work).value
    assert publish.load(data) == number_body(work)
    letters = [node.text for node in descend(work.sections) if isinstance(node, Text)]
    assert list(find_texts(json.loads(data))) == letters


def find_texts(value: Any) -> Iterator[str]:
    """Yield the characters of each Text in an object, as a program reads it from the front."""
    if isinstance(value, list):
        for item in value:
            yield from find_texts(item)
    elif isinstance(value, dict):
        if value.get("type") == "Text":
            yield value["text"]
        for item in value.values():
            yield from find_texts(item)


@pytest.mark.parametrize("lang", ["en", "he"])
def test_a_book_with_every_node_is_valid_and_read_back(lang: str) -> None:
    work = book_with_every_node(lang)
    assert not find_faults(export_object(work))
    assert publish.load(publish.export(work).value) == number_body(work)


@pytest.mark.thorough
@settings(max_examples=examples(40), deadline=None)
@given(works())
def test_random_books_are_valid(work: Work) -> None:
    assert not find_faults(export_object(work))


def test_the_schema_finds_faults() -> None:
    book = export_object(publish.read("The Light\n\nAt dawn.").value)
    section = book["body"][0]
    assert not find_faults(book)
    for broken in (
        book | {"lang": None},
        book | {"publish-export": "2.0"},
        book | {"body": [section | {"role": "canto"}]},
        book | {"body": [section | {"id": "section 3"}]},
        book | {"body": [section | {"children": [{"type": "Heading"}]}]},
    ):
        assert find_faults(broken)


def test_nodes_have_the_shape_that_show_prints() -> None:
    text = "The Light\n\nAt dawn it is called shachar [dawn].[1]\n\n[1] A note."
    source = Source("text", text)
    shown = to_json(publish.read(text).value, {"text": source})
    book = json.loads(publish.export(text).value)
    assert without_ids(book["body"]) == shown["body"]
    assert book["lang"] == shown["lang"]


def without_ids(value: Any) -> Any:
    """Return an object without the ids of nodes."""
    if isinstance(value, list):
        return [without_ids(item) for item in value]
    if isinstance(value, dict):
        return {key: without_ids(item) for key, item in value.items() if key != "id"}
    return value


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": "Ink"}, r"body\[0\].title is no `tuple`"),
        ({"role": "canto"}, r"body\[0\].role is no `Role`"),
        ({"children": [{"type": ["Text"]}]}, r"body\[0\].children\[0\] is no "),
        ({"type": "Segment"}, r"body\[0\] is no `Section`"),
    ],
)
def test_a_wrong_value_is_told_by_its_place(change: dict[str, Any], says: str) -> None:
    book = export_object(publish.read("The Light\n\nAt dawn.").value)
    book["body"][0] |= change
    with pytest.raises(ValueError, match=f"^{says}"):
        publish.load(json.dumps(book))


def test_what_is_missing_is_told() -> None:
    book = export_object(publish.read("The Light\n\nAt dawn.").value)
    del book["body"][0]["title"]
    with pytest.raises(ValueError, match=r"^body\[0\] has no title$"):
        publish.load(json.dumps(book))


def test_a_book_is_written_chapter_by_chapter() -> None:
    work = publish.read("The Light\n\nAt dawn.").value
    chapters = split_chapters(replace(work, body=work.body * 100))
    pieces = list(find_exporter("json").export(ExportedBook("ink", chapters, {})).value)
    assert max(map(len, pieces)) < sum(map(len, pieces)) / 50
