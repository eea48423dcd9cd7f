"""The tables `[[bind]]` are read as written, or refused with their line and a hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.config import find_workspace, open_book
from publish.config.bind_table import Bind, BindEntry, inspect_binds
from publish.config.booklet_options import Binding
from publish.config.front_matter import FrontLayout
from publish.config.options import Edition, Format
from publish.config.settings import Settings
from publish.diagnostics import PublishError
from publish.document.metadata import Words
from publish.text.source import Source

EVERY_KEY = """
[[bind]]
name = "programme"
title = { en = "Programme", he = "תוכנייה" }
subtitle = "Lessons and songs"
creators = [{ name = "A House" }]
event = "A gathering"
date = 2026-12-01
publisher = "A House"
rights = "CC BY 4.0"
identifier = "urn:uuid:5b1fd0c4-0000-4000-8000-000000000000"
languages = ["en"]
books = [
  "schedule",
  { book = "lessons", edition = "translation", languages = ["en"], theme = "siddur" },
  { book = "songs", front = "none", commentary = "none" },
]
binding = "left"
theme = "classic"
edition = "large-print"
page = "a4"
front = "compact"
cover = true
address = "https://example.org"
address_label = "More"
recto = false
contents = "books"
formats = ["pdf"]
profiles = ["screen"]

