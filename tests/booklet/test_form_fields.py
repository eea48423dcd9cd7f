"""Values of form fields are printed on the sheets of a booklet, or named in a warning."""

from __future__ import annotations

import shutil
import subprocess
from itertools import product
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from publish.config.booklet_options import BookletSettings
from publish.diagnostics import Diagnostics, Severity
from publish.writers.booklet import impose, page_annotations
from tests.booklet.sample_pdfs import box, make_numbered_pdf

TEXT = {"FT": Name.Tx, "V": "Filled value"}
MULTILINE = {"FT": Name.Tx, "V": "first line\rsecond line of words", "Ff": 1 << 12}
COMBO = {
    "FT": Name.Ch,
    "Ff": 1 << 17,
    "V": "b",
    "Opt": Array([Array([String("b"), String("Second choice")])]),
}
LIST = {"FT": Name.Ch, "V": Array([String("one"), String("two")])}
TICK = {"FT": Name.Btn, "V": Name.Yes, "AS": Name.Yes}
SIGNATURE = {"FT": Name.Sig, "V": Dictionary(Type=Name.Sig)}
HEBREW = {"FT": Name.Tx, "V": "שלום"}


def make_form(
    *fields: dict[str, object],
    outdated: bool = False,
    turn: int = 0,
    flags: int = 4,
    drawing: str = "",
    pages: int = 1,
) -> bytes:
    """Return a PDF with each of the fields on its last page, named ``field0`` and so on.

    ``drawing`` is the text that the PDF itself has as the appearance of each.
    """

    def add(pdf: Pdf) -> None:
        page = pdf.pages[-1].obj
        widgets = []
        for index, keys in enumerate(fields):
            top = 500 - 45 * index
            widget = Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                T=f"field{index}",
                Rect=box(60, top - 35, 260, top),
                F=flags,
                **keys,
            )
            if drawing:
                widget.AP = Dictionary(N=draw(pdf, drawing))
            widgets.append(pdf.make_indirect(widget))
        page.Annots = Array(widgets)
        page.Rotate = turn
        form = Dictionary(Fields=Array(widgets), DA=String("/Helv 0 Tf 0 g"))
        if outdated:
            form.NeedAppearances = True
        pdf.Root.AcroForm = form

    return make_numbered_pdf(pages, change=add)


def draw(pdf: Pdf, text: str) -> object:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    return pdf.make_stream(
        f"BT /F 9 Tf 2 9 Td ({text}) Tj ET".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=box(0, 0, 200, 35),
        Resources=Dictionary(Font=Dictionary(F=font)),
    )


def print_form(data: bytes) -> tuple[str, Diagnostics]:
    """Return the text on the sheets of the booklet of a form, and the warnings about fields."""
    outcome = impose(data, BookletSettings())
    with pdfium.PdfDocument(outcome.value) as pdf:
        text = "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    warnings = tuple(each for each in outcome.diagnostics if each.code in {"K15", "K16"})
    assert all(each.severity is Severity.WARNING for each in warnings)
    return text, warnings


@pytest.mark.parametrize(
    ("field", "lines"),
    [
        (TEXT, ["Filled value"]),
        (MULTILINE, ["first line", "second line of words"]),
        (COMBO, ["Second choice"]),
        (LIST, ["one", "two"]),
        ({**TEXT, "V": "café — “x”"}, ["café — “x”"]),
        ({**TEXT, "V": "comb", "Ff": 1 << 24, "MaxLen": 4}, ["c", "o", "m", "b"]),
        ({**TEXT, "V": "secret", "Ff": 1 << 13}, ["******"]),
        ({**TEXT, "V": "word " * 20}, ["word word word"]),
        ({**TEXT, "DA": String("/Nothing 14 Tf 1 0 0 rg"), "Q": 2}, ["Filled value"]),
    ],
)
def test_a_value_without_an_appearance_is_printed(
    field: dict[str, object], lines: list[str]
) -> None:
    for outdated, turn in product((False, True), (0, 90, 180, 270)):
        text, warnings = print_form(make_form(field, outdated=outdated, turn=turn))
        assert all(line in text for line in lines), (outdated, turn, text)
        assert warnings == ()


def test_without_generation_the_value_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_annotations, "_prepare", lambda *_args, **_options: "")
    assert "Filled" not in print_form(make_form(TEXT))[0]


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_poppler_reads_the_value_on_the_sheet(tmp_path: Path) -> None:
    booklet = tmp_path / "booklet.pdf"
    booklet.write_bytes(impose(make_form(TEXT, MULTILINE, COMBO), BookletSettings()).value)
    text = subprocess.run(
        ["pdftotext", booklet, "-"], check=True, capture_output=True, text=True
    ).stdout
    assert all(each in text for each in ("Filled value", "second line", "Second choice"))


