"""Faults at chosen events of a process: signals, pauses and errors of the system.

An audit hook of Python (PEP 578) counts the operations on files and processes below a folder, and
acts at one of them.  The program under test has no part in that.
"""

from __future__ import annotations

import errno
import fcntl
import mmap
import os
import signal
import struct
import sys
import tempfile
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from tests.support.worker_faults import set_worker_code

_CHANGES = frozenset(
    "os.rename os.remove os.mkdir os.rmdir os.utime os.chmod os.link os.symlink os.truncate".split()
)
_READS = frozenset(["os.listdir", "os.scandir"])
_PROCESSES = frozenset("os.fork os.posix_spawn subprocess.Popen".split())
_NEEDS_ROOM = frozenset("open os.rename os.mkdir os.link os.symlink".split())
_DESCRIPTOR = {"os.rename": 2, "os.remove": 1, "os.mkdir": 2, "os.rmdir": 1, "os.chmod": 2}
"""The place of the descriptor of a folder among the arguments of an event."""


class Action(Enum):
    """The act at the chosen event."""

    KILL = "kill"
    TERMINATE = "terminate"
    INTERRUPT = "interrupt"
    PAUSE = "pause"
    DISK_FULL = "disk full"
    DISK_ERROR = "disk error"

    @property
    def signal(self) -> signal.Signals | None:
        """The signal that the process sends to itself; None for an error of the system."""
        return _SIGNALS.get(self)


_SIGNALS = {
    Action.KILL: signal.SIGKILL,
    Action.TERMINATE: signal.SIGTERM,
    Action.INTERRUPT: signal.SIGINT,
    Action.PAUSE: signal.SIGSTOP,
}


@dataclass(frozen=True)
class Fault:
    """An action at the event number ``number``, counted from 1, of a process or of its workers.

    With ``folder`` only events on files in that folder count, else in that of the ``Injector``;
    with ``start`` only those after a file of that name exists.  A full disk stays full: each later
    event that needs room fails too.
    """

    number: int
    action: Action = Action.KILL
    in_worker: bool = False
    changes_only: bool = False
    start: str | None = None
    folder: str | None = None


class Injector:
    """The audit hook of a process and of its workers, which count together in a file."""

    def __init__(self, folder: Path, fault: Fault | None, counter: Path | None = None) -> None:
        self._folder = (fault and fault.folder) or str(folder)
        self._fault = fault
        self._process = os.getpid()
        # The file has no name and is open as long as the process.
        self._lock = counter.open("r+b") if counter else tempfile.TemporaryFile()  # noqa: SIM115
        if counter is None:
            self._lock.truncate(8)
        self._counter = mmap.mmap(self._lock.fileno(), 8)
        self._file = counter or Path(f"/proc/{self._process}/fd/{self._lock.fileno()}")

    @property
    def count(self) -> int:
        """The number of events until now, in all processes."""
        (count,) = struct.unpack("q", self._counter[:8])
        return int(count)

    def install(self) -> None:
        """Begin to count the events of this process; an audit hook stays until its end."""
        self._process = os.getpid()
        set_worker_code(
            "from pathlib import Path\n"
            "from tests.support.fault_injection import Action, Fault, Injector\n"
            f"fault = {self._describe_fault()}\n"
            f"injector = Injector(Path({self._folder!r}), fault, Path({str(self._file)!r}))\n"
            "injector.install_in_worker()"
        )
        sys.addaudithook(self._receive)

    def install_in_worker(self) -> None:
        """Begin to count the events of this process, a worker of the one with the counter."""
        self._process = 0
        sys.addaudithook(self._receive)

    def _describe_fault(self) -> str:
        if self._fault is None:
            return "None"
        values = {**vars(self._fault), "action": self._fault.action.value}
        return f"Fault(**{{**{values!r}, 'action': Action({self._fault.action.value!r})}})"

    def _receive(self, event: str, arguments: tuple[Any, ...]) -> None:
        fault = self._fault
        if not self._is_counted(event, arguments):
            return
        if fault and (os.getpid() != self._process) != fault.in_worker:
            return
        if fault and fault.start and not Path(fault.start).exists():
            return
        number = self._next_number()
        if fault is None or number < fault.number:
            return
        if fault.action.signal:
            if number == fault.number:
                os.kill(os.getpid(), fault.action.signal)
        elif fault.action is Action.DISK_FULL or number == fault.number:
            code = errno.ENOSPC if fault.action is Action.DISK_FULL else errno.EIO
            raise OSError(code, os.strerror(code), arguments[0])

    def _next_number(self) -> int:
        """Return the number of one more event; two processes never have the same one."""
        fcntl.lockf(self._lock, fcntl.LOCK_EX)
        number = self.count + 1
        self._counter[:8] = struct.pack("q", number)
        fcntl.lockf(self._lock, fcntl.LOCK_UN)
        return number

    def _is_counted(self, event: str, arguments: tuple[Any, ...]) -> bool:
        changes_only = self._fault is not None and self._fault.changes_only
        is_error = self._fault is not None and self._fault.action.signal is None
        if event in _PROCESSES:
            return not changes_only and not is_error
        if event == "open":
            counts = _writes(arguments) or not (changes_only or is_error)
        elif is_error:
            counts = event in _NEEDS_ROOM
        else:
            counts = event in _CHANGES or (event in _READS and not changes_only)
        return counts and _path(event, arguments).startswith(self._folder)


def _writes(arguments: tuple[Any, ...]) -> bool:
    flags = arguments[2]
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))


def _path(event: str, arguments: tuple[Any, ...]) -> str:
    """Return the path of an event; that of a file by descriptor is empty."""
    try:
        path = os.fsdecode(arguments[0])
    except TypeError:
        return ""
    if os.path.isabs(path):  # noqa: PTH117  # runs at every event
        return path
    place = _DESCRIPTOR.get(event)
    descriptor = arguments[place] if place is not None else -1
    try:
        folder = str(Path.cwd()) if descriptor == -1 else os.readlink(f"/proc/self/fd/{descriptor}")  # noqa: PTH115
    except OSError:
        return ""
    return f"{folder}/{path}"
