"""Books to be heard: one with everything in it that is told apart, and all the real ones."""

from __future__ import annotations

from typing import Any

from publish.config import find_workspace, open_book
from publish.document.model import Link, List, Note, Section, Text, Words, Work
from publish.pipeline.stages import reading as read_book
from tests.conftest import CORPUS, ROOT

from .conftest import POINTED, book, chapter, hebrew, running, said, segment


def mixed() -> Work:
    """A book with everything in it that can be tagged, in both languages, over several pages."""
    note = Note("1", (said("See ", hebrew("מסכת סופרים"), "."), said("A second paragraph.")))
    last = Note("2", (said("Called where the paragraph has gone on for a page."),))
    return book(
        chapter(
            "Ink and Skin",
            said("The scribe said ", hebrew(POINTED[0]), note, " and was silent. ", running(60)),
            segment(POINTED[1], said("And after him came the pointer.", last, " He stayed.")),
            List(((said("gall"),), (said("gum, that is ", hebrew("קומוס")),)), 1),
            List(((said("a feather"), List(((said("of a goose"),),))),)),
        ),
        chapter(
            "On the Letter",
            said("See ", Link("https://example.org/", (Text("the address"),)), "."),
            Section(chapter("").role, (Text("Of Bone"),), (said(running(40)),)),
        ),
        title=Words((("en", "The Word דיו Explained"), ("he", "ביאור"))),
    )


def books() -> dict[str, str]:
    """Every book of the repository, and the pasted texts where they are: what opens each."""
    workspace = {name: name for name in find_workspace(ROOT).book_names()}
    return workspace | {file.stem: str(file) for file in sorted(CORPUS.glob("*.txt"))}


def opened(name: str) -> tuple[Work, dict[str, Any]]:
    """Return a book by its name or file: its Work, and how it is to be printed."""
    given = open_book(name, find_workspace(ROOT))
    work = read_book(given).value.value
    assert isinstance(work, Work)
    return work, {"page": given.settings.page, "attendees": given.settings.attendees}
