#!/usr/bin/env python3
"""Draw the pictures of the README anew, from the books in output/ (run `make demo` first).

Needs the development environment, and Chromium for the picture of the EPUB on a phone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
BOOKS = ROOT / "output"


def spread(book: str, first: int, name: str, *, right_to_left: bool = False) -> None:
    """Draw two facing pages of a book's PDF, the first of them page ``first``."""
    pdf = pdfium.PdfDocument(BOOKS / book / f"{book}.pdf")
    pages = [pdf[number].render(scale=1).to_pil() for number in (first - 1, first)]
    if right_to_left:
        pages.reverse()
    width, height = pages[0].size
    both = Image.new("RGB", (width * 2 + 1, height), "lightgray")
    for place, picture in enumerate(pages):
        both.paste(picture, (place * (width + 1), 0))
    both.save(PICTURES / f"{name}.png", optimize=True)


def phone(book: str, page: str, name: str) -> None:
    """Draw the top of a page of a book's EPUB as a phone of 390 by 780 pixels shows it."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("The picture of the EPUB needs Chromium (Debian: apt-get install chromium).")
    with (
        tempfile.TemporaryDirectory() as folder,
        zipfile.ZipFile(BOOKS / book / f"{book}.epub") as epub,
    ):
        epub.extractall(folder)
        (file,) = Path(folder).rglob(page)
        subprocess.run(
            [
                chromium,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                f"--user-data-dir={folder}/profile",
                # Headless Chromium makes no window narrower than 500 pixels: a frame does.
                "--window-size=520,800",
                f"--screenshot={folder}/page.png",
                _write_frame(Path(folder), file),
            ],
            check=True,
            capture_output=True,
        )
        with Image.open(f"{folder}/page.png") as picture:
            picture.crop((10, 10, 400, 606)).save(PICTURES / f"{name}.png", optimize=True)


def _write_frame(folder: Path, file: Path) -> str:
    frame = folder / "frame.html"
    frame.write_text(
        "<body style='margin:10px'><iframe style='border:0;width:390px;height:780px' "
        f"src='{file.relative_to(folder)}'></iframe>",
        encoding="utf-8",
    )
    return frame.as_uri()


def main() -> None:
    """Draw them all."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    spread("how-a-hebrew-page-is-made", 4, "handout")
    spread("the-first-page", 4, "lesson")
    spread("melekhet-hasefer", 8, "hebrew", right_to_left=True)
    phone("the-first-page", "01-*.xhtml", "phone")


if __name__ == "__main__":
    main()
