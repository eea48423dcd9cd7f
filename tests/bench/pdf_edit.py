"""What an edit costs: this program, stock WeasyPrint and Typst, side by side in one run.

    python tests/bench/pdf_edit.py [--chapters 20] [--rounds 5] [--write tests/bench/README.md]

Each round edits one word in the middle of a generated book and builds it in every way, one after
another, so that whatever else the machine does touches all of them alike; medians are given.
"Naive" is the markup and the style sheets of this program given to WeasyPrint as it comes, the
whole book in one document.  Typst sets the same words on pages of the same size in the same faces.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = (
    "paper ink scribe letter margin column reader binder thread needle folio quire glue press type "
    "metal lead proof error correct measure line word vowel point dot crown leaf skin quill cover"
).split()
HEBREW = (
    "סופר דף אות שורה קלף דיו ניקוד ספר כריכה מדפיס עמוד קולמוס מילה נקודה טור גליון חוט מחט"
).split()

START, END = "<!-- pdf_edit begins -->", "<!-- pdf_edit ends -->"


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds on the wall and of the processor, and the most memory in MB."""

    wall: float
    cpu: float
    memory: float


Chapter = tuple[str, list[tuple[str, str, str]]]
"""A title, and segments of Hebrew, English and a note."""


def chapters(count: int, edit: int) -> list[Chapter]:
    """A book of chapters of about ten pages each; ``edit`` is a word in the middle of it."""
    chance = random.Random(7)

    def words(of: list[str], least: int, most: int) -> str:
        return " ".join(chance.choices(of, k=chance.randrange(least, most)))

    made = []
    for number in range(1, count + 1):
        segments = [
            (
                f"{words(HEBREW, 8, 30)}.",
                f"{words(ENGLISH, 12, 60).capitalize()}.",
                f"See {words(ENGLISH, 5, 25)}." if chance.random() < 0.4 else "",
            )
            for _ in range(40)
        ]
        if number == (count + 1) // 2:
            hebrew, english, note = segments[20]
            segments[20] = (hebrew, f"{english} Edited{edit}.", note)
        made.append((f"Of {words(ENGLISH, 2, 5).title()}", segments))
    return made


# --- this program, and WeasyPrint as it comes, are run by this file in processes of their own


def _work(count: int, edit: int):  # imported where it is measured
    from publish.model import (
        Dir,
        Meta,
        Note,
        Paragraph,
        Passage,
        Role,
        Section,
        Segment,
        Text,
        Words,
        Work,
    )

    def translated(english: str, note: str, call: int) -> Paragraph:
        notes = (Note(str(call), (Paragraph((Text(note),)),)),) if note else ()
        return Paragraph((Text(english), *notes))

    sections = tuple(
        Section(
            Role.CHAPTER,
            (Text(title),),
            tuple(
                Segment(
                    Passage("he", Dir.RTL, (Paragraph((Text(hebrew),)),)),
                    Passage("en", Dir.LTR, (translated(english, note, call),)),
                )
                for call, (hebrew, english, note) in enumerate(segments, start=1)
            ),
        )
        for title, segments in chapters(count, edit)
    )
    return Work(Meta(Words((("en", "The Bench"),))), "en", Dir.LTR, sections)


def _ours(count: int, edit: int, folder: Path) -> None:
    from publish import theme
    from publish.cache import Cache
    from publish.writers import pdf

    cache = Cache(folder / "cache", "bench")
    made = pdf.write(_work(count, edit), theme.load("classic"), cache=cache)
    (folder / "ours.pdf").write_bytes(made.value)


def _naive(count: int, edit: int, folder: Path) -> None:
    from weasyprint import CSS, HTML

    from publish import theme
    from publish.chapters import of
    from publish.writers.pdf.layout import STYLES, font_faces, page_css
    from publish.writers.pdf.parts import leaves, parts

    classic, work = theme.load("classic"), _work(count, edit)
    sheets = (
        font_faces(classic).replace("theme:/", classic.folder.as_uri() + "/"),
        *map(classic.text, STYLES),
        page_css("pages", classic, classic.page("a5"), work),
        *map(_folio, ("left", "right")),
        '.entry a::after { content: leader(" . ") target-counter(attr(href), page) }',
    )
    book = of(work)
    body = "".join(part.markup for part in parts(book, leaves(book), classic))
    HTML(string=f'<html lang="en" dir="ltr"><body lang="en">{body}</body></html>').write_pdf(
        folder / "naive.pdf", stylesheets=[CSS(string=sheet) for sheet in sheets]
    )


def _folio(side: str) -> str:
    return (
        f"@page text:{side} {{ @bottom-{side} {{ content: counter(page); "
        'font: 0.95em/1 "Theme Latin"; vertical-align: top; padding-top: 2em }}'
    )


