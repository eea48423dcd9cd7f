"""Cost of building a book and of an edit: publish, stock WeasyPrint, Typst and XeLaTeX.

    python tests/bench/pdf_edit.py [--books handout 20] [--rounds 5] [--typst PYTHON]
                                   [--costs FILE] [--write tests/bench/README.md]

Each round edits one word in the middle of a generated book and builds every variant once, one after
another, so that other load of the machine affects all of them.  The tables show medians.  Ends with
1 where a goal is missed.

``publish`` runs from a copy of the program, as a user starts it: ``python -m publish pdf book`` in
a workspace.  ``WeasyPrint, naive`` is ``python -m weasyprint`` with the markup and the style sheets
of publish as one document.  Typst and XeLaTeX set the same text on pages of the same size in the
same faces, with notes, running heads, folios and contents.
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
from common import ROOT, Cost, make_parser, measure, replace_tables
from goals import (
    BOOKS,
    EDITED,
    EMPTY,
    NAIVE,
    PUBLISH,
    SHELF,
    SHELF_ONE_PROCESS,
    SHELF_TWO_PROCESSES,
    SINGLE_FILE,
    TYPST,
    TYPST_WATCHING,
    UNCHANGED,
    WATCHING,
    XELATEX,
    XELATEX_TWICE,
    Costs,
    Results,
    read_results,
    report,
    write_results,
)

CHILD_PROGRAMS = Path(__file__).with_name("child_programs.py")

PUBLISH_PDF = ("-m", "publish", "pdf", "book")

WATCHED_EDITS = 4
"""The number of edits of a watching process in a round; the first one is not counted."""


class Bench:
    """A book in a folder of its own, and the variants that can be run on this machine."""

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
        self._typst = typst if _has_typst(typst) else ""
        self._xelatex = shutil.which("xelatex")
        self._workspace = folder / "workspace"
        self._one_chapter = folder / "thin"
        shelf = {"book": book}
        files = books.write_workspace(shelf, self._workspace, single_file=single_file)
        self._edited_file = files["book"]
        self._edits = 0
        self._run_child("write_naive_document", self._workspace, folder)
        self._compile_modules()
        self._check_imports()

    def round(self, number: int) -> Costs:
        """Return the cost of each variant in a round; all edits of all rounds are different."""
        self._edits = 100 * (number + 1)
        shutil.rmtree(self._workspace / "output", ignore_errors=True)
        self._edit()
        costs = {NAIVE: self._run_naive(), EMPTY: self._run_publish()}
        self._edit()
        costs |= {EDITED: self._run_publish(), UNCHANGED: self._run_publish()}
        costs[WATCHING] = self._watch_publish()
        if self._typst:
            costs |= self._run_typst()
        if self._xelatex:
            costs |= self._run_xelatex()
        return costs

    def pages(self) -> dict[str, int]:
        """Return the number of pages of each variant."""
        folder = self._folder
        book = self._workspace / "output" / "book" / "book.pdf"
        pdfs = {NAIVE: folder / "naive.pdf"} | dict.fromkeys(PUBLISH, book)
        pdfs |= dict.fromkeys((TYPST, TYPST_WATCHING), folder / "typst.pdf")
        pdfs |= dict.fromkeys((XELATEX, XELATEX_TWICE), folder / "xelatex.pdf")
        counts = self._run_child("count_pages", *pdfs.values())
        return dict(zip(pdfs, map(int, counts.split()), strict=True))

    def _next_book(self) -> books.Book:
        """Return the book with the next edit."""
        self._edits += 1
        return books.change_word(self._book, self._edits)

    def _next_text(self) -> str:
        """Return the text of the edited file with the next edit."""
        book = self._next_book()
        if self._single_file:
            return books.book_text(book)
        return books.chapter_text(book[len(book) // 2])

    def _edit(self) -> None:
        self._edited_file.write_text(self._next_text(), "utf-8")

    def _run_child(self, *arguments: str | Path) -> str:
        return measure([sys.executable, CHILD_PROGRAMS, *arguments], program=self._program)[1]

    def _run_publish(self) -> Cost:
        command = (sys.executable, *PUBLISH_PDF, "-j", "1")
        return measure(command, self._workspace, self._program)[0]

    def _compile_modules(self) -> None:
        """Let Python compile the modules of WeasyPrint and publish."""
        measure((sys.executable, "-m", "weasyprint", "--info"))
        books.write_workspace({"book": self._book[:1]}, self._one_chapter)
        measure((sys.executable, *PUBLISH_PDF), self._one_chapter, self._program)

    def _check_imports(self) -> None:
        """Exit if a build without changes imports WeasyPrint."""
        command = (sys.executable, "-X", "importtime", *PUBLISH_PDF)
        result = subprocess.run(
            command,
            cwd=self._one_chapter,
            env={**os.environ, "PYTHONPATH": str(self._program)},
            check=True,
            capture_output=True,
            text=True,
        )
        if not result.stdout.startswith("fresh") or "weasyprint" in result.stderr:
            raise SystemExit("a build without changes imports WeasyPrint")

    def _run_naive(self) -> Cost:
        command = (sys.executable, "-m", "weasyprint", "-s", "naive.css", "naive.html", "naive.pdf")
        return measure(command, self._folder)[0]

    def _watch(self, command: Sequence[str | Path], next_text: Callable[[], str]) -> Cost:
        """Return the median time of an edit in a watching process, with its peak memory."""
        edits = [self._folder / f"edit-{number}" for number in range(WATCHED_EDITS)]
        for edit in edits:
            edit.write_text(next_text(), "utf-8")
        process, output = measure([*command, *edits], program=self._program)
        _, _, *seconds = map(float, output.splitlines()[-1].split())
        wall, cpu = statistics.median(seconds[::2]), statistics.median(seconds[1::2])
        return Cost(wall, cpu, process.memory)

    def _watch_publish(self) -> Cost:
        arguments = (CHILD_PROGRAMS, "watch_book", self._workspace, self._edited_file)
        return self._watch((sys.executable, *arguments), self._next_text)

    def _run_typst(self) -> Costs:
        source = self._folder / "book.typ"
        source.write_text(books.to_typst(self._next_book()), "utf-8")
        files = (source, self._folder / "typst.pdf", books.FONTS)
        cold, _ = measure([self._typst, CHILD_PROGRAMS, "compile_typst", *files])
        command = (self._typst, CHILD_PROGRAMS, "watch_typst", *files)
        watching = self._watch(command, lambda: books.to_typst(self._next_book()))
        return {TYPST: cold, TYPST_WATCHING: watching}

    def _run_xelatex(self) -> Costs:
        for file in self._folder.glob("xelatex.*"):
            file.unlink()
        command = (str(self._xelatex), "-interaction=batchmode", "-halt-on-error", "xelatex.tex")

        def run_once() -> Cost:
            return measure(command, self._folder)[0]

        source = self._folder / "xelatex.tex"
        source.write_text(books.to_xelatex(self._next_book()), "utf-8")
        twice = run_once() + run_once()
        source.write_text(books.to_xelatex(self._next_book()), "utf-8")
        return {XELATEX: run_once(), XELATEX_TWICE: twice}


class Shelf:
    """A workspace of twenty short books, built by one process and by two."""

    def __init__(self, folder: Path, program: Path) -> None:
        self._workspace = folder
        self._program = program
        books.write_workspace({f"book-{n:02}": books.make_handout(n, 2) for n in range(20)}, folder)
        self._build("2")

    def round(self, _number: int) -> Costs:
        """Return the cost of each variant in a round."""
        return {SHELF_ONE_PROCESS: self._build("1"), SHELF_TWO_PROCESSES: self._build("2")}

    def pages(self) -> dict[str, int]:
        """Return the number of pages of all books together, for each variant."""
        pdfs = self._workspace.glob("output/*/*.pdf")
        counts = measure([sys.executable, CHILD_PROGRAMS, "count_pages", *pdfs])[1]
        variants = (SHELF_ONE_PROCESS, SHELF_TWO_PROCESSES)
        return dict.fromkeys(variants, sum(map(int, counts.split())))

    def _build(self, jobs: str) -> Cost:
        shutil.rmtree(self._workspace / "output", ignore_errors=True)
        command = (sys.executable, "-m", "publish", "pdf", "-j", jobs)
        return measure(command, self._workspace, self._program)[0]


def _has_typst(python: str) -> bool:
    result = subprocess.run([python, "-c", "import typst"], check=False, capture_output=True)
    return result.returncode == 0


def run_rounds(name: str, count: int, typst: str) -> Iterator[tuple[Costs, dict[str, int]]]:
    """Yield the costs and the numbers of pages of all variants of a book in each round."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        program = folder / "program"
        without_caches = shutil.ignore_patterns("__pycache__")
        for part in ("publish", "styles"):
            shutil.copytree(ROOT / part, program / part, ignore=without_caches)
        bench: Bench | Shelf
        if name == SHELF:
            bench = Shelf(folder / "shelf", program)
        else:
            book = books.make_lessons(BOOKS[name]) if BOOKS[name] else books.make_handout()
            bench = Bench(book, folder, program, typst, single_file=name == SINGLE_FILE)
        for number in range(count):
            costs = bench.round(number)
            yield costs, bench.pages()


