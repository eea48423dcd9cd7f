"""Cost of the corrections to WeasyPrint and of the pass `directions`, each and in all.

    python tests/bench/corrections.py [--rounds 5] [--ways all] [--write tests/bench/README.md]

Each round builds a generated book of some 200 pages in every way, one after another, each in a
process of its own: with WeasyPrint as it comes, with each correction alone, and with all of them;
so whatever else the machine does touches all of them alike.  CPU seconds are compared within a
round, and the median of the rounds is given.  Ends with 1 where all together add more than 5 %.
"""

from __future__ import annotations

import random
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import common
from books import ENGLISH, POINTED

from publish.writers.pdf.engine.adapter import CORRECTIONS

MOST = 0.05
"""The most that they may add, as a share of the CPU seconds of a build without them."""

PASS = "directions"
STOCK, ALL = "stock", "all"
WAYS = (STOCK, *CORRECTIONS, PASS, ALL)

CHAPTERS = {"bilingual": 15, "pointed": 11}
"""How many chapters of each book fill some 200 pages."""

NAMES = {
    "bilingual": "English with pointed Hebrew",
    "pointed": "pointed Hebrew alone",
    STOCK: "WeasyPrint as it comes",
    **{name: f"`{name}`" for name in CORRECTIONS},
    PASS: "the pass `directions`",
    ALL: "all together",
}


@dataclass(frozen=True)
class Run:
    """The cost of one build in seconds of the processor, and its number of pages."""

    cpu: float
    pages: int


def _work(book: str):  # imported where it is measured
    from publish.document.model import (
        Dir,
        Emphasis,
        Foreign,
        Meta,
        Note,
        Paragraph,
        Passage,
        Role,
        Section,
        Segment,
        Strong,
        Text,
        Words,
        Work,
    )

    chance = random.Random(11)

    def words(of: list[str], least: int, most: int) -> str:
        return " ".join(chance.choices(of, k=chance.randrange(least, most)))

    def hebrew(least: int, most: int) -> Foreign:
        return Foreign("he", Dir.RTL, (Text(words(POINTED, least, most)),))

    def note(call: int) -> Note:
        body = (Text(f"See {words(ENGLISH, 3, 12)}, "), hebrew(2, 6), Text(" there."))
        return Note(str(call), (Paragraph(body),))

    def original(least: int, most: int, call: int = 0) -> Passage:
        inlines = (
            Text(f"{words(POINTED, least, most)} "),
            Strong((Text(words(POINTED, 1, 4)),)),
            *((note(call),) if call else ()),
            Text(f" {words(POINTED, least, most)} ({chance.randrange(5, 90)})."),
        )
        return Passage("he", Dir.RTL, (Paragraph(inlines),))

    def translation(call: int) -> Passage:
        inlines = (
            Text(f"{words(ENGLISH, 6, 25).capitalize()} "),
            hebrew(1, 5),
            Text(f" {words(ENGLISH, 4, 20)} "),
            Emphasis((Text(words(ENGLISH, 1, 3)),)),
            *((note(call),) if chance.random() < 0.4 else ()),
            Text(f" {words(ENGLISH, 4, 20)}."),
        )
        return Passage("en", Dir.LTR, (Paragraph(inlines),))

    def bilingual(call: int) -> Segment:
        return Segment(original(4, 14), translation(call))

    def pointed(call: int) -> Passage:
        return original(20, 60, call if chance.random() < 0.4 else 0)

    made = {"bilingual": bilingual, "pointed": pointed}[book]
    sections = tuple(
        Section(
            Role.CHAPTER,
            (Text(f"Of {words(ENGLISH, 2, 5).title()}"),),
            tuple(made(call) for call in range(1, 41)),
        )
        for _ in range(CHAPTERS[book])
    )
    return Work(Meta(Words((("en", "The Bench"),))), "en", Dir.LTR, sections)


def build(book: str, way: str) -> None:
    """Build a book with the corrections of one way, and print how many pages it has."""
    import pypdfium2

    from publish.passes.directions import directions
    from publish.themes import theme
    from publish.writers import pdf
    from publish.writers.pdf.engine import adapter

    adapter.SHORTCUTS = ()
    adapter.CORRECTIONS = tuple(name for name in CORRECTIONS if way in {name, ALL})
    work = _work(book)
    if way in {PASS, ALL}:
        work = directions(work).value
    with pypdfium2.PdfDocument(pdf.write(work, theme.load("classic")).value) as document:
        print(len(document))


def measured(book: str, way: str) -> Run:
    """Build a book in a process of its own and return what that cost."""
    cost, said = common.measured([sys.executable, __file__, "--run", book, way])
    return Run(cost.cpu, int(said))


Costs = list[dict[str, Run]]


def rounds(book: str, ways: list[str], times: int) -> Iterator[dict[str, Run]]:
    """Yield what each way took in each round; every other round goes through them backwards."""
    for number in range(times):
        order = ways if number % 2 == 0 else ways[::-1]
        yield {way: measured(book, way) for way in order}


def added(costs: Costs, way: str) -> float:
    """Return what a way adds to the build without any correction, as a share of it."""
    return statistics.median(one[way].cpu / one[STOCK].cpu - 1 for one in costs)


def table(book: str, ways: list[str], costs: Costs) -> str:
    """Return the medians as a table of Markdown."""
    rows = [
        f"| {NAMES[book]}, {len(costs)} rounds | pages | CPU s | added |",
        "|---|---|---|---|",
    ]
    for way in ways:
        seconds = statistics.median(one[way].cpu for one in costs)
        share = "" if way == STOCK else f"{added(costs, way):+.1%}"
        rows.append(f"| {NAMES[way]} | {costs[0][way].pages} | {seconds:.2f} | {share} |")
    return "\n".join(rows)


def main() -> int:
    """Measure, print the tables, write them where asked, and tell whether they cost too much."""
    if sys.argv[1:2] == ["--run"]:
        build(*sys.argv[2:])
        return 0
    parser = common.parser(__doc__, rounds=5)
    parser.add_argument("--books", nargs="+", choices=CHAPTERS, default=list(CHAPTERS))
    parser.add_argument(
        "--ways", nargs="+", choices=WAYS[1:], default=WAYS[1:], help="beside WeasyPrint alone"
    )
    asked = parser.parse_args()
    ways = [STOCK, *asked.ways]
    found: dict[str, Costs] = {}
    for book in asked.books:
        found[book] = list(rounds(book, ways, asked.rounds))
        print(table(book, ways, found[book]), end="\n\n", flush=True)
    if asked.write:
        made = "\n\n".join(table(book, ways, costs) for book, costs in found.items())
        common.put(made, "corrections", asked.write)
    return int(any(added(costs, ALL) > MOST for costs in found.values() if ALL in ways))


if __name__ == "__main__":
    sys.exit(main())
