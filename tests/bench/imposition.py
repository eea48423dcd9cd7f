"""Cost of imposing a book of 1000 pages, and the size of the booklet.

    python tests/bench/imposition.py

The pages are those of a book of this repository, repeated, each with a content stream of its own.
Every run is a new process: the time includes the imports, and memory is the peak of the process.
Ends with 1 where a goal is missed.
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
from common import ROOT, measure
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


def make_long_book(folder: Path) -> bytes:
    """Return a PDF of ``PAGES`` pages: those of ``BOOK``, repeated, with its fonts."""
    workspace = replace(find_workspace(ROOT), output=folder)
    (artifact,) = plan(open_book(BOOK, workspace), Request(("pdf",)))
    assert make(artifact).status == "made"
    with pikepdf.open(artifact.path) as book:
        filled_pages = [page for page in book.pages if "/Contents" in page]
        for page in filled_pages:
            page.contents_coalesce()  # folios are streams of their own
        pages = [page.obj for page in filled_pages]
        long_book = Pdf.new()
        for page in itertools.islice(itertools.cycle(pages), PAGES):
            long_book.pages.append(pikepdf.Page(page))
            long_book.pages[-1].obj.Contents = long_book.make_stream(
                b"%% %d\n" % len(long_book.pages) + page.Contents.read_bytes()
            )
        output = BytesIO()
        long_book.save(output, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return output.getvalue()


def impose_file(book: Path) -> None:
    """Impose a PDF and print the size of the booklet in bytes."""
    print(len(impose(book.read_bytes(), BookletSettings()).value))


def main() -> int:
    """Measure, print the medians beside the goals, and return 1 if a goal is missed."""
    with tempfile.TemporaryDirectory() as name:
        book = Path(name, "long.pdf")
        book.write_bytes(make_long_book(Path(name)))
        runs = []
        for _ in range(RUNS):
            cost, output = measure([sys.executable, __file__, book])
            runs.append((cost.cpu, cost.memory, int(output)))
        size = book.stat().st_size
    seconds, megabytes, booklet = map(statistics.median, zip(*runs, strict=True))
    print(f"{PAGES} pages imposed   median of {RUNS}   goal")
    print(f"CPU seconds           {seconds:8.2f}   {GOAL_SECONDS:8.2f}")
    print(f"peak megabytes        {megabytes:8.0f}   {GOAL_MEGABYTES:8.0f}")
    print(f"booklet ÷ book        {booklet / size:8.2f}   {GOAL_RATIO:8.2f}   ({size} bytes)")
    missed = seconds > GOAL_SECONDS or megabytes > GOAL_MEGABYTES or booklet > GOAL_RATIO * size
    return 1 if missed else 0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        impose_file(Path(sys.argv[1]))
    else:
        sys.exit(main())
