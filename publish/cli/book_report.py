"""The report of a build of some books: a line for each file, each book summed up, all messages."""

from __future__ import annotations

from publish.artifacts.diagnostic_lines import Lines, as_lines, lines_stop, merge
from publish.artifacts.library_plan import LibraryPlan
from publish.artifacts.planned_book import Look
from publish.artifacts.result import Result, Status
from publish.cli.build_report import start_progress
from publish.cli.progress import Progress
from publish.cli.results import (
    show_lines,
    show_result,
    show_strictness,
    show_understandings,
    show_unplanned,
)
from publish.diagnostics import Diagnostics, Outcome


class BookReport:
    """A report that names all files, fresh ones too."""

    def __init__(self, plan: LibraryPlan, books: tuple[str, ...]) -> None:
        self._plan = plan
        self._books = books
        self._looks: list[Look] = []
        self._results: list[Result] = []
        self._lines: list[Lines] = []

    def add_book(self, outcome: Outcome[Look | None]) -> None:
        """Keep a book; fresh files are told when no clash is known."""
        if outcome.value:
            self._looks.append(outcome.value)
            self._lines.append(outcome.value.lines)

    def begin(self, warnings: Diagnostics, errors: Diagnostics) -> Progress:
        """Print the fresh files."""
        for diagnostics in self._plan.unopened.values():
            show_unplanned(diagnostics)
        self._lines.append(as_lines((*warnings, *errors)))
        progress = start_progress(self._plan, show_result)
        for look in self._looks:
            for result in look.results:
                if self._plan.allows(look.book.name, result.path):
                    self.add_result(result)
                    progress.show(result)
        return progress

    def add_result(self, result: Result) -> None:
        """Keep the result of a file."""
        self._results.append(result)

    def end(self) -> int:
        """Sum up the books, print the messages."""
        strict = self._plan.order.strict
        self._lines += map(as_lines, self._plan.unopened.values())
        lines = merge(*self._lines, *(result.lines for result in self._results))
        show_understandings(self._results)
        show_lines(lines, self._plan.order.workspace.root, self._books)
        show_strictness(lines, strict=strict)
        has_failed = any(result.status is Status.FAILED for result in self._results)
        return 1 if has_failed or lines_stop(lines, strict=strict) else 0
