"""Preflight of EPUBs: no diagnostics for an intact book, an error for every damage."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from io import BytesIO

import pytest

from publish.document.lazy_book import lazy_chapter, split_chapters
from publish.document.model import Dir, Meta, Paragraph, Role, Section, Text, Words, Work
from publish.preflight.epub import ChapterPages, check_epub, check_release
from publish.preflight.epub_file import ContentDocument, Publication
from publish.preflight.expected_text import (
    ExpectedRun,
    collect_text,
    first_difference,
    letters,
    visible_characters,
)
from publish.storage.store import Store
from publish.text.source import Span
from publish.themes.theme import Theme
from publish.writers import epub

MakeEpub = Callable[[Work], bytes]


def replace_text(data: bytes, page: str, old: str, new: str) -> bytes:
    """Return the EPUB with ``old`` on one of its pages replaced by ``new``."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as original, zipfile.ZipFile(out, "w") as copy:
        for name in original.namelist():
            content = original.read(name).decode() if name == page else ""
            if name == page:
                assert old in content, f"{old!r} is not on {page}"
            copy.writestr(name, content.replace(old, new, 1) or original.read(name))
    return out.getvalue()


@pytest.mark.parametrize("name", ["lesson", "handout", "prose", "hebrew"])
def test_an_intact_epub_has_no_diagnostics(
    name: str, books: dict[str, Work], make_epub: MakeEpub
) -> None:
    assert check_epub(make_epub(books[name]), books[name]) == ()


TEXT = "EPUB/01-chapter.xhtml"

