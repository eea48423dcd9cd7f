"""Positions of the characters of a page in Chromium."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.support.glyphs import Glyph

# The position of every character that has a width, one row for each element with data-measured.
_SCRIPT = """<script>
document.fonts.ready.then(() => {
  const rows = [...document.querySelectorAll("[data-measured]")].map((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const row = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest("aside")) continue;
      const raised = node.parentElement.closest("sup") !== null;
      for (let index = 0; index < node.length; index++) {
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
        const box = boxes.at(-1);
        if (box) row.push([node.data[index], box.left, (box.top + box.bottom) / 2, raised]);
      }
    }
    return row;
  });
  const report = document.createElement("pre");
  report.id = "places";
  report.textContent = JSON.stringify(rows);
  document.body.replaceChildren(report);
});
</script>"""
QUIET = ("--headless", "--no-sandbox", "--disable-gpu")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def find_program() -> str:
    """Return the path of Chromium; skip the test if Chromium is not installed."""
    program = shutil.which("chromium")
    if not program:
        pytest.skip("the browser of the Debian package chromium is not installed")
    return program


def glyphs(page: str) -> list[list[Glyph]]:
    """Return the characters of each element with ``data-measured`` in an HTML page, with positions.

    Characters without a width (marks on a letter, spaces at the end of a line) are left out.
    """
    program = find_program()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page.replace("</body>", f"{_SCRIPT}</body>"), encoding="utf-8")
        process = subprocess.run(
            [
                *(program, *QUIET, "--dump-dom"),
                *(f"--user-data-dir={folder}/profile", "--allow-file-access-from-files"),
                *("--virtual-time-budget=20000", file.as_uri()),
            ],
            capture_output=True,
            encoding="utf-8",
            timeout=180,
            check=True,
        )
    report = re.search('<pre id="places">(.*?)</pre>', process.stdout, re.DOTALL)
    assert report, f"the browser measured nothing: {process.stderr[-500:]}"
    return [
        [Glyph(c.translate(_RAISED) if raised else c, x, y) for c, x, y, raised in row]
        for row in json.loads(html.unescape(report[1]))
    ]


def page(book: bytes, name: str) -> str:
    """Return the XHTML of the page of an EPUB whose file name begins with ``name``."""
    with zipfile.ZipFile(BytesIO(book)) as archive:
        (file,) = (each for each in archive.namelist() if each.startswith(f"EPUB/{name}"))
        return archive.read(file).decode()


def without_added_headings(page: str) -> str:
    """Return an XHTML page without the headings that the text does not have."""
    return re.sub(r'<h1[^>]* class="(?:unseen|added)">.*?</h1>', "", page, flags=re.DOTALL)


def print_page(book: bytes, name: str) -> bytes:
    """Print the page of an EPUB whose file name begins with ``name`` and return the PDF.

    The PDF has also the list markers and the marks on letters, which a script cannot measure, and
    none of the headings that the text does not have.
    """
    program = find_program()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(BytesIO(book)) as archive:
        archive.extractall(folder)
        (source,) = Path(folder, "EPUB").glob(f"{name}*.xhtml")
        source.write_text(without_added_headings(source.read_text("utf-8")), "utf-8")
        output = Path(folder) / "printed.pdf"
        subprocess.run(
            [
                *(program, *QUIET, "--no-pdf-header-footer", f"--print-to-pdf={output}"),
                *(f"--user-data-dir={folder}/profile", "--allow-file-access-from-files"),
                source.as_uri(),
            ],
            capture_output=True,
            timeout=180,
            check=True,
        )
        return output.read_bytes()
