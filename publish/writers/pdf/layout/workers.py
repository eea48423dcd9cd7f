"""Worker processes that lay out parts and leave the layouts in the store.

The side on which a part begins is known only when all parts before it are laid out, so the layout
of a worker may turn out to be of the wrong side.  That costs time only: missing layouts are
computed by the main process.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

from publish.text.dataclass import dataclass

T = TypeVar("T")

MIN_PARTS = 4
"""Below this number of parts, starting processes costs more than it saves."""

MIN_JOBS = 3
"""Below this number of processes, laying out half of the parts twice costs more than it saves."""


def _tell_nobody(_done: int, _all: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Workers:
    """The number of processes that lay out the parts of a book.

    ``tell`` is called after each text that this process lays out or finds in the store, with the
    number of those that are done and of all.
    """

    jobs: int = 1
    tell: Callable[[int, int], None] = _tell_nobody


ALONE = Workers()
"""No process but this one."""


def run_in_processes(items: Sequence[T], run: Callable[[T], object], jobs: int) -> None:
    """Run a function on each item in ``jobs`` forked processes; failing items are skipped.

    Does nothing outside Linux: on macOS system libraries fail after a fork
    (https://bugs.python.org/issue33725).
    """
    if sys.platform != "linux":
        return
    import multiprocessing

    from publish.storage.parent_process import delay_interrupts

    fork = multiprocessing.get_context("fork")
    workers = [fork.Process(target=_run_each, args=(items[n::jobs], run)) for n in range(jobs)]
    try:
        with delay_interrupts():
            for worker in workers:
                worker.start()
        for worker in workers:
            worker.join()
    except BaseException:
        for worker in workers:
            if worker.pid:
                worker.kill()
        raise


def _run_each(items: Sequence[T], run: Callable[[T], object]) -> None:
    from publish.storage.parent_process import accept_interrupts, end_with_parent

    # Ctrl-C reaches every process of a terminal; the main process kills its workers.
    accept_interrupts(signal.SIG_IGN)
    end_with_parent()
    for item in items:
        # The main process meets the same error and reports it.
        with suppress(Exception):
            run(item)
