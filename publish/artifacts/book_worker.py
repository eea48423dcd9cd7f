"""A process that makes books for another one, with its imports, fonts and themes loaded once."""

from __future__ import annotations

import gc
import os
import queue
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from publish.artifacts.book_job import MakeOptions
from publish.artifacts.job_supply import Task
from publish.artifacts.worker import prepare_worker, set_limits
from publish.artifacts.worker_messages import (
    Alive,
    Begun,
    Ended,
    FileMade,
    Sender,
    Start,
    receive,
)

MOST_BOOKS = 200
"""The number of books after which a worker is renewed."""

MOST_GROWTH = 150 * 2**20
"""Bytes of memory beyond those after the first books, at which a worker is renewed."""

_FIRST_BOOKS = 5
"""The number of books in which a worker loads what it needs for all of them."""

_BEAT = 5.0
"""Seconds between two signs of life."""


def serve() -> None:
    """Make the books that the parent process sends to standard input, until it sends None.

    Results go to standard output.  The output of libraries goes to standard error instead.
    """
    received, sender = _take_streams()
    try:
        start: Start = receive(received)
    except EOFError:
        os._exit(1)  # the parent has ended
    prepare_worker(start.debug)
    gc.set_threshold(200_000, 50, 50)  # as in the main process of the command
    tasks: queue.SimpleQueue[object] = queue.SimpleQueue()
    threading.Thread(target=_receive_tasks, args=(received, tasks), daemon=True).start()
    threading.Thread(target=_send_signs, args=(sender,), daemon=True).start()
    try:
        _make_books(tasks, sender, start.options)
    except (MemoryError, BrokenPipeError):
        os._exit(1)  # without memory, or without a parent, nothing can be done at exit
    gc.freeze()


def _take_streams() -> tuple[int, Sender]:
    """Return the streams from and to the parent, which no child and no library can reach."""
    received, sent = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    try:
        os.dup2(2, 1)
    except OSError:  # standard error is closed
        os.dup2(nothing, 1)
    os.close(nothing)
    return received, Sender(sent)


def _receive_tasks(received: int, tasks: queue.SimpleQueue[object]) -> None:
    """Receive tasks; the end of the parent closes the stream, and ends this process."""
    while True:
        try:
            tasks.put(receive(received))
        except EOFError:
            os._exit(1)


def _send_signs(sender: Sender) -> None:
    with suppress(OSError):
        while True:
            time.sleep(_BEAT)
            sender.send(Alive(time.process_time()))


def _make_books(tasks: queue.SimpleQueue[object], sender: Sender, options: MakeOptions) -> None:
    usual = 0
    for count in range(1, MOST_BOOKS + 1):
        task = tasks.get()
        if not isinstance(task, Task):
            return
        sender.send(Begun())
        for index in range(task.start, len(task.job.artifacts)):
            set_limits(options.limits)
            result = task.job.make_file(index, options, task.processes)
            sender.send(FileMade.of(result))
        memory = measure_memory()
        if count <= _FIRST_BOOKS:
            usual = max(usual, memory)
        has_grown = count == MOST_BOOKS or memory > usual + MOST_GROWTH
        sender.send(Ended(has_grown))
        if has_grown:
            return


def measure_memory() -> int:
    """Return the bytes of memory of this process, or the most until now on other systems."""
    statm = Path("/proc/self/statm")
    if sys.platform == "win32":
        return 0
    if statm.exists():
        return int(statm.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
