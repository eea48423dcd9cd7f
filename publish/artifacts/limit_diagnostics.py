"""Diagnostics of processes that met a limit, or that the system ended."""

from __future__ import annotations

from signal import Signals
from typing import TYPE_CHECKING, assert_never

from publish.config.limits import Limits, show_duration, show_size
from publish.diagnostics import TRACKER, Diagnostic
from publish.diagnostics.rules import files
from publish.diagnostics.rules import settings as rules
from publish.plugins import package_hints

if TYPE_CHECKING:
    from publish.artifacts.limited_process import Failure

_KILLED = -9
"""The exit code of a process that is killed, as a system without memory does."""

_RUN_AGAIN = "run it again: finished files are not made again"
_REPORT = f"if it happens again, report it with the text of the book, in {TRACKER}"


def limit_diagnostic(
    name: str, failure: Failure, limits: Limits, exit_code: int | None = None
) -> Diagnostic:
    """Return the diagnostic of ``name``, a file or a book, whose process has no result."""
    from publish.artifacts.limited_process import Failure

    match failure:
        case Failure.TIME:
            return rules.TIME_LIMIT.anywhere(
                f"{name} was not made: it takes more than {show_duration(limits.seconds or 0)} of "
                "processor time",
                "allow more with --limit-time, or `time` of [limits] in publish.toml",
                *package_hints(),
            )
        case Failure.MEMORY:
            return rules.MEMORY_LIMIT.anywhere(
                f"{name} was not made: it needs more than {show_size(limits.memory or 0)} of "
                "memory",
                "allow more with --limit-memory, or `memory` of [limits] in publish.toml",
                *package_hints(),
            )
        case Failure.ENDED:
            return _process_ended(name, exit_code)
        case Failure.STUCK:
            return files.PROCESS_ENDED.anywhere(
                f"{name} was not made: the process that made it got no further, and was ended",
                _RUN_AGAIN,
                _REPORT,
                *package_hints(),
            )
        case _:
            assert_never(failure)


def _process_ended(name: str, exit_code: int | None) -> Diagnostic:
    return files.PROCESS_ENDED.anywhere(
        f"{name} was not made: the process that made it ended before its time, "
        f"{describe_end(exit_code)}",
        _RUN_AGAIN,
        "`-j 1` needs the least memory" if exit_code == _KILLED else _REPORT,
        *package_hints(),
    )


def describe_end(exit_code: int | None) -> str:
    """Return how a process ended: ``by SIGKILL``, ``with exit code 1``."""
    if exit_code is None or exit_code >= 0:
        return f"with exit code {exit_code or 0}"
    try:
        return f"by {Signals(-exit_code).name}"
    except ValueError:
        return f"by signal {-exit_code}"
