"""What a book and an edit cost: `publish`, WeasyPrint as it comes, Typst and XeLaTeX.

    python tests/bench/pdf_edit.py [--books handout 20] [--rounds 5] [--typst PYTHON]
                                   [--costs FILE] [--write tests/bench/README.md]

Each round edits one word in the middle of a generated book and makes it in every way, one after
another, so that whatever else the machine does touches all of them alike; medians are given.  Ends
with 1 where a goal is missed.

Ours is what a user runs: `python -m publish pdf book` in a workspace, from a copy of the program
that nobody edits.  Naive is the markup and the style sheets that it gives to the layout, in one
document, given to `python -m weasyprint`.  Typst and XeLaTeX set the same words on pages of the
same size in the same faces, with notes, running heads, folios and contents.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import books
from common import ROOT, Cost, measured, parser, put

ALONE = Path(__file__).with_name("alone.py")

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

BOOKS = {"handout": 0, "1": 1, "20": 20, "100": 100}
"""The books by their names, and how many chapters they have."""
SHELF = "shelf"

STAYING = 4
"""So many edits a process that stays sees in a round; the first of them is not counted."""

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


GOALS = (
    Goal("8-page handout, cold process, empty cache", "handout", (EMPTY,), 0.5, NAIVE),
    Goal("8-page handout, cold process, empty cache", "handout", (EMPTY,), 0.5, XELATEX_TWICE),
    Goal("200 pages, empty cache, one process", "20", (EMPTY,), 0.5, NAIVE),
    Goal("200 pages, one word edited, cold process", "20", (EDITED,), 0.08, NAIVE),
    Goal("200 pages, one word edited, cold process", "20", (EDITED,), 0.6, TYPST),
    Goal("200 pages, one word edited, watching", "20", (WATCHING,), 1.0, TYPST_WATCHING),
    Goal("1000 pages, one word edited, cold process", "100", (EDITED,), 0.02, NAIVE),
    Goal("1000 pages, one word edited, cold process", "100", (EDITED,), 0.15, TYPST),
    Goal("1000 pages, one word edited, cold process", "100", (EDITED,), 0.2, XELATEX),
    Goal("1000 pages, one word edited, watching", "100", (WATCHING,), 0.4, TYPST_WATCHING),
    Goal("1000 pages, nothing changed", "100", (NOTHING,), 0.2, of="wall"),
    Goal("peak memory, 1000 pages, any of these", "100", OURS, 0.5, NAIVE, of="memory"),
)


# --- one book, made in every way


class Bench:
    """A book in a folder of its own, ready to be made in every way that there is here."""

    def __init__(self, book: books.Book, folder: Path, program: Path, typst: str) -> None:
        self._book = book
        self._folder = folder
        self._program = program
        self._typst = typst if _knows_typst(typst) else ""
        self._xelatex = shutil.which("xelatex")
        self._workspace = folder / "workspace"
        self._text = books.workspace({"book": book}, self._workspace)["book"]
        self._number = 0
        self._alone("naive", self._workspace, folder)
        self._compiled()

    def round(self, number: int) -> Costs:
        """Return what each way took; no edit is like one of another round."""
        self._number = 100 * (number + 1)
        shutil.rmtree(self._workspace / "output", ignore_errors=True)
        self._edit()
        costs = {NAIVE: self._naive(), EMPTY: self._publish()}
        self._edit()
        costs |= {EDITED: self._publish(), NOTHING: self._publish()}
        costs[WATCHING] = self._watching()
        if self._typst:
            costs |= self._in_typst()
        if self._xelatex:
            costs |= self._in_xelatex()
        return costs

    def pages(self) -> dict[str, int]:
        """Return how many pages the book has in each of the ways."""
        folder = self._folder
        ours = self._workspace / "output" / "book" / "book.pdf"
        pdfs = {NAIVE: folder / "naive.pdf"} | dict.fromkeys(OURS, ours)
        pdfs |= dict.fromkeys((TYPST, TYPST_WATCHING), folder / "typst.pdf")
        pdfs |= dict.fromkeys((XELATEX, XELATEX_TWICE), folder / "xelatex.pdf")
        said = self._alone("pages", *pdfs.values())
        return dict(zip(pdfs, map(int, said.split()), strict=True))

    def _next(self) -> books.Book:
        self._number += 1
        return books.edited(self._book, self._number)

    def _pasted(self) -> str:
        return books.pasted(self._next()[len(self._book) // 2])

    def _edit(self) -> None:
        self._text.write_text(self._pasted(), "utf-8")

    def _alone(self, *words: str | Path) -> str:
        return measured([sys.executable, ALONE, *words], program=self._program)[1]

    def _publish(self) -> Cost:
        command = (sys.executable, "-m", "publish", "pdf", "book", "-j", "1")
        return measured(command, self._workspace, self._program)[0]

    def _compiled(self) -> None:
        """Let Python compile what it is to run; exit where it is too much.

        To find a book fresh must not import WeasyPrint.
        """
        measured((sys.executable, "-m", "weasyprint", "--info"))
        thin = self._folder / "thin"
        books.workspace({"book": self._book[:1]}, thin)
        publish = ("-m", "publish", "pdf", "book")
        measured((sys.executable, *publish), thin, self._program)
        command = (sys.executable, "-X", "importtime", *publish)
        told = subprocess.run(
            command,
            cwd=thin,
            env={**os.environ, "PYTHONPATH": str(self._program)},
            check=True,
            capture_output=True,
            text=True,
        )
        if not told.stdout.startswith("fresh") or "weasyprint" in told.stderr:
            raise SystemExit("WeasyPrint is imported where nothing is to be done")

    def _naive(self) -> Cost:
        command = (sys.executable, "-m", "weasyprint", "-s", "naive.css", "naive.html", "naive.pdf")
        return measured(command, self._folder)[0]

    def _staying(self, words: Sequence[str | Path], edit: Callable[[], str]) -> Cost:
        """Return what an edit takes in a process that stays, the middle one of several."""
        texts = [self._folder / f"edit-{number}" for number in range(STAYING)]
        for text in texts:
            text.write_text(edit(), "utf-8")
        whole, said = measured([*words, *texts], program=self._program)
        taken = list(map(float, said.splitlines()[-1].split()))[2:]
        wall, cpu = (statistics.median(taken[kind::2]) for kind in (0, 1))
        return Cost(wall, cpu, whole.memory)

    def _watching(self) -> Cost:
        words = (sys.executable, ALONE, "watching", self._workspace, self._text)
        return self._staying(words, self._pasted)

    def _in_typst(self) -> Costs:
        source = self._folder / "book.typ"
        source.write_text(books.typst(self._next()), "utf-8")
        of = (source, self._folder / "typst.pdf", books.FONTS)
        cold, _ = measured([self._typst, ALONE, "typst", *of])
        warm = (self._typst, ALONE, "typst_watching", *of)
        return {
            TYPST: cold,
            TYPST_WATCHING: self._staying(warm, lambda: books.typst(self._next())),
        }

    def _in_xelatex(self) -> Costs:
        for left in self._folder.glob("xelatex.*"):
            left.unlink()
        command = (str(self._xelatex), "-interaction=batchmode", "-halt-on-error", "xelatex.tex")

        def once() -> Cost:
            return measured(command, self._folder)[0]

        source = self._folder / "xelatex.tex"
        source.write_text(books.xelatex(self._next()), "utf-8")
        twice = once() + once()
        source.write_text(books.xelatex(self._next()), "utf-8")
        return {XELATEX: once(), XELATEX_TWICE: twice}


class Shelf:
    """Twenty thin books, made by one process and by two."""

    def __init__(self, folder: Path, program: Path) -> None:
        self._workspace = folder
        self._program = program
        books.workspace({f"book-{n:02}": books.handout(n, 1) for n in range(20)}, folder)
        self._publish("2")

    def round(self, _number: int) -> Costs:
        """Return what each way took."""
        return {ONE: self._publish("1"), TWO: self._publish("2")}

    def pages(self) -> dict[str, int]:
        """Return how many pages the books have together."""
        pdfs = self._workspace.glob("output/*/*.pdf")
        said = measured([sys.executable, ALONE, "pages", *pdfs])[1]
        return dict.fromkeys((ONE, TWO), sum(map(int, said.split())))

    def _publish(self, jobs: str) -> Cost:
        shutil.rmtree(self._workspace / "output", ignore_errors=True)
        command = (sys.executable, "-m", "publish", "pdf", "-j", jobs)
        return measured(command, self._workspace, self._program)[0]


def _knows_typst(python: str) -> bool:
    tried = subprocess.run([python, "-c", "import typst"], check=False, capture_output=True)
    return tried.returncode == 0


def rounds(name: str, times: int, typst: str) -> Iterator[tuple[Costs, dict[str, int]]]:
    """Yield the costs of each way in each round, and the pages of each."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        program = folder / "program"
        for part in ("publish", "styles"):
            shutil.copytree(
                ROOT / part, program / part, ignore=shutil.ignore_patterns("__pycache__")
            )
        bench: Bench | Shelf
        if name == SHELF:
            bench = Shelf(folder / "shelf", program)
        else:
            book = books.lessons(BOOKS[name]) if BOOKS[name] else books.handout()
            bench = Bench(book, folder, program, typst)
        for number in range(times):
            costs = bench.round(number)
            yield costs, bench.pages()


