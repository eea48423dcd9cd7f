"""A pool of worker processes that stay warm and make many books, each book in one of them.

A worker that ends or gets stuck loses the file that it makes.  That file is tried once more in a
new process when no other worker has work, and fails if it loses that process too.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator
from dataclasses import replace

from publish.artifacts.activity import Activity, Watch
from publish.artifacts.book_job import MakeOptions
from publish.artifacts.diagnostic_lines import code
from publish.artifacts.job_supply import LARGEST_BATCH, LOOK_AHEAD, JobSupply, Task
from publish.artifacts.limit_diagnostics import describe_end, limit_diagnostic
from publish.artifacts.limited_process import Failure, explain_end
from publish.artifacts.make import fail
from publish.artifacts.result import BareResult, Result, Status
from publish.artifacts.worker_messages import (
    Alive,
    Begun,
    Ended,
    FileMade,
    Message,
    Start,
)
from publish.artifacts.worker_process import Inbox, WorkerProcess
from publish.diagnostics import PublishError
from publish.diagnostics.rules.files import INTERNAL_ERROR, PROCESS_ENDED
from publish.diagnostics.rules.settings import MEMORY_LIMIT
from publish.exceptions import shows_tracebacks

_LOOK_SECONDS = 1.0
"""The most seconds between two looks at the workers."""

_EXIT_SECONDS = 5.0
"""The most seconds that a worker takes to remove its temporary files and end."""

_MOST_SECOND_TRIES = 50
"""The number of files that are tried once more: a fault that all books have is not worth it."""

_MOST_SILENT_ENDS = 3
"""The number of workers that end without a message, after which no further one is started."""


class WorkerPool:
    """The workers of a build, at most ``most``, and the tasks that they have."""

    def __init__(self, supply: JobSupply, options: MakeOptions, most: int, watch: Watch) -> None:
        self._supply = supply
        self._options = options
        self._start = Start(options, shows_tracebacks())
        self._most = most
        self._watch = watch
        self._inbox: Inbox = queue.SimpleQueue()
        self._workers: list[WorkerProcess] = []
        self._leaving: list[WorkerProcess] = []
        self._lost: dict[int, int] = {}
        """The file with which a task lost its process, by the number of the task."""
        self._silent_ends = 0
        self._done = 0
        self._weight = 0
        self._looked_at = time.monotonic()

    def run(self) -> Iterator[Result]:
        """Yield the result of each file; at the end no process is left."""
        try:
            self._give_tasks()
            while any(worker.tasks for worker in self._workers):
                for result in self._receive():
                    if self._options.fail_fast and result.status is Status.FAILED:
                        self._supply.drop()
                    yield result
                self._give_tasks()
                self._tell()
            for worker in (*self._workers, *self._leaving):
                worker.dismiss()
            for worker in (*self._workers, *self._leaving):
                worker.wait(_EXIT_SECONDS)
        finally:
            for worker in (*self._workers, *self._leaving):
                worker.kill()

    def _tell(self) -> None:
        names = tuple(worker.tasks[0].job.name for worker in self._workers if worker.tasks)
        self._watch(Activity(names, self._done, self._weight))

    def _give_tasks(self) -> None:
        """Give tasks to all workers without any, and start further ones while there are tasks."""
        while len(self._busy) < self._most:
            tasks = self._take_tasks()
            if not tasks:
                break
            try:
                worker = self._find_worker(must_be_new=tasks[0].number in self._lost)
            except OSError:
                # The system has no room for another process.
                self._supply.put_back(tasks)
                if not self._busy:
                    raise
                self._most = len(self._busy)
                break
            worker.give(tasks)

    @property
    def _busy(self) -> list[WorkerProcess]:
        return [worker for worker in self._workers if worker.tasks]

    def _take_tasks(self) -> list[Task]:
        """Return tasks for one worker, and share a long book where processes are idle."""
        has_books = any(not worker.tasks[0].job.is_bind for worker in self._busy)
        size = 1 if self._options.fail_fast else LARGEST_BATCH
        tasks = self._supply.take_batch(self._most, most=size, has_books=has_books)
        if not tasks and not self._busy:
            task = self._supply.take_second_try()
            return [task] if task else []
        if len(tasks) == 1 and self._supply.is_complete:
            books = len(self._busy) + 1 + len(self._supply.look_ahead())
            tasks = [replace(tasks[0], processes=max(1, self._most // books))]
        return tasks

    def _find_worker(self, *, must_be_new: bool) -> WorkerProcess:
        """Return a worker without tasks, which is started if there is none."""
        idle = [worker for worker in self._workers if not worker.tasks]
        for worker in idle:
            if worker.is_new or not must_be_new:
                return worker
        if idle and len(self._workers) == self._most:
            self._dismiss(idle[0])
        self._workers.append(WorkerProcess(self._start, self._inbox))
        return self._workers[-1]

    def _dismiss(self, worker: WorkerProcess) -> None:
        self._workers.remove(worker)
        self._leaving.append(worker)
        worker.dismiss()

    def _receive(self) -> Iterator[Result]:
        """Wait for a message, and yield the result in it; look at the workers each second."""
        try:
            worker, message = self._inbox.get(timeout=_LOOK_SECONDS)
        except queue.Empty:
            yield from self._look_at_workers()
            return
        if worker in self._workers:
            worker.has_spoken = worker.has_spoken or message is not None
            worker.watch.note_message()
            yield from self._handle(worker, message)
        elif worker in self._leaving and message is None:
            self._leaving.remove(worker)
            worker.wait(_EXIT_SECONDS)
        if time.monotonic() - self._looked_at > _LOOK_SECONDS:
            yield from self._look_at_workers()

    def _handle(self, worker: WorkerProcess, message: Message | None) -> Iterator[Result]:
        match message:
            case None:
                yield from self._end(worker)
            case Begun():
                worker.watch.begin_file()
            case FileMade(result) if may_depend_on_process(result) and not self._is_final(
                Failure.MEMORY, worker, worker.tasks[0]
            ):
                yield from self._end(worker, Failure.ENDED)
            case FileMade(result):
                artifact = worker.tasks[0].job.artifacts[worker.next_file]
                worker.next_file += 1
                worker.watch.begin_file()
                yield result.of_artifact(artifact)
            case Alive():
                worker.watch.note_message(message.processor)
            case Ended():
                self._note_done(worker.tasks[0])
                worker.end_task()
                if message.is_last:
                    self._supply.put_back(worker.tasks)
                    worker.tasks.clear()
                    self._dismiss(worker)

    def _note_done(self, task: Task) -> None:
        self._done += 1
        self._weight += task.job.weight

    def _look_at_workers(self) -> Iterator[Result]:
        """End the workers that are stuck, and yield the results of the files that fail by that."""
        now = time.monotonic()
        # More time passes where this process was stopped.
        seconds = min(now - self._looked_at, 2 * _LOOK_SECONDS)
        self._looked_at = now
        for worker in self._busy:
            worker.watch.pass_time(seconds)
            if worker.watch.is_late(self._options.limits):
                yield from self._end(worker, Failure.TIME)
            elif worker.watch.is_stuck(worker.tasks[0].job.weight):
                yield from self._end(worker, Failure.STUCK)

    def _end(self, worker: WorkerProcess, failure: Failure | None = None) -> Iterator[Result]:
        """End a worker, and yield the result of its file, if the file fails by that."""
        worker.kill()
        self._workers.remove(worker)
        if not worker.tasks:
            return
        lost, *rest = worker.tasks
        self._supply.put_back(rest)
        if not worker.has_spoken:
            self._note_silent_end(worker)
        file, count = worker.next_file, len(lost.job.artifacts)
        failure = failure or explain_end(worker.exit_code, self._options.limits)
        if file < count and self._is_final(failure, worker, lost):
            artifact = lost.job.artifacts[file]
            name, limits = artifact.path.name, self._options.limits
            yield fail(artifact, (limit_diagnostic(name, failure, limits, worker.exit_code),))
            file += 1
        else:
            self._lost[lost.number] = file
        if file < count:
            self._supply.put_second_try(replace(lost, start=file))
        else:
            self._note_done(lost)

    def _is_final(self, failure: Failure, worker: WorkerProcess, lost: Task) -> bool:
        """Return whether another try would end in the same way."""
        if len(self._lost) >= _MOST_SECOND_TRIES:
            return True
        match failure:
            case Failure.TIME:
                return True
            case Failure.MEMORY if worker.is_new:
                return True
            case _:
                return self._lost.get(lost.number) == worker.next_file

    def _note_silent_end(self, worker: WorkerProcess) -> None:
        self._silent_ends += 1
        if self._silent_ends == _MOST_SILENT_ENDS:
            raise PublishError(
                PROCESS_ENDED.anywhere(
                    "the processes that share a build cannot start: each ended at once, "
                    f"{describe_end(worker.exit_code)}",
                    f"`-j 1` makes up to {LOOK_AHEAD} books without another process",
                )
            )


def may_depend_on_process(result: BareResult) -> bool:
    """Return whether a file failed by a fault that may come from the books before it.

    A process that gets no memory fails in many ways.
    """
    codes = {MEMORY_LIMIT.code, INTERNAL_ERROR.code}
    return result.status is Status.FAILED and not codes.isdisjoint(map(code, result.lines))
