"""The CPU time of a function, by which tests judge the growth of costs."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def pause_collector() -> Iterator[None]:
    """Keep the garbage collector from running while the statements inside do.

    A collection costs what all objects of the process cost, whichever function it falls into, and
    falls into the longer of two runs alone.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def cpu_seconds(run: Callable[[], object]) -> float:
    """Return the CPU seconds that a function takes in this thread, without collections.

    Other threads of the process may be servers of other tests.
    """
    with pause_collector():
        start = time.thread_time()
        run()
        return time.thread_time() - start
