"""``publish`` in a limited process that notes the files it opens, its connections and programs.

A line of the log that is a number is its peak memory in bytes.

    python -m tests.support.watched_publish LOG SECONDS BYTES WORD…

The process ends when it has used so many seconds of the processor; the bytes are of memory.
Python reports events to its audit hooks: https://docs.python.org/3/library/audit_events.html
"""

from __future__ import annotations

import os
import re
import resource
import sys
from pathlib import Path

_EVENTS = ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system")


def main() -> None:
    """Run ``publish`` with the words after the log and the limits."""
    name, seconds, memory, *words = sys.argv[1:]
    log = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event in _EVENTS:
            os.write(log, f"{event} {arguments}\n".encode("utf-8", "replace"))

    from publish.__main__ import main as run

    sys.addaudithook(note)
    sys.argv = ["publish", *words]
    try:
        run()
    finally:
        # The peak in the resource usage of a process begins at that of its parent.
        (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
        os.write(log, f"{int(peak) * 1024}\n".encode())


if __name__ == "__main__":
    main()
