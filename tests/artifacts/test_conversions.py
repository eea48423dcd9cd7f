"""Formats that are made from the EPUB of a book: made after it, kept fresh, and proved."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from publish.artifacts.plan import Request, plan
from publish.artifacts.process_pool import make_all
from publish.artifacts.result import Result
from publish.config import find_workspace, open_book


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with one short book."""
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/lesson.txt").write_text("A Lesson\n\nIn the beginning. And so on.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*formats: str, strict: bool = False) -> list[Result]:
    book = open_book("lesson", find_workspace(Path.cwd()))
    return list(make_all(plan(book, Request(formats)), jobs=1, strict=strict))


def statuses(results: list[Result]) -> dict[str, str]:
    return {result.path.name: result.status for result in results}


def test_the_file_for_kobo_is_made_from_the_epub(root: Path) -> None:
    results = make("kepub", "epub")
    assert statuses(results) == {"lesson.epub": "made", "lesson.kepub.epub": "made"}
    assert [result.path.suffixes for result in results] == [[".epub"], [".kepub", ".epub"]]
    with zipfile.ZipFile(root / "output/lesson/lesson.kepub.epub") as kepub:
        assert b'id="kobo.1.1"' in kepub.read("EPUB/title.xhtml")


def test_the_epub_is_made_where_it_is_missing_or_old(root: Path) -> None:
    assert statuses(make("kepub")) == {"lesson.kepub.epub": "made"}
    assert statuses(make("epub", "kepub")) == {
        "lesson.epub": "fresh",
        "lesson.kepub.epub": "fresh",
    }
    (root / "sources/lesson.txt").write_text("A Lesson\n\nIn the end.\n")
    assert statuses(make("kepub")) == {"lesson.kepub.epub": "made"}
    assert statuses(make("epub")) == {"lesson.epub": "fresh"}


def test_a_file_that_is_not_the_text_of_the_book_is_not_written(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("kepub")
    kepub = root / "output/lesson/lesson.kepub.epub"
    before = kepub.read_bytes()
    (root / "sources/lesson.txt").write_text("A Lesson\n\nIn the end.\n")
    monkeypatch.setattr("publish.writers.kepub.write_kepub", lambda _: before)
    (result,) = make("kepub")
    assert result.status == "failed"
    assert "E07" in {diagnostic.code for diagnostic in result.diagnostics}
    assert kepub.read_bytes() == before
