"""A title on one line in several languages is told from a title with a phrase in another one."""

from __future__ import annotations

import pytest

from publish.document.model import Dir, Foreign, Inlines, LineBreak, Text
from publish.document.title_forms import choose_forms, join_forms, title_forms
from publish.document.walk import plain


def hebrew(text: str) -> Foreign:
    return Foreign("he", Dir.RTL, (Text(text),))


BOTH: list[Inlines] = [
    (Text("Light · "), hebrew("אור")),
    (Text("Light / "), hebrew("אור")),
    (Text("Light"), LineBreak(), hebrew("אור")),
    (hebrew("אור"), Text(" | Light")),
    (Text("Light – "), hebrew("אור")),
]


@pytest.mark.parametrize("title", BOTH)
def test_a_sign_or_a_line_break_tells_the_forms_of_a_title(title: Inlines) -> None:
    forms = {lang: plain(words) for lang, words in title_forms(title, "en")}
    assert forms == {"en": "Light", "he": "אור"}
    assert plain(choose_forms(title, "en", ("he",))) == "אור"
    assert plain(choose_forms(title, "en", ("he", "en"))) == "אור · Light"
    assert choose_forms(title, "en", ("fr",)) == title
    joined = join_forms(title_forms(title, "en"), "en")
    assert join_forms(title_forms(joined, "en"), "en") == joined


@pytest.mark.parametrize(
    "title",
    [
        (Text("Light"),),
        (Text("The word "), hebrew("אור"), Text(" and its light")),
        (Text("Light "), hebrew("אור")),
        (Text("Light · more light"),),
    ],
)
def test_a_phrase_in_another_language_is_a_part_of_its_title(title: Inlines) -> None:
    assert title_forms(title, "en") == (("en", title),)
    assert choose_forms(title, "en", ("he",)) == title


def test_a_title_in_another_language_alone_is_one_form() -> None:
    assert title_forms((hebrew("אור"),), "en") == (("he", (Text("אור"),)),)
    assert title_forms((), "en") == ()