DAMAGE = {
    "a letter lost": (TEXT, "scribe writes", "scribe write", "E07"),
    "a vowel point lost": (TEXT, "הַסּוֹפֵר", "הַסּוֹפר", "E07"),
    "two digits changed about": (TEXT, "5252", "2552", "E07"),
    "a comma lost": (TEXT, "parchment,", "parchment", "E07"),
    "a letter of a note lost": (TEXT, "ink and hide", "ink and hid", "E07"),
    "a note lost": (TEXT, "<aside", "<div", "E06"),
    "a letter of the title lost": ("EPUB/title.xhtml", "הסופר", "הסופ", "E07"),
    "a block without a language": (TEXT, '<p lang="en" ', "<p ", "E08"),
    "a block without a direction": (TEXT, ' dir="ltr">Before there', ">Before there", "E08"),
    "two languages for one block": (TEXT, '<p lang="en" ', '<p lang="he" ', "E08"),
    "Hebrew in the wrong direction": (
        TEXT,
        'dir="rtl">אוֹתִיּוֹת',
        'dir="ltr">אוֹתִיּוֹת',
        "E09",
    ),
    "Hebrew called English": (
        TEXT,
        '<span lang="he" xml:lang="he" dir="rtl">אוֹתִיּוֹת</span>',
        "אוֹתִיּוֹת",
        "E09",
    ),
    "a call that leads nowhere": (TEXT, 'href="#note-1"', 'href="#note-9"', "E10"),
    "a line of the contents that leads nowhere": (
        "EPUB/nav.xhtml",
        'href="01-chapter.xhtml"',
        'href="1-chapter.xhtml"',
        "E10",
    ),
    "a line of the NCX that leads nowhere": ("EPUB/toc.ncx", "01-chapter", "1-chapter", "E10"),
    "a note without a way back": (TEXT, 'role="doc-backlink"', "", "E11"),
    "a way back to another call": (TEXT, 'href="#call-1"', 'href="#call-2"', "E11"),
    "a page that is not XML": (TEXT, "</body>", "", "E06"),
    "a page that is not there": ("EPUB/content.opf", "01-chapter.xhtml", "1.xhtml", "E06"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_an_error(name: str, lesson: Work, make_epub: MakeEpub) -> None:
    page, old, new, code = DAMAGE[name]
    assert code in {
        diagnostic.code
        for diagnostic in check_epub(replace_text(make_epub(lesson), page, old, new), lesson)
    }


@pytest.fixture
def chapters(lesson: Work, classic: Theme) -> tuple[ChapterPages, ...]:
    """Return the chapters of the lesson as a store knows them, with the names of their pages."""
    book = split_chapters(lesson)
    texts = epub.compose(book, classic).value.texts
    named = (lazy_chapter(f"chapter {n}", partial(_body, lesson, n)) for n in range(len(book.body)))
    pairs = zip((*book.chapters[: len(lesson.front)], *named), texts, strict=True)
    return tuple(ChapterPages(chapter, names) for chapter, names in pairs)


def _body(work: Work, number: int) -> Section:
    return work.body[number]


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_of_a_chapter_that_was_proved_is_an_error(
    name: str, lesson: Work, make_epub: MakeEpub, chapters: tuple[ChapterPages, ...]
) -> None:
    store = Store()
    head = replace(lesson, body=())

    def check(data: bytes) -> set[str]:
        faults = check_release(data, head, chapters=chapters, store=store)
        return {fault.code for fault in faults} - {"E17"}  # the EPUB has no cover

    intact = make_epub(lesson)
    assert check(intact) == set()
    page, old, new, code = DAMAGE[name]
    assert code in check(replace_text(intact, page, old, new))
    assert check(intact) == set()


def test_a_chapter_is_proved_once(
    lesson: Work,
    make_epub: MakeEpub,
    chapters: tuple[ChapterPages, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store, data, parsed = Store(), make_epub(lesson), []
    parse = Publication.parse

    def count(book: Publication, name: str) -> ContentDocument:
        parsed.append(name)
        return parse(book, name)

    monkeypatch.setattr(Publication, "parse", count)
    for _ in range(2):
        check_release(data, replace(lesson, body=()), chapters=chapters, store=store)
    texts = {f"EPUB/{name}" for each in chapters if each.chapter.name for name in each.names}
    assert {name: parsed.count(name) for name in texts} == dict.fromkeys(texts, 1)
    assert parsed.count("EPUB/nav.xhtml") == 2


def test_pages_in_another_order_than_the_text_are_an_error(
    lesson: Work, make_epub: MakeEpub, chapters: tuple[ChapterPages, ...]
) -> None:
    faults = check_release(
        make_epub(lesson), replace(lesson, body=()), chapters=chapters[:-1], store=Store()
    )
    assert "E07" in {fault.code for fault in faults}


def test_bytes_that_are_no_epub_are_an_error(lesson: Work) -> None:
    assert [diagnostic.code for diagnostic in check_epub(b"PDF", lesson)] == ["E06"]
    empty = BytesIO()
    zipfile.ZipFile(empty, "w").close()
    assert [diagnostic.code for diagnostic in check_epub(empty.getvalue(), lesson)] == ["E06"]


def test_a_difference_has_the_span_of_the_source(make_epub: MakeEpub) -> None:
    span = Span("page.txt", 7, 13)
    words = (Text("First. ", span=Span("page.txt", 0, 7)), Text("Second", span=span))
    work = Work(
        Meta(title=Words((("en", "A Page"),))),
        "en",
        Dir.LTR,
        (Section(Role.CHAPTER, (), (Paragraph(words),)),),
    )
    (diagnostic,) = check_epub(replace_text(make_epub(work), TEXT, "Second", "Sceond"), work)
    assert diagnostic.span == span
    assert "“First.Second” has become “First.Sceond”" in diagnostic.message


# --- the oracle


def test_the_expected_text_has_the_notes_apart(lesson: Work) -> None:
    expected = collect_text(lesson.sections)
    running = visible_characters("".join(piece.text for piece in expected.running))
    assert running.startswith("Beforetherewastypetherewasthescribe,andbeforethepage,thesheet.")
    assert running.endswith("“Iwroteitintheyear5252”3.")
    assert [visible_characters("".join(p.text for p in note)) for note in expected.notes] == [
        "Seeמסכתסופרים3:7,oninkandhide.",
        "Thatis1492.Manycolophonsofthatyearsayso.",
    ]


def test_letters_include_vowel_points_accents_and_digits() -> None:
    assert letters("בְּרֵאשִׁ֖ית, 1:1 — café_e\u0301!") == "בְּרֵאשִׁ֖ית11cafée\u0301"


def test_a_difference_begins_at_the_end_of_a_shorter_text() -> None:
    pieces = [ExpectedRun("one ", Span("a", 0, 4)), ExpectedRun("two", Span("a", 4, 7))]
    assert first_difference(pieces, "onetwo", visible_characters) is None
    short, long = (
        first_difference(pieces, "on", visible_characters),
        first_difference(pieces, "one twofold", visible_characters),
    )
    assert short is not None
    assert long is not None
    assert (short.expected, short.actual, short.span.start) == ("onetwo", "on", 0)
    assert (long.actual, long.span.start) == ("onetwofold", 4)
