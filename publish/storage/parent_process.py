"""Worker processes and their parent: the end of the parent, and Ctrl-C, which reaches them all."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def delay_interrupts() -> Iterator[None]:
    """Keep Ctrl-C waiting until the end of the block, in which worker processes start.

    A worker keeps it waiting until ``accept_interrupts``: before, it would print a traceback.
    """
    if sys.platform == "win32":
        yield
        return
    with _note_interrupts():
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _note_interrupts() -> Iterator[None]:
    """Send a Ctrl-C of the block again at its end.

    The mask of signals is one thread's: another thread would receive the signal at once, and
    Python calls the handler in the main thread. https://docs.python.org/3/library/signal.html
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    signals: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: signals.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if signals:
            signal.raise_signal(signal.SIGINT)


def accept_interrupts(action: signal.Handlers) -> None:
    """Let Ctrl-C do ``action`` in this worker process: end it silently, or nothing."""
    signal.signal(signal.SIGINT, action)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def end_with_parent() -> None:
    """End this worker process silently when its parent ends.

    A parent that is killed sends no signal.
    """
    import multiprocessing

    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
