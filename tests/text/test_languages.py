"""BCP 47 tags: the script and the direction of each language, whatever subtags follow it."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.text.languages import (
    Dir,
    Script,
    best_match,
    count_letters,
    direction,
    home,
    in_hebrew_letters,
    is_within,
    parse_tag,
    primary,
    script,
    script_code,
)

HEBREW_LETTERS = ("he", "he-IL", "yi", "yi-US", "lad", "arc", "jrb", "en-Hebr", "ar-Hebr-IL")
OTHERS = {"ar": "Arab", "fa-IR": "Arab", "lad-Latn": "Latn", "he-Latn-IL": "Latn", "en-GB": "Latn"}
TAGS = {"ar-arb": "Arab", "he-u-nu-latn": "Hebr", "lad-ajt-Latn": "Latn", "he-1996-latn": "Hebr"}


@pytest.mark.parametrize("lang", HEBREW_LETTERS)
def test_a_language_in_hebrew_letters_is_set_from_right_to_left(lang: str) -> None:
    assert in_hebrew_letters(lang)
    assert (script_code(lang), direction(lang), home(lang)) == ("Hebr", Dir.RTL, Script.HEBREW)


@pytest.mark.parametrize(("lang", "script"), OTHERS.items())
def test_a_language_in_other_letters_has_their_script(lang: str, script: str) -> None:
    assert not in_hebrew_letters(lang)
    assert script_code(lang) == script
    assert direction(lang) is (Dir.RTL if script == "Arab" else Dir.LTR)


@pytest.mark.parametrize(("lang", "script"), TAGS.items())
def test_a_script_stands_before_regions_and_extensions(lang: str, script: str) -> None:
    assert script_code(lang) == script


def test_the_form_for_a_reader_has_the_same_language_and_script() -> None:
    assert best_match("he-IL", ("en", "he")) == "he"
    assert best_match("he", ("he-IL", "he")) == "he"
    assert best_match("he", ("he-Latn", "en")) is None


subtags = st.text(string.ascii_letters + string.digits, min_size=2, max_size=3)
regions = st.lists(subtags, max_size=3).map(lambda tags: "".join(f"-{tag}" for tag in tags))
languages = st.sampled_from(("he", "yi", "lad", "arc", "ar", "en", "fr", "ru")) | st.text(
    string.ascii_lowercase, min_size=2, max_size=3
)


@given(languages, regions)
def test_subtags_other_than_a_script_change_nothing(lang: str, region: str) -> None:
    assert parse_tag(lang + region) == parse_tag(lang)
    assert primary(lang + region) == lang


@given(languages, st.sampled_from(("Hebr", "hebr", "HEBR", "Latn", "Arab", "Cyrl")), regions)
def test_a_script_subtag_decides(lang: str, script: str, region: str) -> None:
    tag = f"{lang}-{script}{region}"
    assert script_code(tag) == script.title()
    assert in_hebrew_letters(tag) is (script.title() == "Hebr")
    assert (direction(tag) is Dir.RTL) is (script.title() in {"Hebr", "Arab"})


SCRIPTS = {
    "Дверь сделана из дерева": Script.CYRILLIC,
    "Ἐν ἀρχῇ ἦν ὁ λόγος": Script.GREEK,
    "بسم الله": Script.ARABIC,
    "在起初": Script.OTHER,
    "ʿōlām, ḥesed": Script.LATIN,
    "אור light": Script.LATIN,
    "שלום мир": Script.HEBREW,
    "1:3 — “…”": Script.NONE,
}


@pytest.mark.parametrize(("text", "expected"), SCRIPTS.items())
def test_a_text_has_the_script_of_most_of_its_letters(text: str, expected: Script) -> None:
    assert script(text) is expected


def test_letters_are_counted_by_their_scripts() -> None:
    assert count_letters("Дом, בית, house 在 1") == {
        Script.LATIN: 5,
        Script.CYRILLIC: 3,
        Script.HEBREW: 3,
        Script.OTHER: 1,
    }
    assert count_letters("1 – 2") == {}


@given(st.text())
def test_a_text_without_a_script_has_no_letters(text: str) -> None:
    if script(text) is Script.NONE:
        assert not any(map(str.isalpha, text.translate(NO_MODIFIERS)))


NO_MODIFIERS = dict.fromkeys(range(0x2B0, 0x300))
"""Signs of transliteration such as ʿ are alphabetic in Unicode, and letters of no script."""


@pytest.mark.parametrize(
    ("lang", "expected"),
    {"ru": Script.CYRILLIC, "grc": Script.GREEK, "lad": Script.HEBREW, "am": Script.OTHER}.items(),
)
def test_the_home_of_a_language_is_its_script(lang: str, expected: Script) -> None:
    assert home(lang) is expected


def test_a_language_is_within_itself_and_no_language_in_other_letters() -> None:
    within = [
        ("en", "en"),
        ("en-GB", "en"),
        ("EN-gb", "en"),
        ("he-IL", "he"),
        ("he-Latn", "he-Latn"),
    ]
    assert all(is_within(lang, wanted) for lang, wanted in within)
    outside = [("en", "en-GB"), ("he-Latn", "he"), ("enm", "en"), ("", "en")]
    assert not any(is_within(lang, wanted) for lang, wanted in outside)
