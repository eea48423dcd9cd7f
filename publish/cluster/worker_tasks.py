"""The functions that Dask's workers run.  A book has an answer, whatever fails.

A worker has a private folder while clients build: the contents that books share, and a workspace
for each of its processes.  The folder goes with the last client, or after some idle minutes.
"""

from __future__ import annotations

import atexit
import os
import shutil
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from publish.cluster.book_process import BookProcess, ProcessEnded
from publish.cluster.messages import Failure, pack, unpack
from publish.storage.temporary_folder import create_temporary_folder

IDLE_SECONDS = 600.0
"""Seconds without a task after which a worker removes its folder: a client may be killed."""

PREFIX = "publish-worker-"
"""How the name of the folder of a worker begins."""


def report_programs() -> bytes:
    """Return the programs of this worker as a packed ``ProgramReport``."""
    from publish.cluster.program_report import describe_programs

    return pack(describe_programs())


def keep_blobs(build: str, message: bytes) -> None:
    """Keep contents that the books of a build share; ``message`` is a packed mapping of digests.

    Raises ProcessEnded where the build has ended.
    """
    from publish.cluster.book_making import blob_cache

    with _folder_for(build) as folder:
        cache = blob_cache(folder.path)
        for name, data in unpack(message, dict).items():
            cache.put(name, data)
        cache.trim()


def make_book(build: str, order: bytes, seconds: float) -> bytes:
    """Return the packed answer to the order of a book, which may take so many seconds."""
    try:
        with _folder_for(build) as folder:
            process = folder.find_process()
            try:
                return process.answer(order, seconds)
            finally:
                folder.give_back(process)
    except (ProcessEnded, OSError) as error:
        return pack(Failure(str(error)))


def end_build(build: str) -> None:
    """Forget a build, also in the middle of a book; without others remove all that was kept."""
    with _lock:
        _ended.append(build)
        if _folder is not None:
            _folder.builds.discard(build)
            if not _folder.builds:
                _close()


class _WorkerFolder:
    """The folder of this worker and the processes in it; ``builds`` are those that use it."""

    def __init__(self) -> None:
        path, self._lock = create_temporary_folder(PREFIX)
        self.path = Path(os.path.realpath(path))
        self.builds: set[str] = set()
        self.users = 0
        self._numbers = count(1)
        self._processes: set[BookProcess] = set()
        self._idle: list[BookProcess] = []

    def find_process(self) -> BookProcess:
        """Return a process that waits, else a new one."""
        with _lock:
            if self._idle:
                return self._idle.pop()
            folder = self.path / f"process-{next(self._numbers)}"
            folder.mkdir()
            process = BookProcess(folder, self.path)
            self._processes.add(process)
            return process

    def give_back(self, process: BookProcess) -> None:
        """Keep a process for the next book, if it can make another one."""
        with _lock:
            if process.is_usable:
                self._idle.append(process)
            else:
                self._processes.discard(process)
                process.close()
                shutil.rmtree(process.folder, ignore_errors=True)

    def close(self) -> None:
        """End all processes and remove the folder."""
        for process in self._processes:
            process.kill()
        for process in self._idle:
            process.close()
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)


_lock = threading.RLock()
_folder: _WorkerFolder | None = None
_timer: threading.Timer | None = None
_ended: deque[str] = deque(maxlen=1000)
"""The last builds that ended: Dask may still begin a task of one."""


@contextmanager
def _folder_for(build: str) -> Iterator[_WorkerFolder]:
    """Provide the folder of this worker for a task of a build."""
    global _folder  # noqa: PLW0603  # Dask's tasks are functions: a worker has one folder
    with _lock:
        if build in _ended:
            raise ProcessEnded("the build has ended")
        if _timer is not None:
            _timer.cancel()
        if _folder is None:
            _folder = _WorkerFolder()
        folder = _folder
        folder.builds.add(build)
        folder.users += 1
    try:
        yield folder
    finally:
        with _lock:
            folder.users -= 1
            if folder is _folder and not folder.users:
                _wait_for_tasks()


def _wait_for_tasks() -> None:
    """Remove the folder later, unless another task comes."""
    global _timer  # noqa: PLW0603  # as above
    _timer = threading.Timer(IDLE_SECONDS, _close_idle)
    _timer.daemon = True
    _timer.start()


def _close_idle() -> None:
    with _lock:
        if _folder is not None and not _folder.users:
            _close()


@atexit.register
def _close() -> None:
    global _folder  # as above
    with _lock:
        folder, _folder = _folder, None
        if folder is not None:
            folder.close()
