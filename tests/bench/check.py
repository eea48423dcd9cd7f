#!/usr/bin/env python3
"""How long `publish check` takes, from 10 pages to 1000: CPU seconds, medians of five.

    python tests/bench/check.py GENERATOR

GENERATOR is a program that writes a corpus: `gen.py interlinear CHAPTERS FOLDER` leaves texts as
they are pasted in FOLDER/paste; a chapter is about eleven A5 pages. It is not part of this project,
so that nobody can tune the one to the other.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from common import measured

CHAPTERS = (1, 5, 20, 100)
PAGES_A_CHAPTER = 11
RUNS = 5


def corpus(generator: Path, chapters: int, folder: Path) -> Path:
    """Return a workspace with one book of so many chapters."""
    made = folder / f"corpus-{chapters}"
    subprocess.run(
        [sys.executable, generator, "interlinear", str(chapters), made],
        check=True,
        cwd=generator.parent,
        capture_output=True,
    )
    workspace = folder / f"workspace-{chapters}"
    shutil.copytree(made / "paste", workspace / "sources" / "book")
    (workspace / "publish.toml").write_text("")
    return workspace


def seconds(workspace: Path) -> float:
    """Return the CPU seconds of one check, the start of Python included."""
    command = (sys.executable, "-m", "publish", "check", "book", "--format", "json")
    return measured(command, workspace)[0].cpu


def main() -> None:
    """Print the figures, smallest book first."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    generator = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        spaces = {chapters: corpus(generator, chapters, Path(folder)) for chapters in CHAPTERS}
        runs: dict[int, list[float]] = {chapters: [] for chapters in CHAPTERS}
        for _ in range(RUNS):
            for chapters, workspace in spaces.items():
                runs[chapters].append(seconds(workspace))
    print("| pages | CPU s | range | ms a page beyond the first book |\n|---|---|---|---|")
    first, start = CHAPTERS[0], statistics.median(runs[CHAPTERS[0]])
    for chapters, found in runs.items():
        middle = statistics.median(found)
        pages = (chapters - first) * PAGES_A_CHAPTER
        rate = f"{(middle - start) / pages * 1000:.2f}" if pages else "–"
        shown = f"{min(found):.2f}–{max(found):.2f}"
        print(f"| {chapters * PAGES_A_CHAPTER} | {middle:.2f} | {shown} | {rate} |")


if __name__ == "__main__":
    main()
