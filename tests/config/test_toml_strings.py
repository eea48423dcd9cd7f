"""The texts in a TOML file are those that a parser reads, each at its place."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

import pytest

from publish.config.toml_strings import find_value, find_value_at, list_strings
from publish.text.source import Source

SETTINGS = r'''
title = { en = "The \"Ink\"", he = 'דיו' } # "no value"
"subtitle" = "of the scribe"
creators = [
    { name = "Rivka Cohen" },  # no = "value"
    { name = """Dan
title = "no key"
""" },
]
date = 2026-06-01
empty = ""
escaped = "caf\u00e9 # \\"

[series]
name = '''
SETTINGS += "'''Letters'''\n\n[[mark]]\ntext = 'it is'\n"


def texts_of(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for each in value.values():
                yield from texts_of(each)
        case list():
            for each in value:
                yield from texts_of(each)


def test_the_texts_are_those_of_a_parser_in_their_order():
    texts = [each.text for each in list_strings(Source("a.toml", SETTINGS))]
    assert texts == list(texts_of(tomllib.loads(SETTINGS)))


def test_a_text_without_escapes_stands_at_its_span():
    strings = list(list_strings(Source("a.toml", SETTINGS)))
    plain = [each for each in strings if "\\" not in SETTINGS[each.span.start : each.span.end]]
    assert len(plain) == len(strings) - 2
    assert all(SETTINGS[each.span.start : each.span.end].lstrip() == each.text for each in plain)


def test_a_text_has_the_key_that_the_file_gives_it():
    keys = {each.text: each.key for each in list_strings(Source("a.toml", SETTINGS))}
    assert keys["דיו"] == "title"
    assert keys["Rivka Cohen"] == "creators"
    assert keys["Letters"] == "series"
    assert keys["it is"] == "mark"


@pytest.mark.parametrize(
    ("place", "value"),
    [("title", 'The \\"Ink\\"'), ("date", "2026-06-01"), ("en =", 'The \\"Ink\\"'), ("]", None)],
)
def test_a_line_has_a_first_value(place: str, value: str | None):
    span = find_value_at(Source("a.toml", SETTINGS), SETTINGS.index(place))
    assert (span and SETTINGS[span.start : span.end]) == value


def test_a_date_is_no_text_but_has_a_place():
    span = find_value(Source("a.toml", SETTINGS), "date")
    assert span is not None
    assert SETTINGS[span.start : span.end] == "2026-06-01"
    assert find_value(Source("a.toml", SETTINGS), "title") is None
