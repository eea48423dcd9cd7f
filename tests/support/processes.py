"""Processes of the command line in which faults happen at chosen events."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from tests.support.fault_injection import Fault

PATIENCE = 300.0
"""Seconds after which a test gives up waiting: far more than the busiest machine takes."""

ROOT = Path(__file__).parents[2]


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait until a condition holds; fail after ``PATIENCE``."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, f"nothing happened within {PATIENCE:.0f} seconds"
        time.sleep(0.01)


class ForkServer:
    """A process that forks others; see ``fork_server.py``.

    Its children have the temporary folder ``temporary``, by default beside the workspace.  Faults
    count the events on files of the folder above the workspace.
    """

    def __init__(self, workspace: Path, temporary: Path | None = None) -> None:
        self.workspace = workspace
        self.log = workspace.with_name("log")
        self.temporary = temporary or workspace.with_name("temporary")
        self.temporary.mkdir(exist_ok=True)
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("fork_server.py"))],
            cwd=workspace,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "SOURCE_DATE_EPOCH": "1700000000",
                "TMPDIR": str(self.temporary),
            },
        )

    def ask(self, **request: object) -> int:
        """Return the answer to a request, and fail where there is none within ``PATIENCE``."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(request) + "\n")
        stdin.flush()
        ready, _, _ = select.select([stdout], [], [], PATIENCE)
        assert ready, f"no answer to {request} within {PATIENCE:.0f} seconds"
        return int(stdout.readline())

    def start(self, *words: str, fault: Fault | None = None, **more: object) -> int:
        """Start ``publish`` in a process group of its own; return its process id."""
        self.log.write_bytes(b"")  # no test may read the log of the process before
        if fault:
            more["fault"] = {**asdict(fault), "action": fault.action.value}
        return self.ask(words=words, log=str(self.log), **more)

    def run(self, *words: str, fault: Fault | None = None, **more: object) -> int:
        """Run ``publish`` to its end; return its exit code, or minus the signal that ended it."""
        return self.wait(self.start(*words, fault=fault, **more))

    def wait(self, pid: int) -> int:
        """Wait for the end of a child; return its exit code, or minus the signal that ended it."""
        return self.ask(wait=pid)

    def count_events(self, *words: str, fault: Fault | None = None) -> int:
        """Run ``publish`` to its end; return the number of events that ``fault`` would count."""
        endless = asdict(fault or Fault(1)) | {"number": 2**40}
        pid = self.start(*words, fault=Fault(**endless))
        self.wait(pid)
        return self.ask(count=pid)

    def pauses(self, pid: int) -> bool:
        """Wait until a child has stopped or ended; return whether it has stopped."""
        return bool(self.ask(pause=pid))

    def has_ended(self, pid: int) -> bool:
        """Return whether a child has ended; it can still be waited for."""
        return bool(self.ask(ended=pid))

    def kill(self, pid: int) -> None:
        """Kill a child, and wait for its end."""
        os.kill(pid, signal.SIGKILL)
        assert self.wait(pid) in {-signal.SIGKILL, 0}

    def end(self) -> None:
        """End the server."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._process.stdout.close()


def group_is_alive(group: int) -> bool:
    """Return whether a process of that process group runs; a zombie does not."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    stats = list(Path("/proc").glob("[0-9]*/stat"))
    return not stats or any(_is_running_in(group, stat) for stat in stats)


def _is_running_in(group: int, stat: Path) -> bool:
    try:
        # The second field, the name of the program in brackets, may contain spaces.
        state, _, process_group = stat.read_text().rpartition(")")[2].split()[:3]
    except OSError:
        return False
    return int(process_group) == group and state not in "ZX"
