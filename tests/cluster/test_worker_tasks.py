"""The tasks of a worker: its folder, its processes, and their end."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from publish.artifacts.plan import Request, plan
from publish.cluster import worker_tasks
from publish.cluster.messages import Failure, MadeBook, Question, pack, unpack_answer
from publish.cluster.order_writing import OrderOptions, read_shared, write_order
from publish.config import find_workspace, open_book
from tests.support.cluster_books import make_books
from tests.support.processes import wait_until


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The temporary folder of a worker, which ends with the test."""
    path = tmp_path / "temporary"
    path.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(path))
    yield path
    worker_tasks._close()


def write_books(root):
    workspace = find_workspace(make_books(root, "plain"))
    return write_order(plan(open_book("plain", workspace))[1:], OrderOptions(Request()))


@pytest.mark.slow
def test_a_worker_makes_a_book_and_leaves_nothing_behind(tmp_path, folder):
    order = write_books(tmp_path / "books")
    question = unpack_answer(worker_tasks.make_book("build", pack(order), 60.0))
    assert isinstance(question, Question)
    blobs = read_shared(tmp_path / "books", order.shared, question.blobs)
    worker_tasks.keep_blobs("build", pack(blobs))
    answer = unpack_answer(worker_tasks.make_book("build", pack(order), 60.0))
    assert isinstance(answer, MadeBook)
    (used,) = folder.iterdir()
    assert used.stat().st_mode & 0o077 == 0
    assert [path.name for path in used.glob("process-*")] == ["process-1"]
    (process,) = worker_tasks._folder._processes
    worker_tasks.end_build("build")
    assert list(folder.iterdir()) == []
    assert process._process.returncode == -signal.SIGKILL


@pytest.mark.slow
def test_a_process_that_is_ended_or_takes_too_long_is_a_failure(tmp_path, folder):
    order = pack(write_books(tmp_path / "books"))
    late = unpack_answer(worker_tasks.make_book("other", order, 0.0))
    assert late == Failure("it took more than 0 seconds")
    assert list(folder.glob("*/process-*")) == []
    with worker_tasks._folder_for("other") as used:
        process = used.find_process()
        os.kill(process._process.pid, signal.SIGKILL)
        used.give_back(process)
    assert unpack_answer(worker_tasks.make_book("other", order, 60.0)) == Failure(
        "its process was ended by the system"
    )


@pytest.mark.slow
def test_the_end_of_a_build_ends_a_book_in_the_middle(tmp_path, folder):
    order = pack(write_books(tmp_path / "books"))
    with ThreadPoolExecutor() as threads:
        answer = threads.submit(worker_tasks.make_book, "stop", order, 60.0)
        wait_until(lambda: list(folder.glob("*/process-1/workspace")) or answer.done())
        worker_tasks.end_build("stop")
        assert list(folder.iterdir()) == []
        assert isinstance(unpack_answer(answer.result()), Failure | Question)


def test_a_process_that_is_stopped_is_given_up_before_it_reads_a_long_order(folder):
    with worker_tasks._folder_for("stopped") as used:
        process = used.find_process()
        os.kill(process._process.pid, signal.SIGSTOP)
        used.give_back(process)
    answer = worker_tasks.make_book("stopped", bytes(2**20), 0.2)
    assert unpack_answer(answer) == Failure("it took more than 0 seconds")
    assert list(folder.glob("*/process-*")) == []


def test_a_task_of_a_build_that_has_ended_does_nothing(folder):
    worker_tasks.end_build("ended")
    answer = unpack_answer(worker_tasks.make_book("ended", b"", 1.0))
    assert answer == Failure("the build has ended")
    assert list(folder.iterdir()) == []


def test_the_folder_stays_as_long_as_another_build_uses_it(folder):
    worker_tasks.keep_blobs("one", pack({}))
    worker_tasks.keep_blobs("two", pack({}))
    worker_tasks.end_build("one")
    assert len(list(folder.iterdir())) == 1
    worker_tasks.end_build("two")
    assert list(folder.iterdir()) == []


def test_the_folder_of_a_client_that_was_killed_goes_after_a_while(folder, monkeypatch):
    monkeypatch.setattr(worker_tasks, "IDLE_SECONDS", 0.0)
    worker_tasks.keep_blobs("killed", pack({}))
    wait_until(lambda: list(folder.iterdir()) == [])
