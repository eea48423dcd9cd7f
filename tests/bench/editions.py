"""Cost of facing columns and of spreads beside both languages laid out alone.

    python tests/bench/editions.py [--rounds 3] [--chapters 10] [--write tests/bench/README.md]

Each round makes the PDFs of three random books of some 200 pages in each language, every variant
in a new process: originals alone, translations alone, both in columns, both in spreads, and spreads
again after one word is edited.  Ratios are medians of the rounds.  Ends with 1 where a goal is
missed.
"""

from __future__ import annotations

import statistics
import sys
from dataclasses import dataclass

import common

ORIGINALS, TRANSLATIONS, FACING, SPREADS, EDITED = (
    "originals alone",
    "translations alone",
    "facing columns",
    "spreads",
    "spreads, one word edited",
)
VARIANTS = (ORIGINALS, TRANSLATIONS, FACING, SPREADS)
BOOKS = ("phrases", "paragraphs", "long segments")

GOALS = {FACING: 1.3, SPREADS: 1.6}
"""The most CPU seconds, in those of both languages alone."""

EDIT_GOAL = 0.1
"""The most CPU seconds of an edit, in those of a fresh build of spreads."""

LAYOUTS_GOAL = 1.5
"""The most pages that are laid out for each page of spreads."""


@dataclass(frozen=True)
class Run:
    """CPU seconds of writing a book, its pages, and the pages laid out for each page."""

    cpu: float
    pages: int
    layouts: float


def build(kind: str, variant: str, chapters: int) -> None:
    """Write a book and print the seconds, pages and layouts, and those of an edit of spreads."""
    import tempfile
    import time
    from pathlib import Path

    import pypdfium2

    sys.path.insert(0, str(common.ROOT))
    from publish.storage.store import Store
    from publish.themes import theme
    from publish.writers.pdf.document import PdfDocument, write_document
    from publish.writers.pdf.engine import spread_pagination, typesetter
    from publish.writers.pdf.options import PdfOptions
    from tests.support import bilingual_books as books

    laid_out = 0

    def count_layouts(*arguments):
        nonlocal laid_out
        pagination = spread_pagination.paginate_spreads(*arguments)
        laid_out += pagination.layouts
        return pagination

    typesetter.paginate_spreads = count_layouts
    layout = books.FACING if variant == FACING else books.SPREADS
    book = books.make_book(kind, chapters, layout)
    if variant in {ORIGINALS, TRANSLATIONS}:
        book = books.keep_side(book, int(variant == TRANSLATIONS))
    classic = theme.load("classic")
    # A short book loads all modules.
    short = books.make_book("phrases", 1, book.layout)
    write_document(books.name_chapters(short), classic, PdfOptions(), Store())
    folder = tempfile.TemporaryDirectory()
    store = Store(Path(folder.name))

    def write(edition) -> None:
        nonlocal laid_out
        laid_out = 0
        book = books.name_chapters(edition)
        start = time.process_time()
        document: PdfDocument = write_document(book, classic, PdfOptions(), store).value
        cpu = time.process_time() - start
        with pypdfium2.PdfDocument(document.data) as file:
            pages = len(file)
        print(cpu, pages, laid_out / pages)

    write(book)
    if variant == SPREADS:
        for number in range(4):
            write(books.change_word(book, number))


def measure(kind: str, variant: str, chapters: int) -> list[Run]:
    """Return a build of a book in a new process, and edits after it."""
    command = (sys.executable, __file__, "--run", kind, variant, str(chapters))
    _, output = common.measure(command)
    return [
        Run(float(cpu), int(pages), float(layouts))
        for cpu, pages, layouts in map(str.split, output.splitlines())
    ]


def run_round(kind: str, chapters: int) -> dict[str, Run]:
    """Return the build of each variant; an edit is the median of three, the first not counted."""
    runs = {variant: measure(kind, variant, chapters) for variant in VARIANTS}
    result = {variant: builds[0] for variant, builds in runs.items()}
    edits = sorted(runs[SPREADS][2:], key=lambda run: run.cpu)
    result[EDITED] = edits[len(edits) // 2]
    return result


def ratio(runs: dict[str, Run], variant: str) -> float:
    """Return CPU seconds of a variant in those that it is compared with."""
    if variant == EDITED:
        return runs[EDITED].cpu / runs[SPREADS].cpu
    return runs[variant].cpu / (runs[ORIGINALS].cpu + runs[TRANSLATIONS].cpu)


def format_table(kind: str, rounds: list[dict[str, Run]]) -> str:
    """Return the medians of a book as a Markdown table."""
    rows = [
        f"| {kind}, {len(rounds)} rounds | pages | CPU s | ratio | layouts a page |",
        "|---|---|---|---|---|",
    ]
    for variant in (*VARIANTS, EDITED):
        run = rounds[0][variant]
        cpu = statistics.median(runs[variant].cpu for runs in rounds)
        share = statistics.median(ratio(runs, variant) for runs in rounds)
        layouts = f"{run.layouts:.2f}" if variant == SPREADS else ""
        rows.append(f"| {variant} | {run.pages} | {cpu:.2f} | {share:.2f} | {layouts} |")
    return "\n".join(rows)


def find_missed(kind: str, rounds: list[dict[str, Run]]) -> list[str]:
    """Return the goals that a book misses."""
    limits = {**GOALS, EDITED: EDIT_GOAL}
    missed = [
        f"{kind}: {variant}, at most {limit}"
        for variant, limit in limits.items()
        if statistics.median(ratio(runs, variant) for runs in rounds) > limit
    ]
    if rounds[0][SPREADS].layouts > LAYOUTS_GOAL:
        missed.append(f"{kind}: layouts a page of spreads, at most {LAYOUTS_GOAL}")
    return missed


def main() -> int:
    """Measure, print the tables, write them if asked, and return 1 if a goal is missed."""
    if sys.argv[1:2] == ["--run"]:
        kind, variant, chapters = sys.argv[2:]
        build(kind, variant, int(chapters))
        return 0
    parser = common.make_parser(__doc__, rounds=3)
    parser.add_argument("--chapters", type=int, default=10)
    parser.add_argument("--books", nargs="+", choices=BOOKS, default=list(BOOKS))
    options = parser.parse_args()
    tables, missed = [], []
    for kind in options.books:
        rounds = [run_round(kind, options.chapters) for _ in range(options.rounds)]
        tables.append(format_table(kind, rounds))
        print(tables[-1], end="\n\n", flush=True)
        missed += find_missed(kind, rounds)
    if options.write:
        common.replace_tables("\n\n".join(tables), "editions", options.write)
    for goal in missed:
        print(f"missed: {goal}", file=sys.stderr)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