def main() -> int:
    """Measure, print the tables, write them if asked, and return 1 if a goal is missed."""
    parser = make_parser(__doc__, rounds=5)
    parser.add_argument("--books", nargs="+", choices=(*BOOKS, SHELF), default=["handout", "20"])
    parser.add_argument(
        "--typst",
        default=sys.executable,
        help="a Python interpreter that has the package typst",
        metavar="PYTHON",
    )
    parser.add_argument(
        "--costs",
        type=Path,
        metavar="FILE",
        help="a JSON file of earlier rounds; new rounds are added to it",
    )
    options = parser.parse_args()
    peers = {"Typst": _has_typst(options.typst), "XeLaTeX": shutil.which("xelatex")}
    for peer in (peer for peer, installed in peers.items() if not installed):
        print(f"{peer} is not installed and is left out", file=sys.stderr)
    results = read_results(options.costs) if options.costs and options.costs.exists() else {}
    for name in options.books:
        for costs, pages in run_rounds(name, options.rounds, options.typst):
            results.setdefault(name, Results([], pages)).rounds.append(costs)
            seconds = ", ".join(f"{variant} {cost.cpu:.2f}" for variant, cost in costs.items())
            print(f"{name}, CPU s: {seconds}", file=sys.stderr)
            if options.costs:
                write_results(results, options.costs)
    tables, missed = report(results)
    print(tables)
    if options.write:
        replace_tables(tables, "pdf_edit", options.write)
    for goal in missed:
        print(f"missed: {goal.case}, at most {goal.limit_text}", file=sys.stderr)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
