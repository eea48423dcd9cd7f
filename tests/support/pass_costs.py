"""The CPU time of each stage of reading a text."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from publish.config.settings import Settings
from publish.diagnostics import Diagnostic, PublishError
from publish.document.summary import understand
from publish.pipeline import stages
from publish.pipeline.assemble import assemble
from publish.pipeline.pass_table import draft_passes, work_passes
from publish.readers import read
from publish.readers.decode import decode
from publish.text.source import Source
from tests.support.cpu_time import pause_collector

T = TypeVar("T")


class TooSlowError(Exception):
    """CPU time beyond the limit, by which even an exponential pattern is stopped."""


@contextmanager
def limit_time(seconds: float) -> Iterator[None]:
    """Raise TooSlowError where the statements inside take more CPU time."""

    def stop(*_: object) -> None:
        raise TooSlowError(f"more than {seconds:g} seconds of CPU")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def measure_stages(text: str, settings: Settings | None = None) -> dict[str, float]:
    """Return the CPU seconds of each stage, as ``publish check`` reads a book of one file.

    The stages after one that refuses the text are absent.
    """
    settings = settings or Settings()
    seconds: dict[str, float] = {}
    diagnostics: list[Diagnostic] = []
    sources: tuple[Source, ...] = ()

    def measure(stage: str, function: Callable[[], T]) -> T:
        with pause_collector():
            start = time.thread_time()
            try:
                return function()
            finally:
                seconds[stage] = time.thread_time() - start

    try:
        sources = (measure("decode", lambda: decode(text.encode(), "text.txt")).value,)
        value = measure("read", lambda: read(sources[0])).value
        for each in draft_passes():
            outcome = measure(each.name, lambda: each.apply(value, settings=settings))  # noqa: B023
            value = outcome.value
            diagnostics += outcome.diagnostics
        if stages.is_empty(value):
            return seconds
        assembled = measure("assemble", lambda: assemble((value,), settings, "text"))
        work = assembled.value
        diagnostics += assembled.diagnostics
        for each in work_passes():
            outcome = measure(each.name, lambda: each.apply(work, settings=settings))  # noqa: B023
            work = outcome.value
            diagnostics += outcome.diagnostics
        measure("summary", lambda: understand(work, diagnostics, sources))
    except PublishError as error:
        diagnostics += error.diagnostics
    measure("messages", lambda: stages.settle(diagnostics, settings, sources))
    return seconds
