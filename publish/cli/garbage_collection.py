"""Garbage collection of commands that run for hours."""

from __future__ import annotations

import gc
import sys
from functools import cache


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
