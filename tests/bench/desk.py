"""Time from a save on the disk to the picture of the page in a browser, at the editor's desk.

    python tests/bench/desk.py [--chapters 20] [--edits 50] [--write tests/bench/README.md]

The desk is ``publish preview --no-open``, the browser the Chromium of Debian.  Each edit replaces
a word of a random line while its page is in view, and ends when the new picture of that page is
decoded.  Twenty chapters are some 240 pages, a hundred some 1,190.  Ends with 1 where the goal is
missed.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import books
from common import ROOT, make_parser, replace_tables
from desk_stages import INSIDE, STAGES

sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page

from tests.support.browser import open_browser

GOALS = {20: 0.5, 100: 0.8}
"""Seconds of the slowest edit in twenty, by the number of chapters."""

WAY = ("save noticed", "view made", "view on the page", "picture fetched", "picture decoded")
"""The ends of the sections between a save and its picture, in order."""

_FIND = """async ([file, line, column]) => {
  const book = `/api/books/${location.hash.slice(1)}`;
  const view = await (await fetch(book)).json();
  const { id } = view.files.find(({ name }) => name.endsWith(file));
  const place = await fetch(`${book}/find?${new URLSearchParams({ file: id, line, column })}`);
  return place.ok ? (await place.json()).page : null;
}"""

_SHOW = """async (number) => {
  const image = document.querySelector(`.page[data-number="${number}"] img`);
  image.scrollIntoView({ block: "center" });
  image.loading = "eager";
  await image.decode();
}"""

_AWAIT = """(number) => {
  const image = document.querySelector(`.page[data-number="${number}"] img`);
  const now = () => (performance.timeOrigin + performance.now()) / 1000;
  performance.clearResourceTimings();
  window.pictureOfEdit = new Promise((resolve) => {
    const observer = new MutationObserver(async () => {
      observer.disconnect();
      const asked = now();
      await image.decode();
      const decoded = now();
      const entry = performance.getEntriesByName(image.src).at(-1);
      const fetched = entry ? (performance.timeOrigin + entry.responseEnd) / 1000 : decoded;
      resolve([asked, fetched, decoded]);
    });
    observer.observe(image, { attributes: true, attributeFilter: ["src"] });
  });
}"""


@dataclass(frozen=True, slots=True)
class Edit:
    """The seconds from a save to the end of each section of ``WAY``, and CPU by stage."""

    way: tuple[float, ...]
    cpu: dict[str, float]


class Desk:
    """A running desk and its process; ``log`` has the ends of its stages."""

    def __init__(self, workspace: Path, log: Path) -> None:
        program = Path(__file__).with_name("desk_stages.py")
        command = [sys.executable, program, log, "preview", "--no-open", "--port", "0"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.process = subprocess.Popen(
            command,
            cwd=workspace,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()
        self._log = log.open(encoding="utf-8")

    def stages(self) -> list[tuple[str, float, float, float]]:
        """Return the stages that have ended since the last call: name, begin, end, CPU."""
        return [json.loads(line) for line in self._log]

    def cpu(self) -> tuple[float, float]:
        """Return the CPU seconds of the process so far, and those of the one that draws."""
        pid = self.process.pid
        threads = Path(f"/proc/{pid}/task").glob("*/children")
        children = [child for file in threads for child in file.read_text("utf-8").split()]
        return _cpu_of(str(pid)), sum(map(_cpu_of, children))


def _cpu_of(pid: str) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def open_desk(folder: Path, log: Path) -> Iterator[tuple[Desk, Page]]:
    """Open the desk of a workspace in a browser, and wait for the pages of its book."""
    desk = Desk(folder, log)
    try:
        with open_browser() as browser:
            page = browser.new_page(viewport={"width": 1400, "height": 860})
            page.set_default_timeout(600_000)
            page.goto(desk.address)
            wait_until_good(page)
            yield desk, page
    finally:
        desk.process.terminate()
        desk.process.wait()


def wait_until_good(page: Page) -> None:
    """Wait until the newest state of the book is made and checked."""
    page.locator("#status[data-status=good]").wait_for()


def edit_word(book: books.Book, chance: random.Random) -> tuple[int, books.Book, str]:
    """Return the index of a chapter, the book with a word of it replaced, and the new word."""
    index = chance.randrange(len(book))
    chapter = book[index]
    places = [n for n, line in enumerate(chapter.lines) if line.kind is not books.LineKind.HEBREW]
    place = chance.choice(places)
    words = chapter.lines[place].text.split()
    new = "".join(chance.choices("abcdefghilmnoprstu", k=chance.randrange(4, 10)))
    words[len(words) // 2] = new
    line = replace(chapter.lines[place], text=" ".join(words))
    lines = (*chapter.lines[:place], line, *chapter.lines[place + 1 :])
    return index, (*book[:index], replace(chapter, lines=lines), *book[index + 1 :]), new


def measure_edits(book: books.Book, folder: Path, count: int) -> Iterator[Edit]:
    """Yield the cost of each edit; the first two are not counted."""
    chance = random.Random(len(book))
    (folder / "workspace").mkdir()
    books.write_workspace({"book": book}, folder / "workspace")
    with open_desk(folder / "workspace", folder / "log") as (desk, page):
        for number in range(count + 2):
            index, book, word = edit_word(book, chance)
            name = f"{index + 1:03}.txt"
            file = folder / "workspace" / "sources" / "book" / name
            text = books.chapter_text(book[index])
            before, _, _ = text.partition(word)
            place = [name, before.count("\n") + 1, 1]
            shown = page.evaluate(_FIND, place)
            page.evaluate(_SHOW, shown)
            time.sleep(0.3)
            page.evaluate(_AWAIT, shown)
            desk.stages()
            cpu = desk.cpu()
            saved = time.time()
            file.write_text(text, "utf-8")
            asked, fetched, decoded = page.evaluate("window.pictureOfEdit")
            wait_until_good(page)
            time.sleep(0.5)
            used = [after - before for after, before in zip(desk.cpu(), cpu, strict=True)]
            if number >= 2:
                yield summarize(saved, desk.stages(), (asked, fetched, decoded), used)


def summarize(
    saved: float,
    stages: Sequence[tuple[str, float, float, float]],
    seen: tuple[float, float, float],
    used: Sequence[float],
) -> Edit:
    """Return an edit from the stages of the desk and the moments that the browser has seen."""
    noticed = min(begin for name, begin, _, _ in stages if name == "save noticed")
    announced = min(begin for name, begin, _, _ in stages if name == "event")
    way = tuple(moment - saved for moment in (noticed, announced, *seen))
    total = dict.fromkeys(STAGES, 0.0)
    for name, _, _, seconds in stages:
        total[name] += seconds
    own = dict(total)
    for part, whole in INSIDE.items():
        own[whole] -= total[part]
    return Edit(way, {**own, "the whole process": used[0], "the process that draws": used[1]})


def percentile(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return sorted(values)[min(len(values) - 1, round(0.95 * len(values)))]


def make_table(edits: Sequence[Edit], pages: str, load: str) -> str:
    """Return the tables of the edits of a book in Markdown."""
    rows = [
        f"| {pages}, {len(edits)} edits, load {load} | median s | 95 % s |",
        "|---|---|---|",
    ]
    sections = [
        [now - before for before, now in zip((0.0, *edit.way), edit.way, strict=False)]
        for edit in edits
    ]
    for name, values in zip(WAY, zip(*sections, strict=True), strict=True):
        rows.append(
            f"| until {name} | {statistics.median(values):.3f} | {percentile(values):.3f} |"
        )
    whole = [edit.way[-1] for edit in edits]
    rows.append(f"| **whole** | {statistics.median(whole):.3f} | {percentile(whole):.3f} |")
    rows += ["", "| stage | CPU ms, median | 95 % ms |", "|---|---|---|"]
    for name in edits[0].cpu:
        values = [1000 * edit.cpu[name] for edit in edits]
        rows.append(f"| {name} | {statistics.median(values):.1f} | {percentile(values):.1f} |")
    return "\n".join(rows)


def main() -> int:
    """Measure, print the tables, write them if asked, and return 1 if a goal is missed."""
    parser = make_parser(__doc__, rounds=1)
    parser.add_argument("--chapters", nargs="+", type=int, choices=GOALS, default=[20])
    parser.add_argument("--edits", type=int, default=50)
    options = parser.parse_args()
    tables: list[str] = []
    is_met = True
    for chapters in options.chapters:
        for _ in range(options.rounds):
            with tempfile.TemporaryDirectory() as folder:
                edits = list(
                    measure_edits(books.make_lessons(chapters), Path(folder), options.edits)
                )
            load = " ".join(f"{each:.1f}" for each in os.getloadavg())
            table = make_table(edits, f"{chapters} chapters", load)
            print(table, flush=True)
            tables.append(table)
            is_met &= percentile([edit.way[-1] for edit in edits]) <= GOALS[chapters]
    if options.write:
        replace_tables("\n\n".join(tables), "desk", options.write)
    return int(not is_met)


if __name__ == "__main__":
    sys.exit(main())
