"""Builds of many books: what is named and counted, failures, the report for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from publish.artifacts import library_plan, planned_book
from publish.artifacts.book_selection import plan_book
from publish.artifacts.plan import Request
from publish.cli import build_run, library_report, main
from publish.cli.quantities import describe_duration
from publish.config import Book, find_workspace
from tests.support.made_up_files import make_up

COUNT = 5
NAMES = tuple(f"lesson-{number}" for number in range(1, COUNT + 1))

Run = Callable[..., Result]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with as many made books as count as a library here."""
    monkeypatch.chdir(tmp_path)
    for module in (library_plan, library_report, planned_book):
        monkeypatch.setattr(module, "MANY_BOOKS", COUNT - 1)
    (tmp_path / "publish.toml").write_text('formats = ["epub"]\n', "utf-8")
    (tmp_path / "sources").mkdir()
    for name in NAMES:
        (tmp_path / "sources" / f"{name}.txt").write_text("Title\n\nWords.\n", "utf-8")
        make(name)
    return tmp_path


def make(name: str) -> None:
    planned = plan_book(name, find_workspace(Path.cwd()), Request()).value
    assert planned is not None
    make_up(planned.artifacts)


@pytest.fixture
def run() -> Run:
    return lambda *words: CliRunner().invoke(main, ["build", "-j1", *words])


def edit(root: Path, name: str, text: str = "Another\n\nWords “of a text.\n") -> None:
    (root / "sources" / f"{name}.txt").write_text(text, "utf-8")


def break_book(root: Path, name: str) -> None:
    (root / "sources" / f"{name}.txt").write_bytes(b"\0\1\2\3")


def forget_seconds(output: str) -> str:
    return output.rpartition(", in ")[0]


def test_fresh_books_are_counted_and_others_named(root: Path, run: Run) -> None:
    result = run()
    assert forget_seconds(result.stdout) == "5 books: 5 up to date"
    assert (result.exit_code, result.stderr) == (0, "")
    edit(root, "lesson-2")
    result = run()
    line, summary = result.stdout.splitlines()
    assert line == "made   output/lesson-2/lesson-2.epub"
    assert forget_seconds(summary) == "5 books: 1 made, 4 up to date"
    assert "lesson-2: " in result.stderr
    assert "warning[Q03]" in result.stderr


def test_warnings_of_fresh_books_are_counted(root: Path, run: Run) -> None:
    edit(root, "lesson-2")
    run()
    result = run()
    assert forget_seconds(result.stdout) == "5 books: 5 up to date"
    assert result.stderr.startswith("1 warning in 1 book up to date: `publish check`")
    strict = run("--strict")
    assert strict.exit_code == 1
    assert "failed output/lesson-2/lesson-2.epub" in strict.stdout
    assert "--strict: a book with warnings is not written" in strict.stderr


def test_a_failure_leaves_the_others_alone(root: Path, run: Run) -> None:
    break_book(root, "lesson-1")
    (root / "sources" / "lesson-2.toml").write_text("titel = 1\n", "utf-8")
    edit(root, "lesson-3")
    result = run()
    assert result.exit_code == 1
    assert "failed output/lesson-1/lesson-1.epub\n" in result.stdout
    assert "failed lesson-2\n" in result.stdout
    assert "made   output/lesson-3/lesson-3.epub" in result.stdout
    assert "error[S02]" in result.stderr
    assert forget_seconds(result.stdout.splitlines()[-1]) == (
        "5 books: 1 made, 2 up to date, 2 failed"
    )


def test_after_a_failure_no_other_book_is_begun_if_asked_for(root: Path, run: Run) -> None:
    (root / "sources" / "lesson-1.txt").write_bytes(b"\0\1\2\3" * 100)  # the heaviest comes first
    edit(root, "lesson-3")
    result = run("--fail-fast")
    assert result.exit_code == 1
    summary = result.stdout.splitlines()[-1]
    assert forget_seconds(summary) == "5 books: 3 up to date, 1 failed, 1 not begun"
    assert "made" in run("--keep-going").stdout


