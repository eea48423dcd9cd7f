"""Press files conform to their variant in substance: inks, structure, identity, marks."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from pikepdf import Array, Dictionary, Name
from PIL import Image

from publish.config.pdf_profiles import (
    PRESETS,
    SWOP,
    OutputCondition,
    PdfProfile,
    PdfVariant,
)
from publish.diagnostics import PublishError
from publish.document.model import Image as Picture
from publish.document.model import Resource
from publish.storage.digests import digest
from publish.themes import theme as themes
from publish.writers import pdf
from publish.writers.pdf.press.condition_profiles import FOLDER
from tests.pdf.conftest import book, chapter
from tests.support.plates import inks
from tests.support.press_samples import (
    BLACK,
    FACTS,
    X_1A,
    X_4,
    content_of,
    forbidden_items,
    open_pdf,
    press,
    sample_pdf,
    save_pdf,
)

PROFILES = [each for each in PRESETS.values() if each.is_for_press]
ICC = FOLDER / "FOGRA39L_coated.icc"

CONTENT = b"""\
q
0 0 0 rg
10 10 20 20 re f
/a50 gs
1 0 0 rg
/lab-d50 cs
50 40 30 scn
40 10 20 20 re f
Q
q
/x0 Do
0 0 60 60 re W n
/s0 sh
/Pattern cs
/p0 scn
60 60 20 20 re f
Q"""


def form(pdf: pikepdf.Pdf) -> Any:
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    return pdf.make_indirect(
        pikepdf.Stream(
            pdf,
            b"0 0 1 rg\n5 5 9 9 re f",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 60, 60]),
            Group=group,
        )
    )


def shading(_: pikepdf.Pdf) -> Any:
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1)
    return Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 60, 0], Function=function
    )


def pattern(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_indirect(
        pikepdf.Stream(
            pdf,
            b"0 1 0 rg\n0 0 2 2 re f",
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=Array([0, 0, 4, 4]),
            XStep=4,
            YStep=4,
            Resources=Dictionary(),
        )
    )


MASK = Dictionary(S=Name.Luminosity)
RESOURCES: Mapping[str, Mapping[str, Any]] = {
    "ExtGState": {"a50": Dictionary(ca=0.5)},
    "ColorSpace": {"lab-d50": Array([Name.Lab, Dictionary(WhitePoint=Array([0.9642, 1, 0.8249]))])},
    "XObject": {"x0": form},
    "Shading": {"s0": shading},
    "Pattern": {"p0": pattern},
}


def colourful() -> bytes:
    """Return a PDF with a link, in which everything is what PDF/X-1a forbids."""
    with open_pdf(sample_pdf(CONTENT, **RESOURCES)) as pdf:
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], C=[1, 0, 0])
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        pdf.Root.Names = Dictionary(JavaScript=Dictionary())
        return save_pdf(pdf)


def test_the_sample_has_all_that_is_forbidden():
    items = forbidden_items(colourful())
    assert items >= {"rg", "/Annots", "/Group", "/ca", "/DeviceRGB", "/Lab", "/JS"}


@pytest.mark.parametrize("profile", PROFILES, ids=lambda each: each.name)
def test_no_colour_of_a_screen_is_left(profile: PdfProfile):
    items = forbidden_items(press(colourful(), profile).value)
    if profile.variant is PdfVariant.X_4:
        items -= {"/Group", "/ca"}
    assert items == set()


@pytest.mark.parametrize("profile", PROFILES, ids=lambda each: each.name)
def test_equal_files_give_equal_bytes(profile: PdfProfile):
    assert press(colourful(), profile).value == press(colourful(), profile).value


def test_a_file_in_black_has_no_other_ink():
    data = press(colourful(), replace(BLACK, overprint_black=False)).value
    for ink in inks(open_pdf(data)):
        assert ink.endswith(("cs", "scn", "sh"))
    (shaded,) = (
        each.Function
        for each in open_pdf(data).objects
        if isinstance(each, Dictionary) and "/ShadingType" in each
    )
    colours = [
        [float(ink) for ink in part[key]] for part in shaded.Functions for key in ("/C0", "/C1")
    ]
    assert all(colour[:3] == [0, 0, 0] for colour in colours)
    assert {colour[3] > 0 for colour in colours} == {True}


def test_appearances_of_annotations_and_glyphs_in_colours_are_in_inks():
    def type_3(pdf: pikepdf.Pdf) -> Any:
        glyph = pdf.make_stream(b"500 0 d0\n1 0 0 rg\n0 0 9 9 re f")
        return pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(a=glyph))
        )

    with open_pdf(sample_pdf(b"0 g", Font={"f0": type_3})) as file:
        appearance = Dictionary(N=form(file))
        note = Dictionary(Type=Name.Annot, Subtype=Name.Square, C=[1, 0, 0], AP=appearance)
        file.pages[0].obj.Annots = Array([file.make_indirect(note)])
        data = save_pdf(file)
    page = open_pdf(press(data, replace(PRESETS["kdp"], links=True)).value).pages[0]
    (annotation,) = page.obj.Annots
    assert "/C" not in annotation
    glyph = page.Resources.Font["/f0"].CharProcs["/a"]
    for stream in (annotation.AP.N, glyph):
        assert b" k\n" in stream.read_bytes()
        assert b"rg" not in stream.read_bytes()


def test_groups_that_stay_blend_inks():
    data = press(colourful(), X_4).value
    groups = [each.Group for each in open_pdf(data).objects if _has(each, "/Group")]
    assert [each.CS for each in groups] == ["/DeviceCMYK"]


def _has(item: Any, key: str) -> bool:
    return isinstance(item, Dictionary | pikepdf.Stream) and key in item


def test_black_prints_over_colours_where_the_profile_says_so():
    assert b"0 0 0 1 k" in content_of(press(colourful(), X_1A).value)
    states = open_pdf(press(colourful(), X_1A).value).pages[0].Resources.ExtGState
    assert (states.PressOK.op, states.PressOK.OP, states.PressOK.OPM) == (True, False, 1)
    assert b"Press" not in content_of(press(colourful(), PRESETS["ingram"]).value)


class TestIdentity:
    def test_pdf_x_1a(self):
        data = press(colourful(), X_1A).value
        assert data.startswith(b"%PDF-1.3\n")
        pdf = open_pdf(data)
        info, (intent,) = pdf.docinfo, pdf.Root.OutputIntents
        assert info["/GTS_PDFXVersion"] == "PDF/X-1:2001"
        assert info["/GTS_PDFXConformance"] == "PDF/X-1a:2001"
        assert info["/Trapped"] == Name("/False")
        assert info["/CreationDate"] == info["/ModDate"] == "D:20261130120000+00'00'"
        assert info["/Title"] == "The Proof"
        assert intent.S == "/GTS_PDFX"
        assert intent.OutputConditionIdentifier == "FOGRA39"
        assert intent.RegistryName == "http://www.color.org"
        assert "/DestOutputProfile" not in intent
        assert len(pdf.trailer.ID) == 2
        assert "/Metadata" not in pdf.Root

    def test_pdf_x_4(self):
        data = press(colourful(), X_4).value
        assert data.startswith(b"%PDF-1.6\n")
        pdf = open_pdf(data)
        (intent,) = pdf.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == ICC.read_bytes()
        assert intent.DestOutputProfile.N == 4
        packet = pdf.Root.Metadata.read_raw_bytes()
        assert b"<pdfxid:GTS_PDFXVersion>PDF/X-4<" in packet
        assert b"<xmp:ModifyDate>2026-11-30T12:00:00Z<" in packet
        assert b"The Proof" in packet
        assert "/GTS_PDFXVersion" not in pdf.docinfo

    def test_a_condition_of_the_usa_by_its_registered_name(self):
        (intent,) = open_pdf(press(colourful(), PRESETS["ingram"]).value).Root.OutputIntents
        assert intent.OutputConditionIdentifier == "CGATS TR 001"

    def test_a_file_without_a_title_has_one(self):
        with open_pdf(colourful()) as pdf:
            del pdf.docinfo["/Title"]
            data = save_pdf(pdf)
        assert open_pdf(press(data, X_1A).value).docinfo["/Title"] == "Untitled"

    def test_metadata_are_xml_where_a_title_has_what_xml_does_not(self):
        with open_pdf(colourful()) as pdf:
            pdf.docinfo["/Title"], pdf.docinfo["/Author"] = "דיו &\x0b עור", "סופר\x01 א"
            data = press(save_pdf(pdf), X_4).value
        packet = open_pdf(data).Root.Metadata.read_bytes()
        texts = ElementTree.fromstring(packet).itertext()
        assert {"דיו & עור", "סופר א"} <= set(texts)

    def test_the_date_is_part_of_the_bytes(self):
        from publish.writers.pdf.press.press_file import press_pdf

        other = replace(FACTS, date=FACTS.date.replace(year=2027))
        first, second = (press_pdf(colourful(), X_1A, each).value for each in (FACTS, other))
        assert first != second


class TestConditions:
    def test_inks_by_a_borrowed_profile_are_reported(self):
        (diagnostic,) = press(colourful(), replace(X_1A, condition=SWOP)).diagnostics
        assert diagnostic.code == "P63"
        assert "CGATS TR 001" in diagnostic.message

    def test_text_in_black_borrows_nothing(self):
        assert not press(sample_pdf(b"0 0 0 rg"), replace(X_1A, condition=SWOP)).diagnostics

    def test_pdf_x_4_needs_a_profile(self):
        with pytest.raises(PublishError, match="FOGRA52") as raised:
            press(colourful(), replace(X_4, condition=OutputCondition("FOGRA52")))
        (diagnostic,) = raised.value.diagnostics
        assert diagnostic.code == "P64"

    def test_the_profile_of_a_user_is_embedded(self, tmp_path: Path):
        path = tmp_path / "printer.icc"
        path.write_bytes(ICC.read_bytes())
        own = replace(X_4, condition=OutputCondition("FOGRA52", icc=path))
        (intent,) = open_pdf(press(colourful(), own).value).Root.OutputIntents
        assert intent.OutputConditionIdentifier == "FOGRA52"

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            (lambda _: b"no profile" * 30, "no ICC profile"),
            (lambda data: data[:12] + b"mntr" + data[16:], "of monitors"),
            (lambda data: data[:16] + b"RGB " + data[20:], "of RGB colours"),
            (lambda data: data[:400], "damaged"),
            (lambda _: b"", "no ICC profile"),
        ],
    )
    def test_a_file_that_is_no_profile_of_inks(self, tmp_path: Path, change: Any, message: str):
        path = tmp_path / "printer.icc"
        path.write_bytes(change(ICC.read_bytes()))
        with pytest.raises(PublishError, match=message) as raised:
            press(colourful(), replace(X_4, condition=OutputCondition("FOGRA52", icc=path)))
        assert raised.value.diagnostics[0].code == "P62"

    def test_a_file_that_is_missing(self, tmp_path: Path):
        condition = OutputCondition("FOGRA52", icc=tmp_path / "none.icc")
        with pytest.raises(PublishError, match=r"none\.icc cannot be read"):
            press(colourful(), replace(X_1A, condition=condition))


class TestTransparency:
    def test_a_mask_that_is_left_out_is_reported_with_its_page(self):
        states = {"m": Dictionary(SMask=MASK), "b": Dictionary(BM=Name.Multiply)}
        for name in states:
            data = sample_pdf(b"q\n/%b gs\nQ" % name.encode(), ExtGState=states)
            result = press(data, X_1A)
            (diagnostic,) = result.diagnostics
            assert diagnostic.code == "P61"
            assert "page 1" in diagnostic.message
            assert forbidden_items(result.value) == set()

    def test_a_mask_in_a_pattern_is_reported_for_the_pages_that_show_it(self):
        def pattern_with_mask(pdf: pikepdf.Pdf) -> Any:
            tile = pattern(pdf)
            tile.write(b"/m gs\n0 0 2 2 re f")
            tile.Resources.ExtGState = Dictionary(m=Dictionary(SMask=MASK))
            return tile

        content = b"/Pattern cs\n/p0 scn\n0 0 9 9 re f"
        with open_pdf(sample_pdf(content, Pattern={"p0": pattern_with_mask})) as file:
            first = file.pages[0]
            for empty in (True, False):
                file.add_blank_page()
                file.pages[-1].obj.Resources = first.obj.Resources
                file.pages[-1].obj.Contents = file.make_stream(b"" if empty else content)
            data = save_pdf(file)
        (diagnostic,) = press(data, X_1A).diagnostics
        assert diagnostic.message.endswith("on pages 1, 3")

    @pytest.mark.parametrize("paint", ["/s0 sh", "/Pattern cs\n/p0 scn\n0 0 9 9 re f"])
    def test_the_opacity_of_a_gradient_is_reported_where_it_is_left_out(self, paint: str):
        for state, codes in ((b"a50", ["P61"]), (b"a100", [])):
            states = {"a50": Dictionary(ca=0.5), "a100": Dictionary(ca=1)}
            content = b"q\n/%b gs\n%b\nQ" % (state, paint.encode())
            resources = {"Shading": {"s0": shading}, "Pattern": {"p0": pattern}}
            data = sample_pdf(content, ExtGState=states, **resources)
            assert [each.code for each in press(data, X_1A).diagnostics] == codes
            assert not press(data, X_4).diagnostics

    def test_a_group_that_is_drawn_twice_is_whole_the_first_time(self):
        data = sample_pdf(
            b"/x0 Do\nq\n/a50 gs\n/x0 Do\nQ",
            XObject={"x0": form},
            ExtGState={"a50": Dictionary(ca=0.5)},
        )
        objects = open_pdf(press(data, X_1A).value).pages[0].Resources.XObject
        assert [b"re f" in each.read_bytes() for each in objects.as_dict().values()] == [True] * 2

    def test_the_opacity_of_a_group_is_that_of_its_contents(self):
        data = sample_pdf(
            b"q\n/a50 gs\n/x0 Do\nQ\n/x0 Do",
            XObject={"x0": form},
            ExtGState={"a50": Dictionary(ca=0.5)},
        )
        profile = replace(X_1A, overprint_black=False)
        objects = open_pdf(press(data, profile).value).pages[0].Resources.XObject
        pale, full = (
            [float(number) for number in objects[name].read_bytes().split()[:4]]
            for name in ("/x0_500", "/x0")
        )
        assert pale == pytest.approx([value / 2 for value in full], abs=0.001)


class TestMarks:
    OFFSET = replace(PRESETS["offset"], bleed=0, mark_offset=3)

    def test_marks_are_on_all_plates_outside_of_the_trim(self):
        pdf = open_pdf(press(sample_pdf(b""), self.OFFSET).value)
        (mark,) = pdf.pages[0].Resources.XObject.as_dict().values()
        space = mark.Resources.ColorSpace.All
        assert [str(each) for each in list(space)[:3]] == ["/Separation", "/All", "/DeviceCMYK"]
        numbers = [
            [float(each) for each in operands]
            for operands, operator in pikepdf.parse_content_stream(mark)
            if str(operator) in ("m", "l")
        ]
        offset = 3 * 72 / 25.4
        for x, y in numbers:
            assert not (-offset < x < 300 + offset and -offset < y < 400 + offset) or (
                x in (0, 300) or y in (0, 400)
            )
            assert -30 <= x <= 330
            assert -30 <= y <= 430
        assert len(numbers) == 2 * 8 + 4 * 5

    def test_no_marks_without_room_or_without_the_wish(self):
        with open_pdf(sample_pdf(b"")) as pdf:
            pdf.pages[0].obj.MediaBox = Array([-4, -4, 304, 404])
            small = save_pdf(pdf)
        for data, profile in ((small, self.OFFSET), (sample_pdf(b""), X_1A)):
            assert "/XObject" not in open_pdf(press(data, profile).value).pages[0].Resources


@pytest.mark.parametrize("profile", PROFILES, ids=lambda each: each.name)
@pytest.mark.slow
def test_qpdf_finds_no_fault(profile: PdfProfile, tmp_path: Path):
    path = tmp_path / "file.pdf"
    path.write_bytes(press(colourful(), profile).value)
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_a_picture_is_named_as_the_text_names_it():
    out = io.BytesIO()
    Image.effect_noise((60, 60), 50).save(out, "PNG")
    resource = Resource(digest(out.getvalue()), "image/png", out.getvalue())
    picture = Picture("pictures/ink.png", resource=resource.digest)
    work = replace(book(chapter("Ink", picture)), resources=(resource,))
    result = pdf.write(work, themes.load("classic"), pdf.PdfOptions(profile=X_1A))
    messages = [each.message for each in result.diagnostics if each.code == "P60"]
    assert len(messages) == 1
    assert "“pictures/ink.png” on page 3" in messages[0]


def open_type() -> bytes:
    """Return a font file of OpenType, with outlines of CFF."""
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", "a"])
    builder.setupCharacterMap({97: "a"})
    pen = T2CharStringPen(500, None)
    outline = pen.getCharString()
    builder.setupCFF("Proof", {}, {".notdef": outline, "a": outline}, {})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "a": (500, 0)})
    builder.setupHorizontalHeader()
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def test_a_font_file_of_pdf_1_6_has_its_outlines_alone():
    def font(pdf: pikepdf.Pdf) -> Any:
        file = pikepdf.Stream(pdf, open_type(), Subtype=Name.OpenType)
        return Dictionary(Type=Name.Font, FontDescriptor=Dictionary(FontFile3=file))

    data = sample_pdf(b"0 g", Font={"f0": font})
    for profile, kind in ((X_1A, "/CIDFontType0C"), (X_4, "/OpenType")):
        file = open_pdf(press(data, profile).value)
        program = file.pages[0].Resources.Font["/f0"].FontDescriptor.FontFile3
        assert program.Subtype == kind
        if profile is X_1A:
            fonts = CFFFontSet()
            fonts.decompile(io.BytesIO(program.read_bytes()), None)
            assert fonts.fontNames == ["Proof"]
