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

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import books
from common import ROOT, Cost, measured, parser, put
from goals import (
    BOOKS,
    EDITED,
    EMPTY,
    FILE,
    NAIVE,
    NOTHING,
    ONE,
    OURS,
    SHELF,
    TWO,
    TYPST,
    TYPST_WATCHING,
    WATCHING,
    XELATEX,
    XELATEX_TWICE,
    Costs,
    Found,
    keep,
    read,
    report,
)

ALONE = Path(__file__).with_name("alone.py")

STAYING = 4
"""So many edits a process that stays sees in a round; the first of them is not counted."""


class Bench:
    """A book in a folder of its own, ready to be made in every way that there is here."""

    def __init__(
        self,
        book: books.Book,
        folder: Path,
        program: Path,
        typst: str,
        *,
        single_file: bool = False,
    ) -> None:
        self._book = book
        self._single_file = single_file
        self._folder = folder
        self._program = program
        self._typst = typst if _knows_typst(typst) else ""
        self._xelatex = shutil.which("xelatex")
        self._workspace = folder / "workspace"
        shelf = {"book": book}
        self._text = books.workspace(shelf, self._workspace, single_file=single_file)["book"]
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
        book = self._next()
        return books.pasted_whole(book) if self._single_file else books.pasted(book[len(book) // 2])

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
        books.workspace({f"book-{n:02}": books.handout(n, 2) for n in range(20)}, folder)
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
            bench = Bench(book, folder, program, typst, single_file=name == FILE)
        for number in range(times):
            costs = bench.round(number)
            yield costs, bench.pages()


def main() -> int:
    """Measure, print the tables, write them where asked, and tell whether a goal is missed."""
    options = parser(__doc__, rounds=5)
    options.add_argument("--books", nargs="+", choices=(*BOOKS, SHELF), default=["handout", "20"])
    options.add_argument("--typst", default=sys.executable, help="a Python that has it")
    options.add_argument("--costs", type=Path, help="a file to which rounds are added")
    asked = options.parse_args()
    here = {"Typst": _knows_typst(asked.typst), "XeLaTeX": shutil.which("xelatex")}
    for absent in (peer for peer, found in here.items() if not found):
        print(f"{absent} is not here and takes no part", file=sys.stderr)
    costs = read(asked.costs) if asked.costs and asked.costs.exists() else {}
    for name in asked.books:
        for made, pages in rounds(name, asked.rounds, asked.typst):
            found = costs.setdefault(name, Found([], pages))
            found.rounds.append(made)
            told = ", ".join(f"{way} {cost.cpu:.2f}" for way, cost in made.items())
            print(f"{name}: {told}", file=sys.stderr)
            if asked.costs:
                keep(costs, asked.costs)
    made, missed = report(costs)
    print(made)
    if asked.write:
        put(made, "pdf_edit", asked.write)
    for goal in missed:
        print(f"missed: {goal.case}, at most {goal.at_most}", file=sys.stderr)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
