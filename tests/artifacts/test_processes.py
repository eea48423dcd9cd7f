"""Worker processes: each fault of one costs the book that it makes, and no other."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from publish.artifacts import worker_watch
from publish.artifacts.plan import Artifact, Request, plan
from publish.artifacts.process_pool import make_all
from publish.artifacts.result import Result, Status
from publish.artifacts.worker_process import WorkerProcess
from publish.config import find_workspace, open_book
from publish.diagnostics import PublishError
from tests.support.worker_faults import break_in_workers, set_worker_code

pytestmark = pytest.mark.slow

NAMES = ("one", "two", "three", "four")
OF_TWO = "if arguments[0].book.name == 'two': "
ALL_MADE = dict.fromkeys(NAMES, "made")


@pytest.fixture
def artifacts(tmp_path: Path) -> list[Artifact]:
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    artifacts: list[Artifact] = []
    for name in NAMES:
        (tmp_path / "sources" / f"{name}.txt").write_text("In the beginning.\n")
        book = open_book(name, find_workspace(tmp_path))
        artifacts += plan(book, Request(("epub",)))
    return artifacts


def statuses(results: list[Result]) -> dict[str, str]:
    assert len({result.path for result in results}) == len(results)
    return {result.artifact.book.name: str(result.status) for result in results}


def messages(results: list[Result]) -> str:
    failed = (result for result in results if result.status is Status.FAILED)
    return "\n".join(d.message for result in failed for d in result.diagnostics if d.code == "F09")


def test_a_process_that_ends_once_loses_nothing(
    artifacts: list[Artifact], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / "mark"
    fault = f"if not os.path.exists({str(mark)!r}): open({str(mark)!r}, 'w'); os._exit(3)"
    break_in_workers(monkeypatch, OF_TWO + "\n" + "    " + fault)
    assert statuses(list(make_all(artifacts, jobs=2))) == ALL_MADE
    assert mark.exists()


def test_a_book_that_ends_two_processes_fails_alone(
    artifacts: list[Artifact], monkeypatch: pytest.MonkeyPatch
) -> None:
    break_in_workers(monkeypatch, OF_TWO + "os.kill(os.getpid(), signal.SIGKILL)")
    results = list(make_all(artifacts, jobs=2))
    assert statuses(results) == {**ALL_MADE, "two": "failed"}
    assert messages(results) == (
        "two.epub was not made: the process that made it ended before its time, by SIGKILL"
    )


@pytest.mark.thorough
def test_a_process_that_hangs_is_ended(
    artifacts: list[Artifact], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_watch, "SILENCE", 2.0)
    break_in_workers(monkeypatch, OF_TWO + "os.kill(os.getpid(), signal.SIGSTOP)")
    results = list(make_all(artifacts, jobs=2))
    assert statuses(results) == {**ALL_MADE, "two": "failed"}
    assert "the process that made it got no further" in messages(results)


def test_a_worker_is_renewed_and_the_books_go_on(
    artifacts: list[Artifact], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes = tmp_path / "processes"
    break_in_workers(monkeypatch, f"open({str(processes)!r}, 'a').write(f'{{os.getpid()}}\\n')")
    code = os.environ["WORKER_CODE"]
    code += "\nfrom publish.artifacts import worker_renewal\nworker_renewal.MOST_BOOKS = 1"
    set_worker_code(code)
    assert statuses(list(make_all(artifacts, jobs=2))) == ALL_MADE
    assert len(set(processes.read_text().split())) == len(NAMES)


def test_processes_that_cannot_start_are_an_error(
    artifacts: list[Artifact], monkeypatch: pytest.MonkeyPatch
) -> None:
    break_in_workers(monkeypatch, "")
    set_worker_code("import os; os._exit(7)")
    with pytest.raises(PublishError, match="cannot start: each ended at once, with exit code 7"):
        list(make_all(artifacts, jobs=2))


def test_a_finished_process_leaves_no_font_files(
    artifacts: list[Artifact], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    books = [artifact.book for artifact in artifacts[:2]]
    pdfs = [artifact for book in books for artifact in plan(book, Request(("pdf",)))]
    assert all(result.status is Status.MADE for result in make_all(pdfs, jobs=2))
    assert list(temporary.iterdir()) == []


def test_a_system_without_room_for_processes_has_fewer(
    artifacts: list[Artifact], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []

    def start(*arguments: object) -> WorkerProcess:
        started.append(arguments)
        if len(started) > 1:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        return WorkerProcess(*arguments)  # type: ignore[arg-type]  # those of the stock class

    monkeypatch.setattr("publish.artifacts.worker_pool.WorkerProcess", start)
    assert statuses(list(make_all(artifacts, jobs=3))) == ALL_MADE
    assert len(started) == 2
