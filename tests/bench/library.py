#!/usr/bin/env python3
"""Libraries of thousands of tiny books: an unchanged one, memory of a plan, growth, a new theme.

    python tests/bench/library.py [--books 3000] [--most 10000] [--growth 250 1000 4000]

The files of the books are made up with their stamps (``tests/support/made_up_files.py``), as if a
build had made them, because only the plan is measured.  The first build of the same texts is
measured with a few of them and multiplied.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from common import ROOT, Cost, measure

MOST_SECONDS = 2.5
MOST_SHARE = 0.02
MOST_MEMORY = 300
MOST_GROWTH = 1.3
"""The largest ratio of the cost for each book at four times as many books."""

FIRST = 16
"""The number of books of which a first build is measured."""

FORMATS = (("pdf",), ("pdf", "epub"))

PLAN = """
import sys
from pathlib import Path
from publish.artifacts.book_selection import select_books
from publish.artifacts.library_plan import LibraryPlan, Order
from publish.config import find_workspace
workspace = find_workspace(Path.cwd())
plan = LibraryPlan(Order(workspace, select_books((), workspace).value, force=True))
for _ in plan.look():
    pass
plan.check()
print(sum(1 for _ in plan.jobs()))
"""
"""A program that plans all books and opens the job of each, without making one."""


def write_texts(root: Path, count: int, formats: Sequence[str]) -> None:
    """Write a workspace of tiny books, half of them with settings of their own."""
    (root / "sources").mkdir(parents=True)
    names = ", ".join(f'"{name}"' for name in formats)
    (root / "publish.toml").write_text(f'formats = [{names}]\ntheme = "own"\n', "utf-8")
    (root / "styles" / "own").mkdir(parents=True)
    (root / "styles" / "own" / "theme.toml").write_text('base = "classic"\n', "utf-8")
    rng = random.Random(1)
    for number in range(count):
        words = " ".join(f"word{rng.randrange(5000)}" for _ in range(200))
        text = root / "sources" / f"lesson-{number}.txt"
        text.write_text(f"Lesson {number}\n\n{words}.\n", "utf-8")
        if number % 2:
            text.with_suffix(".toml").write_text(f'event = "Convention {number}"\n', "utf-8")


def fill(root: Path) -> None:
    """Make up the files of all books of a workspace; in a process of its own."""
    sys.path.insert(0, str(ROOT))
    from publish.artifacts.book_selection import plan_book
    from publish.artifacts.plan import Request
    from publish.config import find_workspace
    from tests.support.made_up_files import make_up

    workspace = find_workspace(root)
    for name in workspace.book_names():
        planned = plan_book(name, workspace, Request()).value
        if planned:
            make_up(planned.artifacts)


def make_library(root: Path, count: int, formats: Sequence[str]) -> None:
    """Write a workspace of made books, and wait until a build may trust the states of files."""
    write_texts(root, count, formats)
    measure([sys.executable, str(Path(__file__)), "--fill", str(root)])
    time.sleep(2.5)


def publish(root: Path, *words: str) -> tuple[Cost, str]:
    """Return the cost and the output of a command in a workspace."""
    return measure([sys.executable, "-m", "publish", *words], root)


def measure_unchanged(folder: Path, count: int, formats: Sequence[str]) -> tuple[Cost, Cost]:
    """Return the costs of a build that compares all contents, and of the next one."""
    root = folder / f"unchanged-{count}-{len(formats)}"
    make_library(root, count, formats)
    (first, output), (again, _) = publish(root, "build"), publish(root, "build")
    if f"{count:,} up to date" not in output:
        raise SystemExit(f"the books are not up to date: {output}")
    shutil.rmtree(root)
    return first, again


def measure_first(folder: Path, formats: Sequence[str]) -> float:
    """Return the CPU seconds of a first build for each book."""
    root = folder / f"first-{len(formats)}"
    write_texts(root, FIRST, formats)
    cost, _ = publish(root, "build", "-j", "1")
    shutil.rmtree(root)
    return cost.cpu / FIRST


def show_unchanged(folder: Path, count: int) -> bool:
    """Print the costs of an unchanged library; return whether the goals are met."""
    is_met = True
    print("| unchanged | wall s | CPU s | memory MB | of the first build | goals |")
    print("|---|---|---|---|---|---|")
    for formats in FORMATS:
        _, again = measure_unchanged(folder, count, formats)
        share = again.cpu / (measure_first(folder, formats) * count)
        good = again.wall <= MOST_SECONDS and share <= MOST_SHARE
        is_met = is_met and good
        print(
            f"| {count:,} books, {' and '.join(formats)} | {again.wall:.2f} | {again.cpu:.2f} "
            f"| {again.memory:.0f} | {share:.5f} | {'met' if good else '**missed**'} |"
        )
    return is_met


def show_growth(folder: Path, counts: Sequence[int]) -> bool:
    """Print the costs of libraries of several sizes; return whether they grow linearly."""
    print("| books | contents compared, CPU ms a book | unchanged, CPU ms a book |")
    print("|---|---|---|")
    start = publish(folder, "--version")[0].cpu
    costs = []
    for count in counts:
        first, again = measure_unchanged(folder, count, ("pdf", "epub"))
        costs.append(tuple(1000 * (each.cpu - start) / count for each in (first, again)))
        print(f"| {count:,} | {costs[-1][0]:.2f} | {costs[-1][1]:.3f} |")
    is_met = all(b <= MOST_GROWTH * a for a, b in zip(costs[-2], costs[-1], strict=True))
    print(f"\nlinear: {'met' if is_met else '**missed**'}")
    return is_met


def show_memory(folder: Path, count: int) -> bool:
    """Print the memory of plans of many books; return whether the goal is met."""
    root = folder / "memory"
    make_library(root, count, ("pdf",))
    costs = {
        "all stale, each job opened": measure([sys.executable, "-c", PLAN], root)[0],
        "compared by contents": publish(root, "build")[0],
        "unchanged": publish(root, "build")[0],
        "unchanged, report json": publish(root, "build", "--report", "json")[0],
    }
    print("| plan | books | wall s | CPU s | memory MB |")
    print("|---|---|---|---|---|")
    for name, cost in costs.items():
        print(f"| {name} | {count:,} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.memory:.0f} |")
    is_met = all(cost.memory <= MOST_MEMORY for cost in costs.values())
    print(f"\nunder {MOST_MEMORY} MB: {'met' if is_met else '**missed**'}")
    shutil.rmtree(root)
    return is_met


def show_theme(folder: Path, count: int) -> bool:
    """Print what a change of the theme makes stale; return whether that is every book."""
    root = folder / "theme"
    make_library(root, count, ("pdf",))
    publish(root, "build")
    (root / "styles" / "own" / "print.css").write_text("p { margin: 0 }\n", "utf-8")
    cost, output = publish(root, "status")
    is_met = f"{count:,} books: {count:,} stale" in output and "stale (theme)" in output
    print(f"a change of the theme: {output.splitlines()[-1]} ({cost.cpu:.1f} s of CPU)")
    shutil.rmtree(root)
    return is_met


def main() -> None:
    """Print the tables; exit with 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--books", type=int, default=3000, help="books of an unchanged library")
    parser.add_argument("--most", type=int, default=10_000, help="books of the plan for memory")
    parser.add_argument("--growth", type=int, nargs="*", default=[250, 1000, 4000])
    parser.add_argument("--fill", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fill:
        fill(options.fill)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        goals = [show_unchanged(folder, options.books)]
        print()
        goals.append(show_growth(folder, options.growth))
        print()
        goals.append(show_memory(folder, options.most))
        print()
        goals.append(show_theme(folder, options.growth[0]))
    sys.exit(not all(goals))


if __name__ == "__main__":
    main()
