"""What a browser shows, character by character, by where each stands."""

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

# The place of every character that takes room, one row for each element that is asked about.
_SCRIPT = """<script>
document.fonts.ready.then(() => {
  const rows = [...document.querySelectorAll("[data-asked]")].map((asked) => {
    const walker = document.createTreeWalker(asked, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const row = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement.closest("aside")) continue;
      const raised = node.parentElement.closest("sup") !== null;
      for (let at = 0; at < node.length; at++) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
        const box = boxes.at(-1);
        if (box) row.push([node.data[at], box.left, (box.top + box.bottom) / 2, raised]);
      }
    }
    return row;
  });
  const told = document.createElement("pre");
  told.id = "places";
  told.textContent = JSON.stringify(rows);
  document.body.replaceChildren(told);
});
</script>"""
_QUIET = ("--headless", "--no-sandbox", "--disable-gpu")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def found() -> str:
    """Return the browser's program; skips the test where there is none."""
    program = shutil.which("chromium")
    if not program:
        pytest.skip("the browser of the Debian package chromium is not installed")
    return program


def glyphs(page: str) -> list[list[Glyph]]:
    """Return the characters of each element with ``data-asked`` in a page, with their places.

    Characters that take no room (marks on a letter, spaces at the end of a line) are not there.
    """
    program = found()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page.replace("</body>", f"{_SCRIPT}</body>"), encoding="utf-8")
        done = subprocess.run(
            [
                *(program, *_QUIET, "--dump-dom"),
                *(f"--user-data-dir={folder}/profile", "--allow-file-access-from-files"),
                *("--virtual-time-budget=20000", file.as_uri()),
            ],
            capture_output=True,
            encoding="utf-8",
            timeout=180,
            check=True,
        )
    told = re.search('<pre id="places">(.*?)</pre>', done.stdout, re.DOTALL)
    assert told, f"the browser measured nothing: {done.stderr[-500:]}"
    return [
        [Glyph(c.translate(_RAISED) if raised else c, x, y) for c, x, y, raised in row]
        for row in json.loads(html.unescape(told[1]))
    ]


def page(book: bytes, name: str) -> str:
    """Return the page of an EPUB whose name begins so."""
    with zipfile.ZipFile(BytesIO(book)) as opened:
        (file,) = (each for each in opened.namelist() if each.startswith(f"EPUB/{name}"))
        return opened.read(file).decode()


def printed(book: bytes, name: str) -> bytes:
    """Return the page of an EPUB whose name begins so, printed to a PDF in its own faces.

    List markers and marks on letters are there too, which the page's script cannot see.
    """
    program = found()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(BytesIO(book)) as opened:
        opened.extractall(folder)
        (asked,) = Path(folder, "EPUB").glob(f"{name}*.xhtml")
        made = Path(folder) / "printed.pdf"
        subprocess.run(
            [
                *(program, *_QUIET, "--no-pdf-header-footer", f"--print-to-pdf={made}"),
                *(f"--user-data-dir={folder}/profile", "--allow-file-access-from-files"),
                asked.as_uri(),
            ],
            capture_output=True,
            timeout=180,
            check=True,
        )
        return made.read_bytes()
