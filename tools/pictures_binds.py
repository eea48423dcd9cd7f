#!/usr/bin/env python3
"""Draw the picture of docs/programme-books.md anew: a booklet with two fronts, opened five times.

    .venv/bin/python tools/pictures_binds.py

The picture keeps the digest of the texts and settings that it shows;
tests/packaging/test_pictures.py compares digests and pixels.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from publish.artifacts.make import make
from publish.artifacts.plan import Request, plan
from publish.config import find_workspace, open_book
from publish.storage.digests import digest

ROOT = Path(__file__).resolve().parent.parent

INPUTS = "publish-inputs"
"""The key of the digest of the inputs in the text of a PNG."""

_TABLE = """\
page = { width = "105mm", height = "148mm" }

[[bind]]
name = "programme"
title = { en = "A Day Together", he = "יום של יחד" }
event = { en = "Spring Convention", he = "כנס האביב" }
books = ["schedule-he", "songs-he", "schedule", "songs"]
fronts = ["he", "en"]
front = { layout = "compact", title_page = true, contents = true, imprint = false }
recto = false
"""

_TEXTS = {
    "schedule": "The Day\n\nNine o’clock: coffee, and a place for every coat.\n\n"
    "Ten o’clock: the first lesson, in the large hall.\n\n"
    "One o’clock: lunch under the trees.\n\nSix o’clock: songs, and then the road home.\n",
    "songs": "Songs\n\nThe table is long and the evening is clear,\n"
    "with room at its side for all who come near.\n",
    "schedule-he": "סדר היום\n\nבשעה תשע: קפה, ומקום לכל מעיל.\n\n"
    "בשעה עשר: השיעור הראשון.\n\n"
    "בשעה אחת: ארוחת צהריים תחת העצים.\n\nבשעה שש: שירים, ואז הביתה.\n",
    "songs-he": "שירים\n\nהשולחן ארוך והערב בהיר,\nויש בו מקום לכל מי שמגיע מן העיר.\n",
}

_SCALE = 0.8
_GREYS = 16
_EDGE = 150
_GAP = 28


@dataclass(frozen=True)
class BindPicture:
    """The picture of a booklet with two fronts: its covers, and openings between them."""

    name: str

    needs_chromium = False

    @property
    def file(self) -> Path:
        """The file of the picture."""
        return ROOT / "docs" / "pictures" / f"{self.name}.png"

    def inputs(self) -> str:
        """Return the digest of the texts and settings, and of how the picture shows them."""
        return digest(_TABLE, repr(_TEXTS), repr((_SCALE, _GAP)))

    def draw(self) -> Image.Image:
        """Return the picture as the program makes it now, the Hebrew front at the right."""
        pages = [page.render(scale=_SCALE).to_pil().convert("L") for page in _make()]
        openings = (pages[number : number + 2] for number in range(1, len(pages) - 1, 2))
        views = [pages[:1], *openings, pages[-1:]]
        return _join([_lay(view) for view in reversed(views)]).quantize(_GREYS)

    def save(self) -> None:
        """Draw the picture and write its file."""
        info = PngInfo()
        info.add_text(INPUTS, self.inputs())
        self.draw().save(self.file, optimize=True, pnginfo=info)


def _make() -> pdfium.PdfDocument:
    """Return the PDF of the programme book."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "sources").mkdir()
        (root / "publish.toml").write_text(_TABLE, "utf-8")
        for name, text in _TEXTS.items():
            (root / "sources" / f"{name}.txt").write_text(text, "utf-8")
        (artifact,) = plan(open_book("programme", find_workspace(root)), Request(("pdf",)))
        return pdfium.PdfDocument(make(artifact).path.read_bytes())


def _lay(pages: Sequence[Image.Image]) -> Image.Image:
    """Return pages as they lie in a booklet that is bound on the right, in a frame."""
    width, height = pages[0].size
    view = Image.new("L", ((width + 1) * len(pages) + 1, height + 2), _EDGE)
    for place, page in enumerate(reversed(pages)):
        view.paste(page, (1 + place * (width + 1), 1))
    return view


def _join(views: Sequence[Image.Image]) -> Image.Image:
    """Return pictures side by side."""
    width = sum(view.width + _GAP for view in views) - _GAP
    joined = Image.new("L", (width, views[0].height), 255)
    left = 0
    for view in views:
        joined.paste(view, (left, 0))
        left += view.width + _GAP
    return joined


BINDS = (BindPicture("two-fronts"),)


def main() -> None:
    """Draw the picture."""
    for picture in BINDS:
        picture.save()
        print(f"{picture.file.relative_to(ROOT)}: {picture.file.stat().st_size} bytes")


if __name__ == "__main__":
    main()
