"""veraPDF, the validator of PDF/A and PDF/UA, from the repository of Maven."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

VERSION = "1.28.2"
DIGEST = "687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6"
ARTIFACT = f"org.verapdf.apps:greenfield-apps:{VERSION}"
PLACE = f".m2/repository/org/verapdf/apps/greenfield-apps/{VERSION}/greenfield-apps-{VERSION}.jar"


@dataclass(frozen=True)
class Validator:
    """veraPDF as a program in Java."""

    jar: Path

    def faults(
        self, files: Mapping[str, bytes], folder: Path, flavour: str = "ua1"
    ) -> dict[str, list[str]]:
        """Return the clauses of a standard that each file breaks, by file name.

        All files are validated in one process, because Java starts slower than it validates.
        """
        folder = folder / flavour
        folder.mkdir()
        paths = {str(folder / f"{number}.pdf"): name for number, name in enumerate(files)}
        for path, name in paths.items():
            Path(path).write_bytes(files[name])
        command = ["java", "-cp", str(self.jar), "org.verapdf.apps.GreenfieldCliWrapper"]
        arguments = ["--format", "json", "--flavour", flavour, *paths]
        process = subprocess.run(
            [*command, *arguments], check=False, capture_output=True, text=True
        )
        jobs = json.loads(process.stdout)["report"]["jobs"]
        assert len(jobs) == len(files)
        return {paths[job["itemDetails"]["name"]]: list(_faults(job)) for job in jobs}


def _faults(job: Any) -> Iterator[str]:
    (result,) = job["validationResult"]
    for rule in result["details"]["ruleSummaries"]:
        yield f"{rule['clause']}-{rule['testNumber']}: {rule['description']}"


def find_validator() -> Validator:
    """Return veraPDF; the test is skipped without veraPDF or a Java runtime."""
    jar = Path.home() / PLACE
    if not shutil.which("java"):
        pytest.skip("veraPDF needs a Java runtime, and there is none here")
    if not jar.is_file():
        get = f"mvn dependency:get -Dartifact={ARTIFACT} -Dtransitive=false"
        pytest.skip(f"veraPDF is not here; `{get}` fetches it")
    assert hashlib.sha256(jar.read_bytes()).hexdigest() == DIGEST
    return Validator(jar)
