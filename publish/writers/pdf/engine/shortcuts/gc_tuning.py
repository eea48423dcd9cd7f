"""Python looks for garbage every seven hundred objects, and a page is made of thousands.

That is a fourteenth of the time of a layout, in which everything that is alive is looked at again
and again; what it leaves behind is found as well when it is looked for seldom.  What was loaded
before the first page is alive to the end, and need not be looked at at all.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

SELDOM = 20_000
"""Objects made between two looks; with more of them, memory grows faster than time shrinks."""

_LOADING = 1_000_000
"""Objects made between two looks while modules are loaded, of which none is garbage."""


@contextmanager
def seldom() -> Iterator[None]:
    """Look for garbage seldom meanwhile."""
    _spare()
    with _every(SELDOM):
        yield


@contextmanager
def loading() -> Iterator[None]:
    """Look for no garbage meanwhile, nor afterwards at what was loaded."""
    with _every(_LOADING):
        yield
        gc.freeze()


@cache
def _spare() -> None:
    """Look no more, in this process, at what there is by now."""
    gc.freeze()


@contextmanager
def _every(objects: int) -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(objects, 10, 10)
    try:
        yield
    finally:
        gc.set_threshold(*before)
