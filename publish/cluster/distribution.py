"""The distribution of books over the workers of a cluster, a bounded number at a time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from typing import Any, assert_never

from publish.artifacts.make import fail
from publish.artifacts.plan import Artifact
from publish.artifacts.result import Result
from publish.cluster.book_attempts import Attempt, Job, Timeouts
from publish.cluster.book_contents import CannotTravel, state_pictures
from publish.cluster.made_books import check_answer, put_book
from publish.cluster.messages import (
    Answer,
    Decline,
    Failure,
    MadeBook,
    ProgramReport,
    Question,
    unpack,
    unpack_answer,
)
from publish.cluster.order_writing import OrderOptions, write_order
from publish.cluster.program_report import list_differences
from publish.cluster.task_requests import TaskRequests, WorkerReports
from publish.cluster.worker_states import Standing, Worker, WorkerStates
from publish.diagnostics import Diagnostic, PublishError
from publish.diagnostics.rules import cluster as rules

MOST_FAILURES = 3
"""The number of workers without a result of a book, after which it is not tried again."""

MOST_LOSSES = 8
"""The number of workers that may be lost with a book; mostly it is not the cause."""

MOST_QUESTIONS = 10
"""The number of questions about a book that are answered."""

MOST_BYTES = 128 * 2**20
"""Bytes of orders that this machine holds, unless the last one is larger."""

_MOST_READY = 16
"""The number of jobs that wait for a certain worker, while others get the next books."""

_POLL_SECONDS = 1.0
"""Seconds between two questions to the scheduler about its workers."""


class Distribution:
    """Distributes books to workers with the same ``programs`` as this machine.

    ``tell`` hears of other workers, and of books that only this machine can make: their artifacts
    are ``left``.
    """

    def __init__(
        self,
        requests: TaskRequests,
        programs: ProgramReport,
        options: OrderOptions,
        tell: Callable[[Diagnostic], None],
        timeouts: Timeouts,
    ) -> None:
        self.left: list[Artifact] = []
        self._options = options
        self._tell = tell
        self._timeouts = timeouts
        self._requests = requests
        self._programs = programs
        self._workers = WorkerStates(timeouts.silence)
        self._checks: dict[Future[bytes], Worker] = {}
        self._attempts: dict[Future[bytes], Attempt] = {}
        self._ready: deque[Job] = deque()
        self._slowest = 0.0  # seconds of a book by its weight
        self._last_usable = time.monotonic()

    def run(self, books: Iterable[Sequence[Artifact]]) -> Iterator[Result]:
        """Yield the results of the artifacts of books, each book when it is made.

        Raises PublishError where the scheduler or all workers are lost.
        """
        waiting = iter(books)
        watch = self._requests.list_workers()
        try:
            while self._has_job(waiting) or self._attempts:
                running: set[Future[Any]] = {watch, *self._checks, *self._attempts}
                done, _ = wait(running, _POLL_SECONDS, FIRST_COMPLETED)
                if watch in done:
                    yield from self._update_workers(self._requests.read_workers(watch))
                    watch = self._requests.list_workers(after=_POLL_SECONDS)
                for check in done & self._checks.keys():
                    self._judge(self._checks.pop(check), check)
                for attempt in done:
                    if attempt in self._attempts:
                        yield from self._finish(attempt)
                self._find_late()
                self._hand_out(waiting)
        finally:
            watch.cancel()
            for each in (*self._checks, *self._attempts):
                each.cancel()
            self._requests.end_build(worker.address for worker in self._workers)

    def _has_job(self, waiting: Iterator[Sequence[Artifact]]) -> bool:
        """Return whether a job is ready, after writing the order of the next book if none was."""
        if not self._ready and (job := self._write_order(waiting)):
            self._ready.append(job)
        return bool(self._ready)

    def _write_order(self, waiting: Iterator[Sequence[Artifact]]) -> Job | None:
        """Return the job of the next book that other machines can make; None at the end."""
        for artifacts in waiting:
            try:
                return Job(artifacts, write_order(artifacts, self._options))
            except CannotTravel as reason:
                self._leave(artifacts, str(reason))
            except (OSError, PublishError):
                self.left += artifacts  # making it here tells what is wrong
        return None

    def _hand_out(self, waiting: Iterator[Sequence[Artifact]]) -> None:
        """Hand jobs to workers that have room: first those that were handed out before."""
        for job in tuple(self._ready):
            if job.is_done or self._hand_to_worker(job):
                self._ready.remove(job)
        while self._has_room and self._workers.choose(set()):
            new = self._write_order(waiting)
            if new is None:
                return
            if not self._hand_to_worker(new):
                self._ready.append(new)

    @property
    def _has_room(self) -> bool:
        """Whether this machine may hold the order of another book."""
        jobs = {*self._ready, *(attempt.job for attempt in self._attempts.values())}
        return len(self._ready) < _MOST_READY and sum(each.weight for each in jobs) < MOST_BYTES

    def _hand_to_worker(self, job: Job) -> bool:
        """Return whether a worker has room for a job, which it then gets."""
        worker = self._workers.choose(job.avoid)
        if worker is None:
            return False
        job.attempts += 1
        attempt = self._requests.make(worker, job.order, job.root, job.attempts)
        self._attempts[attempt] = Attempt(job, worker, time.monotonic())
        worker.attempts += 1
        job.running += 1
        return True

    def _update_workers(self, reports: WorkerReports) -> Iterator[Result]:
        """Check new workers, and give the books of lost ones to others."""
        new, lost, silent = self._workers.update(reports)
        for worker in new:
            self._checks[self._requests.check(worker)] = worker
        for check in [check for check, worker in self._checks.items() if worker in lost]:
            self._checks.pop(check).standing = Standing.REFUSED
            check.cancel()
        for future, attempt in list(self._attempts.items()):
            if attempt.worker in lost:
                self._drop(future)
                future.cancel()
                attempt.job.losses += 1
                yield from self._try_again(attempt, f"the worker {attempt.worker.address} was lost")
            elif attempt.worker in silent:
                self._try_elsewhere(attempt)
        now = time.monotonic()
        timeouts = self._timeouts
        seconds = timeouts.refusal if self._workers.are_refused else timeouts.workers
        if self._workers.are_usable:
            self._last_usable = now
        elif now > self._last_usable + seconds:
            raise PublishError(rules.NO_WORKERS.anywhere(self._describe_lack()))

    def _describe_lack(self) -> str:
        if self._workers.are_refused:
            return "the scheduler has no worker with the programs of this machine"
        return f"the scheduler has had no worker that answers for {self._timeouts.workers:.0f} s"

    def _judge(self, worker: Worker, check: Future[bytes]) -> None:
        """Accept a worker whose programs are those of this machine; tell what differs in others."""
        try:
            report = unpack(check.result(), ProgramReport)
        except (Exception, CancelledError) as error:  # noqa: BLE001  # also those of the worker
            differences = [f"it cannot be asked: {type(error).__name__}: {error}"]
        else:
            differences = list(list_differences(self._programs, report))
        worker.standing = Standing.REFUSED if differences else Standing.ACCEPTED
        if differences:
            message = f"the worker {worker.address} is left out: {'; '.join(differences)}"
            self._tell(rules.WORKER_DIFFERS.anywhere(message))

    def _finish(self, future: Future[bytes]) -> Iterator[Result]:
        """Yield the results of an attempt that has ended, or see to it that there is another."""
        attempt = self._drop(future)
        job = attempt.job
        answer: Answer
        try:
            answer = unpack_answer(future.result())
            if isinstance(answer, MadeBook):
                check_answer(job.artifacts, answer)
        except (Exception, CancelledError) as error:  # noqa: BLE001  # also those of Dask
            answer = Failure(f"{type(error).__name__}: {error}")
        match answer:
            case MadeBook():
                self._close(job)
                elapsed = time.monotonic() - attempt.start
                self._slowest = max(self._slowest, elapsed / job.weight)
                yield from put_book(job.artifacts, job.order, answer)
            case Question():
                self._answer(answer, attempt)
            case Decline(reason):
                self._close(job)
                self._leave(job.artifacts, reason)
            case Failure(reason):
                job.failures += 1
                yield from self._try_again(attempt, f"{reason} ({attempt.worker.address})")
            case _:
                assert_never(answer)

    def _drop(self, future: Future[bytes]) -> Attempt:
        attempt = self._attempts.pop(future)
        attempt.worker.attempts -= 1
        attempt.job.running -= 1
        return attempt

    def _close(self, job: Job) -> None:
        """End a job, also where another worker still has it."""
        job.is_done = True
        for future in [future for future, each in self._attempts.items() if each.job is job]:
            self._drop(future)
            future.cancel()

    def _answer(self, question: Question, attempt: Attempt) -> None:
        """Make the job of an attempt ready again, with what its worker lacks."""
        job = attempt.job
        job.questions += 1
        attempt.worker.blobs -= set(question.blobs)
        try:
            if job.questions > MOST_QUESTIONS:
                raise CannotTravel("workers ask for its files again and again")  # noqa: TRY301
            if question.pictures:
                pictures = state_pictures(job.artifacts[0].book, question.pictures)
                job.order = write_order(job.artifacts, self._options, pictures)
        except (CannotTravel, OSError, PublishError) as reason:
            self._close(job)
            self._leave(job.artifacts, str(reason))
        else:
            self._ready.appendleft(job)

    def _try_again(self, attempt: Attempt, reason: str) -> Iterator[Result]:
        """Make a job ready again, on another worker; after some failures yield that of the book."""
        job = attempt.job
        job.avoid.add(attempt.worker.address)
        if job.is_done or job.running:
            return
        if job.failures < MOST_FAILURES and job.losses < MOST_LOSSES:
            if job not in self._ready:
                self._ready.appendleft(job)
            return
        self._close(job)
        for artifact in job.artifacts:
            message = f"{artifact.path.name} was not made: {reason}"
            yield fail(artifact, (rules.BOOK_NOT_MADE.anywhere(message),))

    def _find_late(self) -> None:
        """Begin books on other workers that take far longer than others did."""
        now = time.monotonic()
        for attempt in self._attempts.values():
            expected = self._timeouts.factor * self._slowest * attempt.job.weight
            if now - attempt.start > max(self._timeouts.late, expected):
                self._try_elsewhere(attempt)

    def _try_elsewhere(self, attempt: Attempt) -> None:
        """Make a job ready for another worker too, once."""
        job = attempt.job
        if not job.is_done and job.running == 1 and job not in self._ready:
            job.avoid.add(attempt.worker.address)
            if self._workers.choose(job.avoid) not in (None, attempt.worker):
                self._ready.appendleft(job)

    def _leave(self, artifacts: Sequence[Artifact], reason: str) -> None:
        """Leave a book to this machine."""
        self.left += artifacts
        name = artifacts[0].book.name
        self._tell(rules.MADE_HERE.anywhere(f"{name} is made on this machine: {reason}"))
