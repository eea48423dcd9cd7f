"""What it costs to find a book fresh, beside a Python that does nothing at all.

    python tests/bench/noop.py [--chapters 100] [--rounds 7] [--write tests/bench/README.md]

A book of about ten pages a chapter is made once, from a paste; then `publish pdf` finds in each
round that nothing has changed.  Medians are given.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pdf_edit import ROOT, chapters

START, END = "<!-- noop begins -->", "<!-- noop ends -->"
BUILD = ("-m", "publish", "pdf", "book")
WAYS = {"publish pdf, nothing edited": BUILD, "python -c pass": ("-c", "pass")}


def workspace(root: Path, count: int) -> None:
    """Leave a workspace with one book, a file a chapter, each as an editor would paste it."""
    book = root / "sources" / "book"
    book.mkdir(parents=True)
    (root / "publish.toml").write_text("", "utf-8")
    for number, (title, segments) in enumerate(chapters(count, 0), start=1):
        lines = [title]
        for hebrew, english, _ in segments:
            lines += [english, hebrew]
        (book / f"{number:04}.txt").write_text("\n\n".join(lines) + "\n", "utf-8")


def measured(words: tuple[str, ...], folder: Path) -> tuple[float, float]:
    """Run Python in a process of its own; return its seconds on the wall and of the processor."""
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": paths}
    # A program that is installed is compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *words],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{' '.join(words)} failed")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime


def table(count: int, rounds: int) -> str:
    """Return the medians as a table of Markdown."""
    taken: dict[str, list[tuple[float, float]]] = {way: [] for way in WAYS}
    with tempfile.TemporaryDirectory() as name:
        workspace(Path(name), count)
        measured(BUILD, Path(name))
        for _ in range(rounds):
            for way, words in WAYS.items():
                taken[way].append(measured(words, Path(name)))
    rows = [f"| {count} chapters, {rounds} rounds | wall s | CPU s |", "|---|---|---|"]
    for way, costs in taken.items():
        wall, cpu = (statistics.median(each) for each in zip(*costs, strict=True))
        rows.append(f"| {way} | {wall:.3f} | {cpu:.3f} |")
    return "\n".join(rows)


def main() -> None:
    """Measure, print the table, and write it where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--chapters", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    made = table(asked.chapters, asked.rounds)
    print(made)
    if asked.write:
        text = asked.write.read_text("utf-8")
        before, _, rest = text.partition(START)
        _, _, after = rest.partition(END)
        asked.write.write_text(f"{before}{START}\n{made}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
