"""The summary of a text, in a few lines after a check and after every build."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from publish.artifacts.planned_book import MANY_BOOKS
from publish.cli import main
from publish.cli.summary import describe
from publish.document.understanding import Counts, DroppedLine, Understanding
from publish.text.source import Span

Run = Callable[..., Result]

LESSON = (
    "Home / Library /\n\nA Lesson\n\nIn the beginning,[1]\n\nבְּרֵאשִׁית,\n\n"
    "the light was good.\n\nוְהָאוֹר טוֹב.\n"
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "lesson.txt").write_text(LESSON, "utf-8")
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, list(words))


def plain(text: str) -> str:
    """A text without styles and without the isolates that keep a terminal in order."""
    return click.unstyle(text).replace("\u2068", "").replace("\u2069", "")


def line(number: int, text: str, file: str = "a.txt") -> DroppedLine:
    return DroppedLine(Span(file, number, number + 1), number, text)


def test_the_summary_names_only_what_the_text_has() -> None:
    counts = Counts(chapters=1, segments=3, pairs=2, notes=4, notes_without_body=1, tables=2)
    assert plain(describe("a", Understanding("A Title", counts))) == (
        "a: A Title\n"
        "  1 chapter, 2 pairs, 1 line without translation, 2 tables\n"
        "  4 notes, 1 without a body"
    )


def test_a_text_without_structure_is_running_text() -> None:
    assert plain(describe("a", Understanding("A"))) == "a: A\n  running text without headings"


def test_the_lines_left_out_are_quoted_the_first_of_many() -> None:
    lines = tuple(line(n, f"Link {n}") for n in (1, 2, 7, 9))
    shown = plain(describe("a", Understanding("A", Counts(verses=1), 12, lines)))
    assert "\n  12 lines joined to paragraphs, 4 lines left out: 1 Link 1, 2 Link 2, " in shown
    assert shown.endswith("7 Link 7 and 1 more")


def test_lines_of_several_files_are_named_with_their_file() -> None:
    lines = (line(1, "Home"), line(2, "Share", "b.txt"))
    assert "2 lines left out: a.txt:1 Home, b.txt:2 Share" in plain(
        describe("a", Understanding("A", Counts(), 0, lines))
    )


def test_check_shows_the_summary_then_the_warnings_then_the_infos(run: Run) -> None:
    shown = plain(run("check", "lesson").stderr)
    assert shown.startswith(
        "lesson: A Lesson\n  2 pairs\n  1 note, 1 without a body\n"
        "  1 line left out: 1 Home / Library /\n"
    )
    places = [shown.index(part) for part in ("lesson: ", "warning[", "info[", "1 warning, ")]
    assert places == sorted(places)


def test_every_build_shows_the_summary_also_of_a_fresh_book(run: Run) -> None:
    first, again = run("epub", "lesson"), run("epub", "lesson")
    assert first.stdout.startswith("made")
    assert again.stdout.startswith("fresh")
    assert plain(first.stderr).startswith("lesson: A Lesson\n  2 pairs\n")
    assert again.stderr == first.stderr


def test_of_many_books_the_few_that_changed_are_summed_up(run: Run) -> None:
    for number in range(MANY_BOOKS):
        Path(f"sources/book-{number}.txt").write_text(LESSON, "utf-8")
    assert "A Lesson" not in run("epub", "-j", "1").stderr
    Path("sources/book-3.txt").write_text(LESSON.replace("A Lesson", "Another Lesson"), "utf-8")
    shown = plain(run("epub", "-j", "1").stderr)
    assert "book-3: Another Lesson" in shown
    assert "book-4: " not in shown


def test_a_book_of_several_files_is_summed_up_as_one(run: Run) -> None:
    folder = Path("sources/tales")
    folder.mkdir()
    for number in (1, 2):
        text = LESSON.replace("A Lesson", f"Chapter {number}")
        (folder / f"{number}.txt").write_text(text, "utf-8")
    shown = plain(run("epub", "tales").stderr)
    assert shown.startswith("tales: Tales\n  2 chapters, 4 pairs\n  2 notes, 2 without a body\n")
    assert "2 lines left out: sources/tales/1.txt:1 Home / Library /, " in shown


def test_the_json_of_a_book_says_what_was_understood(run: Run) -> None:
    report = json.loads(run("check", "lesson", "--format", "json").stdout)
    understood = report["understood"]
    assert understood["title"] == "A Lesson"
    assert (understood["segments"], understood["pairs"]) == (2, 2)
    assert (understood["notes"], understood["notes_without_body"]) == (1, 1)
    assert understood["joined_lines"] == 0
    assert understood["left_out"] == [
        {
            "file": "sources/lesson.txt",
            "line": 1,
            "column": 1,
            "end_line": 1,
            "end_column": 17,
        }
    ]
    assert set(understood) >= {"parts", "chapters", "excerpts", "verses", "lists", "tables"}


def test_the_json_of_several_books_has_each_by_its_name(run: Run) -> None:
    Path("sources/broken.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    report = json.loads(run("check", "--format", "json").stdout)
    assert report["understood"] is None
    assert report["books"]["broken"] is None
    assert report["books"]["lesson"]["title"] == "A Lesson"


def test_messages_of_an_edition_are_shown_under_its_file(run: Run) -> None:
    result = run("epub", "lesson", "--edition", "original")
    assert result.exit_code == 0, result.output
    status, message, *_ = result.stdout.splitlines()
    assert status.endswith("lesson.original.epub")
    assert 'title = { en = "A Lesson", he = "…" }' in message
    counted = [line for line in result.stderr.splitlines() if "publish check" in line]
    infos = json.loads(run("check", "lesson", "--format", "json").stdout)["diagnostics"]
    total = sum(each["severity"] == "info" for each in infos)
    assert [line.startswith(f"{total} info") for line in counted] == [True]
