"""A mark from the desk gives one line its role, and leaves the settings around it as they are."""

from __future__ import annotations

import tomllib

import pytest

from publish.config import Book, open_book
from publish.desk.diagnostic_edits import can_mend, find_mark, mend
from publish.desk.mark_edits import mark_line, settings_path
from publish.desk.text_edits import EditHistory, TextChanged, TextEdit, write_edit
from publish.desk.words.line_roles import find_lines
from publish.diagnostics import Diagnostic, PublishError, Severity
from publish.document.marks import MarkRole
from publish.pipeline.stages import read_book, read_sources

from .conftest import MakeBook

PAGE = """The Ink of the Scribe

He takes his pen in the morning and writes.

He takes his pen in the morning and writes.

The letter is written once.
"""

SETTINGS = """\
title = "The Ink" # short

[[mark]]
line = "The letter" # the last line
as = "verse"
lang = "en"

# lines of the morning
[[mark]]
lines = [3, 5]
begins = "He takes"
as = "quotation"
"""


def mark(book: Book, line: int, role: str | None, file: str = "") -> TextEdit:
    """Write the mark of a line; ``file`` is the name of a file of a folder."""
    sources = read_sources(book).value
    source = next(each for each in sources if each.file.endswith(file))
    edit = mark_line(book, sources, source.file, line, MarkRole(role) if role else None)
    write_edit(edit, [book.workspace.root])
    return edit


def roles(book: Book, file: str = "") -> dict[int, str]:
    """Return the role of each line that is not blank, as the book is read from the disk."""
    again = open_book(book.name, book.workspace)
    sources = read_sources(again).value
    source = next(each for each in sources if each.file.endswith(file))
    lines = find_lines(source.file, sources, again.settings)
    return {line.number: line.role for line in lines if line.role}


def test_a_mark_changes_its_line_alone(make_book: MakeBook):
    book = make_book(page_txt=PAGE)
    before = roles(book)
    mark(book, 7, "rubric")
    assert roles(book) == before | {7: "rubric"}
    assert settings_path(book).read_text() == (
        '[[mark]]\nline = "The letter is written once."\nas = "rubric"\n'
    )


def test_one_of_two_equal_lines_is_marked(make_book: MakeBook):
    book = make_book(page_txt=PAGE)
    before = roles(book)
    mark(book, 5, "rubric")
    assert roles(book) == before | {5: "rubric"}


def test_an_earlier_mark_of_the_line_gets_the_new_role(make_book: MakeBook):
    book = make_book(SETTINGS, page_txt=PAGE)
    mark(book, 7, "rubric")
    after = settings_path(book).read_text()
    assert after == SETTINGS.replace('as = "verse"', 'as = "rubric"')
    assert roles(book)[7] == "rubric"


def test_one_line_of_a_mark_of_several_gets_a_mark_of_its_own(make_book: MakeBook):
    book = make_book(SETTINGS, page_txt=PAGE)
    mark(book, 5, "rubric")
    assert settings_path(book).read_text().startswith(SETTINGS)
    assert roles(book) == {1: "text", 3: "quotation", 5: "rubric", 7: "verse"}
    mark(book, 5, None)
    assert settings_path(book).read_text() == SETTINGS


def test_a_mark_is_removed_with_its_table_alone(make_book: MakeBook):
    book = make_book(SETTINGS, page_txt=PAGE)
    mark(book, 7, None)
    after = settings_path(book).read_text()
    assert "# lines of the morning" in after
    assert [each["as"] for each in tomllib.loads(after)["mark"]] == ["quotation"]
    assert roles(book)[7] == "text"


@pytest.mark.parametrize(("line", "reason"), [(3, "other lines too"), (1, "no mark")])
def test_what_no_mark_of_the_line_says_is_not_removed(make_book: MakeBook, line: int, reason: str):
    book = make_book(SETTINGS, page_txt=PAGE)
    with pytest.raises(PublishError, match=reason):
        mark(book, line, None)
    assert settings_path(book).read_text() == SETTINGS


