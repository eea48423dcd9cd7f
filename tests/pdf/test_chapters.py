"""A chapter that is printed as it was before is not read, and nothing in the PDF shows it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publish.document.lazy_book import Chapters, read
from publish.document.model import Section, Work
from publish.preflight import glyph_counts
from publish.preflight import pdf as preflight
from publish.storage.store import Store
from publish.themes.theme import Theme
from publish.writers import pdf
from publish.writers.pdf import PdfOptions
from publish.writers.pdf.document import write_document

from .conftest import chapter, running, said

pytestmark = pytest.mark.slow


class Desk:
    """A book whose chapters are named by hand; ``met`` are the names of those that were read."""

    def __init__(self, work: Work, names: str) -> None:
        self.met: list[str] = []
        body = tuple(
            read(name, lambda name=name, section=section: self._read(name, section))
            for name, section in zip(names, work.body, strict=True)
        )
        self.book = Chapters(replace(work, body=()), body)

    def _read(self, name: str, section: Section) -> Section:
        self.met.append(name)
        return section


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "pages")


def printed(desk: Desk, theme: Theme, store: Store) -> bytes:
    made = write_document(desk.book, theme, PdfOptions(), store)
    assert preflight.inspect(made.value, made.diagnostics, theme, store) == ()
    return made.value.data


def test_only_the_chapter_that_was_edited_is_read(prose: Work, classic: Theme, store: Store):
    first = Desk(prose, "abc")
    assert printed(first, classic, store) == pdf.write(prose, classic).value
    assert first.met == ["a", "b", "c"]

    again = Desk(prose, "abc")
    assert printed(again, classic, store) == pdf.write(prose, classic).value
    assert again.met == []

    one, _, three = prose.body
    edited = replace(prose, body=(one, chapter("Another", said("Other words.")), three))
    after = Desk(edited, "aBc")
    assert printed(after, classic, store) == pdf.write(edited, classic).value
    assert after.met == ["B"]


def test_a_chapter_is_read_again_where_its_book_says_something_else_of_it(
    prose: Work, classic: Theme, store: Store
):
    printed(Desk(prose, "abc"), classic, store)
    other = Desk(replace(prose, meta=replace(prose.meta, event=prose.meta.title)), "abc")
    assert (
        printed(other, classic, store)
        == pdf.write(replace(prose, meta=other.book.head.meta), classic).value
    )
    assert other.met == ["a", "b", "c"]


def test_of_a_text_that_was_edited_only_the_pages_that_are_new_are_read_back(
    prose: Work, classic: Theme, store: Store, monkeypatch: pytest.MonkeyPatch
):
    read_back: list[int] = []
    stock = glyph_counts.characters

    def characters(pdf: Any, pages: range) -> str:
        read_back.extend(pages)
        return stock(pdf, pages)

    monkeypatch.setattr(glyph_counts, "characters", characters)
    texts = [said(running(9, number)) for number in range(24)]
    for last in ("dark", "dawn"):
        read_back.clear()
        long = chapter("Long", *texts, said(f"The last words are {last}."))
        work = replace(prose, body=(*prose.body, long))
        made = printed(Desk(work, f"xyz{last[-1]}"), classic, store)
        assert made == pdf.write(work, classic).value
        if last == "dark":
            every = list(read_back)
    assert len(every) > 8
    assert read_back == every[-1:]


def test_a_text_that_was_not_proved_is_doubted_again(prose: Work, classic: Theme, store: Store):
    desk = Desk(prose, "abc")
    made = write_document(desk.book, classic, PdfOptions(), store)
    sections = made.value.sections
    swapped = replace(
        made.value,
        sections=tuple(
            replace(section, chapter=other.chapter)
            for section, other in zip(sections, reversed(sections), strict=True)
        ),
    )
    for _ in range(2):
        found = preflight.inspect(swapped, (), classic, store)
        assert {one.code for one in found} == {"P09"}
