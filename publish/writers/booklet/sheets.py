"""The sheets of a booklet as a PDF: each page is a side of a sheet with its page forms."""

from __future__ import annotations

from io import BytesIO

from pikepdf import (
    Array,
    Dictionary,
    Name,
    ObjectStreamMode,
    Page,
    Pdf,
    Stream,
    StreamDecodeLevel,
    String,
)

from publish.config.booklet_options import Blanks, Duplex
from publish.text.lengths import Size
from publish.writers.booklet import marks
from publish.writers.booklet.geometry import PagePosition
from publish.writers.booklet.layout import BookletLayout
from publish.writers.booklet.marks import operand
from publish.writers.booklet.page_forms import PageForm
from publish.writers.booklet.pdf_values import PRODUCER, read_text
from publish.writers.booklet.sheet_facts import SheetFacts, describe_layout, write_facts
from publish.writers.booklet.sheet_plan import Box

_COPIED_ENTRIES = ("/OCProperties", "/OutputIntents", "/Lang")
"""The catalog entries that pages depend on: layers, colour profiles and language."""


class SheetWriter:
    """Writes sheets into a new PDF; every page of the book is copied once."""

    def __init__(self, book: Pdf, pages: list[PageForm], layout: BookletLayout) -> None:
        self._book = book
        self._pages = pages
        self._layout = layout
        self._pdf = Pdf.new()
        self._blank = PageForm(None, layout.trim)
        if layout.settings.blanks is Blanks.RULED:
            lines = _make_form(book, marks.draw_ruled_lines(layout.trim), layout.trim)
            self._blank = PageForm(lines, layout.trim)

    def add_sheet(self, number: int) -> None:
        """Add the two sides of a sheet of paper, counted from 0, the outside first."""
        self._add_side(number, inside=False)
        self._add_side(number, inside=True)

    def _add_side(self, number: int, *, inside: bool) -> None:
        size = self._layout.sheet_size
        operators: list[str] = []
        forms = Dictionary()
        if self._layout.is_rotated(inside=inside):
            operators.append(f"-1 0 0 -1 {operand(size.width)} {operand(size.height)} cm")
        for index, panel in enumerate(self._layout.panels(number, inside=inside)):
            form = self._blank if panel.page is None else self._pages[panel.page - 1]
            if form.stream is None:
                continue
            name = f"/P{index}"
            forms[name] = self._pdf.copy_foreign(form.stream)
            own_position = panel.position.fit(form.size, self._layout.trim)
            operators += _place_form(name, own_position, panel.box)
        operators.append(self._layout.marks(number, inside=inside).decode())
        page_object = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, _points(size.width), _points(size.height)]),
            Resources=Dictionary(XObject=forms),
            Contents=self._pdf.make_stream("\n".join(operators).encode()),
        )
        self._pdf.pages.append(Page(self._pdf.make_indirect(page_object)))

    def to_bytes(self, origin: str = "") -> bytes:
        """Return the PDF, with viewer preferences for printing (ISO 32000-1, table 150).

        ``origin`` is the digest of the PDF that the booklet is made from.
        """
        for key in _COPIED_ENTRIES:
            value = self._book.Root.get(key)
            if isinstance(value, Array | Dictionary):
                self._pdf.Root[key] = self._pdf.copy_foreign(self._book.make_indirect(value))
            elif isinstance(value, String):
                self._pdf.Root[key] = value
        short = self._layout.settings.duplex is Duplex.SHORT
        # Direction is left out, because the sides of sheets are viewed one by one.
        self._pdf.Root.ViewerPreferences = Dictionary(
            PrintScaling=Name("/None"),
            Duplex=Name.DuplexFlipShortEdge if short else Name.DuplexFlipLongEdge,
            PickTrayByPDFSize=True,
        )
        for key in ("/Title", "/Author"):
            if text := read_text(self._book.docinfo.get(key)):
                self._pdf.docinfo[key] = text
        self._pdf.docinfo["/Producer"] = PRODUCER
        write_facts(self._pdf, SheetFacts(origin, describe_layout(self._layout)))
        out = BytesIO()
        self._pdf.save(
            out,
            min_version=max("1.7", self._book.pdf_version),
            object_stream_mode=ObjectStreamMode.generate,
            stream_decode_level=StreamDecodeLevel.none,
            deterministic_id=True,
            encryption=False,
        )
        return out.getvalue()


def _place_form(name: str, position: PagePosition, box: Box) -> tuple[str, ...]:
    """Return the operators that draw a form in its box, a half of a folded piece or a leaf.

    Clipping at the fold cuts only the white space at the spine that creep moves there.
    """
    scale = _scale_operand(position.scale)
    corner = f"{operand(box.x)} {operand(box.y)}"
    return (
        "q",
        f"{corner} {operand(box.size.width)} {operand(box.size.height)} re W n",
        f"{scale} 0 0 {scale} {operand(position.x)} {operand(position.y)} cm",
        f"{name} Do",
        "Q",
    )


def _make_form(pdf: Pdf, content: bytes, size: Size) -> Stream:
    return pdf.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, _points(size.width), _points(size.height)]),
        Resources=Dictionary(),
    )


def _points(value: float) -> float:
    return round(value, 4)


def _scale_operand(scale: float) -> str:
    """Return a scale with seven decimals: a thousandth of a point over a metre."""
    return f"{scale:.7f}".rstrip("0").rstrip(".")
