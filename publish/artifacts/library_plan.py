"""Plan of a build of any number of books, which are opened one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from publish.artifacts import destinations
from publish.artifacts.book_clashes import Clashes, find_clashes
from publish.artifacts.book_job import BookJob, plan_jobs, weigh
from publish.artifacts.book_selection import BookPlan, plan_book
from publish.artifacts.cover_state import find_stale_cover
from publish.artifacts.diagnostic_lines import as_lines, merge, severity
from publish.artifacts.library_index import LibraryIndex
from publish.artifacts.plan import Artifact, Request
from publish.artifacts.planned_book import MANY_BOOKS, Look, PlannedBook, PlannedFile
from publish.artifacts.result import Result
from publish.config import Workspace
from publish.config.book_names import list_books
from publish.diagnostics import Diagnostics, Outcome, Severity
from publish.text.dataclass import dataclass


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

    A book is opened, looked at and dropped; what stays of it is a ``PlannedBook``.
    """

    def __init__(self, order: Order) -> None:
        self.order = order
        self.books: dict[str, PlannedBook] = {}
        self._clashes = Clashes()
        self._index: LibraryIndex | None = None
        self._sources: dict[str, Path] = {}
        if order.is_library:
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
            if outcome.value:
                self.books[name] = outcome.value.book
            yield name, outcome

    def _look_at(self, name: str) -> Outcome[Look | None]:
        if (book := self._find_in_index(name)) is not None:
            if not self.order.force:
                return Outcome(Look(book))
            files = tuple(replace(file, is_fresh=False) for file in book.files)
            return Outcome(Look(replace(book, files=files)))
        planned = self.open(name)
        if planned.value is None:
            return Outcome(None, planned.diagnostics)
        return Outcome(self._compare(name, planned.value, planned.diagnostics))

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

    def _compare(self, name: str, plan: BookPlan, diagnostics: Diagnostics) -> Look:
        """Return a book whose contents were compared; a fresh one is entered into the index."""
        source = plan.book.folder or plan.book.texts[0]
        if self._index is None or self._sources.get(name) != source:
            return self._judge(name, plan, diagnostics)
        return self._index.record(source, plan, lambda: self._judge(name, plan, diagnostics))

    def _judge(self, name: str, plan: BookPlan, diagnostics: Diagnostics) -> Look:
        order, book = self.order, plan.book
        results: list[Result] = []
        job: BookJob | None = None
        for each in plan_jobs(plan.artifacts, force=order.force, strict=order.strict):
            if isinstance(each, BookJob):
                job = each
            else:
                results.append(each)
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
            plan = self.open(book.name).value
            artifacts = plan.artifacts if plan else ()
            allowed = [each for each in artifacts if self.allows(book.name, each.path)]
            for each in plan_jobs(allowed, force=self.order.force, strict=self.order.strict):
                if isinstance(each, BookJob):
                    yield each

    def enter(self, name: str) -> None:
        """Enter a book into the index if all its files are fresh now."""
        if self._index is not None and (plan := self.open(name)).value:
            self._compare(name, plan.value, plan.diagnostics)

    def save(self) -> None:
        """Keep the index for the next build."""
        if self._index is not None:
            self._index.keep_only(self._sources)
            self._index.save()


def _describe(artifact: Artifact, is_fresh: bool) -> PlannedFile:
    # Enums are written into the index as texts.
    form, edition, profile = map(str, (artifact.format, artifact.edition, artifact.profile))
    return PlannedFile(str(artifact.path), form, edition, profile, is_fresh)