def test_in_a_folder_the_mark_names_the_file(make_book: MakeBook):
    book = make_book('title = "Two"\n', **{"1_txt": PAGE, "2_txt": PAGE})
    before = roles(book, "1.txt")
    mark(book, 7, "rubric", "2.txt")
    assert 'file = "2.txt"' in settings_path(book).read_text()
    assert roles(book, "1.txt") == before
    assert roles(book, "2.txt")[7] == "rubric"


def test_blank_lines_and_markdown_take_no_marks(make_book: MakeBook):
    with pytest.raises(PublishError, match="line 2 has no words"):
        mark(make_book(page_txt=PAGE), 2, "rubric")
    with pytest.raises(PublishError, match="its format says what each part is"):
        mark(make_book(other_md="# One\n\nWords.\n"), 3, "rubric")


@pytest.mark.parametrize("settings", [None, "", SETTINGS, SETTINGS.replace("\n", "\r\n")])
def test_undo_gives_back_the_same_bytes(make_book: MakeBook, settings: str | None):
    book = make_book(settings, page_txt=PAGE)
    path = settings_path(book)
    history = EditHistory()
    name = history.add(mark(book, 7, "drop"))
    assert roles(book)[7] == "drop"
    history.undo(name, [book.workspace.root])
    assert path.exists() == (settings is not None)
    assert settings is None or path.read_bytes() == settings.encode()


def test_undo_is_refused_where_the_file_has_changed(make_book: MakeBook):
    book = make_book(SETTINGS, page_txt=PAGE)
    history = EditHistory()
    name = history.add(mark(book, 7, "drop"))
    path = settings_path(book)
    path.write_text("# written meanwhile\n")
    with pytest.raises(TextChanged) as error:
        history.undo(name, [book.workspace.root])
    assert error.value.data == path.read_bytes() == b"# written meanwhile\n"


def test_settings_with_a_mistake_are_not_changed(make_book: MakeBook):
    book = make_book(SETTINGS, page_txt=PAGE)
    path = settings_path(book)
    path.write_text('[[mark]]\nline = "He"\nas = "nothing"\n')
    with pytest.raises(PublishError, match="no line of a text is"):
        mark(book, 7, "drop")


# --- messages


def find(book: Book, code: str) -> Diagnostic:
    return next(each for each in read_book(book).diagnostics if each.code == code)


def test_one_message_is_mended_and_no_other(make_book: MakeBook):
    text = "The Lesson\n\nA text\u200b of few words.\n\nA line\u202e of others.\n"
    book = make_book(page_txt=text)
    sources = read_sources(book).value
    fixable = [each for each in read_book(book).diagnostics if can_mend(each, sources)]
    assert len(fixable) > 1
    edit = mend(book, sources, fixable[0])
    write_edit(edit, [book.workspace.root])
    left = [each for each in read_book(book).diagnostics if can_mend(each, sources)]
    assert [each.code for each in left] == [each.code for each in fixable[1:]]
    assert "U+200B" in edit.diff()
    write_edit(edit.reverse, [book.workspace.root])
    assert book.texts[0].read_bytes() == text.encode()


def test_a_message_with_a_mark_is_mended_by_it(make_book: MakeBook):
    book = make_book(page_txt=f"Share this\n\n{PAGE}")
    dropped = next(each for each in read_book(book).diagnostics if find_mark(each))
    sources = read_sources(book).value
    write_edit(mend(book, sources, dropped), [book.workspace.root])
    written = tomllib.loads(settings_path(book).read_text())["mark"]
    assert written == tomllib.loads(find_mark(dropped))["mark"]


def test_a_message_without_an_offer_says_so(make_book: MakeBook):
    book = make_book(page_txt=PAGE)
    with pytest.raises(PublishError, match="no safe correction"):
        mend(book, read_sources(book).value, Diagnostic("T01", Severity.WARNING, "a message"))
