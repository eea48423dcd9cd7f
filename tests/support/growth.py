"""Growth of the CPU time of a function with the size of its input."""

from __future__ import annotations

import time
from collections.abc import Callable

_GROWTH = 8
_MOST = 4 * _GROWTH
_TURNS = 3
_NOISE = 0.1
"""Seconds that a busy machine adds to a run, by caches that other processes have emptied."""


def is_linear(run: Callable[[int], object], size: int) -> bool:
    """Return whether a run of eight times the size costs less than 32 times the CPU time.

    Quadratic costs would be 64 times as high.  The best of three tries counts: a busy machine
    spoils the others.
    """
    run(size)
    return any(
        _measure(run, _GROWTH * size) < _MOST * _measure(run, size) + _NOISE for _ in range(_TURNS)
    )


def _measure(run: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    run(size)
    return time.process_time() - start
