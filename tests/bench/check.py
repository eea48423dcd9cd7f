#!/usr/bin/env python3
"""Cost of ``publish check`` for books of 11 to 1100 pages: CPU seconds, medians of five runs.

    python tests/bench/check.py GENERATOR

GENERATOR is a Python program outside this project, so that neither is adapted to the other:
``GENERATOR interlinear CHAPTERS FOLDER`` writes pasted texts to FOLDER/paste. A chapter is about
eleven A5 pages.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from common import measure

CHAPTERS = (1, 5, 20, 100)
PAGES_PER_CHAPTER = 11
RUNS = 5


def make_workspace(generator: Path, chapters: int, folder: Path) -> Path:
    """Return a new workspace in ``folder`` with one book of ``chapters`` chapters."""
    corpus = folder / f"corpus-{chapters}"
    subprocess.run(
        [sys.executable, generator, "interlinear", str(chapters), corpus],
        check=True,
        cwd=generator.parent,
        capture_output=True,
    )
    workspace = folder / f"workspace-{chapters}"
    shutil.copytree(corpus / "paste", workspace / "sources" / "book")
    (workspace / "publish.toml").write_text("")
    return workspace


def measure_check(workspace: Path) -> float:
    """Return the CPU seconds of a process that checks the book."""
    command = (sys.executable, "-m", "publish", "check", "book", "--format", "json")
    return measure(command, workspace)[0].cpu


def main() -> None:
    """Measure and print a row for each book, from the shortest to the longest."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    generator = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        workspaces = {
            chapters: make_workspace(generator, chapters, Path(folder)) for chapters in CHAPTERS
        }
        runs: dict[int, list[float]] = {chapters: [] for chapters in CHAPTERS}
        for _ in range(RUNS):
            for chapters, workspace in workspaces.items():
                runs[chapters].append(measure_check(workspace))
    print("| pages | CPU s | range | ms per page beyond the first book |\n|---|---|---|---|")
    shortest = CHAPTERS[0]
    base = statistics.median(runs[shortest])
    for chapters, seconds in runs.items():
        median = statistics.median(seconds)
        extra_pages = (chapters - shortest) * PAGES_PER_CHAPTER
        rate = f"{(median - base) / extra_pages * 1000:.2f}" if extra_pages else "–"
        spread = f"{min(seconds):.2f}–{max(seconds):.2f}"
        print(f"| {chapters * PAGES_PER_CHAPTER} | {median:.2f} | {spread} | {rate} |")


if __name__ == "__main__":
    main()
