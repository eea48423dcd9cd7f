"""Numbers of the books and files of a build by their status."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable

from publish.artifacts.library_plan import LibraryPlan
from publish.artifacts.planned_book import PlannedBook
from publish.artifacts.result import Result, Status

GRAVITY = (Status.FRESH, Status.MADE, Status.FAILED)
"""The statuses of files in the order in which they decide on that of their book."""


class BuildTally:
    """A count of books and files, and the seconds since it was made.

    A book failed if one of its files did, and was made if one was and none failed.
    """

    def __init__(self) -> None:
        self.files: Counter[Status] = Counter()
        self.pages = 0
        self._start = time.monotonic()
        self._books: dict[str, Status] = {}
        self._waiting: set[str] = set()
        self._fresh = 0

    @property
    def seconds(self) -> float:
        """The seconds since the build began."""
        return time.monotonic() - self._start

    @property
    def books(self) -> Counter[Status]:
        """The number of books of each status; those that were not begun have none."""
        return Counter(self._books.values()) + Counter({Status.FRESH: self._fresh})

    @property
    def not_begun(self) -> int:
        """The number of books that were not begun."""
        return len(self._waiting)

    @property
    def has_failed(self) -> bool:
        """Whether a book failed."""
        return Status.FAILED in self._books.values()

    def add_plan(self, plan: LibraryPlan) -> None:
        """Count the books of a plan, of which the stale ones wait."""
        for book in plan.books.values():
            self._add_book(plan, book)

    def _add_book(self, plan: LibraryPlan, book: PlannedBook) -> None:
        allowed = [file for file in book.files if plan.allows(book.name, file.path)]
        fresh = sum(file.is_fresh for file in allowed)
        self.files[plan.status_of_fresh(book)] += fresh
        if len(allowed) < len(book.files) or plan.status_of_fresh(book) is Status.FAILED:
            self.add_failures([book.name])
        if fresh < len(allowed):
            self._waiting.add(book.name)
        elif book.name not in self._books:
            self._fresh += 1

    def add_failures(self, names: Iterable[str]) -> None:
        """Count books that cannot be made at all."""
        for name in names:
            self._books[name] = Status.FAILED
            self._waiting.discard(name)

    def add_result(self, name: str, result: Result) -> None:
        """Count a file that was made or failed, and its book."""
        self.files[result.status] += 1
        self.pages += result.pages
        self._waiting.discard(name)
        before = self._books.get(name, Status.FRESH)
        self._books[name] = max(before, result.status, key=GRAVITY.index)
