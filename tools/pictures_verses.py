#!/usr/bin/env python3
"""Draw the picture of docs/verses.md anew: the proof sheet of the lesson on that page.

    .venv/bin/python tools/pictures_verses.py

Needs Chromium.  The picture keeps the digest of the lesson, and that of the sheet;
tests/packaging/test_pictures.py compares both.
"""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from playwright.sync_api import sync_playwright

from publish import check
from publish.artifacts.proof_sheet import report
from publish.storage.digests import digest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "verses.md"

INPUTS, DRAWN_PAGE = "publish-inputs", "publish-page"
"""The keys of the digests of the lesson and of its sheet in the text of a PNG."""

_LESSON = re.compile(r"^```text lesson\.txt\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FONTS = "body { font-family: 'Frank Ruhl Libre', 'DejaVu Serif', serif; margin: 1rem auto; }"
_WIDTH = 1040
_COLOURS = 48


@dataclass(frozen=True)
class ProofSheetPicture:
    """A picture of the proof sheet of the lesson on the page about verses."""

    name: str

    needs_chromium = True

    @property
    def file(self) -> Path:
        """The file of the picture."""
        return ROOT / "docs" / "pictures" / f"{self.name}.png"

    def lesson(self) -> str:
        """Return the text of the lesson."""
        match = _LESSON.search(PAGE.read_text(encoding="utf-8"))
        assert match is not None, "docs/verses.md has no lesson.txt"
        return match[1]

    def inputs(self) -> str:
        """Return the digest of the lesson."""
        return digest(self.lesson())

    def page_digest(self) -> str:
        """Return the digest of the sheet; a browser draws it in fonts of the system."""
        return digest(self._make_sheet())

    def save(self) -> None:
        """Draw the picture and write its file."""
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            page = browser.new_page(
                viewport={"width": _WIDTH, "height": 800},
                color_scheme="light",
                device_scale_factor=1,
            )
            page.set_content(self._make_sheet().decode("utf-8"))
            page.add_style_tag(content=_FONTS)
            data = page.locator("body").screenshot()
            browser.close()
        info = PngInfo()
        info.add_text(INPUTS, self.inputs())
        info.add_text(DRAWN_PAGE, self.page_digest())
        image = Image.open(io.BytesIO(data)).convert("RGB").quantize(_COLOURS)
        image.save(self.file, optimize=True, pnginfo=info)

    def _make_sheet(self) -> bytes:
        with tempfile.TemporaryDirectory() as folder, chdir(folder):
            path = Path("lesson.txt")
            path.write_text(self.lesson(), encoding="utf-8")
            outcome = check(path)
        about_verses = [each for each in outcome.diagnostics if each.code.startswith("M")]
        return report("A Lesson on Light", outcome.value, about_verses)


VERSES = (ProofSheetPicture("verses"),)


if __name__ == "__main__":
    for picture in VERSES:
        picture.save()
        print(f"{picture.file.relative_to(ROOT)}: {picture.file.stat().st_size} bytes")
