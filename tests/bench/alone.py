"""Programs that the benchmarks run in processes of their own: ``python alone.py NAME ARGUMENT…``.

Each imports only its own modules, because imports are measured.  A program that edits a book prints
the seconds of each edit, on the wall and of the processor, on its last line.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path


def watching(workspace: str, text: str, *edits: str) -> None:
    """Make a book as ``publish watch`` does when a save is over: once, and after each edit."""
    os.chdir(workspace)
    from publish.cli import common, watch

    def make() -> None:
        watch._make(("book",), ("pdf",), common.Options(jobs=1))

    make()
    _each(edits, text, make)


def typst(source: str, pdf: str, fonts: str) -> None:
    """Compile a book with Typst."""
    import typst

    typst.compile(source, output=pdf, font_paths=[fonts], ignore_system_fonts=True)


def typst_watching(source: str, pdf: str, fonts: str, *edits: str) -> None:
    """Compile a book with Typst once, and after each edit."""
    import typst

    compiler = typst.Compiler(source, font_paths=[fonts], ignore_system_fonts=True)

    def make() -> None:
        compiler.compile(output=pdf)

    make()
    _each(edits, source, make)


def _each(edits: tuple[str, ...], text: str, make: Callable[[], None]) -> None:
    seconds = []
    for edit in edits:
        shutil.copyfile(edit, text)
        wall, cpu = time.perf_counter(), time.process_time()
        make()
        seconds += [time.perf_counter() - wall, time.process_time() - cpu]
    print()
    print(*seconds)


def naive(workspace: str, folder: str) -> None:
    """Write down the markup and the style sheets of a book: one document, as WeasyPrint takes it.

    The document numbers its own pages.
    """
    from publish.artifacts.plan import Request, plan
    from publish.config import find_workspace, open_book
    from publish.pipeline.editions import arrange
    from publish.pipeline.incremental import read_by_chapters
    from publish.storage.store import Store
    from publish.themes import theme as themes
    from publish.themes.theme_file import PRINT_STYLES
    from publish.writers.pdf.content.book_parts import build_parts
    from publish.writers.pdf.content.sections import list_sections
    from publish.writers.pdf.engine.typesetter import font_faces, page_css

    opened = open_book("book", find_workspace(Path(workspace)))
    (artifact,) = plan(opened, Request(("pdf",)))
    theme = themes.load(opened.settings.theme, opened.themes)
    book = arrange(read_by_chapters(opened, Store()).value.book, artifact.edition)
    head = book.head
    sheets = (
        font_faces(theme).replace("theme:/", theme.folder.as_uri() + "/"),
        *map(theme.text, PRINT_STYLES),
        page_css("pages", theme, theme.page(opened.settings.page), head),
        *(
            f"@page text:{side} {{ @bottom-{side} {{ content: counter(page); "
            'font: 0.95em/1 "Theme Latin"; vertical-align: top; padding-top: 2em } }'
            for side in ("left", "right")
        ),
        '.entry a::after { content: "\\2002" leader(" . ") target-counter(attr(href), page) }',
    )
    body = "".join(part.markup for part in build_parts(book, list_sections(book), theme))
    Path(folder, "naive.css").write_text("\n".join(sheets), "utf-8")
    Path(folder, "naive.html").write_text(
        f'<!DOCTYPE html><html lang="{head.lang}" dir="{head.dir}"><head><meta charset="utf-8">'
        f'</head><body lang="{head.lang}">{body}</body></html>',
        "utf-8",
    )


def pages(*pdfs: str) -> None:
    """Print how many pages each file has; 0 where there is none."""
    import pypdfium2

    for pdf in pdfs:
        if Path(pdf).is_file():
            with pypdfium2.PdfDocument(pdf) as document:
                print(len(document))
        else:
            print(0)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
