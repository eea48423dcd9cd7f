"""Limits of memory and time: each call and each book that meets one leaves the others alone."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from publish.artifacts import limited_process, render
from publish.artifacts.limited_process import Failure, call_within
from publish.artifacts.plan import Artifact
from publish.cli import main
from publish.config.limits import Limits, parse_duration, parse_size
from publish.document.lazy_book import LazyBook

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")


def answer() -> str:
    return "done"


def loop() -> None:
    while True:
        pass


def search() -> None:
    re.match(r"(a+)+$", "a" * 64 + "b")


def allocate() -> None:
    bytearray(10**12)


def grow() -> None:
    pieces = []
    while True:
        pieces.append(bytearray(10**6))


def end() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def sleep() -> None:
    time.sleep(3600)


def call(*functions: Callable[[], object], limits: Limits) -> list[object]:
    return [call_within(limits, function) for function in functions]


@pytest.mark.parametrize("endless", [loop, search], ids=["Python", "native code"])
def test_endless_work_is_ended_and_the_others_go_on(endless: Callable[[], object]) -> None:
    results = call(answer, endless, answer, limits=Limits(seconds=0.5))
    assert results == ["done", Failure.TIME, "done"]


@linux
@pytest.mark.parametrize("hungry", [allocate, grow, end])
def test_work_that_needs_much_memory_is_ended(hungry: Callable[[], object]) -> None:
    results = call(answer, hungry, answer, limits=Limits(memory=400 * 10**6))
    assert results == ["done", Failure.MEMORY, "done"]


def test_work_that_waits_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited_process, "_SLACK", 0.0)
    assert call(sleep, limits=Limits(seconds=0.01)) == [Failure.TIME]


def test_a_process_that_ends_by_itself_met_no_limit() -> None:
    assert call(end, answer, limits=Limits(seconds=600)) == [Failure.ENDED, "done"]


@pytest.mark.parametrize(
    ("text", "seconds"), [("90 s", 90), ("10min", 600), ("1 h", 3600), ("0.5s", 0.5)]
)
def test_durations_are_read(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    ("text", "size"), [("500 MB", 5e8), ("2GB", 2e9), ("1.5 GiB", 1.5 * 2**30)]
)
def test_sizes_are_read(text: str, size: float) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize(
    "text", ["", "5", "0 s", "-1 s", "1 day", "9" * 99 + " s", "inf s", "1e9 s"]
)
def test_other_durations_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a duration such as"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["", "5", "0 GB", "1 MB", "2 KB", "2 GBit"])
def test_other_sizes_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="a size"):
        parse_size(text)


def test_a_workspace_lowers_a_limit_and_raises_none() -> None:
    command, workspace = Limits(10**9, 60), Limits(2 * 10**9, 10)
    assert workspace.both(command) == Limits(10**9, 10)
    assert Limits().both(command) == command
    assert not Limits()


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sources").mkdir()
    for name in ("a", "b"):
        text = "A Title\n\nSome words of it.\n"
        (tmp_path / "sources" / f"{name}.txt").write_text(text, "utf-8")
    (tmp_path / "publish.toml").write_text('formats = ["epub"]\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_a_book_that_meets_the_limit_is_a_failed_line(workspace: Path) -> None:
    assert run("build", "a").exit_code == 0
    before = (workspace / "output/a/a.epub").read_bytes()
    result = run("build", "--force", "--limit-time", "0.001 s")
    assert result.exit_code == 1
    assert "failed output/a/a.epub" in result.stdout
    assert "failed output/b/b.epub" in result.stdout
    assert "error[S18]: a.epub was not made: it takes more than 0.001 s" in result.stderr
    assert (workspace / "output/a/a.epub").read_bytes() == before


def test_a_limit_of_the_workspace_holds(workspace: Path) -> None:
    with (workspace / "publish.toml").open("a", encoding="utf-8") as file:
        file.write('[limits]\ntime = "0.001 s"\n')
    assert "error[S18]" in run("build", "a").stderr
    assert "error[S18]" in run("build", "a", "--limit-time", "1 h").stderr
    assert "error[S18]" in run("check", "a").stderr


@pytest.mark.thorough
def test_generous_limits_change_no_book(workspace: Path) -> None:
    assert run("build", "a").exit_code == 0
    before = (workspace / "output/a/a.epub").read_bytes()
    limits = ("--limit-time", "1 h", "--limit-memory", "8 GB")
    assert run("build", "a", "b", "--force", *limits).exit_code == 0
    assert (workspace / "output/a/a.epub").read_bytes() == before
    assert run("check", *limits).exit_code == 0


def test_a_booklet_that_meets_the_limit_keeps_the_last_good_one(workspace: Path) -> None:
    pdf = workspace / "any.pdf"
    with pikepdf.new() as document:
        for _ in range(400):
            document.add_blank_page(page_size=(420, 595))
        document.save(pdf)
    words = ("booklet", "--pdf", "any.pdf", "--proof")
    assert run(*words).exit_code == 0
    folder = workspace / "output/any"
    before = {path: path.read_bytes() for path in folder.iterdir()}
    result = run(*words, "--limit-time", "0.005 s")
    assert result.exit_code == 1
    assert "error[S18]: the booklet of any.pdf was not made: it takes more than" in result.stderr
    assert {path: path.read_bytes() for path in folder.iterdir()} == before
    assert run(*words, "--limit-time", "1 h").exit_code == 0
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_machine_without_memory_fails_one_book_alone(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = render.render

    def run_out(book: LazyBook, artifact: Artifact, resources: render.Resources) -> object:
        if artifact.book.name == "a":
            raise MemoryError
        return real(book, artifact, resources)

    monkeypatch.setattr(render, "render", run_out)
    result = run("build", "-j1")
    assert "failed output/a/a.epub" in result.stdout
    assert "made   output/b/b.epub" in result.stdout
    assert "error[S19]: a.epub of a failed: memory ran out" in result.stderr
    assert workspace.joinpath("output/b/b.epub").is_file()


@linux
@pytest.mark.thorough
def test_a_book_that_needs_more_memory_is_a_failed_line(workspace: Path) -> None:
    (workspace / "sources/a.txt").write_text("A Title\n\n" + "Words of it.\n" * 900_000, "utf-8")
    # In a process of its own, because the memory of this one counts in its workers.
    words = (sys.executable, "-m", "publish", "build", "--limit-memory", "250 MB")
    result = subprocess.run(words, capture_output=True, text=True, check=False, cwd=workspace)
    assert "error[S19]" in result.stderr
    assert "failed output/a/a.epub" in result.stdout
    assert "made   output/b/b.epub" in result.stdout


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("time = 5", "`time` of [limits] takes text between quotation marks"),
        ('time = "soon"', "`time` of [limits] takes a duration such as 90 s"),
        ('memory = "1 MB"', "`memory` of [limits] takes a size of at least 100 MB"),
        ('speed = "9"', "there is no key `speed`"),
    ],
)
def test_a_wrong_limit_is_shown_at_its_line(line: str, message: str, workspace: Path) -> None:
    (workspace / "publish.toml").write_text(f"[limits]\n{line}\n", "utf-8")
    result = run("check", "a")
    assert message in result.stderr
    assert "publish.toml:2:1\n" in result.stderr


@pytest.mark.parametrize(("option", "value"), [("--limit-time", "soon"), ("--limit-memory", "2")])
@pytest.mark.usefixtures("workspace")
def test_a_wrong_limit_of_the_command_line_is_wrong_usage(option: str, value: str) -> None:
    assert run("build", option, value).exit_code == 2
