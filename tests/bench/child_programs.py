"""Programs that the benchmarks run in child processes: ``child_programs.py NAME ARGUMENT…``.

Each function imports its modules itself, because imports are measured.  A program that edits a book
prints two numbers for each edit on its last line: elapsed seconds and CPU seconds.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path


def watch_book(workspace: str, text: str, *edits: str) -> None:
    """Build a book as ``publish watch`` does, once, and again after each edit.

    Each file of ``edits`` in turn replaces ``text``, a file of the book.
    """
    os.chdir(workspace)
    from publish.cli import build_options, watch

    def build() -> None:
        watch._make(("book",), ("pdf",), build_options.Options(jobs=1))

    build()
    _measure_edits(edits, text, build)


def compile_typst(source: str, pdf: str, fonts: str) -> None:
    """Compile a book with Typst."""
    import typst

    typst.compile(source, output=pdf, font_paths=[fonts], ignore_system_fonts=True)


def watch_typst(source: str, pdf: str, fonts: str, *edits: str) -> None:
    """Compile a book with one Typst compiler, once, and again after each edit."""
    import typst

    compiler = typst.Compiler(source, font_paths=[fonts], ignore_system_fonts=True)

    def build() -> None:
        compiler.compile(output=pdf)

    build()
    _measure_edits(edits, source, build)


def _measure_edits(edits: tuple[str, ...], text: str, build: Callable[[], None]) -> None:
    """Copy each edit to ``text``, build, and print the seconds of each build."""
    seconds = []
    for edit in edits:
        shutil.copyfile(edit, text)
        wall, cpu = time.perf_counter(), time.process_time()
        build()
        seconds += [time.perf_counter() - wall, time.process_time() - cpu]
    print()
    print(*seconds)


def write_naive_document(workspace: str, folder: str, *names: str) -> None:
    """Write ``naive.html`` and ``naive.css``: a book as one document for WeasyPrint alone.

    WeasyPrint numbers the pages and the entries of the contents.  With names of books each has two
    files ``NAME.html`` and ``NAME.css``.
    """
    for name in names or ("book",):
        _write_naive(Path(workspace), name, Path(folder, name if names else "naive"))


def _write_naive(workspace: Path, name: str, target: Path) -> None:
    from publish.artifacts.plan import Request, plan
    from publish.config import find_workspace, open_book
    from publish.pipeline.editions import arrange
    from publish.pipeline.incremental import read_by_chapters
    from publish.storage.store import Store
    from publish.themes import theme as themes
    from publish.writers.pdf.content.book_parts import build_parts
    from publish.writers.pdf.content.sections import list_sections
    from publish.writers.pdf.engine.typesetter import font_faces, page_css

    opened = open_book(name, find_workspace(workspace))
    (artifact,) = plan(opened, Request(("pdf",)))
    theme = themes.load(opened.settings.theme, opened.themes)
    page = theme.page(opened.settings.page)
    book = arrange(read_by_chapters(opened, Store()).value.book, artifact.edition).value
    head = book.head
    sheets = (
        font_faces(theme).replace("theme:/", theme.layers[0].as_uri() + "/"),
        *theme.print_sheets(),
        page_css("pages", theme, page, head),
        *(
            f"@page text:{side} {{ @bottom-{side} {{ content: counter(page); "
            'font: 0.95em/1 "Theme Latin"; vertical-align: top; padding-top: 2em } }'
            for side in ("left", "right")
        ),
        '.entry a::after { content: "\\2002" leader(" . ") target-counter(attr(href), page) }',
        ".entry .leads::after { content: none }",
    )
    body = "".join(part.markup for part in build_parts(book, list_sections(book), theme, page))
    target.with_suffix(".css").write_text("\n".join(sheets), "utf-8")
    target.with_suffix(".html").write_text(
        f'<!DOCTYPE html><html lang="{head.lang}" dir="{head.dir}"><head><meta charset="utf-8">'
        f'</head><body lang="{head.lang}">{body}</body></html>',
        "utf-8",
    )


def count_pages(*pdfs: str) -> None:
    """Print the number of pages of each file, 0 for a file that does not exist."""
    import pypdfium2

    for pdf in pdfs:
        if Path(pdf).is_file():
            with pypdfium2.PdfDocument(pdf) as document:
                print(len(document))
        else:
            print(0)


PROGRAMS: dict[str, Callable[..., None]] = {
    program.__name__: program
    for program in (watch_book, compile_typst, watch_typst, write_naive_document, count_pages)
}

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](*sys.argv[2:])
