"""The report of a build as one JSON object, written to standard output book by book."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import click

from publish.artifacts.build_tally import GRAVITY, BuildTally
from publish.artifacts.diagnostic_lines import Lines, as_diagnostics, as_lines, merge, severity
from publish.artifacts.diagnostic_objects import describe
from publish.artifacts.failure_records import find_lines
from publish.artifacts.library_plan import LibraryPlan
from publish.artifacts.planned_book import Look, PlannedBook, PlannedFile
from publish.artifacts.result import Result, Status
from publish.cli.build_report import start_progress
from publish.cli.progress import Progress
from publish.cli.results import read_texts
from publish.diagnostics import Diagnostics, Outcome, Severity
from publish.text.invisible import printable


class JsonReport:
    """A report for programs; ``docs/automation.md`` has its schema.

    A book is written when all its files are done, so that only books at work are held.
    """

    def __init__(self, plan: LibraryPlan) -> None:
        self._plan = plan
        self._root = plan.order.workspace.root
        self._output = plan.order.workspace.output
        self._tally = BuildTally()
        self._counts: Counter[str] = Counter()
        self._settings: dict[str, Lines] = {}
        self._results: dict[str, list[Result]] = {}
        self._separator = ""

    def add_book(self, outcome: Outcome[Look | None]) -> None:
        """Keep the messages about the settings of a book."""
        if outcome.value and outcome.value.lines:
            self._settings[outcome.value.book.name] = outcome.value.lines

    def begin(self, warnings: Diagnostics, errors: Diagnostics) -> Progress:
        """Write the messages about all books, and the books of which nothing is to be made."""
        self._tally.add_plan(self._plan)
        lines = as_lines((*warnings, *errors))
        click.echo(f'{{"diagnostics": {_dump(self._describe(lines))},\n"books": [', nl=False)
        for book in self._plan.books.values():
            allowed = [file for file in book.files if self._plan.allows(book.name, file.path)]
            if all(file.is_fresh for file in allowed):
                if len(allowed) < len(book.files):
                    self._write(book.name, Status.FAILED, [], ())
                else:
                    self._write_fresh(book)
        return start_progress(self._plan, lambda _: None)

    def _write_fresh(self, book: PlannedBook) -> None:
        status = self._plan.status_of_fresh(book)
        lines = (find_lines(Path(file.path), self._output) for file in book.files)
        files = [_describe_file(file, status) for file in book.files]
        self._write(book.name, status, files, merge(self._settings.pop(book.name, ()), *lines))

    def add_result(self, result: Result) -> None:
        """Keep the result of a file; write its book when all its files are done."""
        name = self._plan.name_of(result)
        self._tally.add_result(name, result)
        results = self._results.setdefault(name, [])
        results.append(result)
        book = self._plan.books[name]
        stale = [f for f in book.files if not f.is_fresh and self._plan.allows(name, f.path)]
        if len(results) == len(stale):
            self._write_made(book, self._results.pop(name))

    def _write_made(self, book: PlannedBook, results: list[Result]) -> None:
        name = book.name
        fresh = [f for f in book.files if f.is_fresh and self._plan.allows(name, f.path)]
        status_of_fresh = self._plan.status_of_fresh(book)
        files = [_describe_file(file, status_of_fresh) for file in fresh]
        statuses = {result.status for result in results}
        if fresh:
            statuses.add(status_of_fresh)
        if not all(self._plan.allows(name, file.path) for file in book.files):
            statuses.add(Status.FAILED)
        status = max(statuses, key=GRAVITY.index)
        lines = [find_lines(Path(file.path), self._output) for file in fresh]
        lines += [result.lines for result in results]
        files += map(_describe_result, results)
        self._write(name, status, files, merge(self._settings.pop(name, ()), *lines))

    def end(self) -> int:
        """Write the summary, and return the exit code."""
        for name, results in self._results.items():
            self._write_made(self._plan.books[name], results)
        self._tally.add_failures(self._plan.unopened)
        for name, errors in self._plan.unopened.items():
            self._write(name, Status.FAILED, [], as_lines(errors))
        summary = {
            "books": {**_count(self._tally.books), "not_begun": self._tally.not_begun},
            "artifacts": _count(self._tally.files),
            "diagnostics": {each.value: self._counts[each] for each in Severity},
            "pages": self._tally.pages,
            "seconds": round(self._tally.seconds, 3),
        }
        click.echo(f'],\n"summary": {_dump(summary)}}}')
        is_strict = self._plan.order.strict and self._counts[Severity.WARNING]
        return 1 if self._tally.has_failed or self._counts[Severity.ERROR] or is_strict else 0

    def _write(self, name: str, status: Status, files: list[dict[str, Any]], lines: Lines) -> None:
        book = {
            "name": printable(name),
            "status": status.value,
            "artifacts": files,
            "diagnostics": self._describe(lines),
        }
        click.echo(f"{self._separator}\n{_dump(book)}", nl=False)
        self._separator = ","

    def _describe(self, lines: Lines) -> list[dict[str, Any]]:
        self._counts.update(map(severity, lines))
        diagnostics = as_diagnostics(lines)
        texts = {source.file: source for source in read_texts(diagnostics, self._root)}
        return [describe(each, texts) for each in diagnostics]


def _describe_file(file: PlannedFile, status: Status) -> dict[str, Any]:
    path = Path(file.path)
    return {
        "path": printable(file.path),
        "format": file.format,
        "edition": file.edition,
        "profile": file.profile,
        "status": status.value,
        "seconds": 0.0,
        "pages": None,
        "bytes": path.stat().st_size if path.is_file() else None,
    }


def _describe_result(result: Result) -> dict[str, Any]:
    artifact = result.artifact
    file = PlannedFile(
        str(result.path), artifact.format, artifact.edition, artifact.profile, is_fresh=False
    )
    about = _describe_file(file, result.status)
    return {**about, "seconds": round(result.seconds, 3), "pages": result.pages or None}


def _count(counts: Counter[Status]) -> dict[str, int]:
    return {each.value: counts[each] for each in Status}


def _dump(value: dict[str, Any] | list[Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
