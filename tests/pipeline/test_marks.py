"""Marks in the settings say what single lines are; nothing is lost by them, and hints are marks."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.config import Settings
from publish.config.settings import read_settings
from publish.diagnostics import Diagnostic, Effect, PublishError
from publish.diagnostics.rules import RULES, pasting
from publish.document.draft import Draft, Part
from publish.document.marks import Mark, MarkRole, mark_hint, normalize
from publish.document.model import Blockquote, Milestone, Node, Note, Paragraph, Speech, Text
from publish.document.walk import descend, plain
from publish.passes.marks import apply_marks
from publish.pipeline.mark_places import complete_hints, place_marks
from publish.pipeline.stages import parse_all, read_work
from publish.readers.text import read_text
from publish.text.source import Source, Span
from tests.conftest import ROOT
from tests.support.examples import examples

from .test_nothing_lost import TEXTS, book, find_losses, in_order

PAGE = """Share this

The Ink of the Scribe

The letter is the soul of the ink

He takes his pen in the morning and writes.

{p. 110}

The letter is written once.

A Line That Looks Like a Heading

“The end” is here.
"""


def mark(line: str = "", role: str = "text", **more: object) -> Mark:
    return Mark(MarkRole(role), line, **more)  # type: ignore[arg-type] # the fields by name


def draft(*marks: Mark, text: str = PAGE) -> Draft:
    (value,) = parse_all([Source("a.txt", text)], Settings(marks=marks)).value
    assert isinstance(value, Draft)
    return value


def parts(*marks: Mark, text: str = PAGE) -> dict[str, Part | None]:
    """The part of each line, by its first two words."""
    return {" ".join(c.text.text.split()[:2]): c.part for c in draft(*marks, text=text).chunks}


def collect(node: Node) -> str:
    """The text of a node and of all in it."""
    return "".join(each.text for each in descend(node) if isinstance(each, Text))


def errors(*marks: Mark, texts: tuple[str, ...] = (PAGE,)) -> list[tuple[str, str]]:
    """The code of each error about marks, and its message with its hints."""
    sources = [Source(f"{number}.txt", text) for number, text in enumerate(texts, 1)]
    outcome = place_marks(marks, sources)
    return [(d.code, " | ".join((d.message, *d.hints))) for d in outcome.diagnostics]


class TestRoles:
    def test_a_line_is_what_its_mark_says(self) -> None:
        assert parts()["The Ink"] is Part.TITLE
        assert parts(mark("The Ink", "text"))["The Ink"] is Part.PARAGRAPH

    @pytest.mark.parametrize("role", ["chapter", "quotation", "rubric", "verse", "commentary"])
    def test_every_part_can_be_given(self, role: str) -> None:
        chunk = next(
            c for c in draft(mark("He takes", role)).chunks if c.text.text.startswith("He takes")
        )
        assert chunk.part is chunk.mark

    def test_a_dropped_line_is_not_in_the_book_and_is_reported(self) -> None:
        outcome = parse_all([Source("a.txt", PAGE)], Settings(marks=(mark("He takes", "drop"),)))
        (value,) = outcome.value
        assert isinstance(value, Draft)
        assert not any(c.text.text.startswith("He takes") for c in value.chunks)
        (dropped,) = [d for d in outcome.diagnostics if d.code == "S15"]
        assert PAGE[dropped.span.start : dropped.span.end].startswith("He takes")

    def test_a_line_of_the_web_site_can_be_kept(self) -> None:
        page = "Continue Reading ->\n\n" + PAGE
        assert "Continue Reading" not in parts(text=page)
        assert parts(mark("Continue", "text"), text=page)["Continue Reading"] is Part.PARAGRAPH

    def test_a_milestone_stands_in_the_line_after_it(self) -> None:
        work = read_work(
            [Source("a.txt", PAGE)], book(marks=(mark("{p. 110}", "milestone"),))
        ).value
        (milestone,) = [node for node in descend(work) if isinstance(node, Milestone)]
        assert milestone.label == "110"
        paragraphs = [node for node in descend(work) if isinstance(node, Paragraph)]
        assert any(milestone in node.inlines for node in paragraphs)

    def test_a_marked_line_is_not_joined_to_the_line_before(self) -> None:
        wrapped = (
            "When a mail program sends a text it cuts every line at the\n"
            "same width, because long ago a terminal had room for so many\n"
            "letters and for no more; and so the paragraph that an editor\n"
            "wrote as one comes out as many lines.\n"
        )
        wrapped = f"{wrapped}\n{wrapped.replace('letters', 'Letters')}"
        assert len(draft(text=wrapped).chunks) == 2
        assert len(draft(mark("Letters and", "text"), text=wrapped).chunks) == 3

    def test_later_lines_of_a_verse_go_on_in_it(self) -> None:
        verse = mark(lines=(1, 3), role="verse")
        chunks = apply_marks(
            read_text(Source("a.txt", "One line\nanother line\n\nthe third\n")),
            [replace(verse, place=Span("a.txt", 0, 40))],
        ).value.chunks
        assert [c.joins for c in chunks] == [False, True, False]

    def test_a_quotation_of_several_paragraphs_is_one_block(self) -> None:
        text = "A title\n\nHe says:\n\nThe first of it.\n\nThe second of it.\n\nThe end of all.\n"
        marks = (mark(lines=(5, 7), role="quotation"),)
        work = read_work([Source("a.txt", text)], book(marks=marks)).value
        (quotation,) = [node for node in descend(work) if isinstance(node, Blockquote)]
        assert len(quotation.blocks) == 2

    def test_each_label_of_a_range_of_notes_begins_a_note(self) -> None:
        notes = replace(mark(lines=(1, 3), role="note"), place=Span("a.txt", 0, 40))
        text = "1. A body of a\nnote\n2. Another body\n"
        chunks = apply_marks(read_text(Source("a.txt", text)), [notes]).value.chunks
        assert [c.joins for c in chunks] == [False, True, False]

    @pytest.mark.parametrize("line", ["Anna Levi: The letter is", "Anna Levi\nThe letter is"])
    def test_a_marked_speaker_is_the_name_of_a_speech(self, line: str) -> None:
        text = f"A title\n\nThe day began with words.\n\n{line} written once.\n\nThe end of it.\n"
        marks = (mark("Anna Levi", "speaker"),)
        work = read_work([Source("a.txt", text)], book(marks=marks)).value
        (speech,) = [node for node in descend(work) if isinstance(node, Speech)]
        assert plain(speech.speaker) == "Anna Levi"
        assert collect(speech) == "Anna LeviThe letter is written once."

    def test_a_marked_note_goes_to_its_call(self) -> None:
        text = "A title\n\nA text with a call.1 And more.\n\n1. The body of it.\n\nThe end.\n"
        work = read_work([Source("a.txt", text)], book(marks=(mark("1. The", "note"),))).value
        (note,) = [node for node in descend(work) if isinstance(node, Note)]
        assert note.blocks

    def test_an_original_and_its_translation_are_one_segment(self) -> None:
        text = "A title\n\nΛόγος is a word.\n\nThis is its translation.\n\nMore text is here.\n"
        chunks = draft(mark("Λόγος", "original"), mark("This is", "translation"), text=text).chunks
        numbers = [c.number for c in chunks if c.part in {Part.ORIGINAL, Part.TRANSLATION}]
        assert numbers == [1, 1]


class TestPlaces:
    def test_a_mark_without_a_line_quotes_lines_that_come_near(self) -> None:
        ((code, words),) = errors(mark("He takes is pen"))
        assert code == "S13"
        assert "no line begins with" in words
        assert "line 7: \u2068He takes his pen" in words

    def test_a_mark_of_several_lines_quotes_them_with_their_numbers(self) -> None:
        ((code, words),) = errors(mark("The letter is"))
        assert code == "S14"
        assert "line 5: " in words
        assert "line 11: " in words
        assert "lines = [5]" in words

    def test_a_line_that_equals_the_mark_goes_before_longer_ones(self) -> None:
        assert errors(mark("Ink"), texts=("Ink\n\nInk is black\n",)) == []

    @pytest.mark.parametrize(
        "line", ['"The end" is', "“The  end” is", "“The\u200b end”", "“The end” is here."]
    )
    def test_quotation_marks_spaces_and_invisible_characters_do_not_matter(self, line: str) -> None:
        assert errors(mark(line)) == []

    def test_a_number_is_checked_by_the_words_of_the_line(self) -> None:
        assert errors(mark(lines=(7,), begins="He takes")) == []
        ((code, words),) = errors(mark(lines=(8,), begins="He takes"))
        assert (code, "lines = [7]" in words) == ("S13", True)
        ((code, words),) = errors(mark(lines=(99,)))
        assert (code, "the text has 15 lines" in words) == ("S13", True)

    def test_a_mark_without_a_file_is_looked_for_in_all_files(self) -> None:
        texts = ("One\n\nThe first text.\n", "Two\n\nThe second text.\n")
        assert errors(mark("The second"), texts=texts) == []
        ((code, words),) = errors(mark("The"), texts=texts)
        assert (code, "1.txt, line 3" in words, "2.txt, line 3" in words) == ("S14", True, True)
        assert errors(mark("The", file="2.txt"), texts=texts) == []
        ((code, words),) = errors(mark("The", file="3.txt"), texts=texts)
        assert (code, "texts of the book: 1.txt, 2.txt" in words) == ("S13", True)
        ((code, words),) = errors(mark(lines=(3,)), texts=texts)
        assert (code, 'file = "1.txt"' in words) == ("S14", True)

    def test_a_wrong_mark_stops_the_book(self) -> None:
        outcome = read_work([Source("a.txt", PAGE)], book(marks=(mark("Nothing"),)))
        assert ("S13", "error") in [(d.code, d.severity.value) for d in outcome.diagnostics]


class TestHints:
    def complete(self, text: str, start: str, *others: str) -> tuple[str, Settings]:
        """The hint about the line of ``text`` with ``start``, and the settings it makes."""
        offset = text.index(start)
        span = Span("a.txt", offset, text.index("\n", offset))
        line = text[span.start : span.end]
        diagnostic: Diagnostic = pasting.SITE_LINE_KEPT.at(span, "…", mark_hint(line, "drop"))
        sources = [Source("ab"[n] + ".txt", each) for n, each in enumerate((text, *others))]
        ((hint,),) = (d.hints for d in complete_hints([diagnostic], sources))
        own = read_settings(Source("a.toml", hint), Settings())
        places = place_marks(own.marks, sources)
        assert places.diagnostics == ()
        assert places.value["a.txt"][0].place == span
        return hint, own

    def test_a_hint_is_a_mark_of_its_line(self) -> None:
        hint, _ = self.complete(PAGE, "He takes")
        assert hint == '[[mark]]\nline = "He takes his pen in the"\nas = "drop"'

    def test_quotation_marks_and_backslashes_are_escaped(self) -> None:
        _, own = self.complete('A title\n\nHe said "no\\yes" to them\n', 'He said "no')
        assert own.marks[0].line == 'He said "no\\yes" to them'

    def test_a_hint_is_as_long_as_it_must_be(self) -> None:
        text = "a b c d e f one\n\na b c d e f two\n"
        assert 'line = "a b c d e f two"' in self.complete(text, "a b c d e f two")[0]

    def test_equal_lines_are_told_apart_by_their_numbers(self) -> None:
        text = "Halleluyah\n\nSing to Him\n\nHalleluyah \n\nPlay to Him\n"
        hint, _ = self.complete(text.replace("yah \n", "yah\n"), "Halleluyah\n\nPlay")
        assert 'lines = [5]\nbegins = "Halleluyah"' in hint

    def test_the_hint_of_a_folder_book_names_the_file(self) -> None:
        assert 'file = "a.txt"' in self.complete(PAGE, "He takes", PAGE)[0]

    @given(st.text(max_size=60).filter(lambda text: bool(normalize(text))))
    def test_any_line_makes_a_hint_that_can_be_read(self, line: str) -> None:
        line = line.encode("utf-8", "ignore").decode()
        (table,) = tomllib.loads(mark_hint(line, "text"))["mark"]
        assert normalize(line).startswith(normalize(table["line"]))


WEB_PAGE = """<!doctype html><html><head><title>Ink</title></head><body><article><h1>Ink</h1>
<p>Some words stand here.</p><p><b>Another</b> line of &quot;text&quot; here.</p>
<p>The <i>third</i>
of them.</p><p>Some words stand here.</p></article></body></html>
"""


class TestFormats:
    """A line of a web page is a paragraph; formats with roles of their own take no marks."""

    PAGE = Source("a.html", WEB_PAGE, format=".html")

    @pytest.mark.parametrize(
        "own",
        [
            mark('Another line of "text"', "drop"),
            mark(lines=(2,), begins="Another line", role="drop"),
            mark("Another", "drop", file="a.html"),
        ],
    )
    def test_a_mark_describes_a_paragraph_by_its_words(self, own: Mark) -> None:
        outcome = read_work([self.PAGE], book(marks=(own,)))
        assert "Another" not in collect(outcome.value)
        assert collect(outcome.value).count("Some words stand here.") == 2
        assert [d.code for d in outcome.diagnostics if d.code.startswith("S")] == ["S15"]

    def test_a_paragraph_of_several_lines_is_one_line(self) -> None:
        work = read_work([self.PAGE], book(marks=(mark("The third of them", "drop"),))).value
        assert "third" not in collect(work)

    @pytest.mark.parametrize(
        ("paragraph", "expected"),
        [
            ('Another line of "text" here.', 'line = "Another line of'),
            ("Some words stand here.", 'lines = [2]\nbegins = "Some words stand here."'),
        ],
    )
    def test_a_hint_is_a_mark_of_its_paragraph(self, paragraph: str, expected: str) -> None:
        start = WEB_PAGE.index(paragraph.split(maxsplit=1)[0])
        span = Span("a.html", start, start + 1)
        diagnostic = pasting.SITE_LINE_KEPT.at(span, "…", mark_hint(paragraph, "drop"))
        ((hint,),) = (d.hints for d in complete_hints([diagnostic], [self.PAGE]))
        assert expected in hint.replace('\\"', '"')
        own = read_settings(Source("a.toml", hint), Settings()).marks
        (place,) = (each.place for each in place_marks(own, [self.PAGE]).value["a.html"])
        assert place.start <= start < place.end

    def test_a_mark_of_markdown_is_an_error_and_no_hint_offers_one(self) -> None:
        source = Source("a.md", "# Ink\n\nAnother line.\n", format=".md")
        (error,) = place_marks([mark("Another", "drop")], [source]).diagnostics
        assert (error.code, "a.md" in error.message) == ("S21", True)
        diagnostic = pasting.SITE_LINE_KEPT.at(
            Span("a.md", 7, 8), "…", mark_hint("Another", "drop")
        )
        (rest,) = complete_hints([diagnostic], [source])
        assert rest.hints == ()


ROLES = tuple(MarkRole)


@st.composite
def texts_with_marks(
    draw: st.DrawFn, roles: tuple[MarkRole, ...]
) -> tuple[Source, tuple[Mark, ...]]:
    """A text, and marks of any subset of its lines."""
    source = Source("a.txt", draw(TEXTS).encode("utf-8", "ignore").decode())
    numbers = [n for n, line in enumerate(source.lines(), 1) if normalize(line.text)]
    marks = draw(st.dictionaries(st.sampled_from(numbers or [1]), st.sampled_from(roles)))
    return source, tuple(mark(lines=(n,), role=role) for n, role in marks.items() if numbers)


@settings(max_examples=examples(200), deadline=None)
@given(texts_with_marks(ROLES))
def test_any_subset_of_marks_keeps_all_letters_in_order(case: tuple[Source, tuple[Mark, ...]]):
    source, marks = case
    plain = read_text(source)
    outcome = apply_marks(plain, place_marks(marks, [source]).value.get("a.txt", ()))
    dropped = {d.span for d in outcome.diagnostics}
    rest = "".join(c.text.text for c in plain.chunks if c.span not in dropped)
    after = "".join(c.text.text for c in outcome.value.chunks)
    assert "".join(after.split()) == "".join(rest.split())


@settings(max_examples=examples(200), deadline=None)
@given(texts_with_marks(ROLES))
def test_a_book_with_any_subset_of_marks_loses_nothing(case: tuple[Source, tuple[Mark, ...]]):
    source, marks = case
    try:
        outcome = read_work([source], book(marks=marks))
    except PublishError as refused:
        if refused.diagnostics[-1].code != "F02":
            raise  # only a text of which nothing is left may be refused
        return
    assert find_losses(source, outcome, outcome.diagnostics) == []
    assert in_order(outcome, source)


PASTES = sorted((ROOT / "tests" / "understanding" / "pastes").glob("*.txt"))


@pytest.mark.parametrize("path", PASTES, ids=lambda path: path.stem)
def test_a_line_that_would_be_dropped_is_printed_where_it_is_marked(path: Path) -> None:
    source = Source("a.txt", path.read_text("utf-8"))
    dropped = {
        source.position(span.start).line
        for diagnostic in parse_all([source], Settings()).diagnostics
        if RULES[diagnostic.code].effect is Effect.DROPPED
        for span in diagnostic.places
        if normalize(source.text[span.start : span.end])
    }
    marks = tuple(mark(lines=(number,)) for number in sorted(dropped))
    outcome = parse_all([source], Settings(marks=marks))
    ((value,), diagnostics) = (outcome.value, outcome.diagnostics)
    assert isinstance(value, Draft)
    text = normalize("\n".join(chunk.text.text for chunk in value.chunks))
    for number in dropped:
        assert normalize(source.line(number)).strip() in text, (number, diagnostics)


def test_an_edit_of_one_file_reads_marks_again(tmp_path: Path) -> None:
    from publish.config import Workspace, open_book
    from publish.pipeline.incremental import read_by_chapters
    from publish.pipeline.stages import read_book
    from publish.storage.store import Store

    folder = tmp_path / "tales"
    folder.mkdir()
    for number in (1, 2):
        (folder / f"{number}.txt").write_text(f"Tale {number}\n\nA tale of {number}.\n", "utf-8")
    workspace = Workspace(tmp_path, tmp_path, tmp_path / "output", tmp_path / "styles")
    store = Store()
    for toml in ("", '[[mark]]\nline = "A tale of 2"\nas = "chapter"\n'):
        (folder / "book.toml").write_text(toml, "utf-8")
        opened = open_book(str(folder), workspace)
        whole, lazy = read_book(opened), read_by_chapters(opened, store)
        assert lazy.value.book.work == whole.value.value
        assert lazy.diagnostics == whole.diagnostics
