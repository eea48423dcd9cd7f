"""Footnotes: on the page of their call, with the numeral of the text, none of them lost."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from publish.document.model import Dir, Emphasis, Note, Strong, Text, Work

from .conftest import book, chapter, hebrew, para, running

pytestmark = pytest.mark.slow

# The numeral of a printed note, an en space, and the number in its text.
PRINTED_NOTE = re.compile(r"(\S+)[\u2002 ]+Note body (\d+);")


def test_each_note_is_at_the_foot_of_the_page_of_its_call(make_pdf, lesson: Work):
    bodies: list[str] = []
    for page, text in make_pdf(lesson).texts():
        calls = re.findall(r"Segment (\d+) says", text)
        expected = [str(int(n) // 3) for n in calls if int(n) % 3 == 0]
        printed = PRINTED_NOTE.findall(text)
        assert [body for _, body in printed] == expected, f"page {page}"
        assert all(numeral == body for numeral, body in printed)
        bodies += expected
    assert bodies == [str(n) for n in range(1, 9)]


@pytest.mark.thorough
def test_a_line_moves_to_the_next_page_with_its_note(make_pdf):
    text = (
        para(f"<{n}> {running(1, n)}", Note(str(n), (para(f"Body {n}."),))) for n in range(1, 90)
    )
    for page, words in make_pdf(book(chapter("", *text))).texts():
        calls, bodies = re.findall(r"<(\d+)>", words), re.findall(r"Body (\d+)\.", words)
        assert calls == bodies, f"page {page}"


def test_notes_stand_below_the_text_and_are_smaller(make_pdf, lesson: Work):
    document = make_pdf(lesson)
    page = document.page_of("Note body 1;")
    lines = document.lines(page)
    (note,) = (line for line in lines if "Note body 1;" in line.text)
    text = [line for line in lines if "Segment" in line.text]
    assert note.y > max(line.y for line in text)
    assert 0.75 < note.size / text[0].size < 0.85


def test_the_numeral_is_that_of_the_text_and_not_a_count(make_pdf):
    document = make_pdf(
        book(
            chapter(
                "",
                para(
                    "One",
                    Note("17", (para("Seventeenth."),)),
                    " two",
                    Note("†", (para("Dagger."),)),
                ),
                para("three", Note("א", (para("Alef."),)), "."),
            )
        )
    )
    text = document.text(3)
    assert re.search(r"One\u2060?17 two\u2060?†", text)
    assert re.search(r"17\s+Seventeenth\. †\s+Dagger\.", text)
    (alef,) = (x for c, x, y in document.characters(3) if c == "א" and y > 400)
    (word,) = (x for c, x, y in document.characters(3) if c == "A" and y > 400)
    assert alef < word


def test_a_call_without_a_body_is_a_plain_numeral(make_pdf, lesson: Work):
    document = make_pdf(lesson)
    page = document.page_of("Segment 5 says")
    assert document.text(page).count("*") == 1


def test_a_note_called_in_a_heading_or_bold_text_keeps_its_own_style(make_pdf):
    note = Note("1", (para("Plain words."),))
    bold = para(Strong((Text("bold"), replace(note, call="2"))), Emphasis((Text("slanted"),)))
    document = make_pdf(book(replace(chapter("Heading", bold), title=(Text("Heading"), note))))
    sizes = {line.size for line in document.lines(3) if "Plain words." in line.text}
    assert len(sizes) == 1
    assert sizes.pop() < 10


def test_a_note_in_hebrew_in_an_english_book_reads_from_the_right(make_pdf):
    from publish.document.model import Passage

    body = Passage("he", Dir.RTL, (para("אבגד הוז"),))
    document = make_pdf(book(chapter("", para("See", Note("1", (body,)), "."))))
    letters = [(x, c) for c, x, _ in document.characters(3) if "א" <= c <= "ת"]
    note = sorted(letters[len("ההגהה") :], reverse=True)
    assert "".join(c for _, c in note) == "אבגדהוז"


def test_a_note_called_in_a_note_follows_within_it(make_pdf):
    inner = Note("b", (para("The inner one."),))
    document = make_pdf(
        book(chapter("", para("Text", Note("a", (para("The outer one", inner, "."),)), ".")))
    )
    text = document.text(3)
    assert text.index("The outer one") < text.index("The inner one.")


def test_many_notes_on_one_page_are_all_printed(make_pdf):
    words = [
        part
        for n in range(1, 61)
        for part in (f"Word {n}", Note(str(n), (para(f"Body {n}."),)), ". ")
    ]
    text = " ".join(text for _, text in make_pdf(book(chapter("", para(*words)))).texts())
    assert [n for n in range(1, 61) if text.count(f"Body {n}.") != 1] == []


def test_a_call_never_begins_a_line(make_pdf):
    words = para(
        *(
            part
            for n in range(1, 80)
            for part in ("and so on it went, ", hebrew("כן"), ".", Note(str(n)), " ")
        )
    )
    document = make_pdf(book(chapter("", words)))
    for page in range(3, len(document) + 1):
        rows: dict[int, list[tuple[float, str, float]]] = {}
        for line in document.lines(page)[:-1]:
            rows.setdefault(round(line.y), []).append((line.x, line.text, line.size))
        for row in rows.values():
            assert not min(row)[1].strip("\u2060 ")[:1].isdigit()
