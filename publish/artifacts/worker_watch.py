"""The judgement whether a worker process still works: by its messages and its processor time.

Time counts as the build itself runs, so that a build that was stopped and a machine that slept make
no worker late.  Nor does a busy machine: a worker that gets processor time works.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from publish.artifacts.limited_process import latest_end
from publish.config.limits import Limits

SILENCE = 60.0
"""Seconds after which a worker that sends nothing and uses no processor time is stuck.

A worker sends a sign of life each few seconds, except while native code keeps the interpreter.
"""

IDLENESS = 900.0
"""Seconds after which a worker that makes a file without using processor time is stuck.

A worker may wait for another program or a slow disk.
"""

LONGEST_FILE = 3600.0
"""Seconds of processor time, beside those for its weight, after which a file is endless."""

_SECONDS_PER_BYTE = 1e-3
"""Far more than a byte of text takes: the longest books take some 20 microseconds."""

_LEAST_WORK = 0.05
"""Seconds of processor time that are more than a few signs of life take."""


class WorkerWatch:
    """The times of a worker process since its last message, work and file."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._silent = 0.0
        self._idle = 0.0
        self._on_file = 0.0
        self._processor = 0.0
        self._at_file = 0.0

    def note_message(self, processor: float = 0.0) -> None:
        """Note a message of the worker, and the processor time that it names."""
        self._silent = 0.0
        self._note_work(processor)

    def begin_file(self) -> None:
        """Note that the worker begins a file, or that it gets its first task."""
        self._silent = self._idle = self._on_file = 0.0
        self._processor = max(self._processor, read_processor_time(self._pid))
        self._at_file = self._processor

    def pass_time(self, seconds: float) -> None:
        """Note that so much time has passed, and look whether the worker has worked."""
        self._silent += seconds
        self._idle += seconds
        self._on_file += seconds
        self._note_work(read_processor_time(self._pid))

    def is_late(self, limits: Limits) -> bool:
        """Return whether a file takes far longer than its limit, though it may only wait."""
        return limits.seconds is not None and self._on_file > latest_end(limits.seconds)

    def is_stuck(self, weight: int) -> bool:
        """Return whether a file of a book of that weight gets no further."""
        if min(self._silent, self._idle) > SILENCE or self._idle > IDLENESS:
            return True
        return self._processor - self._at_file > LONGEST_FILE + weight * _SECONDS_PER_BYTE

    def _note_work(self, processor: float) -> None:
        if processor - self._processor > _LEAST_WORK:
            self._processor = processor
            self._idle = 0.0


def read_processor_time(pid: int) -> float:
    """Return the seconds of processor time of a process and its ended children.

    They are 0 where the system does not tell, or the process has ended.
    """
    if sys.platform != "linux":
        return 0.0
    try:
        # proc(5): the second field, the program in brackets, may have spaces; utime is field 14.
        fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
