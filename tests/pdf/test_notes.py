"""Notes: at the foot of the page of their call, under the numeral they were given, never lost."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from publish.diagnostics import Severity
from publish.document.model import Dir, Emphasis, Note, Strong, Text, Work
from publish.text.source import Span
from publish.themes.theme import Theme
from publish.writers import pdf

from .conftest import Printed, book, chapter, hebrew, running, said

pytestmark = pytest.mark.slow

# Where a note is told, its words begin after the numeral and an en space.
TOLD = re.compile(r"(\S+)[\u2002 ]+Note body (\d+);")


def test_each_note_is_at_the_foot_of_the_page_of_its_call(printed, lesson: Work):
    told: list[str] = []
    for page, text in printed(lesson).texts():
        called = re.findall(r"Segment (\d+) says", text)
        expected = [str(int(n) // 3) for n in called if int(n) % 3 == 0]
        found = TOLD.findall(text)
        assert [body for _, body in found] == expected, f"page {page}"
        assert all(numeral == body for numeral, body in found)
        told += expected
    assert told == [str(n) for n in range(1, 9)]


def test_a_line_goes_to_the_next_page_rather_than_part_from_its_note(printed):
    text = (
        said(f"<{n}> {running(1, n)}", Note(str(n), (said(f"Body {n}."),))) for n in range(1, 90)
    )
    for page, words in printed(book(chapter("", *text))).texts():
        called, told = re.findall(r"<(\d+)>", words), re.findall(r"Body (\d+)\.", words)
        assert called == told, f"page {page}"


def test_notes_stand_below_the_text_and_are_smaller(printed, lesson: Work):
    made = printed(lesson)
    page = made.page_of("Note body 1;")
    lines = made.lines(page)
    (note,) = (line for line in lines if "Note body 1;" in line.text)
    text = [line for line in lines if "Segment" in line.text]
    assert note.y > max(line.y for line in text)
    assert 0.75 < note.size / text[0].size < 0.85


def test_the_numeral_is_the_one_given_and_not_a_count(printed):
    made = printed(
        book(
            chapter(
                "",
                said(
                    "One",
                    Note("17", (said("Seventeenth."),)),
                    " two",
                    Note("†", (said("Dagger."),)),
                ),
                said("three", Note("א", (said("Alef."),)), "."),
            )
        )
    )
    text = made.text(3)
    assert re.search(r"One\u2060?17 two\u2060?†", text)
    assert re.search(r"17\s+Seventeenth\. †\s+Dagger\.", text)
    (alef,) = (x for c, x, y in made.characters(3) if c == "א" and y > 400)
    (word,) = (x for c, x, y in made.characters(3) if c == "A" and y > 400)
    assert alef < word


def test_a_call_without_a_body_is_a_plain_numeral(printed, lesson: Work):
    made = printed(lesson)
    page = made.page_of("Segment 5 says")
    assert made.text(page).count("*") == 1


def test_a_note_says_its_own_style_where_it_is_called_in_a_heading_or_in_bold(printed):
    note = Note("1", (said("Plain words."),))
    bold = said(Strong((Text("bold"), replace(note, call="2"))), Emphasis((Text("slanted"),)))
    made = printed(book(replace(chapter("Heading", bold), title=(Text("Heading"), note))))
    sizes = {line.size for line in made.lines(3) if "Plain words." in line.text}
    assert len(sizes) == 1
    assert sizes.pop() < 10


def test_a_note_in_hebrew_in_an_english_book_reads_from_the_right(printed):
    from publish.document.model import Passage

    body = Passage("he", Dir.RTL, (said("אבגד הוז"),))
    made = printed(book(chapter("", said("See", Note("1", (body,)), "."))))
    letters = [(x, c) for c, x, _ in made.characters(3) if "א" <= c <= "ת"]
    note = sorted(letters[len("ההגהה") :], reverse=True)
    assert "".join(c for _, c in note) == "אבגדהוז"


def test_a_note_called_in_a_note_is_told_in_it(printed):
    inner = Note("b", (said("The inner one."),))
    made = printed(
        book(chapter("", said("Text", Note("a", (said("The outer one", inner, "."),)), ".")))
    )
    text = made.text(3)
    assert text.index("The outer one") < text.index("The inner one.")


def test_a_note_longer_than_a_page_follows_its_chapter_and_nothing_is_lost(classic: Theme):
    long = Note("1", (said(running(130)),), span=Span("a.txt", 5, 9))
    work = book(
        chapter(
            "First",
            said("Before", long, " and after."),
            said("Short", Note("2", (said("Brief."),))),
        ),
        chapter("Second", said("Next.")),
    )
    outcome = pdf.write(work, classic)
    (told,) = outcome.diagnostics
    assert (told.code, told.severity, told.span) == ("P04", Severity.WARNING, Span("a.txt", 5, 9))
    made = Printed(outcome.value)
    text = " ".join(words for _, words in made.texts())
    for number in range(1, 131):
        assert text.count(f"[{number}]") == 1
    assert text.index("and after.") < text.index("[1]") < text.index("[130]") < text.index("Next.")
    assert made.page_of("Brief.") == made.page_of("and after.")


def test_many_notes_on_one_page_are_all_told(printed):
    words = [
        part
        for n in range(1, 61)
        for part in (f"Word {n}", Note(str(n), (said(f"Body {n}."),)), ". ")
    ]
    text = " ".join(text for _, text in printed(book(chapter("", said(*words)))).texts())
    assert [n for n in range(1, 61) if text.count(f"Body {n}.") != 1] == []


def test_a_call_never_begins_a_line(printed):
    words = said(
        *(
            part
            for n in range(1, 80)
            for part in ("and so on it went, ", hebrew("כן"), ".", Note(str(n)), " ")
        )
    )
    made = printed(book(chapter("", words)))
    for page in range(3, len(made) + 1):
        rows: dict[int, list[tuple[float, str, float]]] = {}
        for line in made.lines(page)[:-1]:
            rows.setdefault(round(line.y), []).append((line.x, line.text, line.size))
        for row in rows.values():
            assert not min(row)[1].strip("\u2060 ")[:1].isdigit()
