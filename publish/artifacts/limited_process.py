"""A call in a process of its own, with limits of memory and time.

The limits hold in native code and in regular expressions too: the system counts the time of a
process and ends it, and refuses it memory.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Callable
from enum import Enum
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from publish.artifacts.worker import set_limits, start_worker
from publish.config.limits import Limits
from publish.exceptions import shows_tracebacks
from publish.storage.parent_process import delay_interrupts

T = TypeVar("T")

_SLACK = 60.0
"""Seconds that a process may wait, for a disk or other processes, beyond ten times its limit."""


class Failure(Enum):
    """The reason why a call has no result."""

    TIME = "time"
    MEMORY = "memory"
    ENDED = "ended"
    STUCK = "stuck"


def can_limit_memory() -> bool:
    """Return whether the system refuses memory to a process above a limit."""
    return sys.platform == "linux"


def call_within(limits: Limits, function: Callable[..., T], *arguments: Any) -> T | Failure:
    """Return the result of a function of a module, which another process calls within limits."""
    results, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context().Process(
        target=_run, args=(sender, limits, shows_tracebacks(), function, arguments), daemon=True
    )
    with delay_interrupts():
        process.start()
    sender.close()
    seconds = limits.seconds
    try:
        if not wait([results], None if seconds is None else latest_end(seconds)):
            process.kill()
            return Failure.TIME
        result: T = results.recv()
    except EOFError:
        process.join()
        return explain_end(process.exitcode, limits)
    except BaseException:
        process.kill()
        raise
    finally:
        results.close()
        process.join()
    return result


def _run(
    sender: Connection,
    limits: Limits,
    debug: bool,
    function: Callable[..., Any],
    arguments: tuple[Any, ...],
) -> None:
    """Call a function in this process, and send its result."""
    start_worker(debug)
    set_limits(limits)
    try:
        sender.send(function(*arguments))
    except MemoryError:
        sys.exit(1)  # without a result


def latest_end(seconds: float) -> float:
    """Return the seconds after which a call with a limit is ended, though it may only wait."""
    return 10 * seconds + _SLACK


def explain_end(exit_code: int | None, limits: Limits) -> Failure:
    """Return why a process with limits ended without a result."""
    if sys.platform != "win32" and exit_code == -signal.SIGPROF:
        return Failure.TIME
    # A library that gets no memory ends the process in its own way.
    return Failure.MEMORY if limits.memory is not None else Failure.ENDED
