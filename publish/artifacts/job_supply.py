"""The jobs of a build as they come, in batches for workers, and those that are tried once more."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from publish.artifacts.book_job import BookJob
from publish.text.dataclass import dataclass

LOOK_AHEAD = 64
"""The number of jobs that are held beyond those that workers have: a library may have thousands."""

BATCH_WEIGHT = 60_000
"""Bytes of the texts of a batch: about a second of work, beside which its dispatch is nothing."""

LARGEST_BATCH = 16
"""The number of books of a batch, however small they are."""


@dataclass(frozen=True, slots=True)
class Task:
    """A job for a worker: its number, its first file to make, and the processes for each file."""

    number: int
    job: BookJob
    start: int = 0
    processes: int = 1


class JobSupply:
    """The tasks that no worker has, in the order in which they are given out.

    Jobs are taken from an iterator, at most ``LOOK_AHEAD`` before their turn.  Books that failed
    with their process come after all others, and binds when all others are made.
    """

    def __init__(self, jobs: Iterable[BookJob]) -> None:
        self._source: Iterator[BookJob] | None = iter(jobs)
        self._tasks: deque[Task] = deque()
        self._second_tries: deque[Task] = deque()
        self._count = 0

    @property
    def is_complete(self) -> bool:
        """Whether the iterator has no further jobs."""
        return self._source is None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to give out."""
        self.look_ahead()
        return not self._tasks and not self._second_tries

    def look_ahead(self) -> tuple[BookJob, ...]:
        """Return the next jobs, of which some may be taken from the iterator now."""
        while self._source and len(self._tasks) < LOOK_AHEAD:
            job = next(self._source, None)
            if job is None:
                self._source = None
                break
            self._tasks.append(Task(self._count, job))
            self._count += 1
        return tuple(task.job for task in self._tasks)

    def take_batch(self, workers: int, *, most: int, has_books: bool) -> list[Task]:
        """Return the next tasks, at most so many, for one of so many workers.

        While one of them ``has_books``, no bind is given out.
        """
        jobs = self.look_ahead()
        # At the end batches get smaller, so that all workers end at about the same time.
        share = sum(job.weight for job in jobs) // (2 * workers)
        room = min(BATCH_WEIGHT, share) if self.is_complete else BATCH_WEIGHT
        batch: list[Task] = []
        while self._tasks and len(batch) < most:
            job = self._tasks[0].job
            if job.is_bind and (has_books or self._second_tries or batch):
                break
            if batch and job.weight > room:
                break
            room -= job.weight
            batch.append(self._tasks.popleft())
        return batch

    def take_second_try(self) -> Task | None:
        """Return a task that failed with its process, if there is one and no bind comes before."""
        if self._tasks and not self._tasks[0].job.is_bind:
            return None
        return self._second_tries.popleft() if self._second_tries else None

    def put_back(self, tasks: Iterable[Task]) -> None:
        """Put tasks that were given out and not begun before all others."""
        self._tasks.extendleft(reversed(tuple(tasks)))

    def put_second_try(self, task: Task) -> None:
        """Put a task, whose process failed, behind all others but binds."""
        self._second_tries.append(task)

    def drop(self) -> None:
        """Give out no further task."""
        self._source = None
        self._tasks.clear()
        self._second_tries.clear()
