"""The check of a library for Send to Kindle."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publish.artifacts.diagnostic_lines import as_diagnostics
from publish.catalogue import kindle
from tests.support.shelves import ShelfBook, make_workspace

from .conftest import PLAIN, Make


def messages(root: Path, make: Make) -> dict[str, str]:
    """Return the messages about Kindles by their codes."""
    diagnostics = as_diagnostics(make(root).lines)
    return {each.code: each.message for each in diagnostics if each.code >= "L20"}


def many(number: int, like: ShelfBook) -> list[ShelfBook]:
    return [
        replace(like, name=f"book-{index}", title=(("en", f"Book {index}"),))
        for index in range(number)
    ]


def test_a_book_that_a_kindle_takes_has_no_message(tmp_path: Path, make: Make) -> None:
    assert messages(make_workspace(tmp_path / "w", [replace(PLAIN, levels=2)]), make) == {}


@pytest.mark.parametrize(
    ("book", "code"),
    [
        (replace(PLAIN, languages=("he", "en")), "L20"),
        (replace(PLAIN, levels=3), "L21"),
        (replace(PLAIN, levels=None), "L22"),
        (replace(PLAIN, cover=None), "L22"),
    ],
)
def test_a_fault_of_many_books_is_one_message(
    book: ShelfBook, code: str, tmp_path: Path, make: Make
) -> None:
    root = make_workspace(tmp_path / "w", [*many(5, book), PLAIN])
    shown = messages(root, make)
    assert list(shown) == [code]
    assert shown[code].startswith("“book-0”, “book-1”, “book-2” and 2 more: ")


def test_an_epub_that_is_too_large_for_a_mail_is_named(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kindle, "MOST_BYTES_BY_MAIL", 100)
    assert list(messages(make_workspace(tmp_path / "w", [PLAIN]), make)) == ["L23"]


def test_a_file_to_copy_by_cable_is_enough(tmp_path: Path, make: Make) -> None:
    root = make_workspace(tmp_path / "w", [replace(PLAIN, languages=("he",))])
    producer = b"\0\0\0\x6c\0\0\0\x0fpublish"
    (root / "output/light/light.azw3").write_bytes(bytes(60) + b"BOOKMOBI" + producer)
    assert messages(root, make) == {}
    assert (root / "output/library/books/the-light/the-light.azw3").is_file()


def test_a_file_of_another_program_is_not_offered(tmp_path: Path, make: Make) -> None:
    root = make_workspace(tmp_path / "w", [PLAIN])
    (root / "output/light/light.azw3").write_bytes(bytes(60) + b"BOOKMOBI" + b"by another")
    make(root)
    assert not (root / "output/library/books/the-light/the-light.azw3").exists()
