"""Files that are versions of one text are read as one, whole and by chapters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from publish.config import find_workspace, open_book
from publish.diagnostics import Outcome, PublishError
from publish.document.model import Segment, Work
from publish.document.walk import descend, plain
from publish.pipeline.incremental import read_by_chapters
from publish.pipeline.stages import read_book
from publish.storage.store import Store
from tests.pipeline.test_incremental import with_spans
from tests.readers.sefaria_files import export


def write(folder: Path, name: str, value: dict[str, Any]) -> None:
    path = folder / "sources" / "book" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    (folder / "publish.toml").touch()
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def read_twice(folder: Path) -> Outcome[Work]:
    """Return the book as it is read whole, which is also how it is read by chapters."""
    book = open_book("book", find_workspace(folder))
    whole = read_book(book)
    assert isinstance(whole.value.value, Work)
    for _ in range(2):
        lazy = read_by_chapters(book, Store(folder / "cache", "a state"))
        assert with_spans(lazy.value.book.work) == with_spans(whole.value.value)
        assert lazy.diagnostics == whole.diagnostics
        assert lazy.value.understanding == whole.value.understanding
    return Outcome(whole.value.value, whole.diagnostics)


def originals(work: Work) -> list[str]:
    """Return the language of the original of each pair."""
    return [
        each.original.lang
        for each in descend(work)
        if isinstance(each, Segment) and each.translations
    ]


def test_two_files_of_one_text_are_one_book(tmp_path: Path) -> None:
    write(tmp_path, "a.json", export([["One.", "Two."], ["Three."]], license="Public Domain"))
    write(tmp_path, "b.json", export([["אחד.", "שתים."], ["שלוש."]], language="he"))
    work = read_twice(tmp_path).value
    assert originals(work) == ["he", "he", "he"]
    assert [section.span.file for section in work.body] == ["sources/book/b.json"] * 2


def test_an_edit_of_either_version_is_read(tmp_path: Path) -> None:
    write(tmp_path, "a.json", export([["One."], ["Two."]]))
    write(tmp_path, "b.json", export([["אחד."], ["שתים."]], language="he"))
    read_twice(tmp_path)
    write(tmp_path, "a.json", export([["One and more."], ["Two."]]))
    assert "and more" in str(read_twice(tmp_path).value)
    write(tmp_path, "b.json", export([["אחד."], ["שנים."]], language="he"))
    assert "שנים" in str(read_twice(tmp_path).value)


def test_a_folder_of_several_texts_has_a_chapter_for_each(tmp_path: Path) -> None:
    for title in ("Ink", "Oil"):
        about = {"title": f"Of {title}", "heTitle": "", "license": f"Licence of {title}"}
        write(tmp_path, f"{title}-en.json", export([["One."]], **about))
        write(tmp_path, f"{title}-he.json", export([["אחד."]], language="he", **about))
    outcome = read_twice(tmp_path)
    work = outcome.value
    assert [plain(section.title) for section in work.body] == ["Of Ink", "Of Oil"]
    assert originals(work) == ["he", "he"]
    assert "Licence of Ink" in str(work.meta.rights)
    assert "Licence of Oil" in str(work.meta.rights)


def test_pasted_chapters_stand_beside_a_text(tmp_path: Path) -> None:
    write(tmp_path, "2-en.json", export([["One."]]))
    write(tmp_path, "3-he.json", export([["אחד."]], language="he"))
    paste = tmp_path / "sources" / "book" / "1.txt"
    paste.write_text("Foreword\n\nThis is about ink.\n", encoding="utf-8")
    work = read_twice(tmp_path).value
    assert [plain(section.title) for section in work.body] == [
        "Foreword",
        "Book of Ink · ספר הדיו",
    ]


def test_what_a_file_says_of_itself_is_shown_or_reported(tmp_path: Path) -> None:
    write(tmp_path, "a.json", export([["One."], ["Two."]], license="Public Domain"))
    about = "title: Of Oil\nsubtitle: A Lesson\nauthor: Jane Reed\ndate: 2020\n"
    chapter = tmp_path / "sources" / "book" / "b.md"
    chapter.write_text(f"---\n{about}---\n\n# Pressing\n\nOil is pressed.\n", encoding="utf-8")
    outcome = read_twice(tmp_path)
    titles = [plain(section.title) for section in outcome.value.body]
    assert titles == ["Book of Ink · ספר הדיו", "Of Oil"]
    (warning,) = [each for each in outcome.diagnostics if each.code == "W03"]
    assert warning.span.file == "sources/book/b.md"
    assert all(word in warning.message for word in ("A Lesson", "Jane Reed", "2020"))


def test_a_damaged_version_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "a.json", export([["One."]]))
    (tmp_path / "sources" / "book" / "b.json").write_text('{"title": "Book of Ink"')
    book = open_book("book", find_workspace(tmp_path))
    for read in (read_book, lambda book: read_by_chapters(book, Store())):
        with pytest.raises(PublishError) as error:
            read(book)
        assert [each.code for each in error.value.diagnostics][:1] == ["W60"]


def test_json_of_another_program_among_texts_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "metadata.json", {"shelf": 7})
    for name in ("1", "2"):
        path = tmp_path / "sources" / "book" / f"{name}.txt"
        path.write_text(f"Chapter {name}\n\nThis is about ink.\n", encoding="utf-8")
    outcome = read_twice(tmp_path)
    assert len(outcome.value.body) == 2
    (warning,) = [each for each in outcome.diagnostics if each.code == "W61"]
    assert warning.severity == "warning"


def test_json_of_another_program_alone_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "metadata.json", {"shelf": 7})
    book = open_book("book", find_workspace(tmp_path))
    with pytest.raises(PublishError) as error:
        read_book(book)
    assert [each.code for each in error.value.diagnostics] == ["W61"]