def test_of_many_results_the_warnings_are_counted(root: Path, run: Run) -> None:
    for name in NAMES:
        edit(root, name)
    result = run()
    assert result.stdout.count("made   ") == COUNT
    assert "Another" not in result.stderr
    assert "5 warnings about files that were made: 5 × Q03 (left-open);" in result.stderr
    assert "warning[" not in result.stderr


def test_two_books_of_one_path_are_both_refused(root: Path, run: Run) -> None:
    (root / "sources" / "LESSON-1.txt").write_text("Title\n\nWords.\n", "utf-8")
    result = run()
    assert result.exit_code == 1
    assert "would be written to the same file" in result.stderr
    assert forget_seconds(result.stdout) == "6 books: 4 up to date, 2 failed"


def test_books_that_share_an_identifier_are_refused(root: Path, run: Run) -> None:
    for name in NAMES[:2]:
        (root / "sources" / f"{name}.toml").write_text('identifier = "urn:x:1"\n', "utf-8")
        make(name)
    for _ in range(2):  # by contents, then by the index
        result = run()
        assert result.exit_code == 1
        assert result.stderr.count("have the same identifier") == 2
        assert forget_seconds(result.stdout) == "5 books: 3 up to date, 2 failed"


def test_the_report_for_programs_is_one_object(root: Path, run: Run) -> None:
    edit(root, "lesson-2")
    break_book(root, "lesson-3")
    (root / "sources" / "lesson-4.toml").write_text("titel = 1\n", "utf-8")
    result = run("--report", "json")
    assert result.exit_code == 1
    report = json.loads(result.stdout)
    books = {book["name"]: book for book in report["books"]}
    statuses = {name: book["status"] for name, book in books.items()}
    assert statuses == dict(zip(NAMES, "fresh made failed failed fresh".split(), strict=True))
    (file,) = books["lesson-2"]["artifacts"]
    assert Path(file["path"]) == root / "output" / "lesson-2" / "lesson-2.epub"
    assert file["bytes"] == Path(file["path"]).stat().st_size
    assert file["seconds"] > 0
    assert (file["format"], file["edition"], file["status"]) == ("epub", "interlinear", "made")
    (quotation,) = (d for d in books["lesson-2"]["diagnostics"] if d["code"] == "Q03")
    assert (quotation["file"], quotation["line"]) == ("sources/lesson-2.txt", 3)
    assert books["lesson-4"]["artifacts"] == []
    assert [each["code"] for each in books["lesson-4"]["diagnostics"]] == ["S02"]
    assert report["summary"]["books"] == {"made": 1, "fresh": 2, "failed": 2, "not_begun": 0}
    assert report["summary"]["artifacts"] == {"made": 1, "fresh": 2, "failed": 1}
    assert report["summary"]["diagnostics"]["error"] >= 2
    again = json.loads(run("--report", "json").stdout)
    book = next(book for book in again["books"] if book["name"] == "lesson-2")
    assert book["status"] == "fresh"
    assert book["diagnostics"] == books["lesson-2"]["diagnostics"]


def test_after_an_edit_that_failed_was_undone_no_error_is_left(root: Path, run: Run) -> None:
    text = root / "sources" / "lesson-1.txt"
    good = text.read_bytes()
    break_book(root, "lesson-1")
    assert run().exit_code == 1
    text.write_bytes(good)
    result = run("--report", "json")
    assert json.loads(result.stdout)["summary"]["diagnostics"]["error"] == 0
    assert result.exit_code == 0


def test_a_report_of_sheets_may_stand_before_a_book(root: Path, run: Run) -> None:
    result = run("--report", "lesson-1")
    assert result.exit_code == 0
    assert (root / "output" / "lesson-1" / "lesson-1.report.html").is_file()


def test_an_output_that_is_a_file_takes_no_library(root: Path, run: Run) -> None:
    result = run("-o", str(root / "all.epub"))
    assert result.exit_code == 2
    assert "5 artifacts are made" in result.stderr


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.04, "0.0 s"), (59.9, "59.9 s"), (61, "1 min 1 s"), (7380, "2 h 3 min")],
)
def test_durations_are_told_in_the_units_of_people(seconds: float, text: str) -> None:
    assert describe_duration(seconds) == text


