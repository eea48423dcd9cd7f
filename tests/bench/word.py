"""Cost of reading a Word file of 300 pages, beside Pandoc for the same file: seconds, medians.

    python tests/bench/word.py [--pages 300] [--rounds 5] [--write tests/bench/README.md]

Each page has eight paragraphs in Hebrew and English, cut into runs as Word cuts them, with bold
words, and a footnote.  Both times include the start of the program: publish decodes the file and
makes its draft, Pandoc writes its own model (`-t native`).
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from pathlib import Path

import common
import pypandoc
from books import ENGLISH, HEBREW

sys.path.insert(0, str(common.ROOT))
from tests.support.word_files import notes, paragraph, reference, run, word_file

PER_PAGE = 8
WORDS = 45
BOLD = {"he": "<w:bCs/>", "en": "<w:b/>"}
READ = """
import sys
from pathlib import Path
from publish.readers import read
from publish.readers.detection import decode_file
draft = read(decode_file(Path(sys.argv[1]).read_bytes(), "a.docx").value).value
print(len(draft.chunks))
"""


def make_file(pages: int) -> bytes:
    """Return a Word file of about so many pages."""
    chance = random.Random(pages)
    blocks: list[str] = []
    bodies: dict[int, tuple[str, ...]] = {}
    for page in range(pages):
        if page % 10 == 0:
            blocks.append(paragraph(f"Chapter {page // 10 + 1}", style="1"))
        for place in range(PER_PAGE):
            lang, vocabulary = ("he", HEBREW) if place % 2 else ("en", ENGLISH)
            runs = [
                run(f"{word} ", BOLD[lang] if chance.random() < 0.05 else "")
                for word in chance.choices(vocabulary, k=WORDS)
            ]
            if not place:
                runs.append(reference(page + 2))
                bodies[page + 2] = (" ".join(chance.choices(ENGLISH, k=20)),)
            blocks.append(paragraph(*runs))
    return word_file(*blocks, parts={"footnotes": notes(bodies)})


def main() -> None:
    """Measure, print the table, and write it if asked."""
    parser = common.make_parser(__doc__, rounds=5)
    parser.add_argument("--pages", type=int, default=300)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "a.docx")
        path.write_bytes(make_file(options.pages))
        commands = {
            "publish": (sys.executable, "-c", READ, path),
            "Pandoc": (pypandoc.get_pandoc_path(), path, "-t", "native"),
        }
        costs: dict[str, list[common.Cost]] = {each: [] for each in commands}
        for _ in range(options.rounds):
            for each, command in commands.items():
                costs[each].append(common.measure(command, Path(name))[0])
    ratios = [a.cpu / b.cpu for a, b in zip(costs["publish"], costs["Pandoc"], strict=True)]
    version = pypandoc.get_pandoc_version()
    title = f"a Word file of {options.pages} pages, {options.rounds} rounds"
    rows = [f"| {title} | wall, s | CPU, s | MB |", "|---|---|---|---|"]
    for each, rounds in costs.items():
        wall, cpu, memory = (
            statistics.median(getattr(cost, quantity) for cost in rounds)
            for quantity in ("wall", "cpu", "memory")
        )
        label = f"Pandoc {version}" if each == "Pandoc" else each
        rows.append(f"| {label} | {wall:.2f} | {cpu:.2f} | {memory:.0f} |")
    ratio = statistics.median(ratios)
    rows.append(f"| publish, of the CPU of Pandoc (goal: at most 0.5) | | {ratio:.2f} | |")
    table = "\n".join(rows)
    print(table)
    if options.write:
        common.replace_tables(table, "word", options.write)


if __name__ == "__main__":
    main()
