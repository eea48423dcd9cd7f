"""Many handouts of 8 pages, beside the command line of WeasyPrint for each of them.

``publish pdf -j 2`` reads and checks the texts, lays out and checks the PDFs.  WeasyPrint gets the
markup and the style sheets that publish gives to the layout, one document after the other.  The
goals are of wall time and of processor time, child processes included.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import books
from common import Cost, make_parser, measure, replace_tables

WALL_GOAL = 0.3
CPU_GOAL = 0.55

CHILD_PROGRAMS = Path(__file__).with_name("child_programs.py")


@dataclass(frozen=True)
class Round:
    """The costs of a round; those of WeasyPrint are of as many handouts as publish makes."""

    publish: Cost
    weasyprint: Cost

    @property
    def wall(self) -> float:
        """The wall time of publish by that of WeasyPrint."""
        return self.publish.wall / self.weasyprint.wall

    @property
    def cpu(self) -> float:
        """The processor time of publish by that of WeasyPrint."""
        return self.publish.cpu / self.weasyprint.cpu


class Handouts:
    """A workspace of handouts, and the documents of ``sample`` of them for WeasyPrint."""

    def __init__(self, folder: Path, count: int, sample: int, jobs: int) -> None:
        self._count = count
        self._jobs = jobs
        self._workspace = folder / "workspace"
        self._documents = folder / "documents"
        self._documents.mkdir()
        handouts = {f"handout-{number:05}": books.make_handout(number) for number in range(count)}
        books.write_workspace(handouts, self._workspace)
        step = count // sample
        self._names = list(handouts)[::step][:sample]
        self._run("write_naive_document", self._workspace, self._documents, *self._names)
        # Python compiles the modules of both before the first round.
        self._print(self._names[0])
        measure((sys.executable, "-m", "publish", "pdf", self._names[0]), self._workspace)

    def round(self) -> Round:
        """Return the costs of making all handouts by publish, and the sample by WeasyPrint."""
        shutil.rmtree(self._workspace / "output", ignore_errors=True)
        command = (sys.executable, "-m", "publish", "pdf", "-j", str(self._jobs))
        publish, _ = measure(command, self._workspace)
        costs = [self._print(name) for name in self._names]
        times = self._count / len(self._names)
        weasyprint = Cost(
            times * sum(cost.wall for cost in costs),
            times * sum(cost.cpu for cost in costs),
            max(cost.memory for cost in costs),
        )
        return Round(publish, weasyprint)

    def count_pages(self) -> tuple[float, float]:
        """Return the pages of a handout by publish and by WeasyPrint, on average of the sample."""
        output = self._workspace / "output"
        ours = [output / name / f"{name}.pdf" for name in self._names]
        theirs = [self._documents / f"{name}.pdf" for name in self._names]
        counts = list(map(int, self._run("count_pages", *ours, *theirs).split()))
        return statistics.mean(counts[: len(ours)]), statistics.mean(counts[len(ours) :])

    def _print(self, name: str) -> Cost:
        files = (f"{name}.html", f"{name}.pdf")
        command = (sys.executable, "-m", "weasyprint", "-s", f"{name}.css", *files)
        return measure(command, self._documents)[0]

    def _run(self, *arguments: str | Path) -> str:
        return measure((sys.executable, CHILD_PROGRAMS, *arguments))[1]


def format_table(rounds: list[Round], count: int, jobs: int, pages: tuple[float, float]) -> str:
    """Return the medians of the rounds as a Markdown table."""
    rows = [
        f"| {count:,} handouts, {len(rounds)} rounds | pages each | wall s | CPU s | MB |",
        "|---|---|---|---|---|",
    ]
    variants = (
        (f"`publish pdf -j {jobs}`", [each.publish for each in rounds], pages[0]),
        ("`weasyprint`, one by one", [each.weasyprint for each in rounds], pages[1]),
    )
    for name, costs, mean in variants:
        wall = statistics.median(cost.wall for cost in costs)
        cpu = statistics.median(cost.cpu for cost in costs)
        memory = max(cost.memory for cost in costs)
        rows.append(f"| {name} | {mean:.1f} | {wall:.1f} | {cpu:.1f} | {memory:.0f} |")
    wall = statistics.median(each.wall for each in rounds)
    cpu = statistics.median(each.cpu for each in rounds)
    rows.append(f"| ratio (goals: {WALL_GOAL}, {CPU_GOAL}) | | {wall:.3f} | {cpu:.3f} | |")
    return "\n".join(rows)


def main() -> int:
    """Measure, print the table, write it if asked, and return 1 if a goal is missed."""
    parser = make_parser(__doc__, rounds=1)
    parser.add_argument("--books", type=int, default=20, help="the handouts (default: 20)")
    parser.add_argument(
        "--sample",
        type=int,
        help="the handouts that WeasyPrint makes, whose cost stands for all (default: all)",
    )
    parser.add_argument("--jobs", type=int, default=2, help="the number of workers (default: 2)")
    options = parser.parse_args()
    sample = min(options.sample or options.books, options.books)
    with tempfile.TemporaryDirectory() as folder:
        handouts = Handouts(Path(folder), options.books, sample, options.jobs)
        rounds = [handouts.round() for _ in range(options.rounds)]
        table = format_table(rounds, options.books, options.jobs, handouts.count_pages())
    print(table)
    if options.write:
        replace_tables(table, "handouts", options.write)
    missed = [
        f"{name}, at most {goal}"
        for name, goal, ratios in (
            ("wall", WALL_GOAL, [each.wall for each in rounds]),
            ("CPU", CPU_GOAL, [each.cpu for each in rounds]),
        )
        if statistics.median(ratios) > goal
    ]
    for goal in missed:
        print(f"missed: {goal}", file=sys.stderr)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
