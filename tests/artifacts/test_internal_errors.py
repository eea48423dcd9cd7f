"""An exception that nothing foresees is an error of its own book; the other books are made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish.artifacts.watch import find_watched_paths
from publish.cli import main, watch
from publish.exceptions import report_number
from tests.support.worker_faults import break_in_workers

NUMBER = re.compile(r"internal error ([0-9a-f]{6}):")


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text('formats = ["epub"]\n', "utf-8")
    (tmp_path / "sources").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "sources" / f"{name}.txt").write_text(f"Book {name}\n\nSome words.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def break_function(
    monkeypatch: pytest.MonkeyPatch, name: str, error: Exception, book: str = "b"
) -> None:
    """Make a function raise ``error`` where its arguments mention the book."""
    module, _, function = name.rpartition(".")
    stock = getattr(__import__(module, fromlist=[function]), function)

    def replacement(*arguments: object, **options: object) -> object:
        if f"Book {book}" in repr(arguments) or f"'{book}'" in repr(arguments):
            raise error
        return stock(*arguments, **options)

    monkeypatch.setattr(name, replacement)


STAGES = [
    "publish.artifacts.book_selection.open_book",
    "publish.artifacts.book_selection.judge_settings",
    "publish.artifacts.make.digest_inputs",
    "publish.pipeline.incremental.read_by_chapters",
    "publish.artifacts.render.render",
    "publish.writers.epub.compose",
    "publish.preflight.epub.check_release",
]
ERRORS = [ValueError("odd"), RecursionError("deep"), KeyError("k"), OSError("bad")]


@pytest.mark.parametrize(
    ("stage", "error"),
    [(stage, ERRORS[0]) for stage in STAGES] + [(STAGES[4], error) for error in ERRORS[1:]],
    ids=repr,
)
def test_a_fault_in_one_book_leaves_the_others_alone(
    stage: str, error: Exception, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_function(monkeypatch, stage, error)
    result = run("build", "-j1")
    assert result.exit_code == 1
    lines = sorted(line.split()[0] for line in result.stdout.splitlines())
    assert lines == ["failed", "made", "made"]
    assert re.search("failed .*b", result.stdout)
    assert "error[F30]" in result.stderr
    assert NUMBER.search(result.stderr)
    assert "sources/b.txt" in result.stderr
    assert "Traceback" not in result.output
    assert {path.stem for path in workspace.glob("output/*/*.epub")} == {"a", "c"}


@pytest.mark.slow
def test_a_fault_in_one_book_leaves_the_others_alone_in_other_processes(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_function(monkeypatch, "publish.artifacts.render.render", ValueError("odd"))
    fault = "if arguments[1].book.name == 'b': raise ValueError('odd')"
    break_in_workers(monkeypatch, fault, "publish.artifacts.render.render")
    alone = run("build", "-j1")
    shared = run("build", "-j2", "--force")
    assert shared.exit_code == 1
    assert sorted(line.split()[0] for line in shared.stdout.splitlines()) == [
        *("failed", "made", "made")
    ]
    assert NUMBER.findall(shared.stderr) == NUMBER.findall(alone.stderr)
    assert {path.stem for path in workspace.glob("output/*/*.epub")} == {"a", "c"}


def test_an_interruption_ends_the_build(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("publish.artifacts.render.render", interrupt)
    result = run("build", "-j1")
    assert "failed" not in result.stdout
    assert not list(workspace.glob("output/*/*.epub"))


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize(
    "stage",
    [
        "publish.artifacts.book_check.inspect_book",
        "publish.artifacts.book_check.judge_settings",
        "publish.pipeline.stages.read_texts",
        "publish.pipeline.stages.decode_texts",
        "publish.artifacts.book_check._check_characters",
    ],
)
def test_check_reports_a_fault_of_one_book_and_checks_the_others(
    stage: str, form: str, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace / "sources" / "c.txt").write_text("Book c\n\nSee the note.[7]\n", "utf-8")
    (workspace / "publish.toml").write_text('formats = ["pdf"]\n', "utf-8")
    break_function(monkeypatch, stage, ValueError("odd"))
    result = run("check", "--format", form)
    assert result.exit_code == 1
    assert "F30" in result.output
    assert NUMBER.search(result.output)
    assert "c.txt" in result.output
    assert "Traceback" not in result.output


def test_a_fault_in_a_report_leaves_the_other_reports_alone(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_function(monkeypatch, "publish.artifacts.proof_sheet.report", ValueError("odd"))
    result = run("build", "-j1", "--report")
    assert result.exit_code == 1
    assert "the report of b failed with internal error" in result.stderr
    assert {path.name for path in workspace.glob("output/*/*.html")} == {
        *("a.report.html", "c.report.html")
    }


def test_a_fault_in_one_booklet_is_reported(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pikepdf

    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 400))
        pdf.save(workspace / "form.pdf")

    def fails(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("publish.writers.booklet.impose", fails)
    result = run("booklet", "--pdf", "form.pdf")
    assert result.exit_code == 1
    assert "the booklet of form.pdf failed with internal error" in result.stderr
    assert "something is nested too deeply" in result.stderr


def test_watching_goes_on_after_a_fault(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr("publish.cli.watch.saves", lambda *_: iter([None, None]))
    monkeypatch.setattr("publish.cli.build_run.run", fails)
    monkeypatch.setattr(watch, "freeze_modules", lambda: None)
    result = run("watch")
    assert result.exit_code == 0
    assert result.stderr.count("internal error") == 2
    monkeypatch.setattr("publish.artifacts.watch.open_book", fails)
    assert find_watched_paths((), workspace).folders


def test_debug_shows_the_traceback_of_a_fault_in_one_book(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_function(monkeypatch, "publish.artifacts.render.render", ValueError("odd"))
    result = run("--debug", "epub", "b", "-j1")
    assert result.stderr.count("Traceback") == 1
    assert "raise error\nValueError: odd" in result.stderr
    assert "Traceback" not in run("epub", "b", "-j1").stderr
    assert not (workspace / "output" / "b" / "b.epub").exists()


def raise_deep(depth: int) -> None:
    if not depth:
        raise RecursionError
    raise_deep(depth - 1)


def test_the_number_of_a_fault_does_not_depend_on_its_depth_or_its_text() -> None:
    def number(function: object, *arguments: object) -> str:
        try:
            function(*arguments)  # type: ignore[operator]
        except (RecursionError, ValueError) as error:
            return report_number(error)
        raise AssertionError

    assert number(raise_deep, 5) == number(raise_deep, 50)
    assert number(int, "a") == number(int, "b")
    assert number(int, "a") != number(raise_deep, 5)


def test_a_file_that_cannot_be_written_is_named(workspace: Path) -> None:
    (workspace / "output" / "b" / "b.epub").mkdir(parents=True)
    result = run("build", "-j1")
    assert "error[F08]: cannot write" in result.stderr
    assert "output/b/b.epub: is a directory" in result.stderr


def test_a_file_that_cannot_be_read_is_not_taken_for_the_artifact(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = FileNotFoundError(2, "No such file or directory", str(workspace / "fonts" / "x.ttf"))
    break_function(monkeypatch, "publish.artifacts.render.render", missing)
    result = run("build", "-j1")
    assert f"cannot read or write {workspace}/fonts/x.ttf: no such file" in result.stderr
    assert "b.epub:" not in result.stderr
