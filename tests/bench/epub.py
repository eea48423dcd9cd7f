"""Benchmark: an EPUB of many short chapters, beside pandoc and EbookLib.

pandoc makes its EPUB of Markdown, EbookLib as it comes of ready markup; neither reads pastes nor
proves a text.  Reading and proof of publish are therefore told apart.
"""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import common
from books import Book, LineKind, change_word, chapter_text, make_short_chapters, write_workspace
from common import Cost

PANDOC, EBOOKLIB = "pandoc", "EbookLib as it comes"
EMPTY, EDITED, UNCHANGED = "empty cache", "one word edited", "nothing changed"
BUILDS = (EMPTY, EDITED, UNCHANGED)
MOST_MEMORY = 100
STAGES = "stages.json"
GOALS = (
    (EMPTY, PANDOC, 0.35),
    (EDITED, PANDOC, 0.05),
    (EDITED, EBOOKLIB, 0.7),
)
"""A build of publish, a peer, and the most CPU seconds of writing as a share of those of it."""


@dataclass(frozen=True, slots=True)
class Build:
    """The cost of a whole process of publish, and CPU seconds of two stages in another one."""

    cost: Cost
    reading: float = 0
    proof: float = 0

    @property
    def writing(self) -> float:
        """CPU seconds of all else: start, writing, archive, freshness."""
        return self.cost.cpu - self.reading - self.proof


@dataclass(frozen=True, slots=True)
class Round:
    """The costs of the peers and the builds of publish in one round."""

    peers: dict[str, Cost]
    builds: dict[str, Build]


# --- publish, in a process of its own


def build_in_stages(folder: Path) -> None:
    """Run ``publish epub`` and write CPU seconds of reading and of proof to a file."""
    import importlib

    from publish import __main__ as program

    seconds: dict[str, float] = {}

    def watch(module: str, name: str) -> None:
        start = time.process_time()
        owner = importlib.import_module(module)
        # The code of a stage is loaded for that stage.
        seconds[name] = time.process_time() - start
        function: Callable[..., Any] = getattr(owner, name)

        def time_call(*arguments: Any, **options: Any) -> Any:
            start = time.process_time()
            try:
                return function(*arguments, **options)
            finally:
                seconds[name] += time.process_time() - start

        setattr(owner, name, time_call)

    importlib.import_module("publish.cli.epub")  # what every command loads
    watch("publish.pipeline.incremental", "read_by_chapters")
    watch("publish.preflight.epub", "check_release")
    sys.argv = ["publish", "epub", "book", "-j", "1"]
    try:
        program.main()
    finally:
        (folder / STAGES).write_text(json.dumps(list(seconds.values())), "utf-8")


def run_publish(folder: Path) -> Build:
    """Return a build as ``publish epub`` makes it, with its stages."""
    command = (sys.executable, __file__, "--stages", str(folder))
    cost, _ = common.measure(command, folder)
    reading, proof = json.loads((folder / STAGES).read_text("utf-8"))
    return Build(cost, reading, proof)


# --- the peers


def to_markdown(book: Book) -> str:
    """Return a book as Markdown of pandoc."""
    lines = ["---\ntitle: The Bench\nlang: en\n---\n"]
    notes = 0
    for chapter in book:
        lines.append(f"# {chapter.title}\n")
        for line in chapter.lines:
            if line.kind is LineKind.HEBREW:
                lines.append(f"::: {{lang=he dir=rtl}}\n{line.text}\n:::\n")
            elif line.note:
                notes += 1
                lines.append(f"{line.text}[^{notes}]\n\n[^{notes}]: {line.note}\n")
            else:
                lines.append(f"{line.text}\n")
    return "\n".join(lines)


def to_markup(book: Book) -> list[tuple[str, str]]:
    """Return the title and the markup of each chapter."""
    pages = []
    for chapter in book:
        lines, notes = [f"<h1>{escape(chapter.title)}</h1>"], []
        for line in chapter.lines:
            call = ""
            if line.note:
                notes.append(line.note)
                number = len(notes)
                call = f'<a epub:type="noteref" href="#f{number}" id="r{number}">{number}</a>'
            attributes = ' lang="he" xml:lang="he" dir="rtl"' * (line.kind is LineKind.HEBREW)
            lines.append(f"<p{attributes}>{escape(line.text)}{call}</p>")
        for number, note in enumerate(notes, start=1):
            body = f"<p>{escape(note)}</p>"
            lines.append(f'<aside epub:type="footnote" id="f{number}">{body}</aside>')
        pages.append((chapter.title, "\n".join(lines)))
    return pages


def pack_with_ebooklib(source: Path, target: Path) -> None:
    """Write an EPUB of ready markup by EbookLib as it comes."""
    from ebooklib import epub

    book = epub.EpubBook()
    book.set_identifier("bench")
    book.set_title("The Bench")
    book.set_language("en")
    chapters = []
    for number, (title, markup) in enumerate(json.loads(source.read_text("utf-8"))):
        page = epub.EpubHtml(title=title, file_name=f"{number}.xhtml", lang="en")
        page.content = markup
        book.add_item(page)
        chapters.append(page)
    book.toc = chapters
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    book.spine = ["nav", *chapters]
    epub.write_epub(str(target), book)


