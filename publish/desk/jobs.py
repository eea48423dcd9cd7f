"""Jobs: files that the desk makes on demand, by the functions of the commands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from publish.artifacts.book_selection import plan_books
from publish.artifacts.diagnostic_lines import as_diagnostics
from publish.artifacts.make import make
from publish.artifacts.plan import Request
from publish.artifacts.result import Status as Outcome
from publish.config import find_workspace
from publish.config.edition_options import Choices
from publish.diagnostics import Diagnostics, Severity
from publish.exceptions import diagnose
from publish.text.dataclass import dataclass

LIBRARY = "library"
"""The format of the archive of everything that is made of the books of a workspace."""


class JobStatus(StrEnum):
    """The state of a job; one that is done has a file to take away."""

    WAITING = "waiting"
    MAKING = "making"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """A file to make: a book in a format, an edition and a profile; ``name`` identifies the job.

    ``options`` are those of the edition.  The format ``LIBRARY`` stands for all books.  ``path`` is
    the file in ``output/``, once it is made or found fresh.
    """

    name: str
    book: str
    format: str
    edition: str | None = None
    profile: str | None = None
    options: Choices = ()
    status: JobStatus = JobStatus.WAITING
    path: Path | None = None
    diagnostics: Diagnostics = ()

    @property
    def event(self) -> dict[str, Any]:
        """The event that announces the state of the job."""
        is_over = self.status in (JobStatus.DONE, JobStatus.FAILED)
        errors = [each for each in self.diagnostics if each.severity is Severity.ERROR]
        return {
            "job": self.name,
            "done": int(is_over),
            "total": 1,
            "status": self.status.value,
            "message": errors[0].message if errors else "",
            "hint": " ".join(errors[0].hints) if errors else "",
            "file": self.path.name if self.path else "",
        }


def run_job(job: Job, folder: Path) -> Iterator[Job]:
    """Yield the states of a job while it is done, as ``publish pdf`` and its like do it."""
    yield replace(job, status=JobStatus.MAKING)
    try:
        yield _make(job, folder)
    except Exception as error:  # noqa: BLE001  # a fault in one job leaves the desk open
        faults = diagnose(error, job.book)
        yield replace(job, status=JobStatus.FAILED, diagnostics=faults)


def _make(job: Job, folder: Path) -> Job:
    if job.format == LIBRARY:
        return _make_library(job, folder)
    request = Request((job.format,), job.edition, job.profile, job.options)
    planned = plan_books((job.book,), find_workspace(folder), request)
    if not planned.value:
        return replace(job, status=JobStatus.FAILED, diagnostics=planned.diagnostics)
    result = make(planned.value[0])
    status = JobStatus.FAILED if result.status is Outcome.FAILED else JobStatus.DONE
    path = None if status is JobStatus.FAILED else result.path
    diagnostics = planned.diagnostics + result.diagnostics
    return replace(job, status=status, path=path, diagnostics=diagnostics)


def _make_library(job: Job, folder: Path) -> Job:
    """Return the job of the library, whose folder has an archive of everything in it."""
    from publish.catalogue.library import make_library
    from publish.catalogue.site_paths import EVERYTHING

    library = make_library(find_workspace(folder))
    if library.status is Outcome.FAILED:
        return replace(job, status=JobStatus.FAILED, diagnostics=as_diagnostics(library.lines))
    return replace(job, status=JobStatus.DONE, path=library.path / EVERYTHING)
