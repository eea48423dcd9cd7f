"""Draws the pictures of docs/bidi.md: hard lines as WeasyPrint sets them, and as publish does.

    .venv/bin/python tools/pictures_bidi.py

Both come out of the same writer in the same faces.  For the one, no pass has read the text, and
the engine is as it comes; for the other nothing was left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from publish.config import Settings
from publish.document.model import (
    Dir,
    Emphasis,
    Inline,
    Meta,
    Note,
    Paragraph,
    Role,
    Section,
    Strong,
    Text,
    Work,
    direction,
)
from publish.pipeline.pass_table import work_passes
from publish.text.lengths import Trim, millimetres
from publish.themes import theme as themes
from publish.writers import pdf
from publish.writers.pdf.engine import adapter

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
THEME = themes.load("classic")
PAGE = Trim(90, 120)

SCALE = 200 / 72
MARGIN = 10  # pixels around what is cut out
GAP = 40  # pixels of white below which two lines are of one paragraph
COLOURS = 16
RULE = "#d7a0a0"
WHITE = 250


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph worth looking at; ``edges`` are drawn where its lines have to end."""

    name: str
    lang: str
    inlines: tuple[Inline, ...]
    edges: bool = False


def bold(text: str) -> Strong:
    """Return words in bold."""
    return Strong((Text(text),))


LINES = (
    Line(
        "emphasis",
        "en",
        (Text("He calls it לשון "), bold("פרישות"), Text(" והבדלה, a word of parting.")),
    ),
    Line(
        "emphasis-hebrew",
        "he",
        (
            Text("כך נכתב בספר Sewn "),
            Emphasis((Text("by hand"),)),
            Text(" on cords, לפני מאה שנה."),
        ),
    ),
    Line("list", "en", (Text("The terms כלי, אור, מסך mean vessel, light, screen."),)),
    Line("references", "en", (Text("See תניא 46, אגרת התשובה 9, where it is said."),)),
    Line("title", "he", (Text("ראה “Is It Above Reason?”, שם."),)),
    Line("quotation", "en", (Text("He said “שלום עולם!”, and went."),)),
    Line(
        "note",
        "en",
        (
            Text("It is called מלמטה"),
            Note("7", (Paragraph((Text("From below."),)),)),
            Text(" למעלה there."),
        ),
    ),
    Line("range", "he", (Text("תהלים 90:1–17, ועמודים 152–160."),)),
    Line(
        "brackets",
        "he",
        (Text("כן פירש (ראה "), bold("Rashi"), Text(", p. 12b) ולא אחרת.")),
    ),
    Line("geresh", "en", (Text("The letter ה', and so on: וגו'. Then it ends."),)),
    Line(
        "wrapped",
        "en",
        (
            Text("The printer wrote under the page: “כל האותיות "),
            bold("עומדות"),
            Text(" במקומן, ואין אחת מהן שזזה ממקומה אפילו כחוט השערה!” And so it was."),
        ),
    ),
    Line(
        "justified",
        "he",
        (
            Text("האותיות כולן נסדרות ביד, אחת אל "),
            bold("אחיותיה,"),
            Text(" והמדפיס בודק שורה שורה "),
            bold("ומיישר"),
            Text(" אותה משני צדדיה, לפני שהוא "),
            bold("קושר"),
            Text(" את העמוד ומניח אותו במכבש."),
        ),
        edges=True,
    ),
)


def book(line: Line) -> Work:
    """Return a book of one paragraph, read by nobody."""
    chapter = Section(Role.CHAPTER, (), (Paragraph(line.inlines),))
    return Work(Meta(), line.lang, direction(line.lang), (chapter,))


def read(work: Work) -> Work:
    """Return the book after every pass."""
    for each in work_passes():
        work = each.apply(work, Settings()).value
    return work


def make_pdf(work: Work) -> bytes:
    """Return the book's PDF."""
    return pdf.write(work, THEME, pdf.PdfOptions(page=PAGE)).value


def cut_out(data: bytes, line: Line) -> Image.Image:
    """Return the paragraph, as wide as the text block of its page: the last, a recto."""
    with pypdfium2.PdfDocument(data) as document:
        picture: Image.Image = document[len(document) - 1].render(scale=SCALE).to_pil()
    top, bottom = _first_block(picture.convert("L"))
    left, right = _text_block(line.lang)
    cut = picture.convert("RGB")
    if line.edges:
        draw = ImageDraw.Draw(cut)
        for x in (left - 1, right):
            draw.line(((x, top - MARGIN), (x, bottom + MARGIN)), fill=RULE)
    return cut.crop((left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN))


def _text_block(lang: str) -> tuple[int, int]:
    """Return the left and the right edge of the text on a recto, in pixels."""
    page = THEME.page(PAGE)
    inner, outer, width = map(millimetres, (page.inner, page.outer, page.width))
    left, right = (inner, outer) if direction(lang) is Dir.LTR else (outer, inner)
    return round(left / 25.4 * 72 * SCALE), round((width - right) / 25.4 * 72 * SCALE)


def _first_block(picture: Image.Image) -> tuple[int, int]:
    """Return where the ink begins, from the top, and where so much white comes that it ends."""
    ink = picture.point(lambda value: 255 if value < WHITE else 0)
    rows = [y for y in range(ink.height) if ink.crop((0, y, ink.width, y + 1)).getbbox()]
    end = next(row for row, after in pairwise([*rows, ink.height]) if after - row > GAP)
    return rows[0], end + 1


def save(picture: Image.Image, name: str) -> None:
    """Write a picture in as few colours as black on white needs."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS).save(PICTURES / f"bidi-{name}.png", optimize=True)


def main() -> None:
    """Draw all pictures: without the corrections of WeasyPrint, and with them."""
    corrections, adapter.CORRECTIONS = adapter.CORRECTIONS, ()
    stock = [make_pdf(book(line)) for line in LINES]
    adapter.CORRECTIONS = corrections
    ours = [make_pdf(read(book(line))) for line in LINES]
    for line, *both in zip(LINES, stock, ours, strict=True):
        for kind, data in zip(("stock", "ours"), both, strict=True):
            save(cut_out(data, line), f"{line.name}-{kind}")


if __name__ == "__main__":
    main()
