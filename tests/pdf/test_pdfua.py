"""Tagged PDFs validated by veraPDF against PDF/UA-1 (ISO 14289-1)."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from publish.config.options import Edition
from publish.document.lazy_book import split_chapters
from publish.pipeline.editions import arrange
from publish.themes.theme import Theme
from publish.writers import pdf
from tests.pdf.accessible_books import TAGGED

from .accessible_books import book_with_all_elements, list_books, read_book

VERSION = "1.28.2"
DIGEST = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
ARTIFACT = f"org.verapdf.apps:greenfield-apps:{VERSION}"
PLACE = f".m2/repository/org/verapdf/apps/greenfield-apps/{VERSION}/greenfield-apps-{VERSION}.jar"

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Validator:
    """veraPDF, in the repository of Maven."""

    jar: Path

    def faults(self, files: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
        """Return the clauses that each file breaks, by file name."""
        for name, data in files.items():
            (folder / f"{name}.pdf").write_bytes(data)
        command = ["java", "-cp", str(self.jar), "org.verapdf.apps.GreenfieldCliWrapper"]
        arguments = [
            "--format",
            "json",
            "--flavour",
            "ua1",
            *map(str, sorted(folder.glob("*.pdf"))),
        ]
        process = subprocess.run(
            [*command, *arguments], check=False, capture_output=True, text=True
        )
        jobs = json.loads(process.stdout)["report"]["jobs"]
        assert len(jobs) == len(files)
        return {Path(job["itemDetails"]["name"]).stem: list(_faults(job)) for job in jobs}


def _faults(job: Any) -> Iterator[str]:
    (result,) = job["validationResult"]
    for rule in result["details"]["ruleSummaries"]:
        yield f"{rule['clause']}-{rule['testNumber']}: {rule['description']}"


@pytest.fixture(scope="session")
def validator() -> Validator:
    """veraPDF; the test is skipped without veraPDF or a Java runtime."""
    jar = Path.home() / PLACE
    if not shutil.which("java"):
        pytest.skip("veraPDF needs a Java runtime, and there is none here")
    if not jar.is_file():
        get = f"mvn dependency:get -Dartifact={ARTIFACT} -Dtransitive=false"
        pytest.skip(f"veraPDF is not here; `{get}` fetches it")
    assert hashlib.sha256(jar.read_bytes()).hexdigest() == DIGEST
    return Validator(jar)


def without_names(data: bytes) -> bytes:
    """Return a PDF whose notes have no ID, which ISO 14289-1, 7.9, requires."""
    with pikepdf.open(io.BytesIO(data)) as file:
        for each in file.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Note":
                del each["/ID"]
        file.save(nameless := io.BytesIO())
    return nameless.getvalue()


@pytest.mark.thorough
def test_books_conform_to_pdf_ua_and_faulty_ones_do_not(
    validator: Validator, request: pytest.FixtureRequest, classic: Theme, tmp_path: Path
):
    names = ("lesson", "handout", "prose", "hebrew_book")
    works = {
        "mixed": book_with_all_elements(),
        **{name: request.getfixturevalue(name) for name in names},
    }
    books = {
        name: pdf.write(work, classic, pdf.PdfOptions(profile=TAGGED)).value
        for name, work in works.items()
    }
    large = arrange(split_chapters(works["handout"]), Edition.LARGE_PRINT).value.work
    books["large"] = pdf.write(
        large, classic, pdf.PdfOptions(profile=TAGGED, large_print=True)
    ).value
    for name, file in list_books().items():
        work, options = read_book(file)
        books[name] = pdf.write(work, classic, pdf.PdfOptions(profile=TAGGED, **options)).value
    wrong = {
        "screen": pdf.write(works["mixed"], classic).value,
        "nameless": without_names(books["mixed"]),
    }
    # All books in a single run, because starting veraPDF takes longer than validating a book.
    faults_by_book = validator.faults(books | wrong, tmp_path)
    assert {name: faults_by_book[name] for name in books} == {name: [] for name in books}
    assert len(faults_by_book["screen"]) > 3
    (fault,) = faults_by_book["nameless"]
    assert fault.startswith("7.9-1")
