"""Tests with other versions of WeasyPrint: without shortcuts and unproved corrections."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = ("68.1", "69.0")

BOOK = """
import io, pypdfium2, weasyprint
from publish.document import model
from publish.themes import theme
from publish.writers import pdf
text = "The scribe writes אותיות with ink, and the incomprehensible quill remembers. "
note = model.Note("1", (model.Paragraph((model.Text(text),)),))
paragraph = model.Paragraph((model.Text(text * 9), note))
section = model.Section(model.Role.CHAPTER, (model.Text("Ink"),), (paragraph,) * 9)
work = model.Work(model.Meta(model.Words((("en", "Ink"),))), "en", model.Dir.LTR, (section,))
outcome = pdf.write(work, theme.load("classic"))
document = pypdfium2.PdfDocument(io.BytesIO(outcome.value))
words = document[len(document) - 1].get_textpage().get_text_range()
print(weasyprint.__version__, len(document), "quill" in words)
print(*(diagnostic.code for diagnostic in outcome.diagnostics))
"""


@pytest.fixture(scope="module", params=VERSIONS)
def other_version(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with another version of WeasyPrint, without its dependencies."""
    folder = tmp_path_factory.mktemp("weasyprint")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target"]
    install = [*command, str(folder), f"weasyprint=={request.param}"]
    result = subprocess.run(install, capture_output=True, text=True, check=False)
    if result.returncode:
        pytest.skip(f"WeasyPrint {request.param} is not installable here: {result.stderr[-200:]}")
    return folder


@pytest.mark.thorough
def test_a_book_is_made_and_the_version_is_reported(other_version: Path, tmp_path: Path):
    paths = os.pathsep.join((str(other_version), str(ROOT)))
    environment = {**os.environ, "PYTHONPATH": paths, "PUBLISH_CACHE_DIR": str(tmp_path)}
    command = [sys.executable, "-c", BOOK]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert not result.returncode, result.stderr
    first, codes = result.stdout.splitlines()
    version, pages, has_words = first.split()
    assert version in VERSIONS
    assert int(pages) >= 2
    assert has_words == "True"
    assert "P06" in codes.split()
