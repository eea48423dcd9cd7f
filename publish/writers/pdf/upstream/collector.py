"""Python looks for garbage every seven hundred objects, and a page is made of thousands.

That is a fourteenth of the time of a layout, in which everything that is alive is looked at again
and again; what it leaves behind is found as well when it is looked for seldom.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 20_000
"""Objects made between two looks; with more of them, memory grows faster than time shrinks."""


@contextmanager
def seldom() -> Iterator[None]:
    """Look for garbage seldom meanwhile."""
    before = gc.get_threshold()
    gc.set_threshold(SELDOM, 10, 10)
    try:
        yield
    finally:
        gc.set_threshold(*before)