[bind.booklet]
sheet = "a3"
"""


def read(text: str) -> tuple[tuple[Bind, ...], list[str]]:
    """Return the binds of a workspace, and its errors with their lines."""
    source = Source("publish.toml", text)
    outcome = inspect_binds(source, Settings(), Path())
    errors = [
        f"{source.position(each.span.start).line}: {each.message} {' '.join(each.hints)}".rstrip()
        for each in outcome.diagnostics
    ]
    return outcome.value, errors


def test_every_key_is_read() -> None:
    (bind,), errors = read(EVERY_KEY)
    assert errors == []
    assert bind.name == "programme"
    assert bind.settings.title.in_("he") == "תוכנייה"
    assert bind.settings.binding is Binding.LEFT
    assert bind.settings.page == "a4"
    assert bind.settings.front.layout is FrontLayout.COMPACT
    assert bind.settings.formats == (Format.PDF,)
    assert bind.settings.booklet.sheet is not None
    assert bind.settings.booklet.back, "an address is looked for on the outside"
    schedule, lessons, songs = bind.entries
    assert schedule == BindEntry("schedule")
    assert (lessons.edition, lessons.choices) == ("translation", (("languages", ("en",)),))
    assert lessons.theme == "siddur"
    assert songs.front is not None
    assert songs.front.layout is FrontLayout.NONE
    assert bind.edition == Edition.LARGE_PRINT
    assert not bind.begins_on_recto
    assert not bind.lists_chapters


def test_a_bind_of_two_keys_has_its_name_as_its_title_and_both_printed_formats() -> None:
    (bind,), _ = read('[[bind]]\nname = "programme"\nbooks = ["a"]\n')
    assert bind.settings.title == Words((("en", "programme"),))
    assert bind.settings.formats == (Format.PDF, Format.BOOKLET)
    assert bind.begins_on_recto
    assert bind.lists_chapters


def test_keys_are_found_in_their_own_table() -> None:
    text = 'page = "a4"\n[[bind]]\nname = "a"\nbooks = ["x"]\npage = "a5"\n[[bind]]\nname = "b"\n'
    binds, _ = read(text + 'books = ["y"]\npage = "a6"\n')
    lines = [Source("", text).position(bind.span_of("page").start).line for bind in binds]
    assert lines[0] == 5
    assert [bind.span.start for bind in binds] == [
        text.index('name = "a"'),
        text.index('name = "b"'),
    ]


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ("[bind]\nname = 'x'", '1: `bind` takes tables: [[bind]], then name = "…"'),
        ("[[bind]]\nbooks = ['a']", "1: a table [[bind]] has no `name`"),
        ("[[bind]]\nname = 'x'", "1: a table [[bind]] has no `books`"),
        ("[[bind]]\nname = 'x'\nbooks = []", "3: `books` of [[bind]] takes a list of books"),
        ("[[bind]]\nname = 'x'\nbooks = [3]", "3: `books` of [[bind]] takes a book: its name"),
        (
            "[[bind]]\nname = 'x'\nbooks = [{ book = 'a', editon = 'original' }]",
            "3: `books` of [[bind]] takes a book with the keys book, edition",
        ),
        ("[[bind]]\nname = '../x'\nbooks = ['a']", "2: `name` of [[bind]] takes a name of"),
        (
            "[[bind]]\nname = 'x'\nbooks = ['a']\nfronts = ['he']",
            "4: `fronts` of [[bind]] takes two languages, one written from the right",
        ),
        (
            "[[bind]]\nname = 'x'\nbooks = ['a']\nfronts = ['en', 'ru']",
            "4: `fronts` of [[bind]] takes two languages, one written from the right",
        ),
        (
            "[[bind]]\nname = 'x'\nbooks = ['a']\nformats = ['epub']",
            "4: `formats` of [[bind]] takes pdf or booklet",
        ),
        (
            "[[bind]]\nname = 'x'\nbooks = ['a']\nshape = 'prose'",
            "4: a bind has no `shape` `shape` is a setting of each book",
        ),
        ("[[bind]]\nname = 'x'\nbooks = ['a']\nboks = 1", "4: there is no key `boks` did you mean"),
        (
            "[[bind]]\nname = 'x'\nbooks = ['a']\nfronts = ['he', 'en']\nbinding = 'left'",
            "5: a book with two fronts is bound on the right and on the left",
        ),
        (
            "[[bind]]\nname = 'x'\nbooks = ['a']\nfronts = ['he', 'en']\naddress = 'https://a.org'",
            "5: a book with two fronts has no back cover for an address",
        ),
        (
            "[[bind]]\nname = 'x'\nbooks = ['a']\n[[bind]]\nname = 'x'\nbooks = ['b']",
            "5: two tables [[bind]] have the name “x”",
        ),
    ],
)
def test_a_mistake_is_reported_at_its_line(lines: str, error: str) -> None:
    _, errors = read(lines)
    assert any(each.startswith(error) for each in errors), errors


@pytest.mark.parametrize(
    ("lines", "code", "message"),
    [
        ("books = ['lesson', 'sogns']", "S32", "names “sogns”, and there is no such book"),
        ("books = ['programme']", "S33", "the bind “programme” names itself"),
        ("books = ['other']", "S33", "the bind “programme” names the bind “other”"),
        (
            "books = ['lesson', 'large']",
            "S34",
            "have pages of several sizes (lesson: a5, large: a4)",
        ),
        ("books = ['lesson']\nfronts = ['he', 'en']", "S35", "has no form for the front “he”"),
        ("books = [{ book = 'lesson', side = 'he' }]", "S35", "the fronts of “programme” are none"),
    ],
)
def test_a_bind_that_cannot_be_made_says_why(
    tmp_path: Path, lines: str, code: str, message: str
) -> None:
    workspace = find_workspace(make_workspace(tmp_path, f"title = 'Programme'\n{lines}"))
    with pytest.raises(PublishError) as raised:
        open_book("programme", workspace)
    (error,) = raised.value.diagnostics
    assert error.code == code
    assert message in error.message
    assert error.span.file.endswith("publish.toml")


def test_a_table_without_name_and_books_is_incomplete() -> None:
    outcome = inspect_binds(Source("publish.toml", "[[bind]]\ntitle = 'A'\n"), Settings(), Path())
    assert [each.code for each in outcome.diagnostics] == ["S30", "S30"]


def test_a_bind_with_the_name_of_a_book_is_refused(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, "books = ['lesson']")
    (root / "sources" / "programme.txt").write_text("Programme\n\nA text.\n", "utf-8")
    with pytest.raises(PublishError) as raised:
        open_book("programme", find_workspace(root))
    assert [each.code for each in raised.value.diagnostics] == ["S31"]


def test_a_page_in_the_table_is_that_of_all_books(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, "books = ['lesson', 'large']\npage = 'a5'")
    book = open_book("programme", find_workspace(root))
    assert [member.book.settings.page for member in book.members] == ["a5", "a5"]
    assert book.texts == (root / "sources" / "lesson.txt", root / "sources" / "large.txt")


@pytest.mark.parametrize(
    ("lines", "theme"),
    [
        ("books = ['lesson', 'large']", "classic"),
        ("books = ['large']", "siddur"),
        ("books = ['large']\ntheme = 'classroom'", "classroom"),
        ("books = ['lesson', { book = 'large', theme = 'classic' }]", "classic"),
    ],
)
def test_the_theme_of_all_books_is_that_of_the_contents(
    tmp_path: Path, lines: str, theme: str
) -> None:
    root = make_workspace(tmp_path, lines)
    (root / "sources" / "large.toml").write_text('theme = "siddur"\n', "utf-8")
    assert open_book("programme", find_workspace(root)).settings.theme == theme


def test_an_address_of_all_books_has_one_page(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, "books = ['lesson', 'large']")
    table = root / "publish.toml"
    table.write_text(f"page = 'a5'\naddress = 'https://a.org'\n{table.read_text('utf-8')}", "utf-8")
    (root / "sources" / "large.toml").write_text("address = 'https://b.org'\n", "utf-8")
    book = open_book("programme", find_workspace(root))
    assert book.settings.address == "https://a.org"
    assert [member.book.settings.address for member in book.members] == [None, "https://b.org"]


def make_workspace(root: Path, lines: str) -> Path:
    """Write a workspace with two books, one of them on A4, and two binds."""
    (root / "sources").mkdir()
    (root / "sources" / "lesson.txt").write_text("A Lesson\n\nA text.\n", "utf-8")
    (root / "sources" / "large.txt").write_text("Large\n\nA text.\n", "utf-8")
    (root / "sources" / "large.toml").write_text('page = "a4"\n', "utf-8")
    table = f'[[bind]]\nname = "programme"\n{lines}\n'
    other = '[[bind]]\nname = "other"\nbooks = ["lesson"]\n'
    (root / "publish.toml").write_text(table + other, "utf-8")
    return root
