"""Titles of the files of a book whose settings give a title."""

from __future__ import annotations

from publish.document.metadata import Words
from publish.document.walk import plain
from publish.pipeline.stages import read_work
from publish.text.source import Source
from tests.pipeline.test_nothing_lost import book

TEXT = "Ink\n\nInk is made of soot and gum, and it is ground for a day.\n"


def section_titles(*texts: str) -> list[str]:
    """Return the titles of the sections, outermost first, of a book of these files."""
    sources = [Source(f"{number}.txt", text) for number, text in enumerate(texts)]
    work = read_work(sources, book(title=Words((("en", "The Page"),)))).value
    return [plain(each.title) for each in work.sections]


def test_each_of_several_files_is_a_chapter_with_its_own_title() -> None:
    assert section_titles(TEXT, TEXT.replace("Ink", "Paper")) == ["Ink", "Paper"]


def test_the_only_file_with_text_keeps_its_first_line_under_the_title_of_the_settings() -> None:
    assert section_titles(TEXT, "\u200b\n") == section_titles(TEXT)
