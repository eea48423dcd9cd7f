"""Covers of PDFs with numbered pages: a book is laid out by no test of covers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from publish.artifacts.cover_measures import measure_cover, read_pages
from publish.artifacts.plan import Artifact, Request, plan
from publish.artifacts.wrap_cover import make_wrap_cover
from publish.config import find_workspace, open_book
from publish.config.options import Format
from publish.diagnostics import Diagnostics
from publish.text.dataclass import dataclass
from publish.text.lengths import MM
from publish.writers.wrap_cover.geometry import Area, CoverGeometry
from tests.booklet.sample_pdfs import make_numbered_pdf, read_from_the_right


@dataclass(frozen=True)
class Cover:
    """A cover, its measures, and the diagnostics of its making."""

    data: bytes
    geometry: CoverGeometry
    diagnostics: Diagnostics

    def draw(self, area: Area, dpi: int) -> Image.Image:
        """Return the picture of an area of the sheet."""
        media = self.geometry.media
        edges = (area.x - media.x, area.y - media.y, media.right - area.right, media.top - area.top)
        with pdfium.PdfDocument(self.data) as pdf:
            bitmap = pdf[0].render(scale=dpi / 72, crop=tuple(edge * MM for edge in edges))
            return bitmap.to_pil().convert("RGB")


def plan_cover(folder: Path, settings: str, text: str = "A letter stood.\n") -> Artifact:
    """Return the cover of a book with these settings in a workspace of its own."""
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "publish.toml").write_text("")
    (folder / "sources" / "book.txt").write_text(text, "utf-8")
    (folder / "sources" / "book.toml").write_text(settings, "utf-8")
    book = open_book("book", find_workspace(folder))
    return plan(book, Request((Format.COVER,)))[0]


def make_cover(
    folder: Path, settings: str, pages: int = 100, size: tuple[float, float] = (419.528, 595.276)
) -> Cover:
    """Return the cover of a book of so many pages, bound on the right if its settings say so."""
    artifact = plan_cover(folder, settings)
    is_right = 'binding = "right"' in settings
    change: Callable[..., object] | None = read_from_the_right if is_right else None
    pdf = make_numbered_pdf(pages, size, change=change)
    outcome = make_wrap_cover(pdf, artifact)
    geometry = measure_cover(read_pages(pdf), artifact).value
    return Cover(outcome.value, geometry, outcome.diagnostics)
