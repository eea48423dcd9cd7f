"""The start of a process that makes books for another one."""

from __future__ import annotations

from publish.exceptions import show_tracebacks, shows_tracebacks


def start_worker(debug: bool) -> None:
    """Prepare a worker process: Ctrl-C ends it silently, and so does the end of its parent.

    With ``debug`` tracebacks are printed, as the parent prints them.
    """
    import signal

    from publish.storage.parent_process import accept_interrupts, end_with_parent

    accept_interrupts(signal.SIG_DFL)
    end_with_parent()
    if debug and not shows_tracebacks():
        show_tracebacks().__enter__()  # until the process ends
