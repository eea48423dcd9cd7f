"""Cost of the corrections to WeasyPrint and of the pass `directions`, each alone and all together.

    python tests/bench/corrections.py [--rounds 5] [--variants all] [--write tests/bench/README.md]

Each round builds a generated book of some 200 pages in every variant, one after another, each in a
new process: with stock WeasyPrint, with each correction alone, with the pass `directions`, and with
all of them.  Other load of the machine thus affects all variants.  CPU seconds are compared within
a round, and the table shows the median of the rounds.  Ends with 1 where all together add more than
5 %.
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

LIMIT = 0.05
"""The largest share of CPU seconds that all together may add to a build with stock WeasyPrint."""

PASS = "directions"
STOCK, ALL = "stock", "all"
VARIANTS = (STOCK, *CORRECTIONS, PASS, ALL)

CHAPTERS = {"bilingual": 15, "pointed": 11}
"""The number of chapters of each book, some 200 pages."""

TITLES = {
    "bilingual": "English with pointed Hebrew",
    "pointed": "pointed Hebrew alone",
    STOCK: "stock WeasyPrint",
    **{name: f"`{name}`" for name in CORRECTIONS},
    PASS: "the pass `directions`",
    ALL: "all together",
}


@dataclass(frozen=True)
class Run:
    """The cost of one build in CPU seconds, and the number of pages of the book."""

    cpu: float
    pages: int


def make_work(book: str):  # returns a Work; the parent process does not import the model
    """Return a book of random text, equal in every process."""
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

    def words(vocabulary: list[str], least: int, most: int) -> str:
        return " ".join(chance.choices(vocabulary, k=chance.randrange(least, most)))

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

    def bilingual_segment(call: int) -> Segment:
        return Segment(original(4, 14), translations=(translation(call),))

    def passage_with_points(call: int) -> Passage:
        return original(20, 60, call if chance.random() < 0.4 else 0)

    make_block = {"bilingual": bilingual_segment, "pointed": passage_with_points}[book]
    sections = tuple(
        Section(
            Role.CHAPTER,
            (Text(f"Of {words(ENGLISH, 2, 5).title()}"),),
            tuple(make_block(call) for call in range(1, 41)),
        )
        for _ in range(CHAPTERS[book])
    )
    return Work(Meta(Words((("en", "The Bench"),))), "en", Dir.LTR, sections)


def build(book: str, variant: str) -> None:
    """Build a book with the corrections of one variant and print its number of pages."""
    import pypdfium2

    from publish.passes.directions import directions
    from publish.themes import theme
    from publish.writers import pdf
    from publish.writers.pdf.engine import adapter

    adapter.SHORTCUTS = ()
    adapter.CORRECTIONS = tuple(name for name in CORRECTIONS if variant in {name, ALL})
    work = make_work(book)
    if variant in {PASS, ALL}:
        work = directions(work).value
    with pypdfium2.PdfDocument(pdf.write(work, theme.load("classic")).value) as document:
        print(len(document))


def measure(book: str, variant: str) -> Run:
    """Build a book in a new process and return the cost."""
    cost, pages = common.measure([sys.executable, __file__, "--run", book, variant])
    return Run(cost.cpu, int(pages))


Rounds = list[dict[str, Run]]
"""The build of each variant, for each round."""


def run_rounds(book: str, variants: list[str], count: int) -> Iterator[dict[str, Run]]:
    """Yield the build of each variant for each round; every other round is in reverse order."""
    for number in range(count):
        order = variants if number % 2 == 0 else variants[::-1]
        yield {variant: measure(book, variant) for variant in order}


def share_added(rounds: Rounds, variant: str) -> float:
    """Return the CPU time that a variant adds, as a share of a build with stock WeasyPrint."""
    return statistics.median(runs[variant].cpu / runs[STOCK].cpu - 1 for runs in rounds)


def format_table(book: str, variants: list[str], rounds: Rounds) -> str:
    """Return the medians as a Markdown table."""
    rows = [
        f"| {TITLES[book]}, {len(rounds)} rounds | pages | CPU s | added |",
        "|---|---|---|---|",
    ]
    for variant in variants:
        pages = rounds[0][variant].pages
        seconds = statistics.median(runs[variant].cpu for runs in rounds)
        share = "" if variant == STOCK else f"{share_added(rounds, variant):+.1%}"
        rows.append(f"| {TITLES[variant]} | {pages} | {seconds:.2f} | {share} |")
    return "\n".join(rows)


def main() -> int:
    """Measure, print the tables, write them if asked, and return 1 if the limit is exceeded."""
    if sys.argv[1:2] == ["--run"]:
        build(*sys.argv[2:])
        return 0
    parser = common.make_parser(__doc__, rounds=5)
    parser.add_argument("--books", nargs="+", choices=CHAPTERS, default=list(CHAPTERS))
    parser.add_argument(
        "--variants",
        nargs="+",
        choices=VARIANTS[1:],
        default=VARIANTS[1:],
        help="the variants that are compared with stock WeasyPrint",
    )
    options = parser.parse_args()
    variants = [STOCK, *options.variants]
    tables = []
    limit_exceeded = False
    for book in options.books:
        rounds = list(run_rounds(book, variants, options.rounds))
        tables.append(format_table(book, variants, rounds))
        print(tables[-1], end="\n\n", flush=True)
        limit_exceeded |= ALL in variants and share_added(rounds, ALL) > LIMIT
    if options.write:
        common.replace_tables("\n\n".join(tables), "corrections", options.write)
    return int(limit_exceeded)


if __name__ == "__main__":
    sys.exit(main())
