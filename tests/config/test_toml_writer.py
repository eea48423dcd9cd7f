"""Settings that are written as TOML are read back as they are."""

from __future__ import annotations

import datetime
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.config.toml_writer import write_toml
from tests.support.examples import examples

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
scalars = (
    texts
    | st.integers(-(2**53), 2**53)
    | st.booleans()
    | st.floats(allow_nan=False)
    | st.dates()
    | st.times().map(lambda time: time.replace(fold=0))
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4)
)


@settings(max_examples=examples(300), deadline=None)
@given(st.dictionaries(texts, values, max_size=6))
def test_any_table_is_read_back(table: dict[str, Any]) -> None:
    assert tomllib.loads(write_toml(table)) == table


def test_each_value_looks_as_in_the_documentation() -> None:
    creators = [{"name": f"A. Scribe and His House {n}", "role": "trl"} for n in (1, 2, 3)]
    table = {
        "title": {"en": "Light", "he": "אור"},
        "booklet": {"sheet": "a4", "long": "x" * 90},
        "date": datetime.date(2025, 5, 20),
        "cover": True,
        "creators": creators,
        "a b": 'a "quoted" \\ word',
    }
    assert write_toml(table).splitlines() == [
        'title = { en = "Light", he = "אור" }',
        "date = 2025-05-20",
        "cover = true",
        "creators = [",
        *(f'    {{ name = "{each["name"]}", role = "trl" }},' for each in creators),
        "]",
        '"a b" = "a \\"quoted\\" \\\\ word"',
        "",
        "[booklet]",
        'sheet = "a4"',
        f'long = "{"x" * 90}"',
    ]


def test_a_value_that_toml_lacks_is_a_type_error() -> None:
    with pytest.raises(TypeError):
        write_toml({"a": None})
