"""EPUBs in other programs, and the cost of importing the writer."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publish.document.metadata import Certification
from publish.document.model import Series, Words, Work
from tests.support.epubcheck import find_faults

MakeEpub = Callable[[Work], bytes]


@pytest.mark.thorough
@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "lesson",
        "facing",
        *(
            pytest.param(name, marks=pytest.mark.long)
            for name in ("prose", "hebrew", "verse", "original", "translation")
        ),
    ],
)
def test_epubcheck_reports_no_fault(
    name: str, books: dict[str, Work], make_release: MakeEpub, tmp_path: Path
) -> None:
    book = tmp_path / f"{name}.epub"
    about = replace(
        books[name].meta,
        description=Words((("en", "A lesson."), ("he", "שיעור"))),
        subjects=(Words((("en", "Printing"),)),),
        source="978-3-16-148410-0",
        identifier="978-0-306-40615-7",
        edition=Words((("en", "The translation"),)),
        series=Series(Words((("en", "Lessons"),)), 2),
        certified=Certification("An Evaluator", "2.1 AA", "https://example.org/report", "A Body"),
    )
    book.write_bytes(make_release(replace(books[name], meta=about)))
    assert find_faults(book) == {book.name: []}


def test_pymupdf_reads_the_text_and_the_contents(prose: Work, make_epub: MakeEpub) -> None:
    import pymupdf

    with pymupdf.open(stream=make_epub(prose), filetype="epub") as book:
        assert "Ink & Skin" in [title for _, title, _ in book.get_toc()]
        assert "In 1475 there were two presses." in "".join(page.get_text() for page in book)


def test_importing_the_writer_loads_no_large_library_and_no_reader() -> None:
    program = "import sys, publish.writers.epub; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.split()
    large = {"ebooklib", "lxml", "jinja2", "weasyprint"}
    packages = {f"publish.{name}" for name in ("readers", "config", "cli", "artifacts")}
    assert not (large | packages) & set(loaded)
