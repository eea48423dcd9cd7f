"""Draws the pictures of docs/booklets.md: a mock-up of eight pages, imposed and then folded.

    .venv/bin/python tools/pictures_booklet.py

Every page in the pictures is cut out of a booklet that ``impose`` made, so a picture can only
show what is printed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from math import cos, radians, sin
from pathlib import Path

import pypdfium2
from pikepdf import Dictionary, Name, Pdf
from PIL import Image, ImageDraw, ImageFont

from publish import to_pdf
from publish.config.booklet_options import Binding, BookletSettings, SheetLayout, paper
from publish.diagnostics.rules.fit import FITTED as FITTED_PAGES
from publish.writers.booklet import impose

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
PAGES = 8
WIDTH, HEIGHT = 419.5, 595.2

FINE = 3  # Drawn so much larger and then made smaller, so that no edge is jagged.
TABLE = "#e9e6df"
EDGE = "#8c8778"
INK = "#3b3a36"

Point = tuple[float, float]


def mock_up(binding: Binding) -> bytes:
    """Return a book of eight pages that say their number; its lines begin where it is bound."""
    pdf = Pdf.new()
    bold = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold"))
    font = pdf.make_indirect(bold)
    for number in range(1, PAGES + 1):
        pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page = pdf.pages[-1].obj
        page.Resources = Dictionary(Font=Dictionary(F=font))
        page.Contents = pdf.make_stream("\n".join(_draw_page(number, binding)).encode())
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def _draw_page(number: int, binding: Binding) -> Iterator[str]:
    cover = number in {1, PAGES}
    yield "0.80 0.87 0.89 rg" if cover else "1 1 1 rg"
    yield f"0 0 {WIDTH} {HEIGHT} re f"
    yield f"BT /F 190 Tf 0.2 0.35 0.42 rg {WIDTH / 2 - 53} 330 Td ({number}) Tj ET"
    yield "0.62 0.64 0.62 rg"
    for line in range(0 if cover else 9):
        long = 310.0 if line % 4 != 3 else 190.0
        start = 55.0 if binding is Binding.LEFT else WIDTH - 55 - long
        yield f"{start} {250 - 24 * line} {long} 9 re f"
    if number == 1:
        yield f"{WIDTH / 2 - 90} 240 180 14 re f {WIDTH / 2 - 50} 205 100 9 re f"


@dataclass(frozen=True, slots=True)
class Printed:
    """The halves of the two sides of a sheet, as pictures."""

    outside: tuple[Image.Image, Image.Image]
    inside: tuple[Image.Image, Image.Image]


def print_out(binding: Binding) -> list[Printed]:
    """Return the sheets of the mock-up as they come out of the printer."""
    booklet = impose(mock_up(binding), BookletSettings(), binding).value
    with pypdfium2.PdfDocument(booklet) as pdf:
        sides = [page.render(scale=0.5 * FINE).to_pil().convert("RGBA") for page in pdf]
    halves = [
        (
            side.crop((0, 0, side.width // 2, side.height)),
            side.crop((side.width // 2, 0, side.width, side.height)),
        )
        for side in sides
    ]
    return [Printed(*pair) for pair in zip(halves[::2], halves[1::2], strict=True)]


class Canvas:
    """A table to lay paper on; places are in pixels of the finished picture."""

    def __init__(self, width: int, height: int) -> None:
        self._image = Image.new("RGBA", (width * FINE, height * FINE), TABLE)

    def paper(self, picture: Image.Image, corner: Point, right: Point, down: Point) -> None:
        """Lay a picture down, its upper edge along ``right`` and its left edge along ``down``."""
        (ax, ay), (bx, by), (cx, cy) = (
            tuple(FINE * value for value in vector) for vector in (corner, right, down)
        )
        # Pillow wants to know from where each pixel comes: the inverse of the map we have.
        area = bx * cy - by * cx
        wide, high = picture.size
        a, b = wide * cy / area, -wide * cx / area
        d, e = -high * by / area, high * bx / area
        inverse = (a, b, -a * ax - b * ay, d, e, -d * ax - e * ay)
        transformed = picture.transform(
            self._image.size, Image.Transform.AFFINE, inverse, Image.Resampling.BICUBIC
        )
        self._image.alpha_composite(transformed)
        outline = [(ax, ay), (ax + bx, ay + by), (ax + bx + cx, ay + by + cy), (ax + cx, ay + cy)]
        self._draw.line([*outline, outline[0]], fill=EDGE, width=FINE, joint="curve")

    @property
    def _draw(self) -> ImageDraw.ImageDraw:
        return ImageDraw.Draw(self._image)

    def line(self, start: Point, end: Point, *, dash: int = 0, width: float = 1) -> None:
        """Draw a line, dashed where ``dash`` is not zero."""
        (x0, y0), (x1, y1) = start, end
        pieces = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / dash)) if dash else 1
        for piece in range(0, pieces, 2 if dash else 1):
            t0, t1 = piece / pieces, (piece + 1) / pieces
            ends = [(FINE * (x0 + t * (x1 - x0)), FINE * (y0 + t * (y1 - y0))) for t in (t0, t1)]
            self._draw.line(ends, fill=INK, width=round(FINE * width))

    def arrow(self, start: Point, end: Point) -> None:
        """Draw an arrow that points down."""
        x, y = end
        self.line(start, (x, y - 4), width=2)
        tip = [(x - 6, y - 8), (x + 6, y - 8), (x, y)]
        self._draw.polygon([(FINE * a, FINE * b) for a, b in tip], fill=INK)

    def words(self, text: str, middle: Point, size: int = 14) -> None:
        """Write a line of text around a point."""
        x, y = (FINE * value for value in middle)
        self._draw.text((x, y), text, INK, ImageFont.load_default(FINE * size), anchor="mm")

    def save(self, name: str) -> None:
        """Write the picture, in as few colours as it needs."""
        small = self._image.convert("RGB").resize(
            (self._image.width // FINE, self._image.height // FINE), Image.Resampling.LANCZOS
        )
        PICTURES.mkdir(parents=True, exist_ok=True)
        small.quantize(64).save(PICTURES / name, optimize=True)


def flat(
    canvas: Canvas, halves: tuple[Image.Image, Image.Image], position: Point, wide: float
) -> None:
    """Lay a side of a sheet flat, its fold dashed."""
    half, high = wide / 2, wide / 2 * HEIGHT / WIDTH
    x, y = position
    canvas.paper(halves[0], (x, y), (half, 0), (0, high))
    canvas.paper(halves[1], (x + half, y), (half, 0), (0, high))
    canvas.line((x + half, y - 6), (x + half, y + high + 6), dash=5)


def half_open(
    canvas: Canvas, halves: tuple[Image.Image, Image.Image], fold: Point, wide: float, angle: float
) -> None:
    """Lay a sheet down by its fold, both halves lifted from the table by ``angle``."""
    x, y = fold
    deep = wide * 0.62  # The height of a lying page, foreshortened.
    across, up = wide * cos(radians(angle)), wide * 0.8 * sin(radians(angle))
    canvas.paper(halves[0], (x - across, y - deep - up), (across, up), (0, deep))
    canvas.paper(halves[1], (x, y - deep), (across, -up), (0, deep))


def draw_closed(
    canvas: Canvas, cover: Image.Image, position: Point, wide: float, spine: Binding
) -> None:
    """Stand a folded booklet up: its cover, the edges of the leaves below it, two staples."""
    x, y = position
    high = wide * HEIGHT / WIDTH
    towards = 1 if spine is Binding.LEFT else -1
    white = Image.new("RGBA", (8, 8), "white")
    for leaf in (4, 3, 2, 1):
        canvas.paper(white, (x + 2 * leaf * towards, y + leaf), (wide, 0), (0, high))
    canvas.paper(cover, (x, y), (wide, 0), (0, high))
    edge = x if spine is Binding.LEFT else x + wide
    for part in (0.28, 0.72):
        canvas.line((edge, y + high * part - 9), (edge, y + high * part + 9), width=3)


def sheets_picture() -> None:
    """Draw the two sheets, both sides, for either binding."""
    canvas = Canvas(884, 510)
    wide, high = 200.0, 200 / 2 * HEIGHT / WIDTH
    columns = (20.0, 232.0, 452.0, 664.0)
    for row, binding in enumerate(Binding):
        top = 62.0 + row * 240
        canvas.words(f"bound on the {binding}", (440, top - 42), 17)
        for sheet, printed in enumerate(print_out(binding)):
            for side, (name, halves) in enumerate(
                (("outside", printed.outside), ("inside", printed.inside))
            ):
                x = columns[2 * sheet + side]
                flat(canvas, halves, (x, top), wide)
                canvas.words(f"sheet {sheet + 1}, {name}", (x + wide / 2, top + high + 20))
    canvas.save("booklet-sheets.png")


def folding_picture() -> None:
    """Draw the sheets lying, half folded and folded."""
    canvas = Canvas(880, 330)
    outer, inner = print_out(Binding.LEFT)
    canvas.words("1  lay sheet 2 on sheet 1", (150, 26))
    half_open(canvas, outer.inside, (150, 298), 132, 3)
    half_open(canvas, inner.inside, (150, 172), 132, 3)
    for x in (100, 200):
        canvas.arrow((x, 178), (x, 206))
    canvas.words("2  fold both in the middle", (450, 26))
    half_open(canvas, outer.inside, (450, 290), 150, 16)
    half_open(canvas, inner.inside, (450, 272), 146, 36)
    canvas.words("3  staple in the fold", (750, 26))
    draw_closed(canvas, outer.outside[1], (672, 66), 155, Binding.LEFT)
    canvas.save("booklet-folding.png")


def bindings_picture() -> None:
    """Draw the finished booklets, closed and open in the middle."""
    canvas = Canvas(880, 330)
    for column, binding in enumerate(Binding):
        outer, inner = print_out(binding)
        cover = outer.outside[1 if binding is Binding.LEFT else 0]
        x = 24.0 + 440 * column
        canvas.words(f"bound on the {binding}", (x + 205, 26), 17)
        draw_closed(canvas, cover, (x + 6, 78), 130, binding)
        canvas.words("closed", (x + 72, 296))
        flat(canvas, inner.inside, (x + 166, 78), 240)
        canvas.words("open in the middle", (x + 286, 296))
    canvas.save("booklet-bindings.png")


LAYOUTS = {
    SheetLayout.CUT_STACK: ("839x1190.4pt", "cut, stack, fold"),
    SheetLayout.CUT_TWO: ("839x1190.4pt", "cut: two booklets"),
    SheetLayout.HANDOUTS: ("839x595.2pt", "cut: two handouts"),
    SheetLayout.SPIRAL: ("895.7x595.2pt", "cut, stack, punch"),
    SheetLayout.PERFECT: ("839x595.2pt", "fold, glue by the bars"),
}
"""The sheets on which pages of the mock-up stand at their size, and the words below them."""


def layouts_picture() -> None:
    """Draw the fronts of the first sheets of each layout, with the line where it is cut."""
    canvas = Canvas(910, 300)
    x = 24.0
    for layout, (size, words) in LAYOUTS.items():
        signature = 1 if layout is SheetLayout.PERFECT else None
        settings = BookletSettings(layout=layout, sheet=paper(size), signature=signature)
        booklet = impose(mock_up(Binding.LEFT), settings, Binding.LEFT).value
        with pypdfium2.PdfDocument(booklet) as pdf:
            front = pdf[0].render(scale=0.4 * FINE).to_pil().convert("RGBA")
        wide = 150.0 if front.width > front.height else 140.0
        high = wide * front.height / front.width
        y = 145 - high / 2
        canvas.paper(front, (x, y), (wide, 0), (0, high))
        if front.height > front.width:
            canvas.line((x - 8, y + high / 2), (x + wide + 8, y + high / 2), dash=5, width=2)
        elif layout is not SheetLayout.PERFECT:
            canvas.line((x + wide / 2, y - 8), (x + wide / 2, y + high + 8), dash=5, width=2)
        canvas.words(layout.value, (x + wide / 2, 22), 16)
        canvas.words(words, (x + wide / 2, 276), 13)
        x += wide + 33
    canvas.save("booklet-layouts.png")


FITTED = PICTURES.parent.parent / "sources" / "the-first-page.txt"


def fit_picture() -> None:
    """Draw all pages of a book as they are, and below them as they fill two sheets."""
    canvas = Canvas(910, 392)
    for row, fit in enumerate((False, {"sheets": 2})):
        outcome = to_pdf(FITTED, settings={"fit": fit})
        with pypdfium2.PdfDocument(outcome.value) as pdf:
            pages = [page.render(scale=0.4 * FINE).to_pil().convert("RGBA") for page in pdf]
        messages = [each.message for each in outcome.diagnostics if each.code == FITTED_PAGES.code]
        words = messages[0] if messages else f"{len(pages)} pages on {-(-len(pages) // 4)} sheets"
        canvas.words(words, (455, 24 + 192 * row), 16)
        start = (910 - 98 * len(pages) + 8) / 2
        for number, page in enumerate(pages):
            corner = start + 98 * number, 44 + 192.0 * row
            canvas.paper(page, corner, (90, 0), (0, 90 * page.height / page.width))
    canvas.save("booklet-fit.png")


if __name__ == "__main__":
    sheets_picture()
    folding_picture()
    bindings_picture()
    layouts_picture()
    fit_picture()
