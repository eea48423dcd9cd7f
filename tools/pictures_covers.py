#!/usr/bin/env python3
"""Draw the picture of docs/covers.md anew: the covers of a Hebrew and of an English book.

    .venv/bin/python tools/pictures_covers.py

The picture keeps the digest of the settings and the theme that it shows;
tests/packaging/test_pictures.py compares digest and pixels.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from publish.artifacts.cover_measures import measure_cover, read_pages
from publish.artifacts.plan import Artifact, Request, plan
from publish.artifacts.wrap_cover import make_wrap_cover
from publish.config import find_workspace, open_book
from publish.config.options import Format
from publish.storage.digests import digest
from publish.text.lengths import MM
from publish.themes.theme import load
from publish.writers.wrap_cover.geometry import Area

ROOT = Path(__file__).resolve().parent.parent

INPUTS = "publish-inputs"
"""The key of the digest of the inputs in the text of a PNG."""

_DPI = 72
_COLOURS = 64
_PAGES = 196
_CUT, _DASH = (255, 255, 255), 6

_WRAP = """
[wrap_cover]
paper = {{ grams = 90, bulk = 1.4 }}
marks = true
back = {back}
"""
_ENGLISH = """
title = { en = "The Craft of the Book", he = "מלאכת הספר" }
subtitle = "Four short chapters"
creators = [{ name = { en = "The Bookmakers’ House", he = "בית מלאכת הספר" } }]
publisher = "The Bookmakers’ House"
identifier = "978-965-90123-4-3"
languages = ["en", "he"]
""" + _WRAP.format(
    back='"""From the pen to the press: how letters become lines, lines pages, and pages a volume '
    "(כרך) that a hand can hold.\n\nFor readers who have wondered why a bracket stands where it "
    'stands."""'
)
_HEBREW = """
title = { he = "מלאכת הספר", en = "The Craft of the Book" }
subtitle = "ארבעה פרקים קצרים"
creators = [{ name = { he = "בית מלאכת הספר", en = "The Bookmakers’ House" } }]
publisher = "בית מלאכת הספר"
identifier = "978-965-90123-4-3"
languages = ["he", "en"]
theme = "siddur"
""" + _WRAP.format(
    back='"""מן העט ועד המכבש: איך האותיות נעשות שורות, השורות עמודים, והעמודים כרך (volume) '
    'שאפשר לאחוז ביד.\n\nלקוראים שתמהו פעם למה הסוגריים עומדים במקום שבו הם עומדים."""'
)


@dataclass(frozen=True)
class CoversPicture:
    """The picture of two covers, one over the other."""

    name: str = "wrap-covers"

    needs_chromium = False

    @property
    def file(self) -> Path:
        """The file of the picture."""
        return ROOT / "docs" / "pictures" / f"{self.name}.png"

    def inputs(self) -> str:
        """Return the digest of the settings, and of the themes."""
        states = [load(name).state(templates=True) for name in ("classic", "siddur")]
        return digest(_ENGLISH, _HEBREW, *states, str((_DPI, _PAGES)))

    def draw(self) -> Image.Image:
        """Return the picture as the program makes it now."""
        sheets = [_draw(_HEBREW, is_right=True), _draw(_ENGLISH, is_right=False)]
        width, height = sheets[0].size
        joined = Image.new("RGB", (width, 2 * height), "white")
        for place, sheet in enumerate(sheets):
            joined.paste(sheet, (0, place * height))
        return joined.quantize(_COLOURS)

    def save(self) -> None:
        """Draw the picture and write its file."""
        info = PngInfo()
        info.add_text(INPUTS, self.inputs())
        self.draw().save(self.file, optimize=True, pnginfo=info)


def _draw(settings: str, *, is_right: bool) -> Image.Image:
    """Return the cover of a book with these settings, with the lines at which it is cut."""
    with tempfile.TemporaryDirectory() as folder:
        artifact = _plan(Path(folder), settings)
        pdf = _empty_pages(is_right=is_right)
        data = make_wrap_cover(pdf, artifact).value
        geometry = measure_cover(read_pages(pdf), artifact).value
    with pdfium.PdfDocument(data) as document:
        picture: Image.Image = document[0].render(scale=_DPI / 72).to_pil().convert("RGB")
    _draw_cut(picture, geometry.trim, geometry.media)
    return picture


def _plan(folder: Path, settings: str) -> Artifact:
    (folder / "publish.toml").write_text("")
    (folder / "sources").mkdir()
    (folder / "sources" / "book.txt").write_text("מלאכת הספר\n" * 2, "utf-8")
    (folder / "sources" / "book.toml").write_text(settings, "utf-8")
    return plan(open_book("book", find_workspace(folder)), Request((Format.COVER,)))[0]


def _empty_pages(*, is_right: bool) -> bytes:
    """Return a PDF of empty pages of A5."""
    pdf = pikepdf.new()
    for _ in range(_PAGES):
        pdf.add_blank_page(page_size=(148 * MM, 210 * MM))
    direction = pikepdf.Name.R2L if is_right else pikepdf.Name.L2R
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(Direction=direction)
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def _draw_cut(picture: Image.Image, trim: Area, media: Area) -> None:
    """Draw the edges of the trim as dashed lines."""
    per = _DPI / 25.4
    left, right = ((x - media.x) * per for x in (trim.x, trim.right))
    top, low = ((media.top - y) * per for y in (trim.top, trim.y))
    pen = ImageDraw.Draw(picture)
    for start in range(round(left), round(right), 2 * _DASH):
        for edge in (top, low):
            pen.line((start, edge, start + _DASH, edge), _CUT)
    for start in range(round(top), round(low), 2 * _DASH):
        for edge in (left, right):
            pen.line((edge, start, edge, start + _DASH), _CUT)


COVERS = (CoversPicture(),)


def main() -> None:
    """Draw the picture."""
    for picture in COVERS:
        picture.save()
        print(f"{picture.file.relative_to(ROOT)}: {picture.file.stat().st_size} bytes")


if __name__ == "__main__":
    main()
