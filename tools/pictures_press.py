#!/usr/bin/env python3
"""Draw the pictures of docs/press.md anew: pages for a press with their edges.

    .venv/bin/python tools/pictures_press.py [NAME…]

Each picture keeps the digest of its text and its profile; tests/packaging/test_pictures.py compares
digests and pixels.
"""

from __future__ import annotations

import io
import sys
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from publish import to_pdf
from publish.config.pdf_profiles import PRESETS, GutterStep, PdfProfile
from publish.config.settings import Settings, parse_settings
from publish.storage.digests import digest
from publish.text.lengths import MM

ROOT = Path(__file__).resolve().parent.parent
TEXT = ROOT / "sources" / "how-a-hebrew-page-is-made.txt"

INPUTS = "publish-inputs"
"""The key of the digest of the inputs in the text of a PNG."""

_PAPER = (255, 255, 255)
_DESK = (226, 226, 226)
_TRIM = (200, 30, 30)
_SAFE = (40, 90, 200)
_GAP = 14
_COLOURS = 64


@dataclass(frozen=True)
class PressPicture:
    """A picture of pages of a press side by side, from ``page`` on, each row of another profile.

    With ``edges`` the trim is drawn over them, and the safe area.
    """

    name: str
    profiles: tuple[PdfProfile, ...]
    page: int
    count: int
    scale: float = 1.0
    edges: bool = False

    needs_chromium = False

    @property
    def file(self) -> Path:
        """The file of the picture."""
        return ROOT / "docs" / "pictures" / f"{self.name}.png"

    def inputs(self) -> str:
        """Return the digest of the text, its settings and the profiles."""
        settings = TEXT.with_suffix(".toml").read_bytes()
        return digest(TEXT.read_bytes(), settings, repr(self))

    def draw(self) -> Image.Image:
        """Return the picture as the program makes it now."""
        rows = [self._draw_row(profile) for profile in self.profiles]
        width, height = max(row.width for row in rows), sum(row.height + _GAP for row in rows)
        picture = Image.new("RGB", (width, height - _GAP), _PAPER)
        top = 0
        for row in rows:
            picture.paste(row, (0, top))
            top += row.height + _GAP
        return picture.quantize(_COLOURS)

    def save(self) -> None:
        """Draw the picture and write its file."""
        info = PngInfo()
        info.add_text(INPUTS, self.inputs())
        self.draw().save(self.file, optimize=True, pnginfo=info)

    def _draw_row(self, profile: PdfProfile) -> Image.Image:
        data = _make(profile)
        numbers = range(self.page - 1, self.page - 1 + self.count)
        pages = [self._draw_page(data, number, profile) for number in numbers]
        width = sum(page.width for page in pages) + len(pages) + 1
        row = Image.new("RGB", (width, pages[0].height + 2), _DESK)
        left = 1
        for page in pages:
            row.paste(page, (left, 1))
            left += page.width + 1
        return row

    def _draw_page(self, data: bytes, number: int, profile: PdfProfile) -> Image.Image:
        page = pdfium.PdfDocument(data)[number]
        image: Image.Image = page.render(scale=self.scale).to_pil().convert("RGB")
        if self.edges:
            with pikepdf.open(io.BytesIO(data)) as pdf:
                boxes = pdf.pages[number]
                media, trim = ([float(x) for x in box] for box in (boxes.mediabox, boxes.trimbox))
            left, foot = trim[0] - media[0], media[3] - trim[1]
            right, top = trim[2] - media[0], media[3] - trim[3]
            pen = ImageDraw.Draw(image)
            safe = profile.safe_area * MM
            for inset, colour in ((0.0, _TRIM), (safe, _SAFE)):
                corners = (left + inset, top + inset, right - inset, foot - inset)
                pen.rectangle([self.scale * each for each in corners], outline=colour)
        return image


@cache
def _make(profile: PdfProfile) -> bytes:
    table = tomllib.loads(TEXT.with_suffix(".toml").read_text("utf-8"))
    settings = replace(parse_settings(table, Settings()), printers=(profile,))
    return to_pdf(TEXT, settings=settings, profile=profile.name).value


_OFFSET = replace(PRESETS["offset"], name="pictured", always_bleeds=True)
_GUTTERS = tuple(
    replace(PRESETS["kdp"], name="pictured", page_range=None, gutter=(GutterStep(900, width),))
    for width in (19.0, 30.0)
)

PRESS = (
    PressPicture("press-sheet", (_OFFSET,), 4, 2, 0.75, edges=True),
    PressPicture("press-gutter", _GUTTERS, 4, 2, 0.5),
)


def main(names: list[str]) -> None:
    """Draw the named pictures, or all of them."""
    for picture in PRESS:
        if not names or picture.name in names:
            picture.save()
            print(f"{picture.file.relative_to(ROOT)}: {picture.file.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
