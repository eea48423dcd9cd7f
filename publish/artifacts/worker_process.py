"""A worker process as the build sees it: its tasks, its messages, and its end."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from typing import TypeAlias

from publish.artifacts.job_supply import Task
from publish.artifacts.worker_messages import Message, Sender, Start, receive
from publish.artifacts.worker_watch import WorkerWatch
from publish.storage.parent_process import delay_interrupts

_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from publish.artifacts.book_worker import serve; serve()"
)
"""The program of a worker, which gets the folders of modules as arguments.

With ``-P`` no module of the current folder is imported.  The main module of the parent, which may
be any program, is not imported either, as it is by processes of `multiprocessing`.
"""

Inbox: TypeAlias = "queue.SimpleQueue[tuple[WorkerProcess, Message | None]]"
"""The messages of all workers; None when a worker has ended."""


class WorkerProcess:
    """A process with an interpreter of its own, and its present tasks in their order.

    ``next_file`` is the file of the first task that the worker makes.  A worker ``is_new`` until
    it has made a book, and ``has_spoken`` when a message of it has come.
    """

    def __init__(self, start: Start, inbox: Inbox) -> None:
        self.tasks: deque[Task] = deque()
        self.next_file = 0
        self.is_new = True
        self.has_spoken = False
        command = (sys.executable, "-P", "-c", _PROGRAM, *sys.path)
        with delay_interrupts():
            self._process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
            )
        self.watch = WorkerWatch(self._process.pid)
        self._outbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._outbox.put(start)
        for run, arguments in ((self._send_all, ()), (self._receive_all, (inbox,))):
            threading.Thread(target=run, args=arguments, daemon=True).start()

    @property
    def exit_code(self) -> int | None:
        """The exit code of a worker that has ended, or minus the signal that ended it."""
        return self._process.returncode

    def give(self, tasks: Sequence[Task]) -> None:
        """Send tasks, which the worker makes one after the other."""
        if not self.tasks and tasks:
            self.next_file = tasks[0].start
            self.watch.begin_file()
        self.tasks.extend(tasks)
        for task in tasks:
            self._outbox.put(task)

    def end_task(self) -> None:
        """Note the end of the first task."""
        self.tasks.popleft()
        self.is_new = False
        self.next_file = self.tasks[0].start if self.tasks else 0

    def dismiss(self) -> None:
        """Let the worker end when it has made its tasks."""
        self._outbox.put(None)

    def wait(self, seconds: float) -> None:
        """Wait until a dismissed worker has ended; one that does not end in time is killed."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End the process at once; one that has ended stays as it is."""
        self._process.kill()
        self._process.wait()
        self._outbox.put(None)

    def _send_all(self) -> None:
        # In a thread, because a process that is stopped does not read.
        stream = self._process.stdin
        assert stream is not None
        sender = Sender(stream.fileno())
        try:
            while (message := self._outbox.get()) is not None:
                sender.send(message)
            sender.send(None)
            self._process.wait()
        except OSError:
            pass  # the worker has ended, which the other thread notices
        finally:
            stream.close()

    def _receive_all(self, inbox: Inbox) -> None:
        stream = self._process.stdout
        assert stream is not None
        try:
            while True:
                message: Message = receive(stream.fileno())
                inbox.put((self, message))
        except Exception:  # noqa: BLE001  # a message that cannot be read is the end of it too
            inbox.put((self, None))
        finally:
            stream.close()
