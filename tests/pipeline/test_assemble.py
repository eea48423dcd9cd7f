"""A text that a reader gives as a Work is one section among the files of a book."""

from __future__ import annotations

from publish.document.model import Dir, Meta, Paragraph, Role, Section, Text, Words, Work
from publish.pipeline.assemble import chapter

TEXT = Paragraph((Text("Text."),))


def section(role: Role, title: str, *children: Section | Paragraph) -> Section:
    return Section(role, (Text(title),) if title else (), children)


def work(title: str, *sections: Section) -> Work:
    return Work(Meta(title=Words((("en", title),) if title else ())), "en", Dir.LTR, sections)


def test_a_title_over_an_untitled_chapter_is_the_title_of_one_chapter() -> None:
    result = chapter(work("Ink", section(Role.CHAPTER, "", TEXT)), "en")
    assert result == section(Role.CHAPTER, "Ink", TEXT)


def test_words_before_the_first_chapter_stand_in_the_section_of_the_file() -> None:
    titled = section(Role.CHAPTER, "Gall", TEXT)
    result = chapter(work("Ink", section(Role.CHAPTER, "", TEXT), titled), "en")
    assert result == section(Role.PART, "Ink", TEXT, titled)


def test_words_after_a_titled_chapter_stay_outside_it() -> None:
    titled, untitled = section(Role.CHAPTER, "Gall", TEXT), section(Role.CHAPTER, "", TEXT)
    result = chapter(work("Ink", titled, untitled), "en")
    assert result == section(Role.PART, "Ink", titled, untitled)


def test_a_section_with_a_role_keeps_it() -> None:
    preface = section(Role.PREFACE, "", TEXT)
    result = chapter(work("Ink", preface, section(Role.CHAPTER, "", TEXT)), "en")
    assert result.children[0] == preface
