#!/usr/bin/env python3
"""Draw the pictures of docs/night-before.md anew: the card for the printer and the test sheets.

    .venv/bin/python tools/pictures_printer.py [NAME…]

Each picture keeps the digest of the texts and the layout that it shows;
tests/packaging/test_pictures.py compares digests and pixels.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from publish.config.booklet_options import Binding, BookletSettings, Duplex
from publish.storage.digests import digest
from publish.text.lengths import MM, Size
from publish.writers.booklet.layout import BookletLayout, lay_out
from publish.writers.booklet.print_dialogs import DIALOGS
from publish.writers.booklet.printer_card import draw_card, draw_trial
from publish.writers.booklet.printer_card_text import LANGUAGES
from publish.writers.booklet.printer_statements import card_statements
from publish.writers.booklet.sheet_facts import describe_layout

ROOT = Path(__file__).resolve().parent.parent

INPUTS = "publish-inputs"
"""The key of the digest of the inputs in the text of a PNG."""

_GREYS = 16
_PAGES = 24
_EDGE = 150
_THROUGH = 120
"""The grey of the ink of a back side that is seen through the paper."""


@dataclass(frozen=True)
class PrinterPicture:
    """A picture of sides of the card or of the test sheets, side by side.

    ``sides`` are numbered from 0.  With ``flips`` each picture is the first side against the light,
    with the second one seen through the paper, as a printer flips the sheet.
    """

    name: str
    kind: str
    sides: tuple[int, ...]
    scale: float = 1.0
    flips: tuple[Duplex, ...] = ()

    needs_chromium = False

    @property
    def file(self) -> Path:
        """The file of the picture."""
        return ROOT / "docs" / "pictures" / f"{self.name}.png"

    def inputs(self) -> str:
        """Return the digest of the statements and words, and of how the picture shows them."""
        layout = sample_layout()
        statements = [card_statements(layout, lang) for lang in LANGUAGES]
        shown = (self.kind, self.sides, self.scale, self.flips)
        return digest(describe_layout(layout), repr((statements, DIALOGS, shown)))

    def draw(self) -> Image.Image:
        """Return the picture as the program makes it now."""
        sides = [self._render(side) for side in self.sides]
        if self.flips:
            front, back = sides
            sides = [_hold_against_light(front, back, flip) for flip in self.flips]
        return _join(sides).quantize(_GREYS)

    def save(self) -> None:
        """Draw the picture and write its file."""
        info = PngInfo()
        info.add_text(INPUTS, self.inputs())
        self.draw().save(self.file, optimize=True, pnginfo=info)

    def _render(self, side: int) -> Image.Image:
        page = pdfium.PdfDocument(_make(self.kind))[side]
        picture: Image.Image = page.render(scale=self.scale).to_pil()
        return picture.convert("L")


def sample_layout() -> BookletLayout:
    """Return the layout of the booklet of the pictures: A5 pages on A4, bound on the right."""
    return lay_out(_PAGES, Size(148 * MM, 210 * MM), BookletSettings(), Binding.RIGHT)


@cache
def _make(kind: str) -> bytes:
    return (draw_card if kind == "card" else draw_trial)(sample_layout())


def _hold_against_light(front: Image.Image, back: Image.Image, flip: Duplex) -> Image.Image:
    mirror = Image.Transpose
    over = mirror.FLIP_LEFT_RIGHT if flip is Duplex.SHORT else mirror.FLIP_TOP_BOTTOM
    faint = back.transpose(over).point(lambda grey: _THROUGH + grey * (255 - _THROUGH) // 255)
    return ImageChops.darker(front, faint)


def _join(sides: Sequence[Image.Image]) -> Image.Image:
    """Return pictures side by side, each in a frame."""
    gap = 12
    width, height = sides[0].size
    joined = Image.new("L", ((width + 2 + gap) * len(sides) - gap, height + 2), 255)
    for place, side in enumerate(sides):
        left = place * (width + 2 + gap)
        joined.paste(_EDGE, (left, 0, left + width + 2, height + 2))
        joined.paste(side, (left + 1, 1))
    return joined


PRINTER = (
    PrinterPicture("printer-card", "card", (0,)),
    PrinterPicture("printer-dialogs", "card", (1,)),
    PrinterPicture("printer-test", "test", (0, 1), 0.55),
    PrinterPicture("printer-light", "test", (2, 3), 0.55, (Duplex.SHORT, Duplex.LONG)),
)


def main(names: list[str]) -> None:
    """Draw the named pictures, or all of them."""
    for picture in PRINTER:
        if not names or picture.name in names:
            picture.save()
            print(f"{picture.file.relative_to(ROOT)}: {picture.file.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
