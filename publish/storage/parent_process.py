"""The end of worker processes whose parent process has ended."""

from __future__ import annotations

import multiprocessing
import os
import threading


def end_with_parent() -> None:
    """End this worker process silently when its parent ends.

    Ctrl-C reaches every process of a terminal, but a parent that is killed sends no signal.
    """
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
