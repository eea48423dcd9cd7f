"""The words of the interface: the same in both languages, and all of them used."""

from __future__ import annotations

import json
import re
from importlib.resources import files

ASSETS = files("publish.desk") / "assets"
MODULES = "".join(
    file.read_text("utf-8")
    for file in ASSETS.iterdir()
    if file.name.endswith((".js", ".html")) and file.name != "codemirror.js"
)
# Words whose key is put together from a name that the server gives, or from a state.
FAMILIES = (
    *(
        "editions.",
        "profiles.",
        "kinds.",
        "message_kinds.",
        "notes.",
        "search.",
        "states.",
        "themes.",
        "turn_",
        "understood.",
    ),
)
STATES = {"saved", "not_saved", "saving", "building", "stale", "failed", "lang", "dir"}


def table(language: str) -> dict[str, str]:
    words: dict[str, str] = json.loads((ASSETS / f"words.{language}.json").read_text("utf-8"))
    return words


def test_both_languages_have_the_same_words_with_the_same_places_for_values() -> None:
    english, hebrew = table("en"), table("he")

    assert list(english) == list(hebrew)
    assert [key for key in english if english[key].count("{}") != hebrew[key].count("{}")] == []


def test_hebrew_words_are_hebrew() -> None:
    latin = {key: text for key, text in table("he").items() if not re.search("[א-ת]", text)}

    assert set(latin) == {"lang", "dir", "other_language", "kinds.epub", "kinds.pdf"}


def test_each_word_is_used() -> None:
    named = set(re.findall(r'"([a-z_]+)"|\b(?=[a-z_]+: ")([a-z_]+)', MODULES))
    names = {name for pair in named for name in pair} | STATES

    assert [key for key in table("en") if not key.startswith(FAMILIES) and key not in names] == []


def test_each_word_that_the_page_asks_for_is_there() -> None:
    asked = set(re.findall(r'words\("([a-z_.]+)"', MODULES))
    asked |= set(re.findall(r'data-(?:word|label)="([a-z_]+)"', MODULES))

    assert asked > {"undo", "skip"}
    assert asked - set(table("en")) == set()


def test_each_phrase_of_the_editor_has_words() -> None:
    """Folding, panels of messages and control characters are not used."""
    bundle = (ASSETS / "codemirror.js").read_text("utf-8")
    asked = set(re.findall(r'\.phrase\("([^"]+)"|\bxe\(e,"([^"]+)"', bundle))
    names = {name for pair in asked for name in pair if name} - {"Control character"}
    phrases = (ASSETS / "editor_phrases.js").read_text("utf-8")

    assert len(names) > 10
    assert [
        each
        for each in names
        if not re.search(f'^  "?{re.escape(each)}"?: "', phrases, re.MULTILINE)
    ] == []
    assert set(re.findall(r'"(search\.[a-z_]+)"', phrases)) == {
        key for key in table("en") if key.startswith("search.")
    }
