"""What it costs to impose 1,000 pages, and how large the booklet is: run me from the project.

    .venv/bin/python tests/bench/imposition.py

The book is one of this repository, its pages said again until there are enough of them, each with
a content of its own as in any book.  Every run is a fresh process, so loading pikepdf is counted;
memory is the most that the process ever held.
"""

from __future__ import annotations

import itertools
import statistics
import sys
import tempfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
from common import ROOT, measured
from pikepdf import Pdf

from publish.artifacts.make import make
from publish.artifacts.plan import Request, plan
from publish.config import find_workspace, open_book
from publish.config.booklet_options import BookletSettings
from publish.writers.booklet import impose

BOOK = "from-paste-to-press"
PAGES = 1000
RUNS = 5
GOAL_SECONDS, GOAL_MEGABYTES, GOAL_RATIO = 5.0, 300.0, 1.1


def thick_book(folder: Path) -> bytes:
    """The pages of a real book, over and over, in its own fonts."""
    workspace = replace(find_workspace(ROOT), output=folder)
    (artifact,) = plan(open_book(BOOK, workspace), Request(("pdf",)))
    assert make(artifact).status == "made"
    with pikepdf.open(artifact.path) as book:
        printed = [page for page in book.pages if "/Contents" in page]
        for page in printed:
            page.contents_coalesce()  # a folio is a stream of its own
        pages = [page.obj for page in printed]
        thick = Pdf.new()
        for page in itertools.islice(itertools.cycle(pages), PAGES):
            thick.pages.append(pikepdf.Page(page))
            thick.pages[-1].obj.Contents = thick.make_stream(
                b"%% %d\n" % len(thick.pages) + page.Contents.read_bytes()
            )
        out = BytesIO()
        thick.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def once(book: Path) -> None:
    """Impose a book in this process; print the size of the booklet."""
    print(len(impose(book.read_bytes(), BookletSettings()).value))


def main() -> int:
    """Measure, print a row, and fail where a goal is missed."""
    with tempfile.TemporaryDirectory() as name:
        book = Path(name, "thick.pdf")
        book.write_bytes(thick_book(Path(name)))
        runs = []
        for _ in range(RUNS):
            cost, said = measured([sys.executable, __file__, book])
            runs.append((cost.cpu, cost.memory, int(said)))
        size = book.stat().st_size
    seconds, megabytes, booklet = map(statistics.median, zip(*runs, strict=True))
    print(f"{PAGES} pages imposed   median of {RUNS}   goal")
    print(f"CPU seconds           {seconds:8.2f}   {GOAL_SECONDS:8.2f}")
    print(f"megabytes at most     {megabytes:8.0f}   {GOAL_MEGABYTES:8.0f}")
    print(f"booklet ÷ book        {booklet / size:8.2f}   {GOAL_RATIO:8.2f}   ({size} bytes)")
    missed = seconds > GOAL_SECONDS or megabytes > GOAL_MEGABYTES or booklet > GOAL_RATIO * size
    return 1 if missed else 0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        once(Path(sys.argv[1]))
    else:
        sys.exit(main())
