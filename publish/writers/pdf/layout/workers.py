"""Many hands: parts laid out by processes of their own, which leave in the cache what they made.

On which side of a sheet a part begins is known only when all parts before it are laid out.  So
each is laid out as if it began on a recto, which tells how many pages it has; those that then turn
out to begin on a verso are laid out once more.  Where a guess is wrong, nothing but time is lost:
whoever binds the book lays out what the cache has not.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")

PARTS = 4
"""Fewer parts than this are laid out sooner than processes are made for them."""

HANDS = 3
"""Fewer processes than this lose more by laying out half of the parts twice than they win."""


def shared(work: Sequence[T], do: Callable[[T], object], jobs: int) -> None:
    """Do each piece of ``work``, ``jobs`` of them at a time; what fails is left undone.

    Where no process can be made that has all that this one has, nothing is done: on macOS the
    system's own libraries do not bear it (https://bugs.python.org/issue33725).
    """
    if sys.platform != "linux":
        return
    import multiprocessing

    fork = multiprocessing.get_context("fork")
    hands = [fork.Process(target=_each, args=(work[n::jobs], do)) for n in range(jobs)]
    for hand in hands:
        hand.start()
    try:
        for hand in hands:
            hand.join()
    except BaseException:
        for hand in hands:
            hand.kill()
        raise


def _each(work: Sequence[T], do: Callable[[T], object]) -> None:
    # Ctrl-C reaches every process of a terminal; whoever made this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for piece in work:
        # Whoever waits for it comes upon the same error, and can say it.
        with suppress(Exception):
            do(piece)
