"""PDFs of other programs: WeasyPrint, Chromium, Ghostscript, LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from publish.config.pdf_profiles import PRESETS
from publish.diagnostics import Severity
from publish.preflight.press.check import Report, check_pdf
from tests.preflight.press_faults import ink_picture, separation
from tests.preflight.press_pdfs import Change, draw, make_pdf
from tests.support.press_samples import most_ink, needs_ghostscript, plates

PAGE = """<!doctype html><style>
@page { size: A5; margin: 20mm; marks: crop; bleed: 3mm }
p { color: device-cmyk(0 0 0 1) } div { opacity: 0.5; background: #c00 }
</style><p>Some black text, and <a href="https://example.org">a link</a>.</p><div>Pale.</div>"""

_WEASYPRINT = """
import sys, weasyprint
page = weasyprint.HTML(string=sys.stdin.read())
page.write_pdf(sys.argv[1], pdf_variant="pdf/x-1a")
"""


def codes(report: Report, *severities: Severity) -> set[str]:
    return {group.rule.code for group in report.groups if group.severity in severities}


@pytest.mark.slow
def test_a_label_of_weasyprint_has_no_substance(tmp_path: Path) -> None:
    path = tmp_path / "weasyprint.pdf"
    # In a process of its own the library is as it comes, without the corrections of publish.
    command = [sys.executable, "-c", _WEASYPRINT, path]
    subprocess.run(command, input=PAGE, text=True, check=True, capture_output=True)
    report = check_pdf(path.read_bytes(), PRESETS["press-x1a"])
    label = next(group for group in report.groups if group.rule.code == "C06")
    assert label.fact.startswith("the PDF says that it is PDF/X-1a:2003, and is not: ")
    assert codes(report, Severity.ERROR) >= {"C05", "C06", "C07", "C08", "C40", "C53"}


@pytest.mark.thorough
@pytest.mark.skipif(not shutil.which("chromium"), reason="Chromium is not installed")
def test_a_page_of_chromium_is_in_the_colours_of_a_screen(tmp_path: Path) -> None:
    source, path = tmp_path / "page.html", tmp_path / "page.pdf"
    source.write_text(PAGE.replace("device-cmyk(0 0 0 1)", "#000"), "utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={path}")
    subprocess.run(["chromium", *options, source], check=True, capture_output=True)
    report = check_pdf(path.read_bytes(), None)
    assert codes(report, Severity.WARNING) >= {"C08", "C22", "C40", "C53"}
    assert any(group.fact == "black text in RGB 0 0 0" for group in report.groups)
    assert not report.is_failure


@pytest.mark.slow
@needs_ghostscript
def test_a_conversion_by_ghostscript_makes_black_text_of_four_inks(tmp_path: Path) -> None:
    source, path = tmp_path / "source.pdf", tmp_path / "converted.pdf"
    source.write_bytes(make_pdf(draw("0 0 0 rg BT /F 12 Tf 100 500 Td (Text) Tj ET")))
    options = ("-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sColorConversionStrategy=CMYK")
    subprocess.run(["gs", *options, "-sDEVICE=pdfwrite", "-o", path, source], check=True)
    report = check_pdf(path.read_bytes(), None)
    (rich,) = (group for group in report.groups if group.rule.code == "C44")
    assert rich.pages == (3,)
    assert "C40" not in codes(report, *Severity)


@pytest.mark.thorough
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_document_of_libreoffice_has_no_trim(tmp_path: Path) -> None:
    source = tmp_path / "page.html"
    source.write_text("<p>Some black text.</p>", "utf-8")
    command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, source]
    subprocess.run(command, check=True, capture_output=True)
    report = check_pdf((tmp_path / "page.pdf").read_bytes(), None)
    assert codes(report, Severity.WARNING) >= {"C22"}
    assert not report.is_failure


PAINT = {
    "an area": draw("0.9 0.8 0.7 0.6 k 100 100 60 60 re f"),
    "a picture": draw(
        "q 36 0 0 36 200 300 cm /X Do Q", XObject={"X": ink_picture(200, 150, 220, 90)}
    ),
    "a spot of black": draw(
        "/N cs 1 scn 100 100 60 60 re f", ColorSpace={"N": separation("Black")}
    ),
    "a clip": draw("q 100 100 9 9 re W n 1 1 0 0 k 0 0 300 300 re f Q"),
}
"""Drawings with much ink, none of which covers another."""


@pytest.mark.slow
@needs_ghostscript
@pytest.mark.parametrize("change", PAINT.values(), ids=PAINT)
def test_the_most_ink_is_that_of_the_plates(change: Change, tmp_path: Path) -> None:
    data = make_pdf(change)
    expected = [most_ink(page) for page in plates(data, tmp_path)]
    assert list(check_pdf(data, None).facts.ink.values()) == pytest.approx(expected, abs=3)
