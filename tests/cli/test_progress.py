"""The display of a build: one line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from publish.artifacts.activity import Activity
from publish.artifacts.plan import Artifact
from publish.artifacts.result import Result, Status
from publish.cli import progress
from publish.cli.progress import Progress, count_columns
from publish.cli.quantities import describe_estimate
from publish.config.edition_options import EditionOptions
from publish.config.options import Format
from publish.text.languages import isolate

A = isolate("a")
ERASE = "\r\x1b[K"
COLUMNS = 68


@dataclass
class Display:
    """A display with a clock that stands still, and its output."""

    books: int
    is_terminal: bool
    monkeypatch: pytest.MonkeyPatch
    now: float = 0.0
    stream: io.StringIO = field(default_factory=io.StringIO)

    def __post_init__(self) -> None:
        self.monkeypatch.setattr(sys, "stderr", self.stream)
        self.monkeypatch.setattr(progress, "is_drawable", lambda _stream: self.is_terminal)
        self.monkeypatch.setattr(progress, "find_width", lambda _stream: COLUMNS)
        self.progress = Progress(self.books, self.print, lambda: self.now)

    def print(self, result: Result) -> None:
        self.stream.write(f"{result.status}\n")

    def watch(self, *books: str, done: int = 0, weight: int = 0, after: float = 1.0) -> str:
        """Return what is written when that happens after some seconds."""
        self.now += after
        before = len(self.stream.getvalue())
        self.progress.watch(Activity(books, done, weight))
        return self.stream.getvalue()[before:]


def make_result(pages: int = 8, status: Status = Status.MADE) -> Result:
    artifact: Artifact = Artifact(None, Format.PDF, "", EditionOptions(), Path())  # type: ignore[arg-type]  # of no book
    return Result(artifact, status, (), pages=pages)


def test_a_terminal_shows_books_speed_time_failures_and_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    display = Display(3000, True, monkeypatch)
    display.progress.weight = 10_000
    display.progress.note_fresh(1000)
    assert display.watch("a") == f"… 1,000 of 3,000 books · {A}"
    display.progress.show(make_result(40))
    display.progress.show(make_result(0, Status.FAILED))
    assert display.watch("b", "שיעור", done=2, weight=500, after=9.0).split("\n") == [
        f"{ERASE}made",
        "failed",
        "… 1,002 of 3,000 books · 1 failed · 3 min left · 4.0 pages a second",
    ]


def test_names_are_isolated_and_cut_where_the_line_is_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    display = Display(2, True, monkeypatch)
    names = ("שיעור־ו", "בְּרֵאשִׁית", "a\u202eb", "of-so-many-letters-that-there-is-no-room")
    line = display.watch(*names)
    shown = " · ".join(map(isolate, ("שיעור־ו", "בְּרֵאשִׁית", "a⟨U+202E⟩b")))
    assert line == f"… 0 of 2 books · {shown}"
    assert count_columns(line) < COLUMNS


def test_the_line_is_drawn_a_few_times_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    display = Display(1000, True, monkeypatch)
    drawings = [display.watch("a", done=number, after=0.01) for number in range(100)]
    assert len(list(filter(None, drawings))) == 4


def test_results_between_two_drawings_come_with_the_next_one_or_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    display = Display(2, True, monkeypatch)
    display.watch("a")
    display.progress.show(make_result())
    assert display.watch("b", done=1, after=0.1) == ""
    display.progress.close()
    assert display.stream.getvalue().endswith(f"{ERASE}made\n")


def test_elsewhere_a_line_is_printed_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    display = Display(100, False, monkeypatch)
    assert [display.watch("a", done=1, after=1.0) for _ in range(9)] == [""] * 9
    assert display.watch("a", done=1, after=1.0) == f"… 1 of 100 books · {A}\n"
    display.progress.show(make_result())
    assert display.watch("b", done=2) == ""
    assert display.stream.getvalue().endswith("made\n")


def test_one_book_is_named_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Display(1, True, monkeypatch).watch("lesson") == f"… {isolate('lesson')}"


def test_a_closed_standard_error_stops_no_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    statuses: list[Status] = []
    display = Progress(100, lambda result: statuses.append(result.status), iter(range(99)).__next__)
    for _ in range(20):
        display.watch(Activity(("a",), 0, 0))
    display.show(make_result())
    display.close()
    assert statuses == [Status.MADE]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(1, "5 s"), (42, "40 s"), (58, "1 min"), (200, "3 min"), (3599, "1 h"), (4900, "1 h 20 min")],
)
def test_times_are_told_as_people_do(seconds: float, text: str) -> None:
    assert describe_estimate(seconds) == text


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
@pytest.mark.parametrize("terminal", ["xterm", "dumb"])
def test_a_build_leaves_only_the_lines_of_files_on_a_terminal(
    terminal: str, tmp_path: Path
) -> None:
    from tests.support.terminals import run_in_terminal

    (tmp_path / "publish.toml").write_text('formats = ["epub"]\n', "utf-8")
    (tmp_path / "sources").mkdir()
    for name in ("a", "שיעור"):
        (tmp_path / "sources" / f"{name}.txt").write_text("A Title\n\nSome words.\n", "utf-8")
    command = (sys.executable, "-m", "publish", "build", "-j", "1")
    environment = {"TERM": terminal, "PYTHONPATH": str(Path(__file__).parents[2])}
    code, output = run_in_terminal(command, tmp_path, COLUMNS, environment)
    assert code == 0
    lines = [line.rpartition(ERASE)[2] for line in output.split("\r\n")]
    shown = [re.sub(r"\x1b\[\d*m", "", line) for line in lines]
    assert [line for line in shown if line.startswith(("made", "…"))] == [
        "made   output/a/a.epub",
        "made   output/שיעור/שיעור.epub",
    ]
    drawings = re.findall(r"…[^\r]*", output)
    assert bool(drawings) == (terminal == "xterm")
    assert all(count_columns(line) < COLUMNS for line in drawings)
    assert ("\x1b[" in output) == (terminal == "xterm")
