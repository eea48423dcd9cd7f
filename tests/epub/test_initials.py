"""Initials: which words of a text are marked, and that no character changes."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from publish.config.design import Initials
from publish.writers.html.initials import mark_initials

MARK = '<span class="milestone segment-mark" id="segment-1"></span>'
LABEL = (
    '<span class="milestone segment-mark"><span lang="he">א</span></span>'
    '<span class="after-label">\u00a0</span>'
)
POINTED = '<p dir="rtl">מוֹדֶה אֲנִי</p>'


def initials(body: str, kind: Initials = Initials.WORD) -> list[tuple[str, str]]:
    """Return the classes and the text of each initial of a section."""
    markup = Markup(f'<section class="chapter">{body}</section>')
    marked = mark_initials(markup, kind)
    assert re.sub(r'<span class="initial[^"]*">([^<]*)</span>', r"\1", marked) == markup
    return re.findall(r'<span class="(initial[^"]*)">([^<]*)</span>', marked)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("<p>The first line.</p><p>The second.</p>", ["The"]),
        ("<h1>A Title</h1><p>“Now, then,” he said.</p>", ["“Now,"]),
        ("<p>One.</p><section><h2>Two</h2><p>Three is here.</p></section>", ["One.", "Three"]),
        (f'<div class="segment"><div class="original">{POINTED}</div></div>', ["מוֹדֶה"]),
        (f'{POINTED}<div class="rubric"><p>Bow.</p></div>{POINTED}', ["מוֹדֶה", "מוֹדֶה"]),
        ('<p class="verse"><span>A line</span></p>', ["A"]),
        ('<p><span class="milestone verse-mark">א</span>\u2060ויהי דבר</p>', ["ויהי"]),
        ('<p><span class="milestone verse-mark">1</span>&#x2060;In the beginning</p>', ["In"]),
        (f"<p>{LABEL}In the beginning</p>", ["In"]),
        (f'<p class="verse"><span>{LABEL}A line</span></p>', ["A"]),
        (
            f'<div class="commentary"><p>Of it.</p></div><div class="segment">{POINTED}</div>',
            ["מוֹדֶה"],
        ),
        ("<p>כָּל־הַנְּשָׁמָה תְּהַלֵּל</p>", ["כָּל"]),
        ("<blockquote><p>Quoted.</p></blockquote><p>Mine.</p>", ["Mine."]),
        ("<ul><li><p>An item.</p></li></ul>", []),
        ("<p><em>Stress</em> first.</p><p>Later.</p>", []),
        ("<p>1954 was a year.</p>", []),
        ('<section class="dedication"><p>To all.</p></section>', []),
        ("<p>One.</p><section><h3>Two</h3><p>Three.</p></section>", ["One."]),
    ],
)
def test_the_first_word_under_a_heading_or_rubric_is_the_initial(
    body: str, words: list[str]
) -> None:
    assert [word for _, word in initials(body)] == words


@pytest.mark.parametrize(
    ("body", "initial"),
    [
        ("<p>“The first line.</p>", ("initial drop", "“T")),
        ("<p>Élan.</p>", ("initial drop", "É")),
        (f"<p>{MARK}Élan.</p>", ("initial drop", "É")),
        (f"<p>{MARK}{LABEL}Élan.</p>", ("initial", "Élan.")),
        ("<p>החנות של סבא</p>", ("initial drop", "החנות")),
        (POINTED, ("initial drop pointed", "מוֹדֶה")),
        ("<p>כשתלמידים שואלים</p>", ("initial", "כשתלמידים")),
    ],
)
def test_a_drop_is_a_letter_in_latin_and_a_short_word_in_hebrew(
    body: str, initial: tuple[str, str]
) -> None:
    assert initials(body, Initials.DROP) == [initial]


def test_a_text_without_initials_is_unchanged() -> None:
    markup = Markup("<section><p>One.</p></section>")
    assert mark_initials(markup, Initials.NONE) is markup
    assert mark_initials(markup, None) is markup
