"""What an edit costs the reading of a book of many files: CPU seconds, medians.

    python tests/bench/reading.py [--chapters 100] [--rounds 5] [--write tests/bench/README.md]

Each round edits one word in one file of a generated book and reads the book whole, by chapters in
a process of its own, and by chapters in a process that has read it before; all three side by side,
so that whatever else the machine does touches them alike.  A chapter is about ten A5 pages.  What
the process imports is told apart from the reading.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import common
from books import ENGLISH, HEBREW


def text(number: int, edit: int) -> str:
    """A chapter as it is pasted: Hebrew, English and commentary in turn, notes at the end."""
    chance = random.Random(number)

    def words(of: list[str], least: int, most: int) -> str:
        return " ".join(chance.choices(of, k=chance.randrange(least, most)))

    lines = [f"Of {words(ENGLISH, 2, 5).title()}", ""]
    notes = []
    for _ in range(40):
        hebrew, english = words(HEBREW, 8, 30), words(ENGLISH, 12, 60).capitalize()
        if chance.random() < 0.3:
            hebrew += f' "{words(HEBREW, 2, 5)}"'
            english += f', "{words(ENGLISH, 2, 5)}"'
        if chance.random() < 0.1:
            english += f" (Isaiah, {chance.randrange(1, 60)}:{chance.randrange(1, 12)})"
        call = ""
        if chance.random() < 0.4:
            notes.append(f"{len(notes) + 1}. It's {words(ENGLISH, 5, 25)}.")
            call = str(len(notes))
        lines += [f"{hebrew}.", f"{english}.{call}", ""]
        if chance.random() < 0.3:
            lines += [f"{words(ENGLISH, 10, 60).capitalize()} man's {words(ENGLISH, 5, 20)}.", ""]
    lines[3] += f" Edited {edit}."
    return "\n".join([*lines, "FOOTNOTES", *notes, ""])


def book(folder: Path, chapters: int) -> Path:
    """A workspace with one book of so many files."""
    files = folder / "sources" / "book"
    files.mkdir(parents=True)
    (folder / "publish.toml").write_text("")
    for number in range(1, chapters + 1):
        (files / f"{number:03}.txt").write_text(text(number, 0), "utf-8")
    return files / f"{(chapters + 1) // 2:03}.txt"


# --- run in processes of their own


def _timed(way: str, folder: Path, edited: Path, edit: int) -> None:
    """Print the seconds of importing and of reading."""
    start = time.process_time()
    from publish.config import find_workspace, open_book
    from publish.pipeline.incremental import read_by_chapters
    from publish.pipeline.stages import read_book
    from publish.storage.store import Store

    imported = time.process_time()
    opened = open_book("book", find_workspace(folder))
    if way == "whole":
        before = time.process_time()
        read_book(opened)
    else:
        memory = Store(folder / "cache", "bench")
        if way == "warm":
            read_by_chapters(opened, memory)
            edited.write_text(text(int(edited.stem), edit), "utf-8")
        before = time.process_time()
        read_by_chapters(opened, memory)
    print(imported - start, time.process_time() - before)


def measured(way: str, folder: Path, edited: Path, edit: int) -> tuple[float, float]:
    """Return the CPU seconds of importing and of reading, in a process of its own."""
    command = [sys.executable, __file__, "--run", way, folder, edited, str(edit)]
    _, said = common.measured(command)
    imported, read = map(float, said.split())
    return imported, read


WAYS = {
    "whole": "whole, as a book of one file is",
    "cold": "by chapters, one edited, a process of its own",
    "warm": "by chapters, one edited, watching",
}


def rounds(chapters: int, times: int) -> str:
    """Return the medians as a table of Markdown."""
    found: dict[str, list[tuple[float, float]]] = {"nothing kept": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        edited = book(folder, chapters)
        found["nothing kept"].append(measured("cold", folder, edited, 0))
        for number in range(times):
            for at, way in enumerate(WAYS):
                edit = 10 * number + at + 1
                edited.write_text(text(int(edited.stem), edit), "utf-8")
                found.setdefault(way, []).append(measured(way, folder, edited, edit + 5))
    rows = [
        f"| {chapters} files, {times} rounds | imports, CPU s | reading, CPU s | to whole |",
        "|---|---|---|---|",
    ]
    base = statistics.median(read for _, read in found["whole"])
    told = {"whole": WAYS["whole"], "nothing kept": "by chapters, nothing kept"} | WAYS
    for way, said in told.items():
        imported, read = (statistics.median(each) for each in zip(*found[way], strict=True))
        rows.append(f"| {said} | {imported:.3f} | {read:.3f} | {read / base:.3f} |")
    return "\n".join(rows)


def main() -> None:
    """Measure, print the table, and write it where it is asked for."""
    if sys.argv[1:2] == ["--run"]:
        way, folder, edited, edit = sys.argv[2:]
        _timed(way, Path(folder), Path(edited), int(edit))
        return
    parser = common.parser(__doc__, rounds=5)
    parser.add_argument("--chapters", type=int, default=100)
    asked = parser.parse_args()
    made = rounds(asked.chapters, asked.rounds)
    print(made)
    if asked.write:
        common.put(made, "reading", asked.write)


if __name__ == "__main__":
    main()
