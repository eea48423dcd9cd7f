"""`publish check --comments`: copies of Word files, and what is never replaced."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from publish.cli import main
from tests.support.word_files import comments, insertion, paragraph, run, word_file

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Run = Callable[..., Result]
LESSON = word_file(
    paragraph("The Title"),
    paragraph(""),
    paragraph("Some words ", insertion(run("of the editor")), "."),
    parts={"comments": comments({4: "Is it so?"})},
)


@pytest.fixture
def call() -> Run:
    return lambda *words: CliRunner().invoke(main, ["check", *words])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources" / "many").mkdir(parents=True)
    (tmp_path / "sources" / "lesson.docx").write_bytes(LESSON)
    (tmp_path / "sources" / "many" / "1.docx").write_bytes(LESSON)
    (tmp_path / "sources" / "many" / "2.docx").write_bytes(word_file(paragraph("Second")))
    (tmp_path / "sources" / "text.txt").write_text("A text.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def list_comments(path: Path) -> list[tuple[str | None, str]]:
    with ZipFile(BytesIO(path.read_bytes())) as archive:
        root = ET.fromstring(archive.read("word/comments.xml"))
    texts = (" ".join(part.text or "" for part in each.iter(f"{W}t")) for each in root)
    return [(e.get(f"{W}author"), text) for e, text in zip(root, texts, strict=True)]


def test_a_copy_has_each_message_as_a_comment(folder: Path, call: Run) -> None:
    plain = call("lesson", "--format", "json")
    result = call("lesson", "--comments", "--format", "json")
    assert (result.exit_code, result.stdout) == (0, plain.stdout)
    copy = folder / "output" / "lesson" / "lesson.comments.docx"
    first, *others = list_comments(copy)
    assert first == ("Ed", "Is it so?")
    assert {author for author, _ in others} == {"publish"}
    (insertion_comment,) = [text for _, text in others if "W15" in text]
    assert insertion_comment.startswith("Warning W15: inserted by Ed, and printed: “of the editor”")
    assert "accept or reject each" in insertion_comment
    assert 'In the settings of the book: shape = "excerpts"' in " ".join(text for _, text in others)
    codes = [each["code"] for each in json.loads(plain.stdout)["diagnostics"]]
    assert len(others) == len(codes) - codes.count("W18")
    assert f"{len(others)} comments in {copy}" in result.stderr
    assert (folder / "sources" / "lesson.docx").read_bytes() == LESSON


def test_the_exit_code_is_that_of_the_check(call: Run, folder: Path) -> None:
    assert folder.is_dir()
    assert call("lesson", "--comments", "--strict").exit_code == 1


def test_each_word_file_of_a_book_has_a_copy(folder: Path, call: Run) -> None:
    assert call("many", "--comments").exit_code == 0
    names = sorted(path.name for path in (folder / "output" / "many").iterdir())
    assert names == ["1.comments.docx", "2.comments.docx"]
    assert call("many", "--comments", "-o", "copies").exit_code == 0
    assert sorted(path.name for path in (folder / "copies").iterdir()) == names


def test_books_without_word_files_are_wrong_usage_where_they_are_named(
    folder: Path, call: Run
) -> None:
    result = call("text", "--comments")
    assert result.exit_code == 2
    assert "--comments is for Word files (.docx), and sources/text.txt is none" in result.stderr
    assert call("--comments").exit_code == 0
    assert (folder / "output" / "lesson" / "lesson.comments.docx").is_file()
    assert call("lesson", "-o", "copy.docx").exit_code == 2


def test_copies_replace_only_what_publish_wrote(folder: Path, call: Run) -> None:
    copy = folder / "output" / "lesson" / "lesson.comments.docx"
    copy.parent.mkdir(parents=True)
    copy.write_bytes(b"of somebody")
    result = call("lesson", "--comments")
    assert (result.exit_code, copy.read_bytes()) == (1, b"of somebody")
    assert "F24" in result.stderr
    copy.unlink()
    assert [call("lesson", "--comments").exit_code for _ in range(2)] == [0, 0]
    answered = copy.read_bytes() + b"an answer"
    copy.write_bytes(answered)
    assert call("lesson", "--comments").exit_code == 1
    assert copy.read_bytes() == answered


def test_a_named_copy_replaces_another_but_not_the_file_itself(folder: Path, call: Run) -> None:
    other = folder / "copy.docx"
    other.write_bytes(word_file(paragraph("An older copy")))
    assert call("lesson", "--comments", "-o", "copy.docx").exit_code == 0
    assert list_comments(other)
    result = call("lesson", "--comments", "-o", "sources/lesson.docx")
    assert result.exit_code == 1
    assert (folder / "sources" / "lesson.docx").read_bytes() == LESSON
    assert call("lesson", "--comments", "-o", "copy.pdf").exit_code == 2
    assert call("many", "--comments", "-o", "copy.docx").exit_code == 2


def test_a_damaged_file_is_reported_and_has_no_copy(folder: Path, call: Run) -> None:
    (folder / "sources" / "lesson.docx").write_bytes(LESSON[:-60])
    result = call("lesson", "--comments")
    assert result.exit_code == 1
    assert "W10" in result.stderr
    assert not (folder / "output" / "lesson").exists()
