"""Diagnostics of processes that met a limit, or that the system ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from publish.config.limits import Limits, show_duration, show_size
from publish.diagnostics import Diagnostic
from publish.diagnostics.rules import files
from publish.diagnostics.rules import settings as rules

if TYPE_CHECKING:
    from publish.artifacts.limited_process import Failure


def limit_diagnostic(name: str, failure: Failure, limits: Limits) -> Diagnostic:
    """Return the diagnostic of ``name``, a file or a book, whose process has no result."""
    from publish.artifacts.limited_process import Failure

    match failure:
        case Failure.TIME:
            return rules.TIME_LIMIT.anywhere(
                f"{name} was not made: it takes more than {show_duration(limits.seconds or 0)} of "
                "processor time",
                "allow more with --limit-time, or `time` of [limits] in publish.toml",
            )
        case Failure.MEMORY:
            return rules.MEMORY_LIMIT.anywhere(
                f"{name} was not made: it needs more than {show_size(limits.memory or 0)} of "
                "memory",
                "allow more with --limit-memory, or `memory` of [limits] in publish.toml",
            )
        case Failure.ENDED:
            return process_ended(name)
        case _:
            assert_never(failure)


def process_ended(name: str) -> Diagnostic:
    """Return the diagnostic of a file whose process was ended by the system."""
    return files.PROCESS_ENDED.anywhere(
        f"{name} was not made: a process that made books was ended by the system",
        "run it again: finished artifacts are not made again, and `-j 1` needs the least memory",
    )
