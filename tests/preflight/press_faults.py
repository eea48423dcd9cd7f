"""Faults that a press refuses, each planted on page 3 beside a control without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from publish.diagnostics import Severity
from tests.preflight.press_pdfs import (
    BLEED,
    HEIGHT,
    WIDTH,
    Change,
    draw,
    make_font,
    make_form,
    make_intent,
    make_picture,
    on_page,
)

_TEXT = "BT /F 12 Tf 100 500 Td (Text) Tj ET"
_AREA = "100 100 50 50 re f"
_PICTURE = "q 36 0 0 36 200 300 cm /X Do Q"
_SIDE = 150


@dataclass(frozen=True)
class Fault:
    """A fault: its code, the changes that plant it, those of its control, and words of its fact.

    A fault of the file has no ``pages``.
    """

    name: str
    code: str
    plants: tuple[Change, ...]
    words: str = ""
    control: tuple[Change, ...] = ()
    profile: str = "press-x1a"
    pages: tuple[int, ...] = (3,)
    severity: Severity = Severity.ERROR


def fault(name: str, code: str, *plants: Change, **options: object) -> Fault:
    return Fault(name, code, plants, **options)  # type: ignore[arg-type]  # fields by their names


def picture(space: Object, size: int, **entries: object) -> object:
    return lambda pdf: make_picture(pdf, space, bytes(size * _SIDE * _SIDE), _SIDE, **entries)


def ink_picture(*inks: int) -> object:
    data = bytes(inks) * _SIDE * _SIDE
    return lambda pdf: make_picture(pdf, Name.DeviceCMYK, data, _SIDE)


def separation(name: str) -> Array:
    function = Dictionary(
        FunctionType=2, N=1, Domain=Array([0, 1]), C0=Array([0] * 4), C1=Array([0, 1, 1, 0])
    )
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, function])


def shading(space: Object, first: Iterable[float], last: Iterable[float]) -> Dictionary:
    function = Dictionary(
        FunctionType=2, N=1, Domain=Array([0, 1]), C0=Array(list(first)), C1=Array(list(last))
    )
    ends = Array([100, 100, 200, 200])
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=ends, Function=function)


def profile_space(components: int) -> object:
    def make(pdf: Pdf) -> Array:
        return Array([Name.ICCBased, pdf.make_stream(b"profile", N=components)])

    return make


def make_drawn_font(content: str) -> object:
    def make(pdf: Pdf) -> Object:
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 1000, 1000]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(a=pdf.make_stream(content.encode())),
            Encoding=Dictionary(Differences=Array([97, Name.a])),
            FirstChar=97,
            LastChar=97,
            Widths=Array([1000]),
            ToUnicode=pdf.make_stream(b""),
        )

    return make


def annotate(**entries: object) -> Change:
    def change(pdf: Pdf, page: Object) -> None:
        annotation = Dictionary(Type=Name.Annot, Rect=Array([100, 100, 150, 120]), F=4)
        for key, value in entries.items():
            annotation[f"/{key}"] = value(pdf) if callable(value) else value
        page.Annots = Array([annotation])

    return on_page(change)


def appearance(content: str) -> object:
    return lambda pdf: Dictionary(N=pdf.make_indirect(make_form(content)(pdf)))


def set_box(name: str, *sides: float, page: int = 3) -> Change:
    return on_page(lambda _, target: target.__setitem__(f"/{name}", Array(list(sides))), page)


def remove(key: str) -> Change:
    return on_page(lambda _, page: page.__delitem__(key))


def in_root(key: str, value: object) -> Change:
    return lambda pdf: pdf.Root.__setitem__(key, value(pdf) if callable(value) else value)


def in_info(key: str, value: object) -> Change:
    return lambda pdf: pdf.docinfo.__setitem__(key, value)


def add_names(kind: str) -> Change:
    return in_root(
        "/Names", Dictionary(**{kind: Dictionary(Names=Array([String("a"), Dictionary()]))})
    )


def clear(*pages: int) -> Change:
    def change(pdf: Pdf) -> None:
        for page in pages:
            pdf.pages[page - 1].obj.Contents = pdf.make_stream(b"")

    return change


def set_intent(identifier: str, **entries: object) -> Change:
    return in_root("/OutputIntents", Array([make_intent(identifier, **entries)]))


def set_profile(data: bytes) -> Change:
    def change(pdf: Pdf) -> None:
        profile = pdf.make_stream(data, N=4)
        pdf.Root.OutputIntents[0].DestOutputProfile = profile

    return change


def icc(space: bytes, kind: bytes) -> bytes:
    return bytes(12) + kind + space + bytes(16) + b"acsp" + bytes(88)


def layers(pdf: Pdf) -> Dictionary:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Hebrew")))
    return Dictionary(OCGs=Array([layer]), D=Dictionary(Order=Array([layer])))


def opacity(**entries: object) -> dict[str, object]:
    return {"G": Dictionary(**entries)}


def last_page(pdf: Pdf) -> None:
    del pdf.pages[-1]


def symbolic_font(pdf: Pdf) -> Object:
    font = make_font(pdf, "GHIJKL+Symbols")
    font.FontDescriptor.Flags = 4
    del font["/Encoding"]
    return font


def make_composite_font(encoding: str) -> object:
    """Return the maker of a font of two bytes a letter, which has no map of its letters."""

    def make(pdf: Pdf) -> Object:
        simple = make_font(pdf)
        inner = Dictionary(
            Type=Name.Font,
            Subtype=Name.CIDFontType2,
            BaseFont=simple.BaseFont,
            FontDescriptor=simple.FontDescriptor,
            W=Array([1, Array([500, 600]), 3, 9, 700]),
        )
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=simple.BaseFont,
            Encoding=Name(f"/{encoding}"),
            DescendantFonts=Array([inner]),
        )

    return make


def broken_stream(pdf: Pdf) -> Object:
    stream = pdf.make_stream(b"")
    stream.write(b"no data", filter=Name.FlateDecode)
    return stream


def nest_form(pdf: Pdf) -> None:
    form = pdf.make_indirect(make_form("/X Do")(pdf))
    form.Resources = Dictionary(XObject=Dictionary(X=form))
    draw("/X Do", XObject={"X": form})(pdf)


_RGB_FORM = make_form(f"1 0 0 rg {_AREA}")
_OUTSIDE = f"{WIDTH + 4} 50 3 3 re f"
_SPREAD = (
    set_box("MediaBox", 0, 0, 2 * WIDTH, HEIGHT),
    set_box("TrimBox", 0, 0, 2 * WIDTH, HEIGHT),
    set_box("BleedBox", 0, 0, 2 * WIDTH, HEIGHT),
)
_INNER = "BT /F 12 Tf 11 500 Td (Text) Tj ET"

HELVETICA = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)

COLOUR_FAULTS = (
    fault(
        "RGB text",
        "C40",
        draw(f"0 0 0 rg {_TEXT}"),
        words="black text in RGB 0 0 0",
        control=(draw(f"0 0 0 rg 0 g {_TEXT}"),),
    ),
    fault("RGB line", "C40", draw("1 0 0 RG 9 9 m 99 99 l S"), words="line in RGB 255 0 0"),
    fault(
        "RGB in a form in a form",
        "C40",
        draw(
            "/X Do",
            XObject={
                "X": make_form(
                    "/Y Do", Resources=lambda pdf: Dictionary(XObject=Dictionary(Y=_RGB_FORM(pdf)))
                )
            },
        ),
        words="area in RGB 255 0 0",
    ),
    fault(
        "RGB pattern",
        "C40",
        draw(
            f"/Pattern cs /T scn {_AREA}",
            Pattern={
                "T": make_form(
                    "1 0 0 rg 0 0 5 5 re f",
                    Type=Name.Pattern,
                    PatternType=1,
                    PaintType=1,
                    TilingType=1,
                    XStep=9,
                    YStep=9,
                    Resources=Dictionary(),
                )
            },
        ),
        words="area in RGB",
    ),
    fault(
        "RGB shading",
        "C40",
        draw(
            "q 90 90 90 90 re W n /S sh Q",
            Shading={"S": shading(Name.DeviceRGB, (1, 0, 0), (0, 0, 1))},
        ),
        words="shade in RGB",
        control=(
            draw(
                "q 90 90 90 90 re W n /S sh Q",
                Shading={"S": shading(Name.DeviceCMYK, (1, 0, 0, 0), (0, 0, 1, 0))},
            ),
        ),
    ),
    fault(
        "RGB glyph of a drawn font",
        "C40",
        draw(
            "BT /D 12 Tf 100 500 Td (a) Tj ET",
            Font={"D": make_drawn_font("1000 0 d0 1 0 0 rg 0 0 500 500 re f")},
        ),
        words="area in RGB",
    ),
    fault(
        "RGB stamp",
        "C40",
        annotate(Subtype=Name.Stamp, AP=appearance(f"1 0 0 rg {_AREA}")),
        words="area in RGB",
        control=(annotate(Subtype=Name.Stamp, F=2, AP=appearance(f"1 0 0 rg {_AREA}")),),
    ),
    fault(
        "calibrated black",
        "C42",
        draw(f"/I cs 0 scn {_AREA}", ColorSpace={"I": profile_space(1)}),
        words="grey with a profile",
    ),
    fault(
        "default grey with a profile",
        "C42",
        draw(f"0.5 g {_AREA}", ColorSpace={"DefaultGray": profile_space(1)}),
        words="grey with a profile",
    ),
    fault(
        "spot colour",
        "C43",
        draw(f"/N cs 1 scn {_AREA}", ColorSpace={"N": separation("Gold")}),
        words="“Gold”",
        control=(draw(f"/N cs 1 scn {_AREA}", ColorSpace={"N": separation("Black")}),),
    ),
    fault(
        "rich black text",
        "C44",
        draw(f"0.6 0.4 0.4 1 k {_TEXT}"),
        words="C 60 M 40 Y 40 K 100",
        control=(draw(f"0.6 0.4 0.4 1 k {_AREA}"),),
    ),
    fault(
        "colour in a black book",
        "C45",
        draw(f"1 0 0 0 k {_AREA}"),
        profile="press",
        words="area in C 100",
        control=(draw(f"0 0 0 0.5 k {_AREA}"),),
    ),
    fault(
        "too much ink",
        "C46",
        draw(f"1 0.9 0.9 0.9 k {_AREA}"),
        words="370 % of ink",
        control=(draw(f"0.7 0.7 0.7 0.7 k {_AREA}"),),
    ),
    fault(
        "too much ink in a picture",
        "C46",
        draw(_PICTURE, XObject={"X": ink_picture(255, 230, 230, 200)}),
        words="of ink in a picture",
        control=(draw(_PICTURE, XObject={"X": ink_picture(178, 178, 178, 178)}),),
    ),
    fault(
        "registration colour",
        "C47",
        draw(f"/N cs 1 scn {_AREA}", ColorSpace={"N": separation("All")}),
        words="area in registration colour",
        control=(draw(f"/N cs 1 scn {_OUTSIDE}", ColorSpace={"N": separation("All")}),),
    ),
    fault(
        "white that overprints",
        "C48",
        draw(f"/G gs 0 0 0 0 k {_TEXT}", ExtGState=opacity(OP=True, op=True, OPM=1)),
        words="white text overprints",
        control=(draw(f"/G gs 0 0 0 0 k {_TEXT}", ExtGState=opacity(OP=False, op=False, OPM=1)),),
    ),
    fault(
        "black that knocks out",
        "C49",
        draw(_TEXT),
        severity=Severity.INFO,
        words="does not overprint",
    ),
    fault(
        "small coloured text",
        "C55",
        draw("1 1 0 0 k BT /F 5 Tf 100 500 Td (Text) Tj ET"),
        severity=Severity.INFO,
        words="text of 5 points",
        control=(draw(f"1 1 0 0 k {_TEXT}"),),
    ),
    fault(
        "hairline",
        "C54",
        draw("0.1 w 9 9 m 99 99 l S"),
        severity=Severity.WARNING,
        words="a line of 0.1 points",
        control=(draw("0.25 w 90 90 m 99 99 l S"),),
    ),
    fault(
        "scaled hairline",
        "C54",
        draw("1 w q .1 0 0 .1 0 0 cm 900 900 m 999 999 l S Q"),
        severity=Severity.WARNING,
        words="a line of 0.1 points",
    ),
)

PICTURE_FAULTS = (
    fault(
        "RGB picture",
        "C41",
        draw(_PICTURE, XObject={"X": picture(Name.DeviceRGB, 3)}),
        words="RGB picture, 150 × 150 pixels, 300 dpi at its printed size",
    ),
    fault(
        "RGB picture in the content",
        "C41",
        draw("q 9 0 0 9 99 99 cm BI /W 40 /H 1 /BPC 8 /CS /RGB ID " + "a" * 120 + " EI Q"),
        words="RGB picture, 40 × 1 pixels",
    ),
    fault(
        "palette of RGB",
        "C41",
        draw(
            _PICTURE,
            XObject={
                "X": picture(Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\0\0\0abc")]), 1)
            },
        ),
        words="RGB picture",
    ),
    fault("coarse picture", "C50", draw("q 150 0 0 150 100 100 cm /P Do Q"), words="72 dpi"),
    fault(
        "coarse black and white",
        "C50",
        draw(
            _PICTURE,
            XObject={
                "X": lambda pdf: make_picture(
                    pdf, Name.DeviceGray, bytes(19 * 150), 150, BitsPerComponent=1
                )
            },
        ),
        words="where 1200 dpi is the least",
    ),
    fault(
        "picture cut short",
        "C51",
        draw(
            _PICTURE, XObject={"X": lambda pdf: make_picture(pdf, Name.DeviceCMYK, bytes(99), 150)}
        ),
        words="its data cannot be read",
    ),
    fault(
        "grey picture cut short",
        "C51",
        draw(
            _PICTURE, XObject={"X": lambda pdf: make_picture(pdf, Name.DeviceGray, bytes(99), 150)}
        ),
        words="its data is too short",
        control=(draw(_PICTURE, XObject={"X": picture(Name.DeviceGray, 1)}),),
    ),
    fault(
        "picture of 16 bits",
        "C52",
        draw(_PICTURE, XObject={"X": picture(Name.DeviceCMYK, 8, BitsPerComponent=16)}),
        words="picture with 16 bits",
    ),
    fault(
        "opacity",
        "C53",
        draw(f"/G gs {_AREA}", ExtGState=opacity(ca=0.5)),
        words="an opacity of 50 %",
        control=(draw(f"/G gs {_AREA}", ExtGState=opacity(ca=1)),),
    ),
    fault(
        "blend mode",
        "C53",
        draw(f"/G gs {_AREA}", ExtGState=opacity(BM=Name.Multiply)),
        words="the blend mode Multiply",
        control=(draw(f"/G gs {_AREA}", ExtGState=opacity(BM=Name.Normal)),),
    ),
    fault(
        "picture with a soft mask",
        "C53",
        draw(
            _PICTURE,
            XObject={
                "X": lambda pdf: make_picture(
                    pdf,
                    Name.DeviceCMYK,
                    bytes(4 * 22_500),
                    150,
                    SMask=make_picture(pdf, Name.DeviceGray, bytes(22_500), 150),
                ),
            },
        ),
        words="a picture with a soft mask",
    ),
    fault(
        "transparency group",
        "C53",
        draw("/X Do", XObject={"X": make_form("", Group=Dictionary(S=Name.Transparency))}),
        words="a transparency group",
    ),
    fault(
        "font that is not embedded",
        "C31",
        draw(
            "BT /H 12 Tf 99 99 Td (Text) Tj ET",
            Font={"H": HELVETICA},
        ),
        words="the font Helvetica is not embedded",
        control=(draw("BT 3 Tr /H 12 Tf 99 99 Td (Text) Tj ET", Font={"H": HELVETICA}),),
    ),
    fault(
        "drawn font",
        "C32",
        draw(
            "BT /D 12 Tf 100 500 Td (a) Tj ET",
            Font={"D": make_drawn_font("1000 0 0 0 9 9 d1 0 0 500 500 re f")},
        ),
        severity=Severity.WARNING,
        words="Type 3",
    ),
    fault(
        "font without letters",
        "C33",
        draw("BT /S 12 Tf 100 500 Td (a) Tj ET", Font={"S": symbolic_font}),
        severity=Severity.INFO,
        words="does not say which letters its glyphs are",
    ),
    fault(
        "composite font without letters",
        "C33",
        draw(
            "BT /C 12 Tf 100 500 Td <00010002> Tj ET", Font={"C": make_composite_font("Identity-H")}
        ),
        severity=Severity.INFO,
        words="the font EBGaramond does not say which letters its glyphs are",
        control=(
            draw(
                "BT /C 12 Tf 100 500 Td <00010002> Tj ET",
                Font={"C": make_composite_font("UniGB-UTF16-H")},
            ),
        ),
    ),
)


PAGE_FAULTS = (
    fault("another size", "C20", set_box("TrimBox", 0, 0, WIDTH - 9, HEIGHT), words="and most are"),
    fault(
        "trim outside of the bleed",
        "C21",
        set_box("BleedBox", 0, 0, WIDTH - 9, HEIGHT),
        words="the TrimBox is not inside the BleedBox",
    ),
    fault("no trim", "C22", remove("/TrimBox"), words="TrimBox"),
    fault(
        "no bleed",
        "C23",
        draw(f"0 0 {WIDTH} 60 re f"),
        words="0.0 mm beyond the",
        control=(draw(f"{-BLEED} {-BLEED} {WIDTH + 2 * BLEED} 60 re f"),),
    ),
    fault(
        "line without bleed",
        "C23",
        draw("-2 99 m 60 99 l S"),
        words="a line ends 0.7 mm beyond the spine",
        control=(draw(f"{-BLEED} 99 m 60 99 l S"),),
    ),
    fault(
        "line that is cut",
        "C27",
        draw(f"{WIDTH - 60} 99 m {WIDTH} 99 l S"),
        words="line stands 0.0 mm from the right edge",
        control=(draw(f"{WIDTH - 60} 99 m {WIDTH + BLEED} 99 l S"),),
    ),
    fault("odd number", "C24", last_page, pages=(), words="odd number of pages, 3"),
    fault("spread", "C25", *_SPREAD, severity=Severity.WARNING, words="two pages side by side"),
    fault(
        "in the gutter",
        "C26",
        draw(_INNER),
        words="3.9 mm from the spine",
        control=(draw(_INNER.replace("11", "20"), page=4),),
    ),
    fault(
        "near the edge",
        "C27",
        draw("BT /F 12 Tf 100 8 Td (Text) Tj ET"),
        words="from the bottom edge",
        control=(draw("BT /F 12 Tf 100 25 Td (Text) Tj ET"),),
    ),
    fault(
        "text that is cut",
        "C27",
        draw(f"BT /F 12 Tf {WIDTH - 20} 99 Td (Text) Tj ET"),
        words="text is cut off at the right edge",
        control=(draw("0 0 0 0 k BT /F 12 Tf 100 8 Td (Text) Tj ET"),),
    ),
    fault(
        "rotated",
        "C28",
        on_page(lambda _, page: page.__setitem__("/Rotate", 90)),
        severity=Severity.WARNING,
        words="90°",
    ),
    fault(
        "blank pages",
        "C29",
        clear(2, 3),
        severity=Severity.WARNING,
        pages=(2, 3),
        words="nothing is printed on the page",
        control=(clear(2),),
    ),
    fault(
        "marks that are not wanted",
        "C30",
        set_box("MediaBox", -30, -30, WIDTH + 30, HEIGHT + 30),
        set_box("CropBox", -30, -30, WIDTH + 30, HEIGHT + 30),
        draw(f"{WIDTH + 12} 50 m {WIDTH + 25} 50 l S"),
        severity=Severity.WARNING,
        words="printer's marks",
    ),
    fault(
        "marks in the bleed",
        "C30",
        draw(f"{WIDTH + 2} 50 m {WIDTH + 8} 50 l S"),
        profile="offset",
        words="nearer than 3 mm",
    ),
)

FILE_FAULTS = (
    fault(
        "page that cannot be read",
        "C04",
        on_page(lambda pdf, page: page.__setitem__("/Contents", broken_stream(pdf))),
        words="cannot be read",
    ),
    fault("form in itself", "C04", nest_form, words="a form draws itself"),
    fault(
        "no intent",
        "C05",
        lambda pdf: pdf.Root.__delitem__("/OutputIntents"),
        pages=(),
        words="no output intent",
    ),
    fault(
        "intent in prose", "C05", set_intent("Coated\nFOGRA39 and so on"), pages=(), words="prose"
    ),
    fault(
        "another intent",
        "C05",
        set_intent("SWOP"),
        pages=(),
        severity=Severity.WARNING,
        words="the output intent is SWOP",
    ),
    fault(
        "profile of a screen",
        "C05",
        set_profile(icc(b"RGB ", b"mntr")),
        pages=(),
        words="not that of a press",
        control=(set_profile(icc(b"CMYK", b"prtr")),),
    ),
    fault("profile that is none", "C05", set_profile(b"none"), pages=(), words="cannot be read"),
    fault(
        "label without substance",
        "C06",
        draw(f"1 0 0 rg {_AREA}"),
        pages=(),
        words="says that it is PDF/X-1a:2001, and is not",
    ),
    fault(
        "no label",
        "C07",
        lambda pdf: pdf.docinfo.__delitem__("/GTS_PDFXConformance"),
        pages=(),
        words="asks for PDF/X-1a",
    ),
    fault(
        "link",
        "C08",
        annotate(Subtype=Name.Link),
        words="a link",
        control=(annotate(Subtype=Name.TrapNet),),
    ),
    fault(
        "link that runs a script",
        "C10",
        annotate(Subtype=Name.Link, A=Dictionary(S=Name.JavaScript)),
        words="a link runs JavaScript",
        control=(annotate(Subtype=Name.Link, A=Dictionary(S=Name.GoToR)),),
    ),
    fault(
        "form",
        "C09",
        in_root("/AcroForm", Dictionary(Fields=Array([Dictionary()]))),
        pages=(),
        words="1 field",
    ),
    fault(
        "script",
        "C10",
        add_names("JavaScript"),
        pages=(),
        words="JavaScript",
        control=(add_names("Dests"),),
    ),
    fault("attachment", "C11", add_names("EmbeddedFiles"), pages=(), words="1 attached file"),
    fault("film", "C11", annotate(Subtype=Name.Movie), words="Movie"),
    fault("layers", "C12", in_root("/OCProperties", layers), pages=(), words="“Hebrew”"),
    fault(
        "no state of trapping",
        "C13",
        lambda pdf: pdf.docinfo.__delitem__("/Trapped"),
        pages=(),
        words="no state of trapping",
    ),
    fault(
        "transfer curve",
        "C14",
        draw("/G gs", ExtGState=opacity(TR=Dictionary(FunctionType=2))),
        words="a transfer curve",
        control=(draw("/G gs", ExtGState=opacity(TR=Name.Identity)),),
    ),
)


FAULTS = (*COLOUR_FAULTS, *PICTURE_FAULTS, *PAGE_FAULTS, *FILE_FAULTS)
