"""Cost of ``publish check`` for a text of Sefaria in two versions: seconds, medians.

    python tests/bench/sefaria.py [--segments 1000] [--rounds 5] [--write tests/bench/README.md]

The text has ten segments a chapter, each in Hebrew and English, every third with a note.  The time
includes the start of the program.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

import common
from books import ENGLISH, HEBREW

PER_CHAPTER = 10
NOTE = '<sup class="footnote-marker">{}</sup><i class="footnote">See <i>{}</i>, {}.</i>'


def make_text(segments: int, vocabulary: list[str], longest: int, *, notes: bool) -> list[Any]:
    """Return a text of two levels, chapters and segments."""
    chance = random.Random(longest)

    def words(least: int, most: int) -> str:
        return " ".join(chance.choices(vocabulary, k=chance.randrange(least, most)))

    chapters: list[list[str]] = []
    for number in range(segments):
        if number % PER_CHAPTER == 0:
            chapters.append([])
        note = NOTE.format(number, words(1, 3), words(5, 20)) if notes and number % 3 == 0 else ""
        chapters[-1].append(f"<b>{words(1, 4)}</b> {words(8, longest)}{note}.")
    return chapters


def write_book(folder: Path, segments: int) -> None:
    """Write a workspace with one book of two files, a version each."""
    files = folder / "sources" / "book"
    files.mkdir(parents=True)
    (folder / "publish.toml").write_text("")
    about = {"title": "Ink", "heTitle": "דיו", "sectionNames": ["Chapter", "Verse"]}
    about |= {"license": "CC0", "versionTitle": "Bench"}
    versions = {
        "he": make_text(segments, HEBREW, 30, notes=False),
        "en": make_text(segments, ENGLISH, 50, notes=True),
    }
    for lang, text in versions.items():
        value = {**about, "language": lang, "text": text}
        content = json.dumps(value, ensure_ascii=False, indent=4)
        (files / f"{lang}.json").write_text(content, encoding="utf-8")


def main() -> None:
    """Measure, print the table, and write it if asked."""
    parser = common.make_parser(__doc__, rounds=5)
    parser.add_argument("--segments", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        write_book(Path(name), options.segments)
        command = (sys.executable, "-m", "publish", "check", "book")
        costs = [common.measure(command, Path(name))[0] for _ in range(options.rounds)]
    wall, cpu, memory = (
        statistics.median(getattr(cost, each) for cost in costs)
        for each in ("wall", "cpu", "memory")
    )
    table = (
        f"| {options.segments} segments, {options.rounds} rounds | wall, s | CPU, s | MB |\n"
        "|---|---|---|---|\n"
        f"| `publish check`, start included | {wall:.2f} | {cpu:.2f} | {memory:.0f} |"
    )
    print(table)
    if options.write:
        common.replace_tables(table, "sefaria", options.write)


if __name__ == "__main__":
    main()
