"""Cost of reading a book of many files after an edit: CPU seconds, medians.

    python tests/bench/reading.py [--chapters 100] [--rounds 5] [--write tests/bench/README.md]

Each round edits a word in one file of a generated book and reads the book in three ways, one after
another, so that other load of the machine affects all of them: whole; by chapters in a new process;
by chapters in a process that has read the book before.  A chapter is about ten A5 pages.  Imports
are measured apart from reading.
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


def chapter_text(number: int, edit: int) -> str:
    """Return a chapter as pasted text: Hebrew, English and commentary, with notes at the end.

    Chapters of equal ``number`` differ only in the word ``edit``.
    """
    chance = random.Random(number)

    def words(vocabulary: list[str], least: int, most: int) -> str:
        return " ".join(chance.choices(vocabulary, k=chance.randrange(least, most)))

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


def write_book(folder: Path, chapters: int) -> Path:
    """Write a workspace with one book of ``chapters`` files and return its middle file."""
    files = folder / "sources" / "book"
    files.mkdir(parents=True)
    (folder / "publish.toml").write_text("")
    for number in range(1, chapters + 1):
        (files / f"{number:03}.txt").write_text(chapter_text(number, 0), "utf-8")
    return files / f"{(chapters + 1) // 2:03}.txt"


# --- run in child processes


def read(variant: str, folder: Path, edited: Path, edit: int) -> None:
    """Read the book and print the CPU seconds of the imports and of reading."""
    start = time.process_time()
    from publish.config import find_workspace, open_book
    from publish.pipeline.incremental import read_by_chapters
    from publish.pipeline.stages import read_book
    from publish.storage.store import Store

    import_seconds = time.process_time() - start
    opened = open_book("book", find_workspace(folder))
    if variant == "whole":
        before = time.process_time()
        read_book(opened)
    else:
        store = Store(folder / "cache", "bench")
        if variant == "warm":
            read_by_chapters(opened, store)
            edited.write_text(chapter_text(int(edited.stem), edit), "utf-8")
        before = time.process_time()
        read_by_chapters(opened, store)
    print(import_seconds, time.process_time() - before)


def measure(variant: str, folder: Path, edited: Path, edit: int) -> tuple[float, float]:
    """Return the CPU seconds of the imports and of reading, in a new process."""
    command = [sys.executable, __file__, "--run", variant, folder, edited, str(edit)]
    _, output = common.measure(command)
    import_seconds, read_seconds = map(float, output.split())
    return import_seconds, read_seconds


TITLES = {
    "whole": "whole, as a book of one file",
    "empty": "by chapters, empty store",
    "cold": "by chapters, one edited, new process",
    "warm": "by chapters, one edited, watching",
}
"""The title of each variant in the table; ``empty`` is measured once, the others in each round."""


def run_rounds(chapters: int, count: int) -> str:
    """Return the medians of ``count`` rounds as a Markdown table."""
    seconds: dict[str, list[tuple[float, float]]] = {variant: [] for variant in TITLES}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        edited = write_book(folder, chapters)
        seconds["empty"].append(measure("cold", folder, edited, 0))
        for number in range(count):
            for index, variant in enumerate(("whole", "cold", "warm")):
                edit = 10 * number + index + 1
                edited.write_text(chapter_text(int(edited.stem), edit), "utf-8")
                seconds[variant].append(measure(variant, folder, edited, edit + 5))
    rows = [
        f"| {chapters} files, {count} rounds | imports, CPU s | reading, CPU s | ratio to whole |",
        "|---|---|---|---|",
    ]
    base = statistics.median(reading for _, reading in seconds["whole"])
    for variant, title in TITLES.items():
        imports, reading = map(statistics.median, zip(*seconds[variant], strict=True))
        rows.append(f"| {title} | {imports:.3f} | {reading:.3f} | {reading / base:.3f} |")
    return "\n".join(rows)


def main() -> None:
    """Measure, print the table, and write it if asked."""
    if sys.argv[1:2] == ["--run"]:
        variant, folder, edited, edit = sys.argv[2:]
        read(variant, Path(folder), Path(edited), int(edit))
        return
    parser = common.make_parser(__doc__, rounds=5)
    parser.add_argument("--chapters", type=int, default=100)
    options = parser.parse_args()
    table = run_rounds(options.chapters, options.rounds)
    print(table)
    if options.write:
        common.replace_tables(table, "reading", options.write)


if __name__ == "__main__":
    main()
