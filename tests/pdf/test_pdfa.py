"""PDFs for an archive, validated by veraPDF against ISO 19005-2 and -3, level U, and ISO 14289-1.

Controls are the same books as PDFs for a screen and for a screen reader, and a PDF that WeasyPrint
makes by itself.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from weasyprint import HTML

from publish import api
from publish.config.options import Edition
from publish.config.workspace import find_workspace
from tests.conftest import CORPUS, ROOT
from tests.support.verapdf import Validator, find_validator

pytestmark = pytest.mark.thorough

SPECIMENS = ROOT / "docs" / "specimens"

HARD = """\
# Hard Things

![Red](red.png) ![Green](green.png) ![Grey](grey.png) ![Four](four.jpg)

Symbols ☞ ✡ ♪, emoji 😀 🕎 👨‍👩‍👧 🇮🇱, and ⯑ in no font. Spaces:
a\u2009b\u3000c\u00a0d\u200be\u2060f\u200fg\u200ch\u2007i\u202fj\u2003k\u205fl.

Hebrew של\u034fוֹם בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים ﬡ ﭏ ₪ ״שלום״ ׀. Latin office e\u0301 x\u0332 soft\u00adhyphen
½ H₂O Ω русский العربية. [A link](https://example.org/a_(b)?q=%D7%90) and a note.[^1]

| one | שתיים |
|---|---|
| 1 | ב |

1. first
    - second

[^1]: A note with 😀.
"""
SETTINGS = """\
title = { en = "Hard & <Things>", he = "קשים" }
cover = { image = "green.png", alt = "A picture" }
notes_pages = "end"
address = "https://example.org/"
rights = "CC BY 4.0"
"""


@pytest.fixture(scope="session")
def validator() -> Validator:
    return find_validator()


def books() -> Iterator[tuple[str, Path]]:
    """Yield the books of the repository, its specimens and the texts of the corpus."""
    for root in (ROOT, SPECIMENS):
        workspace = find_workspace(root)
        for name in workspace.book_names():
            file = workspace.sources / f"{name}.txt"
            yield name, file if file.is_file() else workspace.sources / name
    yield from ((path.stem, path) for path in sorted(CORPUS.glob("*.txt")))


def hard_book(folder: Path) -> Path:
    """Return a book with pictures of all kinds, characters of no font, and pages for attendees."""
    book = folder / "hard"
    book.mkdir()
    (folder / "publish.toml").write_text("")
    (book / "01.md").write_text(HARD, encoding="utf-8")
    (book / "book.toml").write_text(SETTINGS, encoding="utf-8")
    Image.new("RGB", (60, 40), (200, 30, 30)).save(book / "red.png")
    Image.new("RGBA", (60, 40), (20, 200, 30, 90)).save(book / "green.png")
    Image.new("LA", (60, 40), (90, 100)).save(book / "grey.png")
    Image.new("CMYK", (60, 40), (0, 200, 200, 10)).save(book / "four.jpg")
    return book


def failing(faults: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: clauses for name, clauses in faults.items() if clauses}


def test_books_conform_to_pdf_a(validator: Validator, tmp_path: Path):
    files = {name: api.to_pdf(path, profile="archive-source").value for name, path in books()}
    files["hard"] = api.to_pdf(hard_book(tmp_path), profile="archive-source").value
    stock = HTML(string="<title>T</title><p>Text").write_pdf()
    controls = {
        profile: api.to_pdf(tmp_path / "hard", profile=profile).value
        for profile in ("screen", "accessible")
    }
    faults = validator.faults(files | controls | {"stock": stock}, tmp_path, "3u")
    assert failing({name: faults[name] for name in files}) == {}
    assert min(len(faults[name]) for name in ("screen", "accessible", "stock")) > 2


def test_qpdf_has_nothing_to_say_of_a_file_for_an_archive(tmp_path: Path):
    path = tmp_path / "hard.pdf"
    path.write_bytes(api.to_pdf(hard_book(tmp_path), profile="archive-source").value)
    result = subprocess.run(["qpdf", "--check", path], check=False, capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.long
def test_every_theme_and_edition_conforms_to_pdf_a(validator: Validator, tmp_path: Path):
    path = hard_book(tmp_path)
    files = {
        f"{name} {theme}": api.to_pdf(file, theme=theme, profile="archive").value
        for name, file in (*books(), ("hard", path))
        for theme in ("classic", "classroom", "siddur")
    }
    lesson = SPECIMENS / "sources" / "lesson.txt"
    files |= {
        str(edition): api.to_pdf(lesson, edition=edition, profile="archive").value
        for edition in Edition
    }
    assert failing(validator.faults(files, tmp_path, "2u")) == {}
    assert failing(validator.faults(files, tmp_path, "ua1")) == {}
