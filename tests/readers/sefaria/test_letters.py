"""Every letter, mark and digit of a file is in its Work, as the standard library counts them."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.diagnostics import PublishError
from publish.document.walk import plain
from publish.pipeline.stages import is_empty
from publish.readers.sefaria.editions import read_edition
from publish.text.source import Source
from tests.readers.sefaria_files import (
    count_letters,
    count_letters_of_work,
    export,
    read,
)

WORDS = st.lists(
    st.sampled_from(
        [
            "ink",
            "אוֹר",
            "1",
            " ",
            "<b>dark</b>",
            "<i>",
            "</i>",
            "&amp;",
            "<br>",
            "a < b",
            "\n",
            '"',
            '<sup>1</sup><i class="footnote">note <i>in</i> note</i>',
            "<small>say</small>",
            "\\",
        ]
    ),
    max_size=5,
).map("".join)
TREES = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=4), max_leaves=12)
TEXTS = st.one_of(
    st.lists(TREES, min_size=1, max_size=4),
    st.dictionaries(st.sampled_from(["Morning", "Evening", ""]), TREES, min_size=1),
)


def has_words(text: Any) -> bool:
    return bool(count_letters(text))


@given(TEXTS, TEXTS)
def test_no_letter_is_lost(english: Any, hebrew: Any) -> None:
    texts = [text for text in (english, hebrew) if has_words(text)]
    if not texts:
        return
    files = [
        export(text, actualLanguage=lang) for text, lang in zip(texts, ("en", "he"), strict=False)
    ]
    outcome = read(*files)
    expected = sum((count_letters(text) for text in texts), count_letters(""))
    counts = count_letters_of_work(outcome.value)
    if any(each.code == "W85" for each in outcome.diagnostics):
        # The calls of notes are other digits then.
        counts, expected = (
            Counter({key: count for key, count in each.items() if not key.isdigit()})
            for each in (counts, expected)
        )
    assert counts == expected
    assert not is_empty(outcome.value)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for value in (text, json.dumps({"title": text, "text": [text]})):
        assert refusal_code(value) in {"", "W60", "W61"}


def refusal_code(text: str) -> str:
    """Return the code of the error with which a file is refused, empty where it is read."""
    try:
        read_edition(Source("a.json", text))
    except PublishError as error:
        return error.diagnostics[0].code
    return ""


KEYS = tuple(
    (
        "title heTitle ref heRef book text he versions sections schema nodes enTitle sectionNames "
        "heSectionNames language actualLanguage license direction versionTitle versionSource "
        "isSource error Daf"
    ).split()
)
VALUES = st.recursive(
    st.one_of(WORDS, st.sampled_from(KEYS), st.none(), st.booleans(), st.integers(), st.floats()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=25,
)


@pytest.mark.thorough
@given(
    st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=10),
    st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=10),
)
def test_any_json_is_read_or_refused(first: dict[str, Any], second: dict[str, Any]) -> None:
    """The two are read as versions of one text, which any two files of one title may be."""
    values = ({"title": "A", "text": "One.", **first}, {"title": "A", "he": ["אחת"], **second})
    texts = [re.sub("NaN|-?Infinity", "1", json.dumps(value)) for value in values]
    readable = [text for text in texts if refusal_code(text) == ""]
    for versions in (readable, readable[:1], readable[1:]):
        if versions:
            work = read(*versions).value
            assert work == read(*versions).value


@pytest.mark.parametrize("titles", [("On Ink", "Chapter 1"), ("Chapter 1", "CHAPTER I.")])
def test_titles_of_two_versions_in_one_language_are_both_printed(titles: tuple[str, str]) -> None:
    for pair in (titles, titles[::-1]):
        files = [export([[f"<b>{title}</b>", "Words."]], versionTitle=title) for title in pair]
        printed = plain(read(*files).value.body[0].title)
        assert all(title in printed for title in titles)


@pytest.mark.parametrize("text", [[["a", 5, True]], {"A": ["a"], "B": [7, False]}])
def test_a_value_that_is_no_string_is_reported(text: Any) -> None:
    outcome = read(export(text))
    assert [each.code for each in outcome.diagnostics if each.severity == "warning"] == ["W65"] * 2


def test_a_text_beside_versions_is_reported() -> None:
    value = export([["One."]], he=[["אחד."]])
    value["versions"] = [{"text": [["Two."]], "language": "en", "versionTitle": "Own"}]
    messages = [each.message for each in read(value).diagnostics if each.code == "W65"]
    assert [re.findall("“(.*?)”", message)[0] for message in messages] == ["he", "text"]
