"""Calls in processes of their own, each with limits of memory and time.

The limits hold in native code and in regular expressions too: the system counts the time of a
process and ends it, and refuses it memory.  A call that meets a limit leaves the others alone.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from publish.artifacts.worker import set_limits, start_worker
from publish.config.limits import Limits
from publish.exceptions import shows_tracebacks
from publish.storage.parent_process import delay_interrupts
from publish.text.dataclass import dataclass

_SLACK = 60.0
"""Seconds that a process may wait, for a disk or other processes, beyond ten times its limit."""


class Failure(Enum):
    """The reason why a call has no result."""

    TIME = "time"
    MEMORY = "memory"
    ENDED = "ended"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of a module and its arguments, which another process gets."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class _Running:
    index: int
    process: BaseProcess
    results: Connection
    deadline: float


def can_limit_memory() -> bool:
    """Return whether the system refuses memory to a process above a limit."""
    return sys.platform == "linux"


def call_all(
    calls: Sequence[Call], limits: Limits, jobs: int
) -> Iterator[tuple[int, Any | Failure]]:
    """Yield the index and the result of each call as soon as it has ended, ``jobs`` at a time."""
    waiting = list(enumerate(calls))[::-1]
    running: list[_Running] = []
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                running.append(_start(*waiting.pop(), limits))
            for ended in _wait(running):
                running.remove(ended)
                yield ended.index, _finish(ended, limits)
    finally:
        for each in running:
            each.process.kill()
            each.process.join()


def _start(index: int, call: Call, limits: Limits) -> _Running:
    results, sender = multiprocessing.Pipe(duplex=False)
    arguments = (sender, call, limits, shows_tracebacks())
    process = multiprocessing.get_context().Process(target=_run, args=arguments, daemon=True)
    with delay_interrupts():
        process.start()
    sender.close()
    seconds = limits.seconds
    deadline = float("inf") if seconds is None else time.monotonic() + latest_end(seconds)
    return _Running(index, process, results, deadline)


def _run(sender: Connection, call: Call, limits: Limits, debug: bool) -> None:
    """Make a call in this process, and send its result."""
    start_worker(debug)
    set_limits(limits)
    try:
        sender.send(call.function(*call.arguments))
    except MemoryError:
        sys.exit(1)  # without a result


def _wait(running: Sequence[_Running]) -> list[_Running]:
    """Return the calls that have a result, have ended, or are past their deadline."""
    nearest = min(each.deadline for each in running)
    timeout = None if nearest == float("inf") else max(0.0, nearest - time.monotonic())
    ready = wait([each.results for each in running], timeout)
    now = time.monotonic()
    return [each for each in running if each.results in ready or each.deadline <= now]


def _finish(ended: _Running, limits: Limits) -> Any | Failure:
    """Return the result of a call, or why it has none."""
    result: Any = Failure.ENDED
    is_late = ended.deadline <= time.monotonic() and not ended.results.poll()
    try:
        if is_late:
            ended.process.kill()
        else:
            result = ended.results.recv()
    except EOFError:
        pass
    ended.results.close()
    ended.process.join()
    if result is not Failure.ENDED:
        return result
    return Failure.TIME if is_late else explain_end(ended.process.exitcode, limits)


def latest_end(seconds: float) -> float:
    """Return the seconds after which a call with a limit is ended, though it may only wait."""
    return 10 * seconds + _SLACK


def explain_end(exit_code: int | None, limits: Limits) -> Failure:
    """Return why a process with limits ended without a result."""
    if sys.platform != "win32" and exit_code == -signal.SIGPROF:
        return Failure.TIME
    # A library that gets no memory ends the process in its own way.
    return Failure.MEMORY if limits.memory is not None else Failure.ENDED
