"""What the benchmark of an edit must show, and what it showed, as Markdown."""

from __future__ import annotations

import json
import statistics
from dataclasses import astuple, dataclass
from pathlib import Path

from common import Cost

NAIVE = "WeasyPrint, naive"
EMPTY = "publish, empty cache"
EDITED = "publish, one word edited"
NOTHING = "publish, nothing changed"
WATCHING = "publish, one word edited, watching"
TYPST = "Typst"
TYPST_WATCHING = "Typst, one word edited, watching"
XELATEX = "XeLaTeX, lean macros, ×1"
XELATEX_TWICE = "XeLaTeX, lean macros, ×2 from nothing"
OURS = (EMPTY, EDITED, NOTHING, WATCHING)
ONE, TWO = "publish, 20 books, -j 1", "publish, 20 books, -j 2"

FILE = "file"
BOOKS = {"handout": 0, "1": 1, "20": 20, "100": 100, FILE: 100}
"""The books by their names, and how many chapters they have; ``FILE`` is a single file."""
SHELF = "shelf"

Costs = dict[str, Cost]


@dataclass(frozen=True, slots=True)
class Goal:
    """At most so much, on the wall where there is no peer, else as a share of what a peer uses."""

    case: str
    book: str
    ours: tuple[str, ...]
    most: float
    peer: str = ""
    of: str = "cpu"

    @property
    def at_most(self) -> str:
        """The goal in words."""
        kind = {"cpu": "CPU", "wall": "wall", "memory": "memory"}[self.of]
        return f"{self.most} {f'× {self.peer}' if self.peer else 's'}, {kind}"


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
    Goal("1000 pages, nothing changed", "100", (NOTHING,), 0.2, of="wall"),
    Goal("1000 pages in one file, one word edited, cold process", FILE, (EDITED,), 0.06, EMPTY),
    Goal("peak memory, 1000 pages, any of these", "100", OURS, 0.5, NAIVE, of="memory"),
)


@dataclass(slots=True)
class Found:
    """The costs of a book in each round, and its pages."""

    rounds: list[Costs]
    pages: dict[str, int]

    def median(self, way: str, of: str) -> float:
        """Return what a way costs."""
        return statistics.median(getattr(costs[way], of) for costs in self.rounds)

    def ratio(self, ways: tuple[str, ...], peer: str, of: str) -> float:
        """Return the most that any of the ways costs, as a share of what a peer does."""
        return statistics.median(
            max(getattr(costs[way], of) for way in ways) / getattr(costs[peer], of)
            for costs in self.rounds
        )


def table(name: str, found: Found) -> str:
    """Return the medians as a table of Markdown, each beside the first way."""
    ways = list(found.rounds[0])
    titles = {
        "handout": "handout",
        "1": "1 chapter",
        FILE: f"{BOOKS[FILE]} chapters in one file",
        SHELF: "a shelf",
    }
    title = titles.get(name, f"{name} chapters")
    rows = [
        f"| {title}, {len(found.rounds)} rounds | pages | wall s | CPU s | CPU ratio | memory MB |",
        "|---|---|---|---|---|---|",
    ]
    for way in ways:
        ratio = found.ratio((way,), ways[0], "cpu")
        wall, cpu, memory = (found.median(way, of) for of in ("wall", "cpu", "memory"))
        rows.append(
            f"| {way} | {found.pages[way]} | {wall:.3f} | {cpu:.3f} | {ratio:.3f} | {memory:.0f} |"
        )
    return "\n".join(rows)


def judged(goal: Goal, found: Found) -> tuple[str, bool] | None:
    """Return the row of a goal, and whether it is met; None where its peer did not take part."""
    if goal.peer and goal.peer not in found.rounds[0]:
        return None

    if goal.peer:
        figure = found.ratio(goal.ours, goal.peer, goal.of)
        wall = f"{found.ratio(goal.ours, goal.peer, 'wall'):.3f}" if goal.of == "cpu" else ""
    else:
        figure, wall = max(found.median(way, goal.of) for way in goal.ours), ""
    met = figure <= goal.most
    verdict = "met" if met else "**missed**"
    return f"| {goal.case} | {goal.at_most} | {figure:.3f} | {wall} | {verdict} |", met


def report(costs: dict[str, Found]) -> tuple[str, tuple[Goal, ...]]:
    """Return all that was found as Markdown, and the goals that are missed."""
    rows = ["| case | at most | figure | on the wall | |", "|---|---|---|---|---|"]
    missed = []
    for goal in GOALS:
        verdict = judged(goal, costs[goal.book]) if goal.book in costs else None
        if verdict is None:
            continue
        row, met = verdict
        rows.append(row)
        if not met:
            missed.append(goal)
    tables = [table(name, costs[name]) for name in (*BOOKS, SHELF) if name in costs]
    return "\n\n".join(("\n".join(rows), *tables)), tuple(missed)


def read(path: Path) -> dict[str, Found]:
    """Return what was kept of earlier rounds."""
    return {
        name: Found(
            [{way: Cost(*cost) for way, cost in costs.items()} for costs in kept["rounds"]],
            kept["pages"],
        )
        for name, kept in json.loads(path.read_text("utf-8")).items()
    }


def keep(costs: dict[str, Found], path: Path) -> None:
    """Write down all rounds, so that others can be added."""
    kept = {
        name: {
            "rounds": [{way: astuple(cost) for way, cost in each.items()} for each in found.rounds],
            "pages": found.pages,
        }
        for name, found in costs.items()
    }
    path.write_text(json.dumps(kept), "utf-8")