def _typst_source(count: int, edit: int) -> str:
    lines = [
        '#set page("a5", margin: (top: 17mm, bottom: 19mm, inside: 19mm, outside: 26mm))',
        '#set page(numbering: "1")',
        '#set text(font: ("EB Garamond", "Frank Ruhl Libre"), size: 10.6pt, lang: "en")',
        "#set par(justify: true)",
        "#outline()",
    ]
    for title, segments in chapters(count, edit):
        lines += ["#pagebreak()", f"= {title}"]
        for hebrew, english, note in segments:
            lines += ["", f'#text(lang: "he", size: 13pt)[{hebrew}]', ""]
            lines.append(english + (f"#footnote[{note}]" if note else ""))
    return "\n".join(lines)


def _typst(count: int, edit: int, folder: Path) -> None:
    import typst

    source = folder / "book.typ"
    source.write_text(_typst_source(count, edit), "utf-8")
    fonts = [str(ROOT / "styles" / "classic" / "fonts")]
    typst.compile(str(source), output=str(folder / "typst.pdf"), font_paths=fonts)


# --- warm: the second build of one process


def _warm_ours(count: int, edit: int, folder: Path) -> None:
    _ours(count, edit - 1, folder)
    _timed(lambda: _ours(count, edit, folder))


def _warm_typst(count: int, edit: int, folder: Path) -> None:
    import typst

    source = folder / "book.typ"
    source.write_text(_typst_source(count, edit - 1), "utf-8")
    fonts = [str(ROOT / "styles" / "classic" / "fonts")]
    compiler = typst.Compiler(str(source), font_paths=fonts)
    compiler.compile(output=str(folder / "typst.pdf"))
    changed = _typst_source(count, edit)

    def again() -> None:
        source.write_text(changed, "utf-8")
        compiler.compile(output=str(folder / "typst.pdf"))

    _timed(again)


def _timed(run: Callable[[], None]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    run()
    print(time.perf_counter() - wall, time.process_time() - cpu)


RUNS = {
    "ours": _ours,
    "naive": _naive,
    "typst": _typst,
    "warm-ours": _warm_ours,
    "warm-typst": _warm_typst,
}


def measured(what: str, count: int, edit: int, folder: Path) -> Cost:
    """Run one of ``RUNS`` in a process of its own and return what it cost."""
    command = [sys.executable, __file__, "--run", what, str(count), str(edit), str(folder)]
    paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": paths}
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment)
    assert process.stdout is not None
    said = process.stdout.read().split()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if status:
        raise SystemExit(f"{what} failed")
    # Kilobytes on Linux, bytes on macOS.
    memory = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    if said:
        return Cost(float(said[0]), float(said[1]), memory)
    return Cost(wall, used.ru_utime + used.ru_stime, memory)


def rounds(count: int, times: int) -> Iterator[dict[str, Cost]]:
    """Yield the costs of each way in each round."""
    typst = importlib.util.find_spec("typst") is not None
    if not typst:
        print("Typst is left out: the package `typst` is not installed", file=sys.stderr)
    for number in range(times):
        edit = 10 * number + 2
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            costs = {
                "naive WeasyPrint": measured("naive", count, edit, folder),
                "publish, empty cache": measured("ours", count, edit, folder),
                "publish, one word edited": measured("ours", count, edit + 1, folder),
                "publish, nothing edited": measured("ours", count, edit + 1, folder),
            }
            shutil.rmtree(folder / "cache")
            costs["publish, one word edited, watching"] = measured(
                "warm-ours", count, edit + 3, folder
            )
            if typst:
                costs["Typst"] = measured("typst", count, edit, folder)
                costs["Typst, one word edited, watching"] = measured(
                    "warm-typst", count, edit + 1, folder
                )
            yield costs


def table(count: int, costs: list[dict[str, Cost]]) -> str:
    """Return the medians as a table of Markdown, each beside the naive way."""

    def median(way: str, kind: str) -> float:
        return statistics.median(getattr(one[way], kind) for one in costs)

    base = median("naive WeasyPrint", "cpu")
    rows = [
        f"| {count} chapters, {len(costs)} rounds | wall s | CPU s | CPU to naive | memory MB |",
        "|---|---|---|---|---|",
    ]
    rows += (
        f"| {way} | {median(way, 'wall'):.2f} | {median(way, 'cpu'):.2f} "
        f"| {median(way, 'cpu') / base:.3f} | {median(way, 'memory'):.0f} |"
        for way in costs[0]
    )
    return "\n".join(rows)


def main() -> None:
    """Measure, print the table, and write it where it is asked for."""
    if sys.argv[1:2] == ["--run"]:
        what, count, edit, folder = sys.argv[2:]
        RUNS[what](int(count), int(edit), Path(folder))
        return
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--chapters", type=int, nargs="+", default=[1, 20])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    made = "\n\n".join(table(n, list(rounds(n, asked.rounds))) for n in asked.chapters)
    print(made)
    if asked.write:
        text = asked.write.read_text("utf-8")
        before, _, rest = text.partition(START)
        _, _, after = rest.partition(END)
        asked.write.write_text(f"{before}{START}\n{made}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
