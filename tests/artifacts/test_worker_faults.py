"""Workers that are killed, stopped or left without memory at random moments cost no other book."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from publish.artifacts import worker_watch
from publish.artifacts.plan import Artifact, Request, plan
from publish.artifacts.process_pool import make_all
from publish.artifacts.result import Result, Status
from publish.config import find_workspace, open_book

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc"),
]

BOOKS = 12
PARAGRAPH = "In the beginning the light was good, and it shone upon the sea. " * 8
TEXT = "A Lesson\n\nבְּרֵאשִׁית בָּרָא\n\n" + f"{PARAGRAPH}\n\n" * 6
FAULTS = 4
"""The faults of a build: one alone fails a book only where it takes a new worker's memory."""

CAUSES = {"F09", "S19"}
"""The codes of a process that ended or hung, and of memory that ran out."""


def kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def stop(pid: int) -> None:
    os.kill(pid, signal.SIGSTOP)


def starve(pid: int) -> None:
    import resource

    resource.prlimit(pid, resource.RLIMIT_DATA, (2**20, 2**20))


@pytest.fixture(scope="module")
def artifacts(tmp_path_factory: pytest.TempPathFactory) -> list[Artifact]:
    root = tmp_path_factory.mktemp("library")
    (root / "publish.toml").write_text("", "utf-8")
    (root / "sources").mkdir()
    artifacts: list[Artifact] = []
    for number in range(BOOKS):
        text = TEXT.replace("A Lesson", f"Lesson {number}")
        (root / "sources" / f"{number}.txt").write_text(text, "utf-8")
        form = "pdf" if number % 3 == 0 else "epub"
        artifacts += plan(open_book(str(number), find_workspace(root)), Request((form,)))
    return artifacts


@pytest.fixture(scope="module")
def right_files(artifacts: list[Artifact]) -> dict[Path, bytes]:
    """The bytes of a build without other processes."""
    assert all(result.status is Status.MADE for result in make_all(artifacts, jobs=1))
    return {artifact.path: artifact.path.read_bytes() for artifact in artifacts}


def list_workers() -> list[int]:
    pids = []
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (path / "cmdline").read_bytes()
            parent = int((path / "stat").read_text().rpartition(")")[2].split()[1])
            if b"book_worker" in words and parent == os.getpid():
                pids.append(int(path.name))
    return pids


def build_with_faults(artifacts: list[Artifact], seed: int) -> Iterator[Result]:
    """Yield the results of a build whose workers meet faults after some of them."""
    chance = random.Random(seed)
    faults = FAULTS
    for result in make_all(artifacts, jobs=2, force=True):
        if faults and chance.random() < 0.6 and (workers := list_workers()):
            time.sleep(chance.uniform(0, 0.1))  # any moment of the next book
            with suppress(ProcessLookupError):
                chance.choice((kill, stop, starve))(chance.choice(workers))
                faults -= 1
        yield result


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(3))
def test_a_fault_costs_one_book_at_most(
    artifacts: list[Artifact],
    right_files: dict[Path, bytes],
    seed: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker_watch, "SILENCE", 2.0)
    results = list(build_with_faults(artifacts, seed))
    assert sorted(result.path for result in results) == sorted(right_files)
    failures = [result for result in results if result.status is Status.FAILED]
    assert len(failures) <= FAULTS
    assert {
        d.code for each in failures for d in each.diagnostics if d.severity == "error"
    } <= CAUSES
    # The last good file stays, and all files are alike.
    assert {path: path.read_bytes() for path in right_files} == right_files
    assert list_workers() == []


@pytest.mark.thorough
def test_an_interrupted_build_leaves_no_worker(artifacts: list[Artifact]) -> None:
    results = make_all(artifacts, jobs=2, force=True)
    next(results)
    assert len(list_workers()) == 2
    stop(list_workers()[0])
    results.close()  # type: ignore[attr-defined]  # of a generator
    assert list_workers() == []
