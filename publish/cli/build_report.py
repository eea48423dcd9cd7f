"""The report of a build: a receiver of its books and results, told as they come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from publish.artifacts.library_plan import LibraryPlan
from publish.artifacts.planned_book import Look
from publish.artifacts.result import Result
from publish.cli.progress import Progress
from publish.diagnostics import Diagnostics, Outcome


class BuildReport(Protocol):
    """A receiver of what a build finds and makes, in this order."""

    def add_book(self, outcome: Outcome[Look | None]) -> None:
        """Receive a book of the plan, None and errors where it cannot be opened."""

    def begin(self, warnings: Diagnostics, errors: Diagnostics) -> Progress:
        """Receive the messages about all books before one is made; return the display to use."""
        ...

    def add_result(self, result: Result) -> None:
        """Receive a file that was made, or failed, or became fresh meanwhile."""

    def end(self) -> int:
        """Tell the rest, and return the exit code."""
        ...


def start_progress(plan: LibraryPlan, show_result: Callable[[Result], None]) -> Progress:
    """Return the display of the books of a plan, of which the fresh ones are done."""
    stale = [book for book in plan.books.values() if not book.is_fresh]
    progress = Progress(len(plan.books), show_result)
    progress.note_fresh(len(plan.books) - len(stale))
    progress.weight = sum(book.weight for book in stale)
    return progress
