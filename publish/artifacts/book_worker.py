"""A process that makes books for another one, with its imports, fonts and themes loaded once."""

from __future__ import annotations

import gc
import os
import queue
import threading
import time
from contextlib import suppress

from publish.artifacts.book_job import MakeOptions
from publish.artifacts.job_supply import Task
from publish.artifacts.result import BareResult
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
from publish.artifacts.worker_renewal import Renewal
from publish.storage.garbage_collection import collect_rarely

_SIGN_SECONDS = 5.0
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
    collect_rarely()
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
            time.sleep(_SIGN_SECONDS)
            sender.send(Alive(time.process_time()))


def _make_books(tasks: queue.SimpleQueue[object], sender: Sender, options: MakeOptions) -> None:
    renewal = Renewal()
    while isinstance(task := tasks.get(), Task):
        sender.send(Begun())
        for index in range(task.start, len(task.job.artifacts)):
            set_limits(options.limits)
            result = task.job.make_file(index, options, task.processes)
            sender.send(FileMade(BareResult.of(result)))
        is_last = renewal.is_due_after_book()
        sender.send(Ended(is_last))
        if is_last:
            return
