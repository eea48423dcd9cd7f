"""Notes printed as paragraphs: those of the title page, and those that nothing calls."""

from __future__ import annotations

import pytest

from publish.diagnostics import Outcome
from publish.document.marks import Mark, MarkRole
from publish.document.metadata import Words
from publish.document.model import Note, Paragraph, Work
from publish.document.walk import descend, plain
from publish.pipeline.stages import read_work
from publish.readers.detection import decode_file
from publish.text.source import Source
from tests.support.word_files import notes, paragraph, reference, run, word_file

from .test_nothing_lost import book, find_losses, metadata_text

TEXT = "The light was good, and the day began.[2]\n\nThe scribe took his pen.\n"
BODIES = "\nNotes\n\n[1] A talk.\n[2] In May.\n"
PASTE = f"The Page [1]\n\n{TEXT}{BODIES}"
MARKDOWN = f"# The Page[^1]\n\n## Light\n\n{TEXT}{BODIES}".replace("[2]", "[^2]")
MARKDOWN = MARKDOWN.replace("Notes\n\n[1] A talk.\n[^2] ", "[^1]: A talk.\n[^2]: ")
PAGE = """<!doctype html><html><body><article>
<h1>The Page<sup><a href="#n1" id="c1">1</a></sup></h1>
<p>The light was good.<sup><a href="#n2" id="c2">2</a></sup></p><p>The day began.</p>
<ol><li id="n1">A talk. <a href="#c1">↩</a></li><li id="n2">In May. <a href="#c2">↩</a></li></ol>
</article></body></html>
"""
TITLE = (Mark(MarkRole.TITLE, "The Page"),)


def word(style: str) -> bytes:
    return word_file(
        paragraph(run("The Page"), reference(2), style=style),
        paragraph("The light was good.", reference(3)),
        paragraph("The scribe took his pen."),
        parts={"footnotes": notes({2: ("A talk.",), 3: ("In May.",)})},
    )


def source(data: bytes | str, name: str = "a.txt") -> Source:
    return decode_file(data.encode() if isinstance(data, str) else data, name).value


def read(data: bytes | str, name: str = "a.txt", **settings: object) -> Outcome[Work]:
    return read_work([source(data, name)], book(**settings))


def texts(work: Work) -> list[str]:
    return [plain(node.inlines) for node in descend(work) if isinstance(node, Paragraph)]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PASTE, "a.txt"),
        (MARKDOWN, "a.txt"),
        (PAGE, "a.html"),
        (word("a4"), "a.docx"),
        (word("1"), "a.docx"),
    ],
    ids=["paste", "markdown", "html", "word title", "word heading"],
)
def test_the_note_of_a_title_stands_over_the_text(data: bytes | str, name: str) -> None:
    outcome = read(data, name)
    work = outcome.value
    assert work.meta.title.in_("en") == "The Page"
    assert texts(work)[0] == "1. A talk."
    calls = [node.call for node in descend(work) if isinstance(node, Note)]
    assert len(calls) == 1
    (warning,) = [each for each in outcome.diagnostics if each.code == "N07"]
    assert warning.message == "note 1 of the title is printed at the beginning of the text"


@pytest.mark.parametrize("text", [PASTE, MARKDOWN, PASTE.replace("[1] A talk", "[1] A [2] talk")])
def test_nothing_of_the_note_of_a_title_is_lost(text: str) -> None:
    outcome = read(text)
    assert find_losses(source(text), outcome, outcome.diagnostics) == []


def test_notes_of_an_author_and_a_subtitle_stand_over_the_text() -> None:
    marks = (Mark(MarkRole.AUTHOR, "Anna Levi"), Mark(MarkRole.SUBTITLE, "In May"))
    text = f"The Page\nAnna Levi [1]\nIn May [2]\n\n{TEXT.replace('[2]', '')}{BODIES}"
    outcome = read(text, marks=marks)
    assert metadata_text(outcome.value.meta) == "The PageIn MayAnna Levi"
    assert texts(outcome.value)[:2] == ["1. A talk.", "2. In May."]


def test_the_note_of_a_title_that_the_settings_replace_is_printed() -> None:
    outcome = read(PASTE, title=Words((("en", "Another"),)), marks=TITLE)
    assert texts(outcome.value)[0] == "1. A talk."


def test_a_title_that_the_settings_repeat_is_compared_without_its_call() -> None:
    outcome = read(PASTE, title=Words((("en", "The Page"),)), marks=TITLE)
    codes = [each.code for each in outcome.diagnostics]
    assert "N07" in codes
    assert "T01" not in codes
    assert "T27" not in codes


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("A?1\nבְּרֵאשִׁית and2", ()),
        ("בְּרֵאשִׁית [1]\n\nThe light.", (Mark(MarkRole.TITLE, "בְּרֵאשִׁית [1]"),)),
        ("[1]\n\nThe light.\n\nMore.\n", (Mark(MarkRole.TITLE, "[1]"),)),
    ],
)
def test_no_numeral_of_a_title_is_lost_without_its_note(text: str, marks: tuple[Mark, ...]) -> None:
    outcome = read(text, marks=marks)
    assert find_losses(source(text), outcome, ()) == []


def test_every_line_that_is_the_title_of_a_chapter_is_in_it() -> None:
    marks = tuple(Mark(MarkRole.TITLE, line, file="a.txt") for line in ("One", "Two"))
    files = Source("a.txt", f"One\nTwo\n\n{TEXT}"), Source("b.txt", f"Three\n\n{TEXT}")
    work = read_work(files, book(marks=marks)).value
    assert plain(work.sections[0].title) == "One: Two"


@pytest.mark.parametrize(("mark", "shown"), [("2.", "2. "), ("[2]", "[2] ")])
def test_a_note_that_nothing_calls_has_its_mark_as_written(mark: str, shown: str) -> None:
    first = mark.replace("2", "1")
    outcome = read(f"The light was good.[1]\n\nNotes\n\n{first} A talk.\n{mark} In May.\n")
    assert texts(outcome.value)[-1] == f"{shown}In May."
