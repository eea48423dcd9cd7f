"""Build of the books of a plan: results as they come, and an index for the next build."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import replace

from publish.artifacts.activity import Watch, ignore
from publish.artifacts.book_job import BookJob
from publish.artifacts.cover_state import find_stale_cover
from publish.artifacts.diagnostic_lines import as_lines, merge
from publish.artifacts.failure_records import note_result
from publish.artifacts.library_plan import LibraryPlan
from publish.artifacts.plan import Artifact
from publish.artifacts.process_pool import run_jobs
from publish.artifacts.result import Result, Status
from publish.config.limits import NO_LIMITS, Limits

_DELAY = 3.0
"""Seconds after which the files of a book that was made are settled, and enter the index."""


def make_books(
    plan: LibraryPlan,
    *,
    processes: int | None = None,
    limits: Limits = NO_LIMITS,
    watch: Watch = ignore,
    fail_fast: bool = False,
) -> Iterator[Result]:
    """Yield the result of each stale file of the books of a plan as soon as it is made.

    A warning about a cover that does not fit its PDF any more is among the lines.  Failures are
    recorded.  The index of the library is written at the end, also of a build that is interrupted.
    With ``fail_fast`` no book is begun after a failure.
    """
    order = plan.order
    entries = _Entries(plan)
    try:
        for result in run_jobs(
            entries.follow(plan.jobs()),
            force=order.force,
            strict=order.strict,
            processes=processes,
            limits=limits,
            watch=watch,
            fail_fast=fail_fast,
        ):
            note_result(result)
            cover = find_stale_cover(result, entries.artifacts_of(result))
            lines = merge(result.lines, as_lines([cover] if cover else ()))
            yield replace(result, lines=lines)
            entries.note(result)
    finally:
        plan.save()


class _Entries:
    """The books that were made whole, each entered into the index a little later."""

    def __init__(self, plan: LibraryPlan) -> None:
        self._plan = plan
        self._jobs: dict[str, tuple[Artifact, ...]] = {}
        self._done: Counter[str] = Counter()
        self._waiting: deque[tuple[float, str]] = deque()

    def follow(self, jobs: Iterator[BookJob]) -> Iterator[BookJob]:
        """Yield jobs, of which each is remembered until all its files are made."""
        for job in jobs:
            self._jobs[job.name] = job.artifacts
            yield job

    def artifacts_of(self, result: Result) -> tuple[Artifact, ...]:
        """Return the artifacts of the job of a result."""
        return self._jobs.get(result.artifact.book.name, ())

    def note(self, result: Result) -> None:
        """Count a result, and enter books of which the last file was made some seconds ago."""
        name = result.artifact.book.name
        self._done[name] += result.status is not Status.FAILED
        if self._done[name] == len(self.artifacts_of(result)):
            self._waiting.append((time.monotonic(), name))
            del self._jobs[name], self._done[name]
        while self._waiting and self._waiting[0][0] + _DELAY < time.monotonic():
            _, settled = self._waiting.popleft()
            self._plan.enter(settled)
