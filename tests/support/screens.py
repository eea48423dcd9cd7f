"""Pages of EPUBs on screens: measured in Chromium at several widths, type sizes and colours."""

from __future__ import annotations

import html
import json
import re
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.support.chromium import QUIET, find_program


@dataclass(frozen=True)
class Screen:
    """A screen: its width in pixels, the size of the type in per cent, a dark ground or not."""

    width: int
    size: int = 100
    dark: bool = False

    @property
    def style(self) -> str:
        """The style sheet by which a reading system sets a page so."""
        colours = "background: #121212; color: #e6e6e6" if self.dark else "background: #fff"
        return f"html {{ font-size: {self.size}% }} html, body {{ {colours} }}"


_PROGRAM = """
const measure = %s;
const frames = [...document.querySelectorAll("iframe")];
const ready = (frame) => new Promise((done) => {
  const look = () => {
    const page = frame.contentDocument;
    if (page && page.readyState === "complete" && page.location.href !== "about:blank")
      page.fonts.ready.then(() => done());
    else setTimeout(look, 20);
  };
  look();
});
(async () => {
  const results = [];
  for (const frame of frames) {
    await ready(frame);
    results.push(measure(frame.contentDocument, frame.contentWindow));
  }
  const report = document.createElement("pre");
  report.id = "report";
  report.textContent = JSON.stringify(results);
  document.body.replaceChildren(report);
})();
"""


def measure(book: bytes, screens: list[Screen], function: str) -> dict[tuple[str, Screen], Any]:
    """Return what a function of JavaScript returns for each page of an EPUB on each screen.

    ``function`` takes the document and its window; pages are named by their files.
    """
    program = find_program()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(BytesIO(book)) as archive:
        archive.extractall(folder)
        root = Path(folder, "EPUB")
        keys, frames = [], []
        for page in sorted(root.glob("*.xhtml")):
            text = page.read_text(encoding="utf-8")
            for number, screen in enumerate(screens):
                shown = page.with_name(f"{page.stem}-on-{number}.xhtml")
                style = f"<style>{screen.style}</style></head>"
                shown.write_text(text.replace("</head>", style), encoding="utf-8")
                keys.append((page.name, screen))
                frames.append(
                    f'<iframe src="{shown.name}" style="border:0;width:{screen.width}px;'
                    'height:600px"></iframe>'
                )
        harness = root / "harness.html"
        script = f"<script>{_PROGRAM % function}</script>"
        harness.write_text(f"<body>{''.join(frames)}{script}</body>", encoding="utf-8")
        process = subprocess.run(
            [
                *(program, *QUIET, "--dump-dom", f"--user-data-dir={folder}/profile"),
                *("--allow-file-access-from-files", "--hide-scrollbars"),
                "--virtual-time-budget=60000",
                harness.as_uri(),
            ],
            capture_output=True,
            encoding="utf-8",
            timeout=180,
            check=True,
        )
    report = re.search('<pre id="report">(.*?)</pre>', process.stdout, re.DOTALL)
    assert report, f"the browser measured nothing: {process.stderr[-500:]}"
    return dict(zip(keys, json.loads(html.unescape(report[1])), strict=True))
