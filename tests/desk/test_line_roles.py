"""The role that the desk shows beside a line is that with which it stands in the book."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from publish.config import Settings, find_workspace, open_book
from publish.desk.role_words import LABELS
from publish.desk.words.line_roles import MARKUP, find_lines, mark_roles
from publish.document.marks import Mark, MarkRole
from publish.pipeline.stages import read_sources
from publish.text.source import Source
from tests.understanding.cases import PASTES, Case, find_cases

PAGE = """Share this

The Ink of the Scribe
by Rivka Cohen

בְּרֵאשִׁית בָּרָא אֱלֹהִים

In the beginning God created

וְהָאָרֶץ הָיְתָה תֹהוּ

And the earth was without form

He takes his pen in the morning.[1]
"""

MARKDOWN = """---
title: The Ink
---

# One

Some words of a
paragraph.

> A quotation

:::: segment
::: {.original lang=he}
שלום
:::
::: {.translation lang=en}
Peace
:::
::::
"""


NAMES = {
    "para": "text",
    "orig": "original",
    "tran": "translation",
    "tran2": "translation",
    "translit": "transliteration",
    "comm": "commentary",
    "quote": "quotation",
    "speech": "speaker",
    "item": "list",
}
"""The roles that gold abbreviates."""


def roles(text: str, name: str = "a.txt", *marks: Mark) -> list[str]:
    return [line.role for line in find_lines(name, [Source(name, text)], Settings(marks=marks))]


def test_each_line_has_its_role():
    pair = ["original", "", "translation", ""]
    assert roles(PAGE) == ["drop", "", "title", "author", "", *pair, *pair, "commentary"]


def test_a_mark_decides():
    drop = Mark(MarkRole.DROP, "He takes")
    assert roles(PAGE, "a.txt", drop)[-1] == "drop"


def test_the_lines_of_a_joined_paragraph_continue():
    stanza = (
        "When a mail program sends a text it cuts every line at the\n"
        "same width, because long ago a terminal had room for so many\n"
        "letters and for no more; and so the paragraph that an editor\n"
        "wrote as one comes out as many lines.\n"
    )
    text = f"{stanza}\n{stanza.replace('letters', 'Letters')}"
    lines = find_lines("a.txt", [Source("a.txt", text)], Settings())
    joined = [False, True, True, True]
    assert [line.continues for line in lines] == [*joined, False, *joined]


def test_a_format_that_names_its_parts_has_roles_and_takes_no_marks():
    assert mark_roles(Source("a.md", MARKDOWN)) == ()
    roles_shown = roles(MARKDOWN, "a.md")
    lines = MARKDOWN.splitlines()
    shown = {line: role for line, role in zip(lines, roles_shown, strict=True) if role != MARKUP}
    assert shown == {
        "": "",
        "# One": "chapter",
        "Some words of a": "text",
        "paragraph.": "text",
        "> A quotation": "quotation",
        "שלום": "original",
        "Peace": "translation",
    }


def test_every_role_has_a_name_in_both_languages():
    assert set(LABELS) >= {*MarkRole, MARKUP}
    for names in LABELS.values():
        assert names.keys() == {"en", "he"}
        assert all(names.values())


def count_right(case: Case) -> tuple[int, int]:
    """Return the lines of a case with a role that its gold gives them, and all of its lines."""
    book = open_book(case.path, find_workspace(case.path.parent))
    sources = read_sources(book).value
    lines = find_lines(sources[0].file, sources, book.settings)
    gold = {
        number: {NAMES.get(each.role, each.role) for parts in alternatives for each in parts}
        for number, alternatives in case.gold.lines.items()
    }
    own = [line for line in lines if line.number in gold]
    return sum(line.role in gold[line.number] for line in own), len(own)


@pytest.mark.thorough
def test_roles_are_those_of_a_careful_editor(figures: Callable[[str], None]):
    counts = [count_right(case) for case in find_cases(PASTES) if case.path.is_file()]
    right, lines = (sum(column) for column in zip(*counts, strict=True))
    figures(f"desk: {right} of {lines} lines of the pastes show the role of their gold")
    assert right >= 0.99 * lines
