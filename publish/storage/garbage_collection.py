"""Garbage collection: rare while books are made, and exempt of modules in long commands."""

from __future__ import annotations

import gc
import sys
from functools import cache


def collect_rarely() -> None:
    """Let this process collect garbage rarely from now on.

    Nodes are many, small and never in cycles: with the default thresholds the garbage collector
    takes a fifth of the time of `publish check`.
    """
    gc.set_threshold(200_000, 50, 50)


def collect_garbage() -> None:
    """Collect garbage now, while nobody waits; modules are exempt, for which it would take long."""
    gc.collect()
    _freeze(len(sys.modules))


def freeze_modules() -> None:
    """Exempt all objects from garbage collection, once for each number of loaded modules.

    Modules stay until the end, and a collection of them takes longer than a build.  Garbage of
    later builds is collected often.
    """
    _freeze(len(sys.modules))
    gc.set_threshold(20_000, 10, 10)


@cache
def _freeze(_count: int) -> None:
    gc.collect()
    gc.freeze()
