"""Accessible PDFs before a judge that is not ours: veraPDF, by the rules of PDF/UA-1."""

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
from publish.pipeline.editions import EDITIONS
from publish.themes.theme import Theme
from publish.writers import pdf

from .accessible import books, mixed, opened

VERSION = "1.28.2"
DIGEST = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
ARTIFACT = f"org.verapdf.apps:greenfield-apps:{VERSION}"
PLACE = f".m2/repository/org/verapdf/apps/greenfield-apps/{VERSION}/greenfield-apps-{VERSION}.jar"

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Judge:
    """veraPDF, as Maven keeps it."""

    jar: Path

    def faults(self, files: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
        """Return what is wrong with each file, by its name: the clauses that it breaks."""
        for name, data in files.items():
            (folder / f"{name}.pdf").write_bytes(data)
        command = ["java", "-cp", str(self.jar), "org.verapdf.apps.GreenfieldCliWrapper"]
        asked = ["--format", "json", "--flavour", "ua1", *map(str, sorted(folder.glob("*.pdf")))]
        done = subprocess.run([*command, *asked], check=False, capture_output=True, text=True)
        jobs = json.loads(done.stdout)["report"]["jobs"]
        assert len(jobs) == len(files)
        return {Path(job["itemDetails"]["name"]).stem: list(_faults(job)) for job in jobs}


def _faults(job: Any) -> Iterator[str]:
    (result,) = job["validationResult"]
    for rule in result["details"]["ruleSummaries"]:
        yield f"{rule['clause']}-{rule['testNumber']}: {rule['description']}"


@pytest.fixture(scope="session")
def judge() -> Judge:
    """Skips where veraPDF or a Java runtime is not to be had."""
    jar = Path.home() / PLACE
    if not shutil.which("java"):
        pytest.skip("veraPDF needs a Java runtime, and there is none here")
    if not jar.is_file():
        get = f"mvn dependency:get -Dartifact={ARTIFACT} -Dtransitive=false"
        pytest.skip(f"veraPDF is not here; `{get}` fetches it")
    assert hashlib.sha256(jar.read_bytes()).hexdigest() == DIGEST
    return Judge(jar)


def without_names(data: bytes) -> bytes:
    """Return a PDF whose notes have no names, which the standard asks of them."""
    with pikepdf.open(io.BytesIO(data)) as file:
        for each in file.objects:
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Note":
                del each["/ID"]
        file.save(nameless := io.BytesIO())
    return nameless.getvalue()


def test_books_are_accessible_and_what_is_wrong_is_found(
    judge: Judge, request: pytest.FixtureRequest, classic: Theme, tmp_path: Path
):
    names = ("lesson", "handout", "prose", "hebrew_book")
    works = {"mixed": mixed(), **{name: request.getfixturevalue(name) for name in names}}
    made = {
        name: pdf.write(work, classic, pdf.PdfOptions(tagged=True)).value
        for name, work in works.items()
    }
    large = EDITIONS[Edition.LARGE_PRINT](works["handout"])
    made["large"] = pdf.write(large, classic, pdf.PdfOptions(tagged=True, large_print=True)).value
    for name, file in books().items():
        work, how = opened(file)
        made[name] = pdf.write(work, classic, pdf.PdfOptions(tagged=True, **how)).value
    wrong = {
        "screen": pdf.write(works["mixed"], classic).value,
        "nameless": without_names(made["mixed"]),
    }
    # One run for all: to start it takes longer than to judge a book.
    found = judge.faults(made | wrong, tmp_path)
    assert {name: found[name] for name in made} == {name: [] for name in made}
    assert len(found["screen"]) > 3
    (fault,) = found["nameless"]
    assert fault.startswith("7.9-1")
