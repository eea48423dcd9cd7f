"""The result of making an artifact: its status and its diagnostics as lines of text."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from publish.artifacts.diagnostic_lines import Lines, as_diagnostics
from publish.artifacts.plan import Artifact
from publish.diagnostics import Diagnostics
from publish.document.understanding import Understanding
from publish.text.dataclass import dataclass


class Status(StrEnum):
    """The outcome of making an artifact: written, already up to date, or failed."""

    MADE = "made"
    FRESH = "fresh"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """An artifact, its status, and the diagnostics of its making, the gravest first.

    After a failure the file that was there before is still there.  ``understanding`` sums up the
    text; None where the text was not read to its end.  ``seconds`` are those of its making, and
    ``pages`` are counted of a PDF that was made.
    """

    artifact: Artifact
    status: Status
    lines: Lines
    understanding: Understanding | None = None
    seconds: float = 0.0
    pages: int = 0

    @property
    def path(self) -> Path:
        """The file of the artifact."""
        return self.artifact.path

    @property
    def diagnostics(self) -> Diagnostics:
        """The diagnostics, parsed from their lines; their fixes are not kept."""
        return as_diagnostics(self.lines)


@dataclass(frozen=True, slots=True)
class BareResult:
    """A result without its artifact, for a process or a machine that has the artifact."""

    status: Status
    lines: Lines
    understanding: Understanding | None
    seconds: float
    pages: int

    @classmethod
    def of(cls, result: Result) -> BareResult:
        """Return a result without its artifact."""
        values = (result.status, result.lines, result.understanding, result.seconds, result.pages)
        return cls(*values)

    def of_artifact(self, artifact: Artifact) -> Result:
        """Return the result of the artifact."""
        values = (self.status, self.lines, self.understanding, self.seconds, self.pages)
        return Result(artifact, *values)
