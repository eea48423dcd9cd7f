"""Text extraction from a PDF with three programs."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable

import pymupdf
import pytest

from publish.preflight.glyph_counts import all_characters as extract_with_pdfium


def extract_with_mupdf(data: bytes) -> str:
    with pymupdf.open(stream=data) as document:
        return "".join(page.get_text() for page in document)


def extract_with_poppler(data: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext, of the Debian package poppler-utils, is not installed")
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()


PROGRAMS: dict[str, Callable[[bytes], str]] = {
    "poppler": extract_with_poppler,
    "PDFium": extract_with_pdfium,
    "MuPDF": extract_with_mupdf,
}
