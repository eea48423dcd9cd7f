"""Growth of the CPU time of a function with the size of its input."""

from __future__ import annotations

from collections.abc import Callable

from tests.support.cpu_time import cpu_seconds

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
        cpu_seconds(lambda: run(_GROWTH * size)) < _MOST * cpu_seconds(lambda: run(size)) + _NOISE
        for _ in range(_TURNS)
    )