@pytest.mark.parametrize("outdated", [False, True])
@pytest.mark.parametrize("field", [TEXT, COMBO])
def test_an_appearance_is_replaced_only_where_it_is_out_of_date(
    outdated: bool, field: dict[str, object]
) -> None:
    text, warnings = print_form(make_form(field, outdated=outdated, drawing="As drawn"))
    assert ("As drawn" in text) is not outdated
    assert ("Filled value" in text or "Second choice" in text) is outdated
    assert warnings == ()


@pytest.mark.parametrize("outdated", [False, True])
@pytest.mark.parametrize("field", [TICK, SIGNATURE, HEBREW])
def test_a_field_that_cannot_be_drawn_is_named(outdated: bool, field: dict[str, object]) -> None:
    text, (warning,) = print_form(make_form(TEXT, field, outdated=outdated, pages=3))
    assert "Filled value" in text
    assert warning.code == "K15"
    assert "“field1” on page 3" in warning.message


@pytest.mark.parametrize("field", [TICK, SIGNATURE, HEBREW])
def test_a_field_with_an_appearance_is_printed_as_it_is_drawn(field: dict[str, object]) -> None:
    assert print_form(make_form(field, drawing="As drawn")) == (
        print_form(make_form(TEXT, drawing="As drawn"))[0],
        (),
    )
    text, warnings = print_form(make_form(field, drawing="As drawn", outdated=True))
    assert "As drawn" in text
    assert len(warnings) == (field is HEBREW)


@pytest.mark.parametrize(
    ("flags", "is_printed", "is_named"),
    [
        (4, True, False),
        (4 | 32, True, False),
        (0, False, True),
        (2, False, False),
        (6, False, False),
    ],
)
def test_hidden_fields_stay_hidden_and_fields_of_the_screen_are_named(
    flags: int, is_printed: bool, is_named: bool
) -> None:
    text, warnings = print_form(make_form(TEXT, flags=flags))
    assert ("Filled value" in text) is is_printed
    assert bool(warnings) is is_named


@pytest.mark.parametrize(
    "field", [{"FT": Name.Tx}, {"FT": Name.Btn, "V": Name.Off}, {"FT": Name.Sig}]
)
@pytest.mark.parametrize("outdated", [False, True])
def test_empty_fields_are_no_matter(field: dict[str, object], outdated: bool) -> None:
    assert print_form(make_form(field, outdated=outdated))[1] == ()


def nest(pdf: Pdf) -> None:
    """Give a page two widgets of one field, which has the value, type and appearance."""
    parent = pdf.make_indirect(
        Dictionary(T="parent", FT=Name.Tx, V="Inherited value", DA=String("/F 10 Tf 0 g"))
    )
    group = pdf.make_indirect(Dictionary(T="group", Parent=parent))
    kids = [
        pdf.make_indirect(
            Dictionary(Subtype=Name.Widget, Parent=group, Rect=box(60, y, 200, y + 20), F=4)
        )
        for y in (100, 200)
    ]
    group.Kids, parent.Kids = Array(kids), Array([group])
    pdf.pages[0].obj.Annots = Array(kids)
    pdf.Root.AcroForm = Dictionary(Fields=Array([parent]), NeedAppearances=True)


def nest_in_a_loop(pdf: Pdf) -> None:
    nest(pdf)
    parent = pdf.Root.AcroForm.Fields[0]
    parent.Parent = parent.Kids[0]


@pytest.mark.parametrize("change", [nest, nest_in_a_loop])
def test_widgets_have_the_value_of_their_parent(change: object) -> None:
    text, warnings = print_form(make_numbered_pdf(1, change=change))
    assert text.count("Inherited value") == 2
    assert warnings == ()


def test_many_fields_are_one_warning() -> None:
    (warning,) = print_form(make_form(*[HEBREW] * 11))[1]
    assert "“field7” on page 1 and 3 others" in warning.message


def test_an_xfa_form_is_named() -> None:
    def add(pdf: Pdf) -> None:
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))

    (warning,) = print_form(make_numbered_pdf(1, change=add))[1]
    assert "XFA" in warning.message


@pytest.mark.parametrize(("words", "code"), [(30, None), (3000, "K16")])
def test_a_long_value_is_shrunk_and_a_cut_one_is_named(words: int, code: str | None) -> None:
    field = {"FT": Name.Tx, "Ff": 1 << 12, "V": "word " * words, "DA": String("/Helv 12 Tf 0 g")}
    text, warnings = print_form(make_form(field))
    assert [each.code for each in warnings] == ([code] if code else [])
    assert text.count("word") >= min(words, 100)


def test_free_text_is_drawn_and_other_annotations_without_an_appearance_are_named() -> None:
    def add(pdf: Pdf) -> None:
        pdf.pages[0].obj.Annots = Array(
            [
                Dictionary(Subtype=kind, Rect=box(50, 50, 200, 90), F=4, Contents="A remark")
                for kind in (Name.FreeText, Name.Highlight)
            ]
        )

    text, (warning,) = print_form(make_numbered_pdf(1, change=add))
    assert "A remark" in text
    assert "a Highlight annotation on page 1" in warning.message
