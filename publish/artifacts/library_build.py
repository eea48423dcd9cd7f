"""Build of the books of a plan: results as they come, and an index for the next build."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from publish.artifacts.book_job import BookJob
from publish.artifacts.cover_state import find_stale_cover
from publish.artifacts.diagnostic_lines import as_lines, merge
from publish.artifacts.failure_records import note_result
from publish.artifacts.library_plan import LibraryPlan
from publish.artifacts.plan import Artifact
from publish.artifacts.result import Result, Status

MakeJobs: TypeAlias = Callable[[Iterator[BookJob]], Iterator[Result]]

_DELAY = 3.0
"""Seconds after which the files of a book that was made are settled, and enter the index."""


def make_books(
    plan: LibraryPlan, make_jobs: MakeJobs, *, fail_fast: bool = False
) -> Iterator[Result]:
    """Yield the result of each stale file of the books of a plan as soon as it is made.

    ``make_jobs`` makes the files of jobs, by processes of this machine or by those of a cluster.
    A warning about a cover that does not fit its PDF any more is among the lines.  Failures are
    recorded.  The index of the library is written at the end, also of a build that is interrupted.
    With ``fail_fast`` no book is begun after a failure.
    """
    entries = _Entries(plan)
    try:
        for result in make_jobs(entries.follow(plan.jobs(), fail_fast=fail_fast)):
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
        self._failed: set[str] = set()
        self._waiting: deque[tuple[float, str]] = deque()
        self._has_failed = False

    def follow(self, jobs: Iterator[BookJob], *, fail_fast: bool) -> Iterator[BookJob]:
        """Yield jobs, of which each is remembered until all its files are made.

        With ``fail_fast`` they end after a failure.
        """
        for job in jobs:
            if fail_fast and self._has_failed:
                return
            self._jobs[job.name] = job.artifacts
            yield job

    def artifacts_of(self, result: Result) -> tuple[Artifact, ...]:
        """Return the artifacts of the job of a result."""
        return self._jobs.get(result.artifact.book.name, ())

    def note(self, result: Result) -> None:
        """Count a result, and enter books of which the last file was made some seconds ago."""
        name = result.artifact.book.name
        self._done[name] += 1
        if result.status is Status.FAILED:
            self._has_failed = True
            self._failed.add(name)
        if self._done[name] == len(self.artifacts_of(result)):
            if name not in self._failed:
                self._waiting.append((time.monotonic(), name))
            # A build of thousands holds only the books at work, also where many fail.
            del self._jobs[name], self._done[name]
            self._failed.discard(name)
        while self._waiting and self._waiting[0][0] + _DELAY < time.monotonic():
            _, settled = self._waiting.popleft()
            self._plan.enter(settled)
