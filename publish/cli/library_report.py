"""The report of a build of many books: what was made and what failed is named, the rest counted."""

from __future__ import annotations

from collections import Counter

import click

from publish.artifacts.build_tally import BuildTally
from publish.artifacts.diagnostic_lines import Lines, as_lines, code, lines_stop, merge, severity
from publish.artifacts.library_plan import LibraryPlan
from publish.artifacts.planned_book import MANY_BOOKS, Look
from publish.artifacts.result import Result, Status
from publish.cli.build_report import start_progress
from publish.cli.progress import Progress
from publish.cli.quantities import count_noun, describe_duration
from publish.cli.results import (
    show_failure,
    show_lines,
    show_result,
    show_strictness,
    show_understandings,
)
from publish.diagnostics import Diagnostics, Outcome, Severity
from publish.diagnostics.rules import RULES

_SHOWN_CODES = 12
"""The number of codes of warnings that are counted by name."""


class LibraryReport:
    """A report in bounded memory: of many results the warnings are counted by their codes.

    Errors, and messages about the settings of books that are made, are always printed.
    """

    def __init__(self, plan: LibraryPlan, books: tuple[str, ...]) -> None:
        self._plan = plan
        self._books = books
        self._tally = BuildTally()
        self._results: list[Result] = []
        self._lines: list[Lines] = []
        self._codes: Counter[str] = Counter()
        self._has_many = False

    def add_book(self, outcome: Outcome[Look | None]) -> None:
        """Keep the messages about the settings of a book; those of fresh files are counted."""
        if outcome.value is None:
            return
        if outcome.value.has_stale_cover or not outcome.value.book.is_fresh:
            self._lines.append(outcome.value.lines)
        for result in outcome.value.results:
            if result.status is Status.FAILED:  # with --strict, for a warning
                self._keep(result)
                show_result(result)

    def begin(self, warnings: Diagnostics, errors: Diagnostics) -> Progress:
        """Name the books that cannot be opened, and count what is fresh."""
        for name in self._plan.unopened:
            show_failure(name)
        self._lines.append(as_lines((*warnings, *errors)))
        self._tally.add_plan(self._plan)
        return start_progress(self._plan, show_result)

    def add_result(self, result: Result) -> None:
        """Count a file, and keep or count its messages."""
        self._tally.add_result(self._plan.name_of(result), result)
        self._keep(result)

    def _keep(self, result: Result) -> None:
        self._results.append(result)
        self._has_many = self._has_many or len(self._results) > MANY_BOOKS
        if self._has_many:
            self._count_messages()

    def _count_messages(self) -> None:
        """Count the warnings of the results so far, and let go of the results."""
        for result in self._results:
            errors = [line for line in result.lines if severity(line) == Severity.ERROR]
            self._lines.append(tuple(errors))
            others = result.lines[len(errors) :]
            self._codes.update(code(line) for line in others if severity(line) == Severity.WARNING)
        self._results = []

    def end(self) -> int:
        """Print errors, the numbers of other messages, and the summary of the build."""
        order = self._plan.order
        self._tally.add_failures(self._plan.unopened)
        self._lines += map(as_lines, self._plan.unopened.values())
        lines = merge(*self._lines, *(result.lines for result in self._results))
        show_understandings(self._results)
        show_lines(lines, order.workspace.root, self._books)
        self._show_counts()
        show_strictness(lines, strict=order.strict)
        click.echo(self._summarize())
        has_faults = lines_stop(lines, strict=order.strict) or (order.strict and self._codes)
        return 1 if self._tally.has_failed or has_faults else 0

    def _show_counts(self) -> None:
        """Print the numbers of warnings of files that were made, and of fresh ones."""
        if self._codes:
            most = self._codes.most_common(_SHOWN_CODES)
            shown = ", ".join(f"{number:,} × {_name_code(each)}" for each, number in most)
            warnings = count_noun(self._codes.total(), "warning")
            click.echo(
                f"{warnings} about files that were made: {shown}; "
                "`publish check BOOK` shows those of a book",
                err=True,
            )
        fresh = [book for book in self._plan.books.values() if book.is_fresh and book.warnings]
        if fresh:
            number = sum(book.warnings for book in fresh)
            click.echo(
                f"{count_noun(number, 'warning')} in {count_noun(len(fresh), 'book')} up to date: "
                "`publish check` shows them",
                err=True,
            )

    def _summarize(self) -> str:
        """Return the summary: ``3,000 books: 10 made, 2,989 up to date, 1 failed, in 4 min``."""
        tally = self._tally
        numbers = {
            "made": tally.books[Status.MADE],
            "up to date": tally.books[Status.FRESH],
            "failed": tally.books[Status.FAILED],
            "not begun": tally.not_begun,
        }
        parts = ", ".join(f"{number:,} {name}" for name, number in numbers.items() if number)
        total = count_noun(sum(numbers.values()), "book")
        return f"{total}: {parts}, in {describe_duration(tally.seconds)}"


def _name_code(rule_code: str) -> str:
    """Return a code with the name of its rule: ``Q03 (left-open)``; a package may have its own."""
    rule = RULES.get(rule_code)
    return f"{rule_code} ({rule.name})" if rule else rule_code
