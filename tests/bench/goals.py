"""The goals of the benchmark ``pdf_edit``, and its results as Markdown."""

from __future__ import annotations

import json
import statistics
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Literal

from common import Cost

# The variants: what is run, and for publish and Typst whether an edit follows.
NAIVE = "WeasyPrint, naive"
EMPTY = "publish, empty cache"
EDITED = "publish, one word edited"
UNCHANGED = "publish, nothing changed"
WATCHING = "publish, one word edited, watching"
TYPST = "Typst"
TYPST_WATCHING = "Typst, one word edited, watching"
XELATEX = "XeLaTeX, lean macros, ×1"
XELATEX_TWICE = "XeLaTeX, lean macros, ×2 from nothing"
PUBLISH = (EMPTY, EDITED, UNCHANGED, WATCHING)
SHELF_ONE_PROCESS = "publish, 20 books, -j 1"
SHELF_TWO_PROCESSES = "publish, 20 books, -j 2"

SINGLE_FILE = "file"
BOOKS = {"handout": 0, "1": 1, "20": 20, "100": 100, SINGLE_FILE: 100}
"""The number of chapters of each book; the handout has none, ``SINGLE_FILE`` is one file."""

SHELF = "shelf"
"""The name of a workspace of twenty short books that are built together."""

Quantity = Literal["cpu", "wall", "memory"]
Costs = dict[str, Cost]
"""The cost of each variant in one round."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit on the cost of some variants of publish.

    The limit is a multiple of the cost of ``peer``, or without a peer in the unit of the quantity.
    """

    case: str
    book: str
    variants: tuple[str, ...]
    limit: float
    peer: str = ""
    quantity: Quantity = "cpu"

    @property
    def limit_text(self) -> str:
        """The limit with its peer or unit, and the quantity."""
        name = {"cpu": "CPU", "wall": "wall", "memory": "memory"}[self.quantity]
        return f"{self.limit} {f'× {self.peer}' if self.peer else 's'}, {name}"


GOALS = (
    Goal("8-page handout, cold process, empty cache", "handout", (EMPTY,), 0.6, NAIVE),
    Goal("8-page handout, cold process, empty cache", "handout", (EMPTY,), 0.6, XELATEX_TWICE),
    Goal("200 pages, empty cache, one process", "20", (EMPTY,), 0.52, NAIVE),
    Goal("200 pages, one word edited, cold process", "20", (EDITED,), 0.05, NAIVE),
    Goal("200 pages, one word edited, cold process", "20", (EDITED,), 0.6, TYPST),
    Goal("200 pages, one word edited, watching", "20", (WATCHING,), 1.1, TYPST_WATCHING),
    Goal("1000 pages, one word edited, cold process", "100", (EDITED,), 0.012, NAIVE),
    Goal("1000 pages, one word edited, cold process", "100", (EDITED,), 0.15, TYPST),
    Goal("1000 pages, one word edited, cold process", "100", (EDITED,), 0.2, XELATEX),
    Goal("1000 pages, one word edited, watching", "100", (WATCHING,), 0.4, TYPST_WATCHING),
    Goal("1000 pages, nothing changed", "100", (UNCHANGED,), 0.2, quantity="wall"),
    Goal(
        "1000 pages in one file, one word edited, cold process", SINGLE_FILE, (EDITED,), 0.06, EMPTY
    ),
    Goal("peak memory, 1000 pages, any of these", "100", PUBLISH, 0.5, NAIVE, quantity="memory"),
)


@dataclass(slots=True)
class Results:
    """The costs of a book in each round, and the number of pages of each variant."""

    rounds: list[Costs]
    pages: dict[str, int]

    def median(self, variant: str, quantity: Quantity) -> float:
        """Return the median of a quantity over all rounds."""
        return statistics.median(getattr(costs[variant], quantity) for costs in self.rounds)

    def ratio(self, variants: tuple[str, ...], peer: str, quantity: Quantity) -> float:
        """Return the median ratio of the most expensive of the variants to the peer."""
        return statistics.median(
            max(getattr(costs[variant], quantity) for variant in variants)
            / getattr(costs[peer], quantity)
            for costs in self.rounds
        )


def format_table(name: str, results: Results) -> str:
    """Return the medians of a book as a Markdown table, with ratios to the first variant."""
    variants = list(results.rounds[0])
    titles = {
        "handout": "handout",
        "1": "1 chapter",
        SINGLE_FILE: f"{BOOKS[SINGLE_FILE]} chapters in one file",
        SHELF: "20 books",
    }
    title = f"{titles.get(name, f'{name} chapters')}, {len(results.rounds)} rounds"
    rows = [
        f"| {title} | pages | wall s | CPU s | CPU ratio | memory MB |",
        "|---|---|---|---|---|---|",
    ]
    for variant in variants:
        pages = results.pages[variant]
        ratio = results.ratio((variant,), variants[0], "cpu")
        wall = results.median(variant, "wall")
        cpu = results.median(variant, "cpu")
        memory = results.median(variant, "memory")
        rows.append(
            f"| {variant} | {pages} | {wall:.3f} | {cpu:.3f} | {ratio:.3f} | {memory:.0f} |"
        )
    return "\n".join(rows)


def evaluate(goal: Goal, results: Results) -> tuple[str, bool] | None:
    """Return the table row of a goal and whether the goal is met, or None without its peer."""
    if goal.peer and goal.peer not in results.rounds[0]:
        return None

    wall = ""
    if goal.peer:
        figure = results.ratio(goal.variants, goal.peer, goal.quantity)
        if goal.quantity == "cpu":
            wall = f"{results.ratio(goal.variants, goal.peer, 'wall'):.3f}"
    else:
        figure = max(results.median(variant, goal.quantity) for variant in goal.variants)
    is_met = figure <= goal.limit
    verdict = "met" if is_met else "**missed**"
    return f"| {goal.case} | {goal.limit_text} | {figure:.3f} | {wall} | {verdict} |", is_met


def report(books: dict[str, Results]) -> tuple[str, tuple[Goal, ...]]:
    """Return the goals and results of all books as Markdown, and the goals that are missed."""
    rows = ["| case | at most | figure | wall ratio | |", "|---|---|---|---|---|"]
    missed = []
    for goal in GOALS:
        evaluation = evaluate(goal, books[goal.book]) if goal.book in books else None
        if evaluation is None:
            continue
        row, is_met = evaluation
        rows.append(row)
        if not is_met:
            missed.append(goal)
    tables = [format_table(name, books[name]) for name in (*BOOKS, SHELF) if name in books]
    return "\n\n".join(("\n".join(rows), *tables)), tuple(missed)


def read_results(path: Path) -> dict[str, Results]:
    """Return the results of earlier rounds from a JSON file."""
    return {
        name: Results(
            [
                {variant: Cost(*cost) for variant, cost in costs.items()}
                for costs in results["rounds"]
            ],
            results["pages"],
        )
        for name, results in json.loads(path.read_text("utf-8")).items()
    }


def write_results(books: dict[str, Results], path: Path) -> None:
    """Write the results of all rounds to a JSON file."""
    data = {
        name: {
            "rounds": [
                {variant: astuple(cost) for variant, cost in costs.items()}
                for costs in results.rounds
            ],
            "pages": results.pages,
        }
        for name, results in books.items()
    }
    path.write_text(json.dumps(data), "utf-8")
