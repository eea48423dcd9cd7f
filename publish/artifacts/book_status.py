"""Status of books: what a build would make of each, and why."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from publish.artifacts.diagnostic_lines import Lines, as_lines
from publish.artifacts.failure_records import find_failure
from publish.artifacts.library_plan import LibraryPlan
from publish.artifacts.plan import Artifact
from publish.artifacts.planned_book import PlannedFile
from publish.artifacts.staleness import Reason, find_reasons
from publish.exceptions import diagnose
from publish.text.dataclass import dataclass


class State(StrEnum):
    """The state of a file, or of the file of a book that needs most attention."""

    FRESH = "fresh"
    STALE = "stale"
    NEVER_BUILT = "never built"
    FAILED = "failed"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class FileStatus:
    """A file, its state, why it is stale, and the errors of the last time where it failed."""

    path: Path
    format: str
    edition: str
    profile: str
    state: State
    reasons: tuple[Reason, ...] = ()
    errors: Lines = ()


@dataclass(frozen=True, slots=True)
class BookStatus:
    """A book and its files; of one that cannot be opened the ``errors``."""

    name: str
    files: tuple[FileStatus, ...]
    errors: Lines = ()

    @property
    def state(self) -> State:
        """The state of the file that needs most attention."""
        states = {State.ERROR} if self.errors else {file.state for file in self.files}
        return next((state for state in reversed(State) if state in states), State.FRESH)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons why its files are stale, each once."""
        return tuple(dict.fromkeys(reason for file in self.files for reason in file.reasons))


def list_statuses(plan: LibraryPlan) -> Iterator[BookStatus]:
    """Yield the status of each book of a plan, with fresh ones.  Nothing is made.

    Raises ValueError as ``LibraryPlan.look`` does.
    """
    for name, outcome in plan.look():
        if outcome.value is None:
            yield BookStatus(name, (), as_lines(outcome.diagnostics))
        elif outcome.value.book.is_fresh:
            yield BookStatus(name, tuple(map(_copy_fresh, outcome.value.book.files)))
        else:
            yield _find_status(plan, name)
    plan.save()


def _copy_fresh(file: PlannedFile) -> FileStatus:
    return FileStatus(Path(file.path), file.format, file.edition, file.profile, State.FRESH)


def _find_status(plan: LibraryPlan, name: str) -> BookStatus:
    """Return the status of a book of which a file is stale."""
    opened = plan.open(name)
    if opened.value is None:
        return BookStatus(name, (), as_lines(opened.diagnostics))
    return BookStatus(name, tuple(map(_find_file_status, opened.value.artifacts)))


def _find_file_status(artifact: Artifact) -> FileStatus:
    errors: Lines = ()
    try:
        reasons = find_reasons(artifact)
    except Exception as error:  # noqa: BLE001  # a fault in one file leaves the others alone
        reasons, errors = (Reason.TEXT,), as_lines(diagnose(error, artifact.path.name))
    failure = find_failure(artifact.path, artifact.book.workspace.output)
    if not reasons:
        state = State.FRESH
    elif errors:
        state = State.ERROR
    elif failure:
        state, errors = State.FAILED, failure
    else:
        state = State.NEVER_BUILT if reasons == (Reason.NEVER_BUILT,) else State.STALE
    path, form = artifact.path, artifact.format
    return FileStatus(
        path, form.value, str(artifact.edition), artifact.profile, state, reasons, errors
    )
