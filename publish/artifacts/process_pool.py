"""Making of books by this process, or by worker processes where these save time."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from publish.artifacts.activity import Activity, Watch, ignore
from publish.artifacts.book_job import BookJob, MakeOptions, plan_jobs
from publish.artifacts.job_supply import JobSupply
from publish.artifacts.plan import Artifact
from publish.artifacts.result import Result, Status
from publish.config.limits import NO_LIMITS, Limits

_START_SECONDS = 0.3
"""Seconds that a worker takes to start."""

_FILE_SECONDS = 0.02
"""Seconds that the least file takes in a process that has made another."""

_BYTE_SECONDS = 2e-5
"""Seconds that a file takes for each byte of its texts."""


def make_all(
    artifacts: Iterable[Artifact],
    *,
    force: bool = False,
    strict: bool = False,
    jobs: int | None = None,
    limits: Limits = NO_LIMITS,
) -> Iterator[Result]:
    """Yield the result of each artifact as soon as it is done, fresh ones first.

    With ``strict`` an artifact with warnings is not written; ``jobs``, the number of processes, and
    ``limits`` are as in ``run_jobs``.
    """
    books: list[BookJob] = []
    for planned in plan_jobs(artifacts, force=force, strict=strict):
        if isinstance(planned, BookJob):
            books.append(planned)
        else:
            yield planned
    yield from run_jobs(books, force=force, strict=strict, processes=jobs, limits=limits)


def run_jobs(  # noqa: PLR0913  # options of a build, each with a default
    jobs: Iterable[BookJob],
    *,
    force: bool = False,
    strict: bool = False,
    processes: int | None = None,
    limits: Limits = NO_LIMITS,
    watch: Watch = ignore,
    fail_fast: bool = False,
) -> Iterator[Result]:
    """Yield the result of each file of the jobs as soon as it is made.

    ``jobs`` are taken one by one when they are needed; binds come last.  By default as many
    processes are started as save time, at most one for each processor.  A process that ends or gets
    stuck loses the file that it makes, which is tried once more.  With ``fail_fast`` no job is
    begun after a failure.
    """
    supply = JobSupply(jobs)
    most = processes or count_processors()
    if supply.is_empty:
        return
    options = MakeOptions(force, strict, limits, fail_fast)
    if limits or _are_workers_worth_it(supply, most, is_free=processes is None):
        from publish.artifacts.worker_pool import WorkerPool

        yield from WorkerPool(supply, options, most, watch).run()
    else:
        yield from _make_here(supply, options, most, watch)


def count_processors() -> int:
    """Return the number of processors that this process may use: a container may have few."""
    usable = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()
    return usable or 1


def _are_workers_worth_it(supply: JobSupply, most: int, *, is_free: bool) -> bool:
    """Return whether workers save time; without a free choice, two books are enough.

    Of more books than are looked at ahead even a single worker makes all, because it is renewed: a
    process grows with each book that it makes.
    """
    jobs = supply.look_ahead()
    if not supply.is_complete:
        return True
    workers = min(most, len(jobs))
    if workers < 2:
        return False
    if not is_free:
        return True
    seconds = sum(len(job.artifacts) * (_FILE_SECONDS + job.weight * _BYTE_SECONDS) for job in jobs)
    return seconds - seconds / workers > _START_SECONDS


def _make_here(
    supply: JobSupply, options: MakeOptions, most: int, watch: Watch
) -> Iterator[Result]:
    """Yield the results of all files, made by this process."""
    done = weight = 0
    while not supply.is_empty:
        for task in supply.take_batch(1, most=1, has_books=False):
            job = task.job
            watch(Activity((job.name,), done, weight))
            for index in range(len(job.artifacts)):
                result = job.make_file(index, options, most)
                yield result
                if options.fail_fast and result.status is Status.FAILED:
                    supply.drop()
            done, weight = done + 1, weight + job.weight
            watch(Activity((), done, weight))
