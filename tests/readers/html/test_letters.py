"""Every letter, mark and digit of a page is in the Work or in a reported place.

The oracle is ``html.parser`` of the standard library, which shares no code with the reader.
"""

from __future__ import annotations

from collections import Counter
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publish.diagnostics import Diagnostics, Effect, Outcome
from publish.diagnostics.rules import RULES
from publish.document.model import Image, Work
from publish.document.walk import descend
from tests.pipeline.test_nothing_lost import characters_of, metadata_text, words_of
from tests.readers.html.pages import work
from tests.readers.html.test_notes import EPUB, GOOGLE, LIBREOFFICE, MEDIAWIKI, PANDOC, WORD
from tests.support.web_pages import save_as_page
from tests.understanding.cases import PUBLIC

PASTES = (
    *("endnotes-brackets", "hebrew-abbrev-notes", "ok-handout", "ok-hebrew-excerpts"),
    *("piyyut-translit", "qa-transcript", "stanza-pairs", "parts-and-chapters"),
    *("three-languages", "yiddish-english", "zohar-commentary"),
)
"""Pastes of which each line is printed."""


class ShownText(HTMLParser):
    """The characters of a page outside of scripts, styles and the head, with their offsets."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.shown: list[tuple[int, str]] = []
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._skipped = 0
        self.feed(html)
        self.close()

    def _add(self, text: str, *, is_reference: bool = False) -> None:
        line, column = self.getpos()
        offset = self._lines[line - 1] + column
        if not self._skipped:
            places = [offset] * len(text) if is_reference else range(offset, offset + len(text))
            self.shown += zip(places, text, strict=True)

    def handle_starttag(self, tag: str, _attributes: object) -> None:
        self._skipped += tag in ("script", "style", "title")

    def handle_endtag(self, tag: str) -> None:
        self._skipped -= tag in ("script", "style", "title") and self._skipped > 0

    def handle_data(self, data: str) -> None:
        self._add(data)

    def handle_entityref(self, name: str) -> None:
        self._add(unescape(f"&{name};"), is_reference=True)

    def handle_charref(self, name: str) -> None:
        self._add(unescape(f"&#{name};"), is_reference=True)


def find_lost(html: str, outcome: Outcome[Work]) -> list[str]:
    """The characters of a page that are neither in its Work nor in a reported place."""
    reported = find_reported(outcome.diagnostics)
    shown = [character for place, character in ShownText(html).shown if place not in reported]
    present = Counter(characters_of(metadata_text(outcome.value.meta)))
    for node in descend(outcome.value):
        present.update(characters_of(node.alt if isinstance(node, Image) else words_of(node)))
    text = "".join(shown).replace("\ufe0e", "")  # it asks for the arrow of text, not of emoji
    return sorted((Counter(characters_of(text)) - present).elements())


def find_reported(diagnostics: Diagnostics) -> set[int]:
    """The offsets of all that is reported as not printed."""
    return {
        place
        for diagnostic in diagnostics
        if RULES[diagnostic.code].effect is Effect.DROPPED
        for span in diagnostic.places
        for place in range(span.start, span.end)
    }


PROGRAMS = {
    "google": GOOGLE,
    "word": WORD,
    "libreoffice": LIBREOFFICE,
    "pandoc": PANDOC,
    "mediawiki": MEDIAWIKI,
    "epub": EPUB,
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_no_letter_of_an_export_is_lost(name: str) -> None:
    assert find_lost(PROGRAMS[name], work(PROGRAMS[name].encode())) == []


def pastes() -> list[Path]:
    return [PUBLIC / f"{name}.txt" for name in PASTES]


@pytest.mark.skipif(not PUBLIC.is_dir(), reason="the cases are not on this machine")
@pytest.mark.parametrize("path", pastes(), ids=lambda path: path.stem)
def test_no_letter_of_a_saved_page_is_lost(path: Path) -> None:
    html = save_as_page(path.read_text("utf-8"))
    assert find_lost(html, work(html.encode())) == []


WORDS = st.sampled_from(
    ["oil", "wick 7", "אור", "נֵר", "&amp;", "&nbsp;", "&#1488;", "א&copy;b", " "]
)
TAGS = (
    *("p", "div", "b", "i", "span", "a", "ul", "ol", "li", "table", "tr", "td", "th", "blockquote"),
    *("h2", "nav", "aside", "sup", "pre", "form", "section", "footer", "article", "main", "dl"),
    *("dt", "dd", "del", "svg", "noscript", "header", "button", "em", "figure", "caption", "small"),
)
MARKUP = st.one_of(
    st.sampled_from(TAGS).map(lambda name: f"<{name}>"),
    st.sampled_from(TAGS).map(lambda name: f"</{name}>"),
    st.sampled_from(
        [
            *("<br>", "<hr>", "<!-- x 1 -->", "<p hidden>", '<div class="share">', "</x>"),
            *('<span style="display:none">', '<a href="#n1" id="r1">1</a>', '<p id="n1">'),
            *('<a href="#r1">1</a>', "<td rowspan=2 colspan=3>", '<p style="mso-list:l0 level2">'),
            *("<ol start=4 type=i>", '<p lang="yi">', '<div aria-hidden="true">'),
        ]
    ),
)


@given(st.lists(st.one_of(WORDS, MARKUP), max_size=40))
@example(["<table>", "<td>", "oil", "<td rowspan=2 colspan=3>", "אור", "</table>", "wick 7"])
def test_no_letter_of_any_tree_is_lost(pieces: list[str]) -> None:
    html = f"<html><body><p>The gate was open.</p>{' '.join(pieces)}</body></html>"
    assert find_lost(html, work(html.encode())) == []
