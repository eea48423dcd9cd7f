"""The messages between a build and its worker processes, each a pickle behind its length.

Both ends are of this program and on this machine, and no other process has the pipes.
"""

from __future__ import annotations

import os
import pickle
import threading
from typing import Any

from publish.artifacts.book_job import MakeOptions
from publish.artifacts.result import BareResult
from publish.text.dataclass import dataclass

_LENGTH = 8
"""Bytes of the length of a message."""


@dataclass(frozen=True, slots=True)
class Start:
    """The first message to a worker: the options of the build, and whether to print tracebacks."""

    options: MakeOptions
    debug: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """The worker begins its next task."""


@dataclass(frozen=True, slots=True)
class FileMade:
    """The result of the next file of the task."""

    result: BareResult


@dataclass(frozen=True, slots=True)
class Ended:
    """The task has no more files; after its last one a worker takes no further task."""

    is_last: bool


@dataclass(frozen=True, slots=True)
class Alive:
    """A sign of life while a file is made, with the seconds of processor time until now."""

    processor: float


Message = Begun | FileMade | Ended | Alive


class Sender:
    """The writing end of a pipe, which several threads may use."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = threading.Lock()

    def send(self, message: object) -> None:
        """Send a message; raise OSError where the other end is closed."""
        data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        rest = memoryview(len(data).to_bytes(_LENGTH, "big") + data)
        with self._lock:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]


def receive(descriptor: int) -> Any:
    """Return the next message of a pipe; raise EOFError where the other end is closed."""
    length = int.from_bytes(_read(descriptor, _LENGTH), "big")
    return pickle.loads(_read(descriptor, length))


def _read(descriptor: int, size: int) -> bytes:
    # Not by a buffered file: a thread that waits in one cannot be ended with the process.
    pieces: list[bytes] = []
    while size:
        piece = os.read(descriptor, min(size, 2**20))
        if not piece:
            raise EOFError
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
