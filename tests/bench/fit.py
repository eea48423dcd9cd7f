"""Books made to fill pages, beside the layouts of all steps of the scale of tightness.

    python tests/bench/fit.py [--first 0] [--count 60]

Each book is laid out at every step without compact front matter.  The search for each number of
pages near that of the book, for its sheets, and for the nearest whole sheets then reads these
lengths.  Ends with 1 where a number of pages that a step has is not found in six layouts.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import common

sys.path.insert(0, str(common.ROOT))

CORPUS = common.ROOT.parent / "shared" / "corpus"
EDITIONS = ("interlinear", "original", "translation", "facing", "spreads")
THEMES = ("classic", "classroom", "siddur")


@dataclass(frozen=True)
class Case:
    """A book to lay out: the name of its case, the book, and the names of theme and page."""

    name: str
    book: Any
    theme: str
    page: str = "a5"


def list_cases() -> Iterator[Case]:
    """Yield sixty books: of the corpus and of the repository in editions and themes, and random."""
    lesson, handout = sorted(CORPUS.glob("*.txt"), reverse=True)
    own = common.ROOT / "sources"
    for path in (lesson, own / "the-first-page.txt"):
        for edition in EDITIONS:
            yield Case(f"{path.stem[:16]}, {edition}", open_book(path, edition), "classic")
    for path in (handout, own / "from-paste-to-press", own / "melekhet-hasefer.txt"):
        for theme in THEMES:
            yield Case(f"{path.stem[:16]}, {theme}", open_book(path, "interlinear"), theme)
    for theme in THEMES[1:]:
        yield Case(f"002, {theme}", open_book(lesson, "interlinear"), theme)
    from publish.document.lazy_book import split_chapters
    from tests.support.facing_books import FacingBook
    from tests.support.note_books import NoteBook

    for seed in range(29):
        random_book = NoteBook(seed)
        work = split_chapters(shorten(random_book.work()))
        yield Case(f"notes {seed}", work, THEMES[seed % 3], random_book.page)
    for seed in range(10):
        columns = FacingBook(seed)
        work = split_chapters(shorten(columns.work()))
        yield Case(f"columns {seed}", work, THEMES[seed % 3], columns.page)


def shorten(work: Any) -> Any:
    """Return the beginning of a book, of a few pages."""
    first = work.body[0]
    return replace(work, body=(replace(first, children=first.children[:5]),))


def open_book(path: Path, edition: str) -> Any:
    """Return a book of the corpus or of the repository, arranged as an edition."""
    from publish.artifacts.plan import Request, plan_file
    from publish.artifacts.render import Release, Resources, _arrange_edition
    from publish.config import find_workspace, open_book
    from publish.pipeline.incremental import read_by_chapters
    from publish.storage.store import Store
    from publish.themes import theme

    book = open_book(path, find_workspace(path.parent))
    artifact = plan_file(book, Request(("pdf",), edition))
    store = Store()
    resources = Resources(theme.load("classic"), Release(lambda: None), store)
    return _arrange_edition(read_by_chapters(book, store).value.book, artifact, resources).value


def measure_steps(case: Case) -> Mapping[int, float]:
    """Return the length of a book at each step, in pages."""
    from publish.themes import theme
    from publish.themes.fit_scale import LOOSER, TIGHTER
    from publish.writers.pdf.book_fit import measure_length
    from publish.writers.pdf.book_layouts import BookLayouts
    from publish.writers.pdf.options import PdfOptions

    layouts = BookLayouts(case.book, theme.load(case.theme), PdfOptions(page=case.page))
    return {
        step: measure_length(layouts.lay_out(step).laid_out_book)
        for step in range(-len(LOOSER), len(TIGHTER) + 1)
    }


def search(lengths: Mapping[int, float]) -> tuple[int, int, int, list[str]]:
    """Return how many goals a step has, how many were found, the most layouts, and the misses."""
    from publish.config.fit import Fit
    from publish.writers.pdf.layout.fit_search import find_step

    pages = {step: math.ceil(length) for step, length in lengths.items()}
    possible = hits = most = 0
    missed = []
    sheets = math.ceil(pages[0] / 4)
    goals = [Fit(pages=count) for count in range(max(1, min(pages.values()) - 1), pages[0] + 4)]
    goals += [Fit(sheets=count) for count in range(max(1, sheets - 2), sheets + 2)]
    for fit in (*goals, Fit()):
        asked: set[int] = set()

        def measure(step: int, asked: set[int] = asked) -> float:
            asked.add(step)
            return lengths[step]

        answer = find_step(fit, measure)
        most = max(most, len(asked))
        over = pages[0] % 4
        if fit.pages:
            wanted = {fit.pages}
        elif fit.sheets:
            wanted = {4 * fit.sheets - 2, 4 * fit.sheets - 1, 4 * fit.sheets}
        else:
            wanted = {pages[0] - over, pages[0] - over + 4 * (over > 0)} - {0}
        if wanted & set(pages.values()):
            possible += 1
            hits += answer.is_hit
            if not answer.is_hit:
                missed.append(str(fit))
    return possible, hits, most, missed


def main() -> int:
    """Lay out the books, print a line for each, and return 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=60)
    options = parser.parse_args()
    totals = [0, 0, 0, 0]
    cases = list(list_cases())[options.first : options.first + options.count]
    for case in cases:
        start = time.process_time()
        lengths = measure_steps(case)
        cpu = time.process_time() - start
        possible, hits, most, missed = search(lengths)
        steps = sorted(lengths)
        longer = sum(
            math.ceil(lengths[after]) > math.ceil(lengths[before])
            for before, after in pairwise(steps)
        )
        pages = [math.ceil(lengths[step]) for step in (steps[0], 0, steps[-1])]
        print(
            f"{case.name:32} {case.theme:9} pages {pages[0]:3} {pages[1]:3} {pages[2]:3}  "
            f"goals {hits:2} of {possible:2}  layouts {most}  longer {longer}  {cpu:5.1f} s  "
            f"{'; '.join(missed)}",
            flush=True,
        )
        totals = [
            totals[0] + hits,
            totals[1] + possible,
            max(totals[2], most),
            totals[3] + longer,
        ]
    print(
        f"{len(cases)} books: {totals[0]} of {totals[1]} goals, at most {totals[2]} layouts, "
        f"{totals[3]} steps with more pages than the looser one before"
    )
    return int(totals[0] < totals[1] or totals[2] > 6)


if __name__ == "__main__":
    sys.exit(main())
