"""Random damage of a PDF gives a booklet of the right number of sheets, or an error of the file."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner

from publish.cli import main
from publish.config.booklet_options import BookletSettings
from publish.diagnostics import PublishError
from publish.writers.booklet import impose, proof
from publish.writers.booklet.page_forms import quiet_log
from tests.booklet.damaged_pdfs import make_damaged_pdf
from tests.booklet.sample_pdfs import make_numbered_pdf

SAMPLE = 40
ALL = 2000
MOST_CPU_SECONDS = 20
"""Far more than any of these small PDFs needs; only a hang comes near it."""


def count_sides(data: bytes) -> int:
    """Return how many sides of sheets the pages of a PDF need."""
    with quiet_log(), pikepdf.open(BytesIO(data)) as pdf:
        return 2 * -(-len(pdf.pages) // 4)


def check_booklet(data: bytes) -> str:
    """Return the code of the error for a PDF, or an empty string for a whole booklet."""
    start = time.process_time()
    try:
        booklet = impose(data, BookletSettings()).value
        proof(data, BookletSettings())
    except PublishError as error:
        return error.diagnostics[0].code
    finally:
        assert time.process_time() - start < MOST_CPU_SECONDS
    with pdfium.PdfDocument(booklet) as pdf:
        assert len(pdf) == count_sides(data)
        for page in pdf:
            page.get_textpage().get_text_bounded()
    return ""


@pytest.mark.parametrize("seed", range(SAMPLE))
def test_a_damaged_pdf_gives_a_booklet_or_an_error(
    seed: int, capfd: pytest.CaptureFixture[str]
) -> None:
    assert check_booklet(make_damaged_pdf(seed)) in {"", "K02", "K03", "K04"}
    assert capfd.readouterr().err == ""


@pytest.mark.long
@pytest.mark.parametrize("first", range(SAMPLE, ALL, 40))
def test_each_of_many_damaged_pdfs_gives_a_booklet_or_an_error(first: int) -> None:
    codes = {seed: check_booklet(make_damaged_pdf(seed)) for seed in range(first, first + 40)}
    assert set(codes.values()) <= {"", "K02", "K03", "K04"}
    assert "" in codes.values()


@pytest.mark.long
def test_ten_thousand_pages_are_imposed() -> None:
    assert check_booklet(make_numbered_pdf(10_000)) == ""


@pytest.mark.parametrize("seed", range(0, SAMPLE, 4))
def test_the_command_names_a_damaged_pdf(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("given.pdf").write_bytes(make_damaged_pdf(seed))
    result = CliRunner().invoke(main, ["booklet", "--pdf", "given.pdf", "-o", "made.pdf"])
    assert isinstance(result.exception, SystemExit | None)
    if result.exit_code:
        assert "failed made.pdf" in result.output
        assert "--> given.pdf" in result.output
        assert "error[K0" in result.output
        assert not Path("made.pdf").exists()
    else:
        assert "made   made.pdf" in result.output
