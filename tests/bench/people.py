"""Cost of the covers of 500 people, and the size of each over that of the booklet.

    python tests/bench/people.py [--people 500]

The book is a lesson of two pages with a cover, in the themes of the project; the names are Hebrew,
English and Russian.  Each run is a whole process.  Ends with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

import common

sys.path.insert(0, str(common.ROOT))

GOAL_SECONDS, GOAL_BYTES = 20.0, 3_000
THEMES = ("classic", "classroom", "siddur")
NAMES = (("en", "Anna Cohen"), ("he", "רות בן־דוד"), ("ru", "Иван Петров"))
TEXT = "The letters stood in lines.\n\nהאותיות עמדו בשורות.\n"


def write_workspace(folder: Path, theme: str, count: int) -> None:
    """Write a book and a list of so many people into a folder."""
    (folder / "sources").mkdir(parents=True)
    (folder / "publish.toml").write_text("")
    (folder / "sources" / "lesson.txt").write_text(TEXT, "utf-8")
    settings = 'title = { en = "The Lesson", he = "השיעור" }\ncover = true\n'
    settings += f'event = {{ en = "Convention", he = "כינוס" }}\ntheme = "{theme}"\n'
    (folder / "sources" / "lesson.toml").write_text(settings, "utf-8")
    rows = [
        f"{name} {number},{number // 10 + 1},{number % 10 + 1},{lang}"
        for number, (lang, name) in zip(range(count), cycle(NAMES), strict=False)
    ]
    text = "\n".join(("name,table,seat,language", *rows, ""))
    (folder / "guests.csv").write_text(text, "utf-8")


def run(folder: Path, *words: str) -> float:
    """Return the seconds of a run of the command."""
    program = (sys.executable, "-m", "publish", "booklet", "lesson", *words)
    environment = {**os.environ, "PYTHONPATH": str(common.ROOT)}
    start = time.perf_counter()
    subprocess.run(program, cwd=folder, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> int:
    """Print the table; return 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=500)
    count = parser.parse_args().people
    is_missed = False
    print("| theme | seconds | unchanged | ten again | bytes a row |\n|---|---|---|---|---|")
    for theme in THEMES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "work"
            write_workspace(folder, theme, count)
            run(folder)
            seconds = run(folder, "--people", "guests.csv")
            unchanged = run(folder, "--people", "guests.csv")
            output = folder / "output" / "lesson"
            booklet = (output / "lesson.booklet-a4.pdf").stat().st_size
            covers = (output / "lesson.booklet-a4.covers.pdf").stat().st_size
            again = run(folder, "--people", "guests.csv", "--only", "17-26")
            size = max(0, covers - booklet) / count
            print(f"| {theme} | {seconds:.1f} | {unchanged:.1f} | {again:.1f} | {size:.0f} |")
            is_missed |= seconds > GOAL_SECONDS or size > GOAL_BYTES
    return int(is_missed)


if __name__ == "__main__":
    sys.exit(main())
