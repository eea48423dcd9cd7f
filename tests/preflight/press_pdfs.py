"""PDFs for a press, made with pikepdf: one without a fault, and changes that each plant one."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from publish.text.lengths import MM
from tests.conftest import ROOT

WIDTH, HEIGHT = 148 * MM, 210 * MM
BLEED = 3 * MM
Change = Callable[[Pdf], object]


@cache
def font_file() -> bytes:
    """Return a font with a few letters."""
    from fontTools.subset import Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(ROOT / "styles" / "classic" / "fonts" / "EBGaramond-Regular.ttf")
    subsetter = Subsetter()
    subsetter.populate(text="Text of a page 0123456789")
    subsetter.subset(font)
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue()


def make_pdf(*changes: Change, pages: int = 4) -> bytes:
    """Return a PDF/X-1a:2001 for FOGRA39 with overprinting text and a picture, then changed."""
    pdf = Pdf.new()
    font = make_font(pdf)
    picture = make_picture(pdf, Name.DeviceCMYK, bytes((20, 40, 60, 10)) * 150 * 150, 150)
    for number in range(1, pages + 1):
        add_page(pdf, font, picture, number)
    pdf.Root.OutputIntents = Array([make_intent("FOGRA39")])
    pdf.docinfo["/Title"] = String("A book")
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = String("D:20261130000000Z")
    pdf.docinfo["/Trapped"] = Name("/False")
    pdf.docinfo["/GTS_PDFXVersion"] = String("PDF/X-1:2001")
    pdf.docinfo["/GTS_PDFXConformance"] = String("PDF/X-1a:2001")
    for change in changes:
        change(pdf)
    return save(pdf)


def save(pdf: Pdf, **options: object) -> bytes:
    """Return the bytes of a PDF without the structures of later versions."""
    out = BytesIO()
    choices = {
        "deterministic_id": True,
        "object_stream_mode": pikepdf.ObjectStreamMode.disable,
        "force_version": "1.3",
    }
    pdf.save(out, **(choices | options))  # type: ignore[arg-type]  # options of different types
    return out.getvalue()


def make_font(pdf: Pdf, name: str = "ABCDEF+EBGaramond") -> Object:
    """Return an embedded font."""
    data = font_file()
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name(f"/{name}"),
        Flags=32,
        Ascent=800,
        Descent=-250,
        FontFile2=pdf.make_stream(data, Length1=len(data)),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=Name(f"/{name}"),
            FirstChar=32,
            LastChar=126,
            Widths=Array([500] * 95),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )


def make_picture(pdf: Pdf, space: Object, data: bytes, side: int, **entries: object) -> Stream:
    """Return a square picture of 8 bits."""
    picture = pdf.make_stream(
        zlib.compress(data),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=side,
        Height=side,
        BitsPerComponent=8,
        ColorSpace=space,
        Filter=Name.FlateDecode,
    )
    for key, value in entries.items():
        picture[f"/{key}"] = value
    return picture


def make_intent(identifier: str, **entries: object) -> Dictionary:
    """Return an output intent for a press."""
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(identifier),
        RegistryName=String("http://www.color.org"),
    )
    for key, value in entries.items():
        intent[f"/{key}"] = value
    return intent


def add_page(pdf: Pdf, font: Object, picture: Object, number: int) -> None:
    """Add a page with black text, a rule, and a small picture of 300 dpi."""
    pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    page = pdf.pages[-1].obj
    page.MediaBox = Array([-BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED])
    page.BleedBox = page.MediaBox
    page.TrimBox = Array([0, 0, WIDTH, HEIGHT])
    page.Resources = Dictionary(
        Font=Dictionary(F=font),
        XObject=Dictionary(P=picture),
        ExtGState=Dictionary(O=Dictionary(op=True)),
    )
    content = (
        "q /O gs 0 0 0 1 k 0 0 0 1 K\n"
        f"BT /F 12 Tf 100 400 Td (Text of page {number}) Tj ET\n"
        "0.5 w 100 390 m 200 390 l S\n"
        "q 36 0 0 36 100 300 cm /P Do Q Q\n"
    )
    page.Contents = pdf.make_stream(content.encode())


# --- changes


Entries = dict[str, object]
"""Resources by name; a function makes one for its PDF."""


def draw(content: str, page: int = 3, **resources: Entries) -> Change:
    """Return the change that draws more on a page; ``resources`` are by their kind."""

    def change(pdf: Pdf) -> None:
        target = pdf.pages[page - 1].obj
        own = Dictionary(**{key[1:]: value for key, value in target.Resources.items()})
        for kind, entries in resources.items():
            names = Dictionary(**{k[1:]: v for k, v in own.get(f"/{kind}", Dictionary()).items()})
            for name, value in entries.items():
                names[f"/{name}"] = value(pdf) if callable(value) else value
            own[f"/{kind}"] = names
        target.Resources = own
        target.Contents = Array([target.Contents, pdf.make_stream(content.encode())])

    return change


def make_form(content: str, **entries: object) -> Callable[[Pdf], Object]:
    """Return the maker of a form, pattern or glyph."""

    def make(pdf: Pdf) -> Object:
        form = pdf.make_stream(content.encode(), BBox=Array([0, 0, 100, 100]))
        for key, value in ({"Type": Name.XObject, "Subtype": Name.Form} | entries).items():
            form[f"/{key}"] = value(pdf) if callable(value) else value
        return form

    return make


def on_page(change: Callable[[Pdf, Object], object], page: int = 3) -> Change:
    """Return a change of the dictionary of a page."""
    return lambda pdf: change(pdf, pdf.pages[page - 1].obj)