# --- what was found


@dataclass(slots=True)
class Found:
    """The costs of a book in each round, and its pages."""

    rounds: list[Costs]
    pages: dict[str, int]

    def median(self, way: str, of: str) -> float:
        """Return what a way costs."""
        return statistics.median(getattr(costs[way], of) for costs in self.rounds)


def table(name: str, found: Found) -> str:
    """Return the medians as a table of Markdown, each beside the first way."""
    ways = list(found.rounds[0])
    title = {"handout": "handout", "1": "1 chapter", SHELF: "a shelf"}.get(name, f"{name} chapters")
    rows = [
        f"| {title}, {len(found.rounds)} rounds | pages | wall s | CPU s | CPU ratio | memory MB |",
        "|---|---|---|---|---|---|",
    ]
    base = found.median(ways[0], "cpu")
    for way in ways:
        wall, cpu, memory = (found.median(way, of) for of in ("wall", "cpu", "memory"))
        rows.append(
            f"| {way} | {found.pages[way]} | {wall:.3f} | {cpu:.3f} | {cpu / base:.3f} "
            f"| {memory:.0f} |"
        )
    return "\n".join(rows)


def judged(goal: Goal, found: Found) -> tuple[str, bool] | None:
    """Return the row of a goal, and whether it is met; None where its peer did not take part."""
    if goal.peer and goal.peer not in found.rounds[0]:
        return None

    def ratio(of: str) -> float:
        ours = max(found.median(way, of) for way in goal.ours)
        return ours / found.median(goal.peer, of) if goal.peer else ours

    figure = ratio(goal.of)
    met = figure <= goal.most
    unit = f"× {goal.peer}" if goal.peer else "s"
    wall = f"{ratio('wall'):.3f}" if goal.peer and goal.of == "cpu" else ""
    kind = {"cpu": "CPU", "wall": "wall", "memory": "memory"}[goal.of]
    verdict = "met" if met else "**missed**"
    row = f"| {goal.case} | {goal.most} {unit}, {kind} | {figure:.3f} | {wall} | {verdict} |"
    return row, met


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