def test_a_book_is_counted_under_the_path_that_names_it(root: Path, run: Run) -> None:
    edit(root, "lesson-2")
    names = [str(root / "sources" / f"{name}.txt") for name in NAMES]
    result = run(*names)
    assert forget_seconds(result.stdout.splitlines()[-1]) == "5 books: 1 made, 4 up to date"
    edit(root, "lesson-2", "Once more\n")
    report = json.loads(run("--report", "json", *names).stdout)
    statuses = {book["name"]: book["status"] for book in report["books"]}
    assert statuses == {name: "made" if "lesson-2" in name else "fresh" for name in names}
    assert report["summary"]["books"]["not_begun"] == 0


def test_after_an_interrupt_the_rest_is_made_by_a_later_build(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(root, "lesson-1", "Title\n\nA longer text, which comes first.\n")
    edit(root, "lesson-2")
    real = build_run.run_jobs

    def run_jobs(*arguments: Any, **options: Any) -> Iterator[object]:
        yield next(real(*arguments, **options))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(build_run, "run_jobs", run_jobs)
        result = run()
    assert result.exit_code == 1
    assert "made   output/lesson-1/lesson-1.epub" in result.stdout
    assert "what was made is kept" in result.stderr
    assert forget_seconds(run().stdout.splitlines()[-1]) == "5 books: 1 made, 4 up to date"


def test_a_book_that_is_damaged_while_others_are_made_is_told(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(root, "lesson-1", "Title\n\nA longer text, which comes first.\n")
    edit(root, "lesson-2")
    real = library_plan.LibraryPlan.check

    def check(plan: library_plan.LibraryPlan) -> object:
        (root / "sources" / "lesson-2.toml").write_text("titel = 1\n", "utf-8")
        return real(plan)

    monkeypatch.setattr(library_plan.LibraryPlan, "check", check)
    result = run()
    assert result.exit_code == 1
    assert "error[S02]" in result.stderr
    summary = result.stdout.splitlines()[-1]
    assert forget_seconds(summary) == "5 books: 1 made, 3 up to date, 1 failed"


def test_a_long_look_at_the_books_is_told(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(root, "lesson-2")
    assert "looked at" not in run().stderr  # control
    monkeypatch.setattr("publish.cli.build_run._LOOK_SECONDS", 0)
    assert "… looked at 2 of 5 books for changes\n" in run().stderr


def test_a_book_of_which_one_file_is_stale_is_made(root: Path, run: Run) -> None:
    (root / "publish.toml").write_text('formats = ["epub", "sample"]\n', "utf-8")
    for name in NAMES:
        make(name)
    (root / "output" / "lesson-2" / "lesson-2.sample.epub").unlink()
    result = run("--report", "json")
    report = json.loads(result.stdout)
    book = next(book for book in report["books"] if book["name"] == "lesson-2")
    assert book["status"] == "made"
    statuses = {artifact["format"]: artifact["status"] for artifact in book["artifacts"]}
    assert statuses == {"epub": "fresh", "sample": "made"}
    assert report["summary"]["books"] == {"made": 1, "fresh": 4, "failed": 0, "not_begun": 0}


def test_the_report_for_programs_takes_warnings_as_errors_if_asked_for(
    root: Path, run: Run
) -> None:
    edit(root, "lesson-2")
    assert run().exit_code == 0
    result = run("--report", "json", "--strict")
    assert result.exit_code == 1
    summary = json.loads(result.stdout)["summary"]
    assert summary["books"] == {"made": 0, "fresh": 4, "failed": 1, "not_begun": 0}
    assert summary["artifacts"] == {"made": 0, "fresh": 4, "failed": 1}


@pytest.mark.usefixtures("root")
def test_a_fault_of_the_plan_fails_its_book_alone(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = library_plan.weigh

    def weigh(book: Book) -> int:
        if book.name == "lesson-2":
            raise ValueError("odd")
        return real(book)

    monkeypatch.setattr(library_plan, "weigh", weigh)
    result = run()
    assert "lesson-2 failed with internal error" in result.stderr
    assert forget_seconds(result.stdout.splitlines()[-1]) == "5 books: 4 up to date, 1 failed"
