"""Saves of the desk in processes that are killed: ``python -m tests.desk.killed_saves DIR TIMES``.

Prints the number of kills.  Each of them comes at a random event on files, and leaves the text as
it was or as it was to be; the next save removes what the killed one has left behind.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from pathlib import Path

from publish.desk.saved_text import digest_of, save_text
from publish.desk.text_edits import TextEdit, write_edit
from tests.support.fault_injection import Fault, Injector

_EVENTS = 12
"""More events than a save has; a number beyond the last one is drawn again."""


def save(folder: Path, version: int) -> None:
    """Save both files of the folder in a version."""
    path = folder / "a.txt"
    save_text(path, text(version), digest_of(path.read_bytes()), [folder])
    settings = folder / "a.toml"
    write_edit(TextEdit(settings, settings.read_bytes(), mark(version)), [folder])


def text(version: int) -> str:
    return f"version {version}\n" * 2000


def mark(version: int) -> bytes:
    return b'[[mark]]\nlines = [%d]\nas = "text"\n' % version


def save_killed(folder: Path, version: int, number: int) -> bool:
    """Save in a process that is killed at an event; return whether the event came."""
    pid = os.fork()
    if pid == 0:
        Injector(folder, Fault(number)).install()
        save(folder, version)
        os._exit(0)
    return os.WTERMSIG(os.waitpid(pid, 0)[1]) == signal.SIGKILL


def main(folder: Path, times: int) -> None:
    chance = random.Random(1)
    (folder / "a.txt").write_text(text(0))
    (folder / "a.toml").write_bytes(mark(0))
    kills = version = 0
    while kills < times:
        is_killed = save_killed(folder, version + 1, chance.randint(1, _EVENTS))
        saved = (folder / "a.txt").read_text()
        assert saved in {text(version), text(version + 1)}, f"{saved[:50]} is broken"
        assert (folder / "a.toml").read_bytes() in {mark(version), mark(version + 1)}
        kills += is_killed
        save(folder, version + 2)
        version += 2
        assert {path.name for path in folder.iterdir()} == {"a.txt", "a.toml"}, "left behind"
    print(kills)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
