"""Functions that the benchmarks share: cost of a process, options, tables in a Markdown file."""

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

# All rounds of a benchmark share a start cache; the user's is neither read nor written.
_CACHE = tempfile.TemporaryDirectory(prefix="publish-bench-")
os.environ["PUBLISH_CACHE_DIR"] = _CACHE.name
os.environ.pop("PUBLISH_SHARED_CACHE", None)


@dataclass(frozen=True, slots=True)
class Cost:
    """The time and memory used by a process and the child processes that it waited for.

    ``wall`` is elapsed time and ``cpu`` user and system time, both in seconds.  ``memory`` is the
    peak of the largest process in megabytes.
    """

    wall: float
    cpu: float
    memory: float

    def __add__(self, other: Cost) -> Cost:
        """Return the cost of two processes that run one after the other."""
        memory = max(self.memory, other.memory)
        return Cost(self.wall + other.wall, self.cpu + other.cpu, memory)


def measure(
    command: Sequence[str | Path], folder: Path = ROOT, program: Path = ROOT
) -> tuple[Cost, str]:
    """Run a command in ``folder`` and return its cost and its standard output.

    Python imports ``publish`` from ``program`` and may write compiled modules there, as with an
    installed package.  Raises SystemExit with the output of a command that fails.
    """
    paths = os.pathsep.join(filter(None, (str(program), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": paths}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as stdout, tempfile.TemporaryFile() as stderr:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=stdout, stderr=stderr
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        stdout.seek(0)
        stderr.seek(0)
        if status:
            output = (stdout.read() + stderr.read()).decode(errors="replace")
            raise SystemExit(f"{output}\n{' '.join(map(str, command))} failed")
        # The unit of ru_maxrss is a kilobyte on Linux, a byte on macOS.
        memory = usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
        return Cost(wall, usage.ru_utime + usage.ru_stime, memory), stdout.read().decode()


def make_parser(description: str | None, rounds: int) -> argparse.ArgumentParser:
    """Return a parser with the options of every benchmark; ``rounds`` is a default."""
    parser = argparse.ArgumentParser(description=(description or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=rounds, help="how often each variant runs")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="a Markdown file whose tables are replaced"
    )
    return parser


def replace_tables(tables: str, name: str, path: Path) -> None:
    """Replace the text between the two marks called ``name`` in a Markdown file."""
    start, end = f"<!-- {name} begins -->", f"<!-- {name} ends -->"
    before, _, rest = path.read_text("utf-8").partition(start)
    _, _, after = rest.partition(end)
    path.write_text(f"{before}{start}\n{tables}\n{end}{after}", "utf-8")
