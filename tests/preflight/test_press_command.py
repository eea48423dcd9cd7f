"""``publish preflight``: messages, exit codes, JSON, pictures, and files that are no PDFs."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from publish.cli import main
from publish.diagnostics import Severity
from publish.diagnostics.rules import RULES
from publish.preflight.press.finding import Finding, group_findings
from publish.preflight.press.report_text import KINDS, kind_of
from tests.preflight.press_faults import annotate, last_page, picture, remove
from tests.preflight.press_pdfs import draw, make_pdf, save

PLACE = "q 240 0 0 240 100 100 cm /X Do Q"
PICTURE = {"X": picture(pikepdf.Name.DeviceRGB, 3)}
RGB_PICTURE = draw(PLACE, XObject=PICTURE)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def remove_info(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo


def run(data: bytes, *options: str) -> Result:
    Path("book.pdf").write_bytes(data)
    return CliRunner().invoke(main, ["preflight", "book.pdf", *options])


def test_facts_come_first_and_a_good_file_passes() -> None:
    result = run(make_pdf(), "--profile", "press-x1a")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0] == "book.pdf"
    assert "  pages        4, 148 × 210 mm, bound on the left" in lines
    assert "  printed on   FOGRA39" in lines
    assert lines[-1] == "passed for press-x1a: nothing to correct"


def test_a_finding_has_its_page_and_the_next_step() -> None:
    result = run(make_pdf(RGB_PICTURE), "--profile", "press-x1a")
    assert result.exit_code == 1
    words = "page 3: RGB picture, 150 × 150 pixels, 45 dpi at its printed size"
    assert f"  error[C41] {words}\n      Convert the picture to CMYK" in result.output
    assert "failed for press-x1a: " in result.output


def test_json_has_facts_pages_and_places() -> None:
    result = run(make_pdf(RGB_PICTURE), "--profile", "press-x1a", "--format", "json")
    report = json.loads(result.output)
    assert (report["passed"], report["profile"], report["facts"]["pages"]) == (
        False,
        "press-x1a",
        4,
    )
    finding = next(each for each in report["findings"] if each["code"] == "C41")
    assert finding["pages"] == [3]
    place = {"page": 3, "x_mm": 35.3, "y_mm": 90.1, "width_mm": 84.7, "height_mm": 84.7}
    assert finding["places"] == [place]


def test_pictures_frame_the_places() -> None:
    result = run(make_pdf(RGB_PICTURE), "--profile", "press-x1a", "--pictures", "places")
    names = sorted(path.name for path in Path("places").iterdir())
    assert "01-C41-page-3.png" in names
    assert f"see {Path('places', '01-C41-page-3.png')}" in result.output
    with Image.open(Path("places", "01-C41-page-3.png")) as shown:
        colours = shown.getcolors(1_000_000) or []
    assert any(colour == (214, 39, 40) for _, colour in colours)


def test_pictures_of_an_earlier_run_are_replaced_and_other_files_are_not() -> None:
    run(make_pdf(RGB_PICTURE), "--pictures", "places")
    run(make_pdf(), "--pictures", "places")
    assert list(Path("places").iterdir()) == []
    Path("places", "mine.txt").touch()
    result = run(make_pdf(), "--pictures", "places")
    assert result.exit_code == 2
    assert "has other files (mine.txt)" in result.output


def test_without_a_profile_most_printers_are_asked() -> None:
    result = run(make_pdf(remove_info, RGB_PICTURE))
    assert "warning[C41] page 3: RGB picture" in result.output
    assert "passed without a profile: " in result.output
    assert result.exit_code == 0


def test_a_cover_is_no_page_of_a_book() -> None:
    data = make_pdf(draw("BT /F 12 Tf 30 500 Td (Text) Tj ET", page=1), pages=1)
    assert "error[C24]" in run(data, "--profile", "ingram").output
    result = run(data, "--profile", "ingram", "--cover")
    assert "C24" not in result.output
    assert "C26" not in result.output


def test_a_cover_of_one_page_lacks_no_second() -> None:
    data = make_pdf(pages=1)
    assert "C24" not in run(data, "--cover").output
    assert "info[C24]" in run(make_pdf(pages=3)).output


SCREEN = (
    draw(f"{PLACE} 1 0 0 rg 99 99 9 9 re f", XObject=PICTURE),
    *(remove("/TrimBox"), last_page, annotate(Subtype=pikepdf.Name.Link)),
)
"""Faults of files that programs for offices write."""


def test_a_printer_without_a_standard_converts_what_others_refuse() -> None:
    mended = {"C08", "C22", "C24", "C40", "C41"}
    for profile, severity in (("press-x1a", "error"), ("plain", "warning")):
        Path("publish.toml").write_text('[printers.plain]\nbase = "press-x1a"\nvariant = "none"\n')
        output = run(make_pdf(*SCREEN), "--profile", profile).output
        assert mended == {code for code in mended if f"{severity}[{code}]" in output}


@pytest.mark.parametrize(("level", "is_enough"), [("U", True), ("A", True), ("B", False)])
def test_an_archive_takes_each_level_that_has_letters(level: str, is_enough: bool) -> None:
    def claim(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata() as metadata:
            metadata["pdfaid:part"] = "2"
            metadata["pdfaid:conformance"] = level

    assert ("error[C07]" not in run(make_pdf(claim), "--profile", "archive").output) is is_enough


def test_the_side_of_the_spine_can_be_told() -> None:
    data = make_pdf(draw("BT /F 12 Tf 30 500 Td (Text) Tj ET"))
    ingram = ("--profile", "ingram")
    assert "10.5 mm from the spine" in run(data, *ingram).output
    output = run(data, *ingram, "--binding", "right").output
    assert "bound on the right" in output
    assert "10.5 mm from the left edge" in output


def test_many_facts_of_one_kind_are_counted() -> None:
    colours = "".join(f"0 0 {step / 99} rg 99 {99 + step} 9 1 re f " for step in range(40))
    output = run(make_pdf(draw(colours))).output
    assert output.count("[C40]") == 12
    assert "… and 28 more like these" in output


def test_an_unknown_profile_names_the_known_ones() -> None:
    result = run(make_pdf(), "--profile", "ingramm")
    assert result.exit_code == 1
    assert "did you mean “ingram”?" in result.output


def test_a_printer_of_the_workspace_is_a_profile() -> None:
    Path("publish.toml").write_text(
        '[printers.mine]\nbase = "press-x1a"\nink_limit = 120\n', "utf-8"
    )
    result = run(make_pdf(draw("1 0.9 0 0 k 99 99 50 50 re f")), "--profile", "mine")
    assert "error[C46] page 3: 190 % of ink" in result.output


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is no PDF"),
        (b"A text.", "the file is no PDF"),
        (b"%PDF-1.7\nnothing", "the PDF cannot be read"),
        (save(pikepdf.new()), "the PDF has no pages"),
    ],
)
def test_a_file_that_is_no_pdf_is_an_error(data: bytes, message: str) -> None:
    result = run(data)
    assert result.exit_code == 1
    assert f"error[C01]: {message}" in result.output
    assert "--> book.pdf" in result.output


def test_a_folder_and_a_missing_file_are_errors() -> None:
    Path("folder").mkdir()
    result = CliRunner().invoke(main, ["preflight", "folder"])
    assert "error[C01]: folder is a folder" in result.output
    result = CliRunner().invoke(main, ["preflight", "none.pdf"])
    assert "there is no file none.pdf" in result.output


@pytest.mark.parametrize(
    ("user", "message"),
    [("", "is encrypted, though it opens"), ("secret", "cannot be opened without its password")],
)
def test_an_encrypted_file_is_an_error(user: str, message: str) -> None:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption("owner", user))
    result = run(out.getvalue())
    assert result.exit_code == 1
    assert "error[C02]" in result.output
    assert message in result.output


def test_a_page_without_marks_is_an_error() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        result = run(save(pdf))
    assert "error[C29] nothing is printed on any page" in result.output


def test_a_file_that_was_cut_short_is_mended_and_told() -> None:
    result = run(make_pdf()[:-30])
    assert "warning[C03] the PDF is damaged, and was mended" in result.output


def test_structures_of_later_versions_contradict_the_standard() -> None:
    with pikepdf.open(BytesIO(make_pdf())) as pdf:
        data = save(pdf, force_version="1.7")
    assert "error[C15] the PDF has structures of PDF 1.7" in run(data).output


@pytest.mark.parametrize("code", [code for code in RULES if code.startswith("C")])
def test_each_code_has_its_heading(code: str) -> None:
    finding = Finding(RULES[code], Severity.ERROR, "a fact")
    assert kind_of(group_findings([finding])[0]) in KINDS


def test_a_code_is_explained() -> None:
    result = CliRunner().invoke(main, ["explain", "C44"])
    assert "Set text in black alone (K 100)." in result.output
