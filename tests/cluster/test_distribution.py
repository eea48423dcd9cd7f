"""The distribution of books over workers that answer, fail, vanish or say nothing."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publish.artifacts.diagnostic_lines import code
from publish.artifacts.plan import Artifact, Request, plan
from publish.artifacts.result import BareResult, Result, Status
from publish.cluster import distribution
from publish.cluster.book_attempts import Timeouts
from publish.cluster.distribution import Distribution
from publish.cluster.finished_files import FinishedFile
from publish.cluster.messages import (
    Answer,
    BookOrder,
    Decline,
    Failure,
    MadeArtifact,
    MadeBook,
    ProgramReport,
    Question,
    pack,
)
from publish.cluster.order_writing import OrderOptions
from publish.cluster.task_requests import TaskRequests
from publish.cluster.worker_states import Worker
from publish.config import find_workspace, open_book
from publish.diagnostics import Diagnostic, PublishError
from tests.support.cluster_books import make_books

HERE = ProgramReport("1", {"harfbuzz": "8"}, {"python": "3"})
OTHER = ProgramReport("2", {"harfbuzz": "7"}, {"python": "3"})

TIMEOUTS = Timeouts()

Script = Callable[[str, BookOrder], Answer | bytes | Exception | None]
"""The answer of a worker to an order, or its bytes; None where there is none yet."""


class ScriptedRequests(TaskRequests):
    """Requests whose answers a test writes; no scheduler is asked."""

    def __init__(self, script: Script, programs: dict[str, ProgramReport]) -> None:
        self.script = script
        self.programs = programs
        self.lost: set[str] = set()
        self.silent: set[str] = set()
        self.orders: list[tuple[str, str]] = []
        self.running: set[Future[bytes]] = set()
        self.answers: dict[Future[bytes], Answer | bytes | Exception] = {}
        self.most = 0
        self.ended: list[str] = []
        self.moment = 0

    def list_workers(self, after: float = 0.0) -> Future[Any]:  # noqa: ARG002  # no waiting here
        self.moment += 1
        self._give_answers()
        return _future_of(
            {
                address: {
                    "nthreads": 1,
                    "last_seen": 0 if address in self.silent else self.moment,
                }
                for address in self.programs
                if address not in self.lost
            }
        )

    def check(self, worker: Worker) -> Future[bytes]:
        return _future_of(pack(self.programs[worker.address]))

    def make(self, worker: Worker, order: BookOrder, *_: object) -> Future[bytes]:
        self.orders.append((worker.address, order.name))
        answer = self.script(worker.address, order)
        future: Future[bytes] = Future()
        self.running = {each for each in self.running if not each.done()} | {future}
        self.most = max(self.most, len(self.running))
        if answer is not None:
            self.answers[future] = answer
        return future

    def _give_answers(self) -> None:
        while self.answers:
            future, answer = self.answers.popitem()
            if future.cancelled():
                continue
            if isinstance(answer, Exception):
                future.set_exception(answer)
            else:
                future.set_result(answer if isinstance(answer, bytes) else pack(answer))

    def end_build(self, addresses: Iterable[str]) -> None:
        self.ended += addresses


def _future_of(value: Any) -> Future[Any]:
    future: Future[Any] = Future()
    future.set_result(value)
    return future


def make(order: BookOrder) -> MadeBook:
    """The answer of a worker that makes a book, with files of a word."""
    result = BareResult(Status.MADE, (), None, 1.0, 0)
    results = [MadeArtifact(name, result) for name in order.artifacts]
    files = [FinishedFile(name, b"words", (), None) for name in order.artifacts]
    return MadeBook(tuple(results), tuple(files))


class Build:
    """A build of plain books by workers with a script."""

    def __init__(self, root: Path, script: Script, *addresses: str, copies: int = 1) -> None:
        make_books(root, "plain", copies=copies)
        workspace = find_workspace(root)
        names = workspace.book_names()
        self.books: list[tuple[Artifact, ...]] = [
            plan(open_book(each, workspace)) for each in names
        ]
        self.requests = ScriptedRequests(script, dict.fromkeys(addresses or ("a", "b"), HERE))
        self.messages: list[Diagnostic] = []
        self.left: list[Artifact] = []

    def start(self) -> Iterator[Result]:
        """Yield the results of the build as they come."""
        tell = self.messages.append
        requests, options = self.requests, OrderOptions(Request())
        return Distribution(requests, HERE, options, tell, TIMEOUTS).run(self.books)

    def run(self, timeouts: Timeouts = TIMEOUTS) -> list[Result]:
        options = OrderOptions(Request())
        running = Distribution(self.requests, HERE, options, self.messages.append, timeouts)
        results = list(running.run(self.books))
        self.left = running.left
        return results


def test_each_book_is_made_once_and_all_workers_are_used(tmp_path):
    build = Build(tmp_path, lambda _, order: make(order), copies=9)
    results = build.run()
    assert [result.status for result in results] == [Status.MADE] * 18
    assert len(build.requests.orders) == 9
    assert {address for address, _ in build.requests.orders} == {"a", "b"}
    assert build.requests.ended == ["a", "b"]


def test_only_so_many_books_are_in_flight(tmp_path):
    build = Build(tmp_path, lambda _, order: make(order), copies=12)
    build.run()
    assert build.requests.most == 4  # two workers with a thread each, and one waiting for each


def test_only_so_many_bytes_are_in_flight(tmp_path, monkeypatch):
    build = Build(tmp_path, lambda _, order: make(order), copies=12)
    monkeypatch.setattr(distribution, "MOST_BYTES", 30_000)  # an order counts for 20,000 and more
    assert len(build.run()) == 24
    assert build.requests.most == 2


def test_orders_are_written_when_there_is_room_for_them(tmp_path):
    build = Build(tmp_path, lambda _, order: make(order), "a", copies=9)
    opened: list[str] = []

    def books():
        for artifacts in build.books:
            opened.append(artifacts[0].book.name)
            yield artifacts

    options = OrderOptions(Request())
    running = Distribution(build.requests, HERE, options, build.messages.append, TIMEOUTS).run(
        books()
    )
    next(running)
    assert len(opened) < 9
    running.close()
    assert build.requests.ended == ["a"]


def test_a_failure_is_tried_on_another_worker(tmp_path):
    def script(address: str, order: BookOrder) -> Answer:
        return Failure("out of memory") if address == first() else make(order)

    def first() -> str:
        return build.requests.orders[0][0]

    build = Build(tmp_path, script)
    assert [result.status for result in build.run()] == [Status.MADE, Status.MADE]
    assert len({address for address, _ in build.requests.orders}) == 2


def test_a_book_that_waits_for_another_worker_keeps_no_other_book_waiting(tmp_path):
    first: list[str] = []

    def script(address: str, order: BookOrder) -> Answer | None:
        if not first:
            first.append(address)
            return Failure("out of memory")
        if address != first[0] and len(build.requests.orders) < 9:
            return None  # the other worker is busy with long books
        return make(order)

    build = Build(tmp_path, script, copies=9)
    names = {result.artifact.book.name for result in itertools.islice(build.start(), 6)}
    assert len(names) == 3
    assert build.requests.orders[0][1] not in names


def test_a_book_that_no_worker_makes_fails_with_the_last_reason(tmp_path):
    build = Build(tmp_path, lambda *_: Failure("its process was ended by the system"))
    results = build.run()
    assert [result.status for result in results] == [Status.FAILED] * 2
    assert len(build.requests.orders) == 3
    (line,) = results[0].lines
    assert code(line) == "J07"
    assert "ended by the system" in line


def test_an_error_of_dask_is_a_failure(tmp_path):
    build = Build(tmp_path, lambda *_: RuntimeError("KilledWorker"))
    assert "KilledWorker" in build.run()[0].lines[0]


def test_a_damaged_answer_is_a_failure(tmp_path):
    def script(_: str, order: BookOrder) -> Answer | bytes:
        whole = make(order)
        return pack(whole)[:-1] if len(build.requests.orders) == 1 else whole

    build = Build(tmp_path, script)
    assert [result.status for result in build.run()] == [Status.MADE] * 2
    assert len(build.requests.orders) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda made: replace(made, files=made.files[1:]),
        lambda made: replace(made, results=made.results[1:]),
        lambda made: replace(made, results=(*made.results, made.results[0])),
        lambda made: replace(made, files=(*made.files, replace(made.files[0], name="../x.pdf"))),
        lambda made: replace(
            made, files=[replace(each, beside={"/../x": b""}) for each in made.files]
        ),
        lambda made: replace(
            made, files=[replace(each, beside={".epub": b""}) for each in made.files]
        ),
    ],
    ids=["lacks a file", "lacks a result", "doubles", "another file", "another folder", "beside"],
)
def test_an_answer_that_does_not_fit_its_order_is_a_failure(tmp_path, change):
    def script(_: str, order: BookOrder) -> Answer:
        return change(make(order)) if len(build.requests.orders) == 1 else make(order)

    build = Build(tmp_path / "workspace", script)
    assert [result.status for result in build.run()] == [Status.MADE] * 2
    assert len(build.requests.orders) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["workspace"]


def test_a_worker_with_other_programs_is_named_and_left_out(tmp_path):
    build = Build(tmp_path, lambda _, order: make(order), "a", "b", copies=4)
    build.requests.programs["b"] = OTHER
    assert len(build.run()) == 8
    assert {address for address, _ in build.requests.orders} == {"a"}
    (message,) = build.messages
    assert message.code == "J04"
    assert message.message == "the worker b is left out: harfbuzz 8 here, 7 there"


def test_a_build_ends_where_all_workers_have_other_programs(tmp_path):
    build = Build(tmp_path, lambda _, order: make(order), "a")
    build.requests.programs["a"] = OTHER
    with pytest.raises(PublishError, match="no worker with the programs of this machine"):
        build.run(Timeouts(refusal=0.0))
    assert build.requests.orders == []


def test_a_build_ends_where_no_worker_comes(tmp_path):
    build = Build(tmp_path, lambda _, order: make(order))
    build.requests.lost |= {"a", "b"}
    with pytest.raises(PublishError, match="no worker that answers") as error:
        build.run(Timeouts(workers=0.0))
    assert [each.code for each in error.value.diagnostics] == ["J06"]


def test_books_of_a_worker_that_is_lost_are_made_by_another(tmp_path):
    def script(address: str, order: BookOrder) -> Answer | None:
        if not build.requests.lost:
            build.requests.lost.add(address)
            return None
        return make(order)

    build = Build(tmp_path, script)
    assert [result.status for result in build.run()] == [Status.MADE] * 2
    assert len({address for address, _ in build.requests.orders}) == 2


def test_books_of_a_worker_that_is_silent_are_made_by_another(tmp_path):
    def script(address: str, order: BookOrder) -> Answer | None:
        if not build.requests.silent:
            build.requests.silent.add(address)
            return None
        return make(order)

    build = Build(tmp_path, script)
    assert [result.status for result in build.run(Timeouts(silence=0.05))] == [Status.MADE] * 2


def test_a_book_that_takes_far_longer_is_begun_elsewhere_too(tmp_path):
    def script(_: str, order: BookOrder) -> Answer | None:
        return None if len(build.requests.orders) == 1 else make(order)

    build = Build(tmp_path, script)
    assert [result.status for result in build.run(Timeouts(late=0.0))] == [Status.MADE] * 2
    assert len({address for address, _ in build.requests.orders}) == 2


def test_a_book_that_is_late_on_the_only_worker_is_waited_for(tmp_path):
    rounds = iter(range(5))

    def script(*_: object) -> None:
        return None

    build = Build(tmp_path, script, "a")
    listed = build.requests.list_workers

    def list_workers(after: float = 0.0) -> Future[Any]:
        if next(rounds, None) is None:
            (future,) = build.requests.running
            if not future.done():
                future.set_result(pack(make(build_order)))
        return listed(after)

    from publish.cluster.order_writing import write_order

    build_order = write_order(build.books[0], OrderOptions(Request()))
    build.requests.list_workers = list_workers  # type: ignore[method-assign]  # of one object
    assert len(build.run(Timeouts(late=0.0))) == 2
    assert len(build.requests.orders) == 1


def test_a_declined_book_is_left_to_this_machine(tmp_path):
    build = Build(tmp_path, lambda *_: Decline("a file is elsewhere"))
    assert build.run() == []
    assert [artifact.path.name for artifact in build.left] == ["plain.pdf", "plain.epub"]
    assert [each.code for each in build.messages] == ["J08"]


def test_a_worker_that_asks_again_and_again_is_no_endless_loop(tmp_path):
    build = Build(tmp_path, lambda *_: Question(blobs=("1",)))
    assert build.run() == []
    assert len(build.left) == 2


def test_a_scheduler_that_answers_no_longer_ends_the_build(tmp_path):
    build = Build(tmp_path, lambda *_: None)
    listed = build.requests.list_workers
    lost: Future[Any] = Future()
    lost.set_exception(OSError("closed"))
    answers = iter([listed(), listed()])
    build.requests.list_workers = lambda *_, **__: next(answers, lost)  # type: ignore[method-assign]  # of one object
    with pytest.raises(PublishError, match="answers no longer"):
        build.run()
