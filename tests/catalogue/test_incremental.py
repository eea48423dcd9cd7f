"""A library that is made again: only what changed is read, rendered and compressed."""

from __future__ import annotations

import random
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publish.artifacts.diagnostic_lines import as_diagnostics
from publish.artifacts.result import Status
from publish.catalogue import book_collection
from publish.catalogue.archive import write_archive
from publish.catalogue.folder_writer import FolderWriter, MissingPicture
from publish.catalogue.library import LibraryResult, make_library
from publish.catalogue.pages import PageWriter
from publish.config import find_workspace
from tests.support.shelves import (
    ShelfBook,
    make_workspace,
    mark_fresh,
    put_book,
    random_books,
    rename,
)

from .conftest import OTHER, PLAIN, Make, codes, snapshot


@pytest.fixture(autouse=True)
def settle_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of this moment count as settled, because a test waits for no clock."""
    for module in ("file_states", "folder_writer"):
        monkeypatch.setattr(f"publish.catalogue.{module}.SETTLED", -(10**12))


@pytest.fixture
def root(tmp_path: Path, make: Make) -> Path:
    """A workspace with a library of two books."""
    root = make_workspace(tmp_path / "workspace", [PLAIN, OTHER])
    make(root)
    return root


def list_calls(monkeypatch: pytest.MonkeyPatch, name: str) -> list[str]:
    """Return the names of the books for which a function of the collection is called later."""
    names: list[str] = []
    function: Callable[..., object] = getattr(book_collection, name)

    def call(book: object, *rest: object) -> object:
        names.append(getattr(book, "name", ""))
        return function(book, *rest)

    monkeypatch.setattr(book_collection, name, call)
    return names


def messages(result: LibraryResult, code: str) -> list[str]:
    """Return the messages of a code."""
    return [each.message for each in as_diagnostics(result.lines) if each.code == code]


def test_only_the_files_of_a_changed_book_are_read(
    root: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = list_calls(monkeypatch, "read_book")
    put_book(root, replace(PLAIN, modified="2026-02-02T00:00:00Z"))
    assert make(root).status is Status.MADE
    assert names == ["light"]


def test_only_pages_that_name_a_changed_book_are_rendered(
    root: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths: list[str] = []
    render = PageWriter._render

    def call(self: PageWriter, name: str, lang: str, path: str, variables: object) -> bytes:
        paths.append(path)
        return render(self, name, lang, path, variables)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(PageWriter, "_render", call)
    put_book(root, replace(PLAIN, modified="2026-02-02T00:00:00Z"))
    make(root)
    books = {f"books/the-light/{lang}.html" for lang in ("en", "he")}
    assert sorted(paths) == sorted({"en.html", "he.html", *books})


@pytest.mark.thorough
def test_pages_of_a_feed_without_the_changed_book_stay(tmp_path: Path, make: Make) -> None:
    books = [ShelfBook(f"book-{n:03}", (("en", f"Title {n:03}"),)) for n in range(120)]
    root = make_workspace(tmp_path / "workspace", books)
    make(root)
    before = snapshot(root / "output/library/opds")
    put_book(root, replace(books[70], modified="2026-02-02T00:00:00Z"))
    make(root)
    after = snapshot(root / "output/library/opds")
    changed = {name for name in after if after[name] != before[name]}
    assert {"all.2.xml", "all.2.json", "root.xml"} <= changed
    assert not changed & {"all.xml", "all.3.xml", "all.json", "all.3.json"}


@pytest.mark.thorough
def test_a_library_after_edits_has_the_bytes_of_one_that_is_made_anew(
    tmp_path: Path, make: Make
) -> None:
    chance = random.Random(16)
    books = random_books(16, 8)
    root = make_workspace(tmp_path / "workspace", books)
    make(root)
    for number in range(12):
        place = chance.randrange(len(books))
        book = replace(books[place], modified=f"2026-02-{1 + number:02}T00:00:00Z")
        match chance.randrange(4):
            case 0:
                book = rename(book, f"Another Title {number}")
            case 1:
                book = replace(book, description=(("he", f"תיאור {number}"),))
            case 2:
                book = replace(book, cover=None, series=(("en", "Some Series"),), position="3")
            case _:
                shutil.rmtree(root / "output" / book.name)
        books[place] = book
        put_book(root, book)
        make(root)
        library = root / "output/library"
        before = {name: content for name, (_, _, content) in snapshot(library).items()}
        anew = make_library(find_workspace(root), force=True)
        assert anew.changed == 0
        after = {name: content for name, (_, _, content) in snapshot(library).items()}
        assert after == before
        names = [name for name in before if name not in {"library.json", "everything.zip"}]
        write_archive(tmp_path / "anew.zip", library, names)
        assert (tmp_path / "anew.zip").read_bytes() == before["everything.zip"]


def test_only_changed_files_are_compressed_again(
    root: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []
    write = zipfile.ZipFile.writestr

    def call(self: zipfile.ZipFile, info: zipfile.ZipInfo, data: bytes) -> None:
        names.append(info.filename)
        write(self, info, data)

    put_book(root, replace(PLAIN, modified="2026-02-02T00:00:00Z"))
    monkeypatch.setattr(zipfile.ZipFile, "writestr", call)
    make(root)
    assert "library/books/the-light/the-light.epub" in names
    assert not [name for name in names if "מים" in name or "assets" in name]


def test_a_damaged_archive_is_written_anew(root: Path, make: Make) -> None:
    archive = root / "output/library/everything.zip"
    archive.write_bytes(b"PK" + archive.read_bytes()[2:-40])
    put_book(root, replace(PLAIN, modified="2026-02-02T00:00:00Z"))
    assert make(root).status is Status.MADE
    with zipfile.ZipFile(archive) as members:
        assert members.testzip() is None


def test_a_page_that_was_changed_by_hand_is_written_again(root: Path, make: Make) -> None:
    page = root / "output/library/he.html"
    before = page.read_bytes()
    page.write_bytes(before.replace(b"<", b"(", 1))
    make(root)
    assert page.read_bytes() == before


def test_a_picture_that_the_store_lost_is_made_again(
    root: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = FolderWriter._load
    lost = [True]

    def fail_once(self: FolderWriter, content: object) -> bytes:
        if lost and not isinstance(content, bytes):
            lost.clear()
            raise MissingPicture
        return load(self, content)  # type: ignore[arg-type]  # passed on

    monkeypatch.setattr(FolderWriter, "_load", fail_once)
    put_book(root, replace(PLAIN, modified="2026-02-02T00:00:00Z"))
    assert make(root).status is Status.MADE
    assert not lost


def test_a_text_that_changed_is_named_and_the_other_book_is_not_asked(
    root: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("light", "water"):
        mark_fresh(root, name)
    assert codes(make(root)) == messages(make(root), "L02") == []
    names = list_calls(monkeypatch, "find_old_files")
    (root / "sources/light.txt").write_text("Another text.\n", encoding="utf-8")
    (message,) = messages(make(root), "L02")
    assert message.startswith("light.epub, light.pdf are older")
    assert names == ["light"]


def test_a_build_that_gives_the_same_files_makes_them_fresh(root: Path, make: Make) -> None:
    mark_fresh(root, "water")
    assert messages(make(root), "L02") != []
    mark_fresh(root, "light")
    assert messages(make(root), "L02") == []


def test_a_picture_among_the_texts_counts_for_all_books(
    root: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = list_calls(monkeypatch, "find_old_files")
    (root / "sources/map.png").write_bytes(b"a picture")
    make(root)
    assert sorted(names) == ["light", "water"]
