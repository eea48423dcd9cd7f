"""The start of a process that works for another one, and the limits of its memory and time."""

from __future__ import annotations

import signal
import sys

from publish.config.limits import Limits
from publish.exceptions import show_tracebacks, shows_tracebacks


def start_worker(debug: bool) -> None:
    """Prepare a process of `multiprocessing`, which Ctrl-C and the end of its parent end silently.

    With ``debug`` tracebacks are printed, as the parent prints them.
    """
    from publish.storage.parent_process import end_with_parent

    prepare_worker(debug)
    end_with_parent()


def prepare_worker(debug: bool) -> None:
    """Let Ctrl-C end this process silently; with ``debug`` tracebacks are printed."""
    from publish.storage.parent_process import accept_interrupts

    accept_interrupts(signal.SIG_DFL)
    if debug and not shows_tracebacks():
        show_tracebacks().__enter__()  # until the process ends


def set_limits(limits: Limits) -> None:
    """Limit the memory of this process, and its processor time from now on."""
    if limits.memory is not None and sys.platform == "linux":
        import resource

        # Data of the process; programs and fonts that are mapped from files do not count.
        resource.setrlimit(resource.RLIMIT_DATA, (limits.memory, limits.memory))
    if limits.seconds is not None and sys.platform != "win32":
        # The signal ends the process, also in native code, after that much processor time.
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, limits.seconds)