def run_peers(folder: Path) -> dict[str, Cost]:
    """Return the cost of each peer; pandoc takes part where it is installed."""
    script = (sys.executable, __file__, "--ebooklib", folder / "book.json", folder / "peer.epub")
    costs = {EBOOKLIB: common.measure(script)[0]}
    if pandoc := shutil.which("pandoc"):
        command = (pandoc, folder / "book.md", "-o", folder / "peer.epub")
        costs[PANDOC] = common.measure(command)[0]
    return costs


# --- rounds


def run_round(book: Book, number: int) -> Round:
    """Return the builds of publish, with an empty cache and after an edit, and those of peers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        middle = write_workspace({"book": book}, folder)["book"]
        (folder / "book.md").write_text(to_markdown(book), "utf-8")
        (folder / "book.json").write_text(json.dumps(to_markup(book)), "utf-8")
        builds = {EMPTY: run_publish(folder)}
        edited = change_word(book, number)
        middle.write_text(chapter_text(edited[len(book) // 2]), "utf-8")
        builds[EDITED] = run_publish(folder)
        command = (sys.executable, "-m", "publish", "epub", "book")
        builds[UNCHANGED] = Build(common.measure(command, folder)[0])
        return Round(run_peers(folder), builds)


def format_table(rounds: list[Round], chapters: int) -> str:
    """Return the medians of all rounds as Markdown."""
    peers = [peer for peer in (PANDOC, EBOOKLIB) if peer in rounds[0].peers]
    rows = [
        f"| {chapters} chapters, {len(rounds)} rounds | CPU s | reading | proof | the rest | MB |",
        "|---|---|---|---|---|---|",
    ]
    for peer in peers:
        costs = [each.peers[peer] for each in rounds]
        cpu = statistics.median(cost.cpu for cost in costs)
        memory = statistics.median(cost.memory for cost in costs)
        rows.append(f"| {peer} | {cpu:.2f} | | | | {memory:.0f} |")
    for name in BUILDS:
        builds = [each.builds[name] for each in rounds]
        cpu = statistics.median(build.cost.cpu for build in builds)
        reading, proof, writing = (
            statistics.median(getattr(build, part) for build in builds)
            for part in ("reading", "proof", "writing")
        )
        memory = statistics.median(build.cost.memory for build in builds)
        rows.append(
            f"| publish, {name} | {cpu:.2f} | {reading:.2f} | {proof:.2f} | {writing:.2f} "
            f"| {memory:.0f} |"
        )
    return "\n".join(rows)


def format_goals(rounds: list[Round]) -> tuple[str, list[str]]:
    """Return the goals with their figures as Markdown, and those that are missed."""
    rows = ["| publish | at most | without reading and proof | whole | |", "|---|---|---|---|---|"]
    missed = []

    def add(name: str, limit: str, figures: tuple[str, str], *, is_met: bool) -> None:
        verdict = "met" if is_met else "**missed**"
        rows.append(f"| {name} | {limit} | {' | '.join(figures)} | {verdict} |")
        if not is_met:
            missed.append(f"{name}: {limit}")

    for name, peer, limit in GOALS:
        if peer not in rounds[0].peers:
            continue
        pairs = [(each.builds[name], each.peers[peer].cpu) for each in rounds]
        writing = statistics.median(build.writing / cpu for build, cpu in pairs)
        whole = statistics.median(build.cost.cpu / cpu for build, cpu in pairs)
        figures = (f"{writing:.3f}", f"{whole:.3f}")
        add(name, f"{limit} × {peer}, CPU", figures, is_met=writing <= limit)
    for name in (EMPTY, EDITED):
        memory = statistics.median(each.builds[name].cost.memory for each in rounds)
        limit = f"{MOST_MEMORY} MB"
        add(name, limit, ("", f"{memory:.0f}"), is_met=memory <= MOST_MEMORY)
    return "\n".join(rows), missed


def main() -> int:
    """Measure, print the tables, write them if asked, and return 1 if a goal is missed."""
    match sys.argv[1:]:
        case ["--stages", folder]:
            build_in_stages(Path(folder))
            return 0
        case ["--ebooklib", source, target]:
            pack_with_ebooklib(Path(source), Path(target))
            return 0
    parser = common.make_parser(__doc__, rounds=3)
    parser.add_argument("--chapters", type=int, default=1000)
    options = parser.parse_args()
    book = make_short_chapters(options.chapters)
    run_round(make_short_chapters(2), 0)  # compiles modules and fills the start cache
    rounds = [run_round(book, number) for number in range(options.rounds)]
    goals, missed = format_goals(rounds)
    tables = f"{goals}\n\n{format_table(rounds, options.chapters)}"
    print(tables)
    if options.write:
        common.replace_tables(tables, "epub", options.write)
    for goal in missed:
        print(f"missed: {goal}", file=sys.stderr)
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
