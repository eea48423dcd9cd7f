"""Plan of a build of any number of books, which are opened one after the other."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from publish.artifacts import destinations
from publish.artifacts.book_clashes import Clashes, find_clashes
from publish.artifacts.book_job import BookJob, plan_jobs, weigh
from publish.artifacts.book_selection import BookPlan, plan_book
from publish.artifacts.cover_state import find_stale_cover
from publish.artifacts.diagnostic_lines import as_lines, merge, severity
from publish.artifacts.failure_records import note_result
from publish.artifacts.plan import Artifact, Request
from publish.artifacts.planned_book import MANY_BOOKS, Look, PlannedBook, PlannedFile
from publish.artifacts.result import Result, Status
from publish.config import Workspace
from publish.config.book_names import list_books
from publish.diagnostics import Diagnostics, Outcome, Severity
from publish.exceptions import diagnose
from publish.text.dataclass import dataclass

if TYPE_CHECKING:
    from publish.artifacts.library_index import LibraryIndex


@dataclass(frozen=True, slots=True)
class Order:
    """The files that a command asks for: of which books of a workspace, and where to write them.

    With ``compares_contents`` no state of a file replaces its content, whatever their number.
    """

    workspace: Workspace
    names: tuple[str, ...]
    request: Request = Request()
    output: Path | None = None
    force: bool = False
    strict: bool = False
    compares_contents: bool = False

    @property
    def is_library(self) -> bool:
        """Whether there are so many books that fresh ones are counted."""
        return len(self.names) > MANY_BOOKS


class LibraryPlan:
    """The books of an order: what is fresh, and the jobs to make what is not.

    A book is opened, looked at and dropped; what stays of it is a ``PlannedBook``.  ``unopened``
    has the errors of books that cannot be opened, also of those edited after they were looked at.
    """

    def __init__(self, order: Order) -> None:
        self.order = order
        self.books: dict[str, PlannedBook] = {}
        self.unopened: dict[str, Diagnostics] = {}
        self._clashes = Clashes()
        self._names: dict[str, str] = {}
        self._ready: dict[str, BookJob] = {}
        self._index: LibraryIndex | None = None
        self._sources: dict[str, Path] = {}
        if order.is_library:
            # Only libraries wait for this import.
            from publish.artifacts.library_index import LibraryIndex

            workspace = order.workspace
            self._index = LibraryIndex(workspace, repr((order.request, order.output)))
            binds = {bind.name for bind in workspace.binds}
            listed = list_books(workspace.sources)
            self._sources = {name: path for name, path in listed.items() if name not in binds}

    def look(self) -> Iterator[tuple[str, Outcome[Look | None]]]:
        """Yield each name of the order with its book, or with the errors of opening it.

        Raises ValueError where the output does not suit the files.
        """
        for name in dict.fromkeys(self.order.names):
            outcome = self._look_at(name)
            if outcome.value is None:
                self.unopened[name] = outcome.diagnostics
            else:
                self.books[name] = outcome.value.book
                if outcome.value.job and not self.order.is_library:
                    self._ready[name] = outcome.value.job
            yield name, outcome

    def _look_at(self, name: str) -> Outcome[Look | None]:
        if (book := self._find_in_index(name)) is not None:
            if not self.order.force:
                return Outcome(Look(book))
            files = tuple(replace(file, is_fresh=False) for file in book.files)
            return Outcome(Look(replace(book, files=files)))
        return self._compare(name)

    def _find_in_index(self, name: str) -> PlannedBook | None:
        order = self.order
        if self._index is None or order.compares_contents or name not in self._sources:
            return None
        book = self._index.find(name, self._sources[name])
        return None if book and order.strict and book.warnings else book

    def open(self, name: str) -> Outcome[BookPlan | None]:
        """Return a book with its artifacts in their places; None with errors if it has some."""
        order = self.order
        planned = plan_book(name, order.workspace, order.request, strict=order.strict)
        if planned.value is None:
            return planned
        placed = destinations.place(planned.value.artifacts, order.output)
        diagnostics = planned.diagnostics + placed.diagnostics
        return Outcome(replace(planned.value, artifacts=placed.value), diagnostics)

    def _compare(self, name: str) -> Outcome[Look | None]:
        """Return a book whose contents are compared; a fresh one is entered into the index."""
        start = time.time_ns()
        opened = self.open(name)
        plan = opened.value
        if plan is None:
            return Outcome(None, opened.diagnostics)
        judge = partial(self._judge, name, plan, opened.diagnostics)
        source = plan.book.folder or plan.book.texts[0]
        try:
            if self._index is None or self._sources.get(name) != source:
                return Outcome(judge())
            return Outcome(self._index.record(source, plan, start, judge))
        except Exception as error:  # noqa: BLE001  # a fault in one book leaves the others alone
            return Outcome(None, diagnose(error, name, plan.book.span))

    def _judge(self, name: str, plan: BookPlan, diagnostics: Diagnostics) -> Look:
        order, book = self.order, plan.book
        if name != book.name:
            self._names[book.name] = name
        results: list[Result] = []
        job: BookJob | None = None
        for each in plan_jobs(plan.artifacts, force=order.force, strict=order.strict):
            if isinstance(each, BookJob):
                job = each
            else:
                results.append(each)
                if each.status is Status.FRESH:  # also where an edit that failed was undone
                    note_result(each)
        stale = {artifact.path for artifact in job.artifacts} if job else set()
        stale_covers = (find_stale_cover(each, plan.artifacts) for each in results)
        covers = tuple(each for each in stale_covers if each)
        lines = as_lines(diagnostics + covers)
        severities = list(map(severity, merge(lines, *(each.lines for each in results))))
        planned = PlannedBook(
            name,
            weigh(book),
            book.settings.identifier or "",
            tuple(_describe(artifact, artifact.path not in stale) for artifact in plan.artifacts),
            severities.count(Severity.WARNING),
            severities.count(Severity.INFO),
            book.bind is not None,
        )
        return Look(planned, tuple(results), lines, job, has_stale_cover=bool(covers))

    def check(self) -> Diagnostics:
        """Return the errors of books that would be written to one file, or share an identifier.

        Their files are not made.  All books have been looked at before.  Raises ValueError where
        the output is a file and there are several to write.
        """
        output, count = self.order.output, sum(len(book.files) for book in self.books.values())
        if output is not None and count > 1 and destinations.is_file_destination(output):
            raise ValueError(f"{count} artifacts are made, and {output} is a file")
        workspace = self.order.workspace
        has_identifiers = any(book.identifier for book in self.books.values())
        listed = list_books(workspace.sources) if has_identifiers else {}
        is_whole = self.books.keys() >= listed.keys()
        self._clashes = find_clashes(workspace, self.books, self.open, is_whole=is_whole)
        return self._clashes.diagnostics

    def allows(self, name: str, path: str | Path) -> bool:
        """Return whether a file of a book may be made."""
        return self._clashes.allows(name, path)

    def jobs(self) -> Iterator[BookJob]:
        """Yield the job of each book with stale files, the heaviest first and binds last.

        A book is opened when its job is asked for.
        """
        stale = [book for book in self.books.values() if not book.is_fresh]
        for book in sorted(stale, key=lambda each: (each.is_bind, -each.weight)):
            if job := self._ready.pop(book.name, None) or self._find_job(book.name):
                artifacts = tuple(a for a in job.artifacts if self.allows(book.name, a.path))
                if artifacts:
                    yield replace(job, artifacts=artifacts)

    def _find_job(self, name: str) -> BookJob | None:
        """Return the job of a book; None where it cannot be opened, or was made meanwhile."""
        opened = self.open(name)
        if opened.value is None:
            self.unopened[name] = opened.diagnostics
            return None
        artifacts, order = opened.value.artifacts, self.order
        jobs = plan_jobs(artifacts, force=order.force, strict=order.strict)
        return next((job for job in jobs if isinstance(job, BookJob)), None)

    def status_of_fresh(self, book: PlannedBook) -> Status:
        """Return the status of the fresh files of a book: with ``strict`` its warnings count."""
        return Status.FAILED if self.order.strict and book.warnings else Status.FRESH

    def name_of(self, result: Result) -> str:
        """Return the name by which the order asks for the book of a result."""
        name = result.artifact.book.name
        return self._names.get(name, name)

    def enter(self, name: str) -> None:
        """Enter a book into the index if all its files are fresh now."""
        if self._index is not None:
            self._compare(name)

    def save(self) -> None:
        """Keep the index for the next build."""
        if self._index is not None:
            self._index.keep_only(self._sources)
            self._index.save()


def _describe(artifact: Artifact, is_fresh: bool) -> PlannedFile:
    # Enums are written into the index as texts.
    form, edition, profile = map(str, (artifact.format, artifact.edition, artifact.profile))
    return PlannedFile(str(artifact.path), form, edition, profile, is_fresh)
