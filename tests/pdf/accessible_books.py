"""Books for tests of tagged PDFs: a book with every kind of element, and the real books."""

from __future__ import annotations

from typing import Any

from publish.config import find_workspace, open_book
from publish.config.pdf_profiles import ACCESSIBLE, PRESETS
from publish.document.model import Link, List, Note, Section, Text, Words, Work
from publish.pipeline import stages
from tests.conftest import CORPUS, ROOT

from .conftest import POINTED, book, chapter, hebrew, para, running, segment

TAGGED = PRESETS[ACCESSIBLE]


def book_with_all_elements() -> Work:
    """Return a book with every kind of element, in both languages, over several pages."""
    note = Note("1", (para("See ", hebrew("מסכת סופרים"), "."), para("A second paragraph.")))
    last = Note("2", (para("Called where the paragraph has gone on for a page."),))
    return book(
        chapter(
            "Ink and Skin",
            para("The scribe said ", hebrew(POINTED[0]), note, " and was silent. ", running(60)),
            segment(POINTED[1], para("And after him came the pointer.", last, " He stayed.")),
            List(((para("gall"),), (para("gum, that is ", hebrew("קומוס")),)), 1),
            List(((para("a feather"), List(((para("of a goose"),),))),)),
        ),
        chapter(
            "On the Letter",
            para("See ", Link("https://example.org/", (Text("the address"),)), "."),
            Section(chapter("").role, (Text("Of Bone"),), (para(running(40)),)),
        ),
        title=Words((("en", "The Word דיו Explained"), ("he", "ביאור"))),
    )


def list_books() -> dict[str, str]:
    """Return the names of the books of the repository and of the corpus, with what opens each."""
    workspace = {name: name for name in find_workspace(ROOT).book_names()}
    return workspace | {file.stem: str(file) for file in sorted(CORPUS.glob("*.txt"))}


def read_book(name: str) -> tuple[Work, dict[str, Any]]:
    """Return the Work of a book, by its name or file, and its PDF options."""
    source_book = open_book(name, find_workspace(ROOT))
    work = stages.read_book(source_book).value.value
    assert isinstance(work, Work)
    return work, {"page": source_book.settings.page, "attendees": source_book.settings.attendees}
