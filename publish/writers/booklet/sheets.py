"""Sheets drawn: each side one page of a new PDF, on it the forms of two pages of the book."""

from __future__ import annotations

from io import BytesIO

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Page, Pdf, Stream, StreamDecodeLevel

from publish.config.booklet_options import Blanks
from publish.writers.booklet import marks
from publish.writers.booklet.geometry import Duplex, Sheet, Side, Size
from publish.writers.booklet.layout import Layout
from publish.writers.booklet.marks import number
from publish.writers.booklet.page_forms import Page as BookPage

_KEPT = ("/OCProperties", "/OutputIntents", "/Lang")
"""What pages need of the document around them: their layers, colours and language."""


class Press:
    """A new PDF that takes sheet after sheet; each page of the book goes in once."""

    def __init__(self, book: Pdf, pages: list[BookPage], layout: Layout) -> None:
        self._book = book
        self._pages = pages
        self._layout = layout
        self._pdf = Pdf.new()
        self._blank = BookPage(None, layout.trim)
        if layout.settings.blanks is Blanks.RULED:
            self._blank = BookPage(_drawn(book, marks.ruled(layout.trim), layout.trim), layout.trim)

    def print(self, sheet: Sheet) -> None:
        """Add the two sides of ``sheet``, the outside first."""
        self._side(sheet, sheet.outside, inside=False)
        self._side(sheet, sheet.inside, inside=True)

    def _side(self, sheet: Sheet, side: Side, *, inside: bool) -> None:
        size = self._layout.sheet
        drawn: list[str] = []
        forms = Dictionary()
        if self._layout.turned(inside=inside):
            drawn.append(f"-1 0 0 -1 {number(size.width)} {number(size.height)} cm")
        halves = zip((side.left, side.right), self._layout.places(sheet), strict=True)
        for name, (page, place) in zip(("/L", "/R"), halves, strict=True):
            content = self._blank if page is None else self._pages[page - 1]
            if content.form is None:
                continue
            forms[name] = self._pdf.copy_foreign(content.form)
            own = place.within(content.size, self._layout.trim)
            # Nothing crosses the fold: what creep moves there is the white at the spine.
            left = 0 if name == "/L" else size.width / 2
            drawn += (
                "q",
                f"{number(left)} 0 {number(size.width / 2)} {number(size.height)} re W n",
                f"{_factor(own.scale)} 0 0 {_factor(own.scale)} {number(own.x)} {number(own.y)} cm",
                f"{name} Do",
                "Q",
            )
        drawn.append(self._layout.marks(sheet).decode())
        printed = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, _points(size.width), _points(size.height)]),
            Resources=Dictionary(XObject=forms),
            Contents=self._pdf.make_stream("\n".join(drawn).encode()),
        )
        self._pdf.pages.append(Page(self._pdf.make_indirect(printed)))

    def finish(self) -> bytes:
        """Return the PDF, which tells the print dialog how it wants to be printed."""
        for key in _KEPT:
            if key in self._book.Root:
                value = self._book.Root[key]
                self._pdf.Root[key] = (
                    self._pdf.copy_foreign(self._book.make_indirect(value))
                    if isinstance(value, Array | Dictionary)
                    else value
                )
        short = self._layout.settings.duplex is Duplex.SHORT
        # ISO 32000-1, table 150. R2L is not said: sides of sheets are looked at one by one.
        self._pdf.Root.ViewerPreferences = Dictionary(
            PrintScaling=Name("/None"),
            Duplex=Name.DuplexFlipShortEdge if short else Name.DuplexFlipLongEdge,
            PickTrayByPDFSize=True,
        )
        for key in ("/Title", "/Author"):
            if key in self._book.docinfo:
                self._pdf.docinfo[key] = str(self._book.docinfo[key])
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


def _drawn(pdf: Pdf, content: bytes, size: Size) -> Stream:
    return pdf.make_stream(
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, _points(size.width), _points(size.height)]),
        Resources=Dictionary(),
    )


def _points(value: float) -> float:
    return round(value, 4)


def _factor(scale: float) -> str:
    """Return a scale exact enough that a page a metre wide ends within a thousandth of a point."""
    return f"{scale:.7f}".rstrip("0").rstrip(".")
