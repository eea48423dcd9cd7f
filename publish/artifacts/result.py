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
