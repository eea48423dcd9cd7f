"""The texts and settings of a book, as they are attached to its PDF for an archive."""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from publish import api
from publish.artifacts import attached_sources
from publish.artifacts.attached_sources import attach_sources
from publish.artifacts.make import make
from publish.artifacts.plan import Request, plan
from publish.artifacts.result import Result
from publish.config.workspace import Book, find_workspace, open_book
from publish.diagnostics import PublishError
from publish.diagnostics.rules.archives import NOTHING_ATTACHED, SOURCES_TOO_LARGE

TEXT = "﻿השיעור\r\n\r\nפסקה ראשונה של מילים אחדות.\r\n".encode()
EARLY = datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "sources" / "שיעור").mkdir(parents=True)
    files = {
        "publish.toml": b'theme = "classic"\n',
        "sources/שיעור/א.txt": TEXT,
        "sources/שיעור/ב.txt": TEXT.replace("ראשונה".encode(), "שנייה".encode()),
        "sources/שיעור/book.toml": 'title = "שיעור" # one of several\n'.encode(),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        os.utime(tmp_path / name, (EARLY.timestamp(), EARLY.timestamp()))
    return tmp_path


def lesson(root: Path, name: str = "שיעור") -> Book:
    return open_book(name, find_workspace(root))


def build(root: Path) -> tuple[Result, bytes]:
    (artifact,) = plan(lesson(root), Request(("pdf",), profile="archive-source"))
    result = make(artifact)
    return result, artifact.path.read_bytes()


def test_texts_come_before_settings_with_their_bytes_and_dates(root: Path):
    files = attach_sources(lesson(root))
    assert [each.name for each in files] == ["א.txt", "ב.txt", "publish.toml", "book.toml"]
    assert files[0].data == TEXT
    assert files[3].description == "sources/שיעור/book.toml"
    assert [each.media_type for each in files] == ["text/plain"] * 2 + ["application/toml"] * 2
    assert {each.changed for each in files} == {EARLY}


def test_the_date_of_the_environment_is_that_of_all_files(
    root: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    dates = {each.changed for each in attach_sources(lesson(root))}
    assert dates == {datetime.fromtimestamp(1700000000, UTC)}


def test_files_of_one_name_get_numbers(root: Path):
    (root / "sources/שיעור/more").mkdir()
    (root / "sources/שיעור/more/א.txt").write_bytes(TEXT)
    settings = root / "sources/שיעור/book.toml"
    settings.write_text('files = ["א.txt", "more/א.txt"]\n', encoding="utf-8")
    names = [each.name for each in attach_sources(lesson(root))]
    assert names == ["א.txt", "א (2).txt", "publish.toml", "book.toml"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are Unicode")
def test_a_name_that_is_no_text_is_attached_as_one(root: Path):
    (root / os.fsdecode(b"sources/lesson-\xff.txt")).write_bytes(TEXT)
    (file, *_) = attach_sources(lesson(root, os.fsdecode(b"lesson-\xff")))
    assert (file.name, file.data) == ("lesson-\ufffd.txt", TEXT)


def test_a_text_outside_of_the_workspace_is_attached(root: Path, tmp_path_factory):
    path = tmp_path_factory.mktemp("elsewhere") / "letter.md"
    path.write_text("# A Letter\n\nSome words.\n", encoding="utf-8")
    (file, *_) = attach_sources(lesson(root, str(path)))
    assert (file.name, file.description) == ("letter.md", "letter.md")
    assert (file.media_type, file.data) == ("text/markdown", path.read_bytes())


def test_very_large_texts_are_refused(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(attached_sources, "MOST_BYTES", 100)
    with pytest.raises(PublishError) as error:
        attach_sources(lesson(root))
    (diagnostic,) = error.value.diagnostics
    assert diagnostic.code == SOURCES_TOO_LARGE.code
    assert "“שיעור”" in diagnostic.message
    assert diagnostic.span.file == "sources/שיעור"


def test_a_text_without_a_file_has_nothing_attached_and_no_date(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    outcome = api.to_pdf("The Lesson\n\nA paragraph.\n", profile="archive-source")
    with pikepdf.open(io.BytesIO(outcome.value)) as file:
        assert b"ModifyDate" not in file.Root.Metadata.read_bytes()
    assert NOTHING_ATTACHED.code in [each.code for each in outcome.diagnostics]


@pytest.mark.slow
def test_a_comment_in_the_settings_makes_the_file_anew(root: Path):
    first, data = build(root)
    assert first.status.value == "made"
    assert build(root)[0].status.value == "fresh"
    settings = root / "sources/שיעור/book.toml"
    settings.write_bytes(settings.read_bytes() + b"# another\n")
    again, changed = build(root)
    assert again.status.value == "made"
    assert data != changed
    with pikepdf.open(io.BytesIO(changed)) as file:
        attached = file.attachments["book.toml"].get_file().read_bytes()
    assert attached == settings.read_bytes()


@pytest.mark.slow
def test_another_date_of_the_environment_makes_the_file_anew(
    root: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    _, data = build(root)
    assert build(root)[0].status.value == "fresh"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    result, changed = build(root)
    assert result.status.value == "made"
    assert data != changed
