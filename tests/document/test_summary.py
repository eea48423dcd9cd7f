"""The summary of a Work counts its nodes, and finds the lines that no book prints."""

from __future__ import annotations

from publish.diagnostics import Diagnostic, Severity
from publish.diagnostics.rules import text as rules
from publish.document.model import (
    Cell,
    Excerpt,
    List,
    Meta,
    Note,
    Paragraph,
    Passage,
    Role,
    Row,
    Section,
    Segment,
    SourceCitation,
    Table,
    Text,
    Verse,
    Words,
    Work,
    direction,
)
from publish.document.summary import count_nodes, understand
from publish.document.understanding import Counts
from publish.text.source import Source, Span

WORDS = (Text("words"),)
PARAGRAPH = Paragraph(WORDS)
HEBREW = Passage("he", direction("he"), (PARAGRAPH,))


def chapter(*children: object) -> Section:
    return Section(Role.CHAPTER, WORDS, children)  # type: ignore[arg-type] # blocks of all kinds


def understanding(text: str, *diagnostics: Diagnostic):
    work = Work(Meta(Words((("en", "A Title"),))), "en", direction("en"), (chapter(PARAGRAPH),))
    return understand(work, diagnostics, [Source("a.txt", text)])


def test_each_kind_of_node_is_counted() -> None:
    noted = Paragraph((*WORDS, Note("1"), Note("2", (PARAGRAPH,))))
    section = chapter(
        Segment(HEBREW, translations=(HEBREW,)),
        Segment(HEBREW),
        Excerpt(1, SourceCitation(), WORDS, (noted, List(((PARAGRAPH,),)))),
        Verse((WORDS, WORDS)),
        Table((Row((Cell((PARAGRAPH,)),)),)),
    )
    assert count_nodes([section]) == Counts(
        chapters=1,
        segments=2,
        pairs=1,
        excerpts=1,
        notes=2,
        notes_without_body=1,
        lists=1,
        verses=1,
        tables=1,
    )


def test_a_chapter_is_counted_where_it_has_a_heading() -> None:
    untitled = Section(Role.CHAPTER, (), (PARAGRAPH,))
    assert count_nodes([untitled, chapter(PARAGRAPH)]).chapters == 1


def test_parts_are_counted_and_the_chapters_in_them() -> None:
    part = Section(Role.PART, WORDS, (chapter(PARAGRAPH), chapter(PARAGRAPH)))
    assert count_nodes([part]) == Counts(parts=1, chapters=2)


def test_the_counts_of_chapters_add_up_to_those_of_the_book() -> None:
    sections = [chapter(PARAGRAPH, Segment(HEBREW)), chapter(Verse((WORDS,)))]
    total = sum((count_nodes([each]) for each in sections), Counts())
    assert total == count_nodes(sections)


def test_a_line_that_is_dropped_whole_is_left_out() -> None:
    text = "Home\n\n  Share this  \nThe text.\n"
    lines = understanding(
        text,
        rules.DROPPED_LINE.at(Span("a.txt", 8, 18), "not printed", also=[Span("a.txt", 0, 4)]),
    ).left_out
    assert [(line.number, line.text) for line in lines] == [(1, "Home"), (3, "Share this")]


def test_lines_that_are_dropped_together_are_each_left_out() -> None:
    diagnostic = rules.DROPPED_LINE.at(Span("a.txt", 0, 13), "not printed")
    lines = understanding("One\nTwo\n\nThree\nFour\n", diagnostic).left_out
    assert [line.text for line in lines] == ["One", "Two"]


def test_a_character_that_is_dropped_leaves_out_no_line() -> None:
    diagnostic = rules.DROPPED_CHARACTER.at(Span("a.txt", 0, 1), "dropped")
    assert understanding("\u200b\nThe text.\n", diagnostic).left_out == ()


def test_a_long_line_is_quoted_by_its_beginning() -> None:
    text = "word " * 40
    (line,) = understanding(text, rules.DROPPED_LINE.at(Span("a.txt", 0, 199), "…")).left_out
    assert len(line.text) <= 61
    assert line.text.endswith("word…")


def test_joined_lines_are_counted_by_line() -> None:
    text = "One line\nof three\nin all.\n\nAnother\nof two.\n"
    first, second = Span("a.txt", 0, 25), Span("a.txt", 27, 42)
    joined = [rules.JOINED_LINES.at(span, "lines are one paragraph") for span in (first, second)]
    assert understanding(text, *joined).joined_lines == 5


def test_a_diagnostic_of_another_package_leaves_out_no_line() -> None:
    diagnostic = Diagnostic("X99", Severity.INFO, "counted", Span("a.txt", 0, 3))
    assert understanding("one\ntwo\n", diagnostic).left_out == ()
