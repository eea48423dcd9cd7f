"""What the benchmarks share: a process measured alone, and a table put into a text."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# The start cache of the benchmarks, kept across rounds; that of the user is left alone.
_CACHE = tempfile.TemporaryDirectory(prefix="publish-bench-")
os.environ["PUBLISH_CACHE_DIR"] = _CACHE.name


@dataclass(frozen=True, slots=True)
class Cost:
    """What was used: seconds on the wall and of the processor, and at most so many megabytes.

    It is that of a process and of all those that it waited for; memory is that of the largest.
    """

    wall: float
    cpu: float
    memory: float

    def __add__(self, other: Cost) -> Cost:
        """Return what both used, one after the other."""
        memory = max(self.memory, other.memory)
        return Cost(self.wall + other.wall, self.cpu + other.cpu, memory)


def measured(
    command: Sequence[str | Path], folder: Path = ROOT, program: Path = ROOT
) -> tuple[Cost, str]:
    """Run a command in ``folder`` and return what it cost, and what it said.

    Its Python finds ``publish`` in ``program``, and may keep what it compiles, as one that is
    installed does.
    """
    paths = os.pathsep.join(filter(None, (str(program), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": paths}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as wrong:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=wrong)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        wrong.seek(0)
        if status:
            told = (said.read() + wrong.read()).decode(errors="replace")
            raise SystemExit(f"{told}\n{' '.join(map(str, command))} failed")
        # Linux counts in kilobytes, macOS in bytes.
        memory = used.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
        return Cost(wall, used.ru_utime + used.ru_stime, memory), said.read().decode()


def parser(about: str | None, rounds: int) -> argparse.ArgumentParser:
    """Return a parser of the options that every benchmark has."""
    made = argparse.ArgumentParser(description=(about or "").partition("\n")[0])
    made.add_argument("--rounds", type=int, default=rounds)
    made.add_argument("--write", type=Path, help="a text with the marks of this benchmark in it")
    return made


def put(made: str, name: str, path: Path) -> None:
    """Put ``made`` between the two marks of that name in a text."""
    start, end = f"<!-- {name} begins -->", f"<!-- {name} ends -->"
    before, _, rest = path.read_text("utf-8").partition(start)
    _, _, after = rest.partition(end)
    path.write_text(f"{before}{start}\n{made}\n{end}{after}", "utf-8")