# --- rounds are kept as they are made, so that one may be stopped and another added


def _read(path: Path) -> dict[str, Found]:
    return {
        name: Found(
            [{way: Cost(*cost) for way, cost in costs.items()} for costs in kept["rounds"]],
            kept["pages"],
        )
        for name, kept in json.loads(path.read_text("utf-8")).items()
    }


def _keep(costs: dict[str, Found], path: Path) -> None:
    kept = {
        name: {
            "rounds": [{way: astuple(cost) for way, cost in each.items()} for each in found.rounds],
            "pages": found.pages,
        }
        for name, found in costs.items()
    }
    path.write_text(json.dumps(kept), "utf-8")


def main() -> int:
    """Measure, print the tables, write them where asked, and tell whether a goal is missed."""
    options = parser(__doc__, rounds=5)
    options.add_argument("--books", nargs="+", choices=(*BOOKS, SHELF), default=["handout", "20"])
    options.add_argument("--typst", default=sys.executable, help="a Python that has it")
    options.add_argument("--costs", type=Path, help="a file to which rounds are added")
    asked = options.parse_args()
    for absent in [*([] if _knows_typst(asked.typst) else ["Typst"])] + (
        [] if shutil.which("xelatex") else ["XeLaTeX"]
    ):
        print(f"{absent} is not here and takes no part", file=sys.stderr)
    costs = _read(asked.costs) if asked.costs and asked.costs.exists() else {}
    for name in asked.books:
        for made, pages in rounds(name, asked.rounds, asked.typst):
            found = costs.setdefault(name, Found([], pages))
            found.rounds.append(made)
            told = ", ".join(f"{way} {cost.cpu:.2f}" for way, cost in made.items())
            print(f"{name}: {told}", file=sys.stderr)
            if asked.costs:
                _keep(costs, asked.costs)
    made, missed = report(costs)
    print(made)
    if asked.write:
        put(made, "pdf_edit", asked.write)
    for goal in missed:
        print(f"missed: {goal.case}, {goal.most} {goal.peer}", file=sys.stderr)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
