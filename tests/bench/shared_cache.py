"""Cost of twenty books from nothing, with a shared cache beside it, and from a shared cache.

    python tests/bench/shared_cache.py [--rounds 3] [--books 20]

Each run is a whole process in a workspace of its own, with PDFs and EPUBs.  In a round all follow
one another.  Ends with 1 where a goal is missed, or a file differs from that without a cache.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import common
from books import make_lessons, make_short_chapters, write_workspace

sys.path.insert(0, str(common.ROOT))

COMMAND = (sys.executable, "-m", "publish", "build", "--jobs", "1")
GOAL_FILLING, GOAL_SHARED = 1.05, 0.5


@dataclass(frozen=True, slots=True)
class Round:
    """The costs of a round: without a shared cache, with an empty one, and with a full one."""

    alone: common.Cost
    filling: common.Cost
    shared: common.Cost

    @property
    def ratios(self) -> tuple[float, float]:
        """The CPU of the two with a shared cache, in units of that without."""
        return self.filling.cpu / self.alone.cpu, self.shared.cpu / self.alone.cpu


def write_books(folder: Path, count: int) -> None:
    """Write a workspace: one lesson in ten of several chapters, the others short."""
    shelf = {
        f"book{number:03}": make_lessons(2) if number % 10 == 0 else make_short_chapters(3)
        for number in range(count)
    }
    # Books of equal chapters would share within one workspace.
    write_workspace(shelf, folder)
    for path in folder.glob("sources/*/*.txt"):
        words = f"Of Volume {path.parent.name.removeprefix('book')} "
        path.write_text(path.read_text("utf-8").replace("Of ", words, 1), "utf-8")
    (folder / "publish.toml").write_text('formats = ["pdf", "epub"]\n')


def measure_round(work: Path, count: int) -> tuple[Round, bool]:
    """Return the costs of a round, and whether all files were the same."""
    from publish.storage.shared_cache import make_folder
    from publish.storage.sharing_key import make_key

    costs, outputs = [], []
    make_folder(work / "shared")
    make_key(work / "key")
    for name in ("alone", "filling", "shared"):
        folder = work / name / "work"
        write_books(folder, count)
        os.environ["PUBLISH_SHARED_CACHE"] = "" if name == "alone" else str(work / "shared")
        os.environ["PUBLISH_SHARED_CACHE_KEY"] = str(work / "key")
        costs.append(common.measure(COMMAND, folder)[0])
        files = sorted((folder / "output").glob("*/*.*"))
        outputs.append([path.read_bytes() for path in files if path.suffix in {".pdf", ".epub"}])
    return Round(*costs), outputs[0] == outputs[1] == outputs[2]


def main() -> int:
    """Print the table; return 1 where a goal is missed."""
    parser = common.make_parser(__doc__, rounds=3)
    parser.add_argument("--books", type=int, default=20)
    options = parser.parse_args()
    os.environ["SOURCE_DATE_EPOCH"] = "1700000000"
    rounds, are_equal = [], True
    for number in range(options.rounds + 1):
        work = Path(tempfile.mkdtemp(prefix="publish-bench-"))
        try:
            result, is_equal = measure_round(work, options.books if number else 1)
        finally:
            shutil.rmtree(work)
        are_equal &= is_equal
        rounds += [result] if number else []  # the first compiles modules and fills caches
    filling, shared = (median(each.ratios[place] for each in rounds) for place in range(2))
    print("| build | CPU (s) | wall (s) | ratio of CPU | goal |\n|---|---|---|---|---|")
    rows = (("alone", "", ""), ("filling", f"{filling:.2f}", f"≤ {GOAL_FILLING}"))
    for name, ratio, goal in (*rows, ("shared", f"{shared:.2f}", f"≤ {GOAL_SHARED}")):
        costs = [getattr(each, name) for each in rounds]
        cpu, wall = median(each.cpu for each in costs), median(each.wall for each in costs)
        print(f"| {name} | {cpu:.2f} | {wall:.2f} | {ratio} | {goal} |")
    print(f"files are {'equal' if are_equal else 'NOT equal'}")
    return int(not are_equal or filling > GOAL_FILLING or shared > GOAL_SHARED)


if __name__ == "__main__":
    sys.exit(main())
