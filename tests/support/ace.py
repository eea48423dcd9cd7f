"""Ace, the checker of the DAISY Consortium for the accessibility of EPUBs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.chromium import find_program
from tests.support.node_clients import MODULES, run_node


def find_accessibility_faults(book: Path, folder: Path) -> list[tuple[str, str]]:
    """Return the pages of an EPUB with what Ace finds in each; its report is in ``folder``."""
    ace = (MODULES / ".bin" / "ace-puppeteer").resolve()
    run_node(ace, "-s", "-f", "-o", folder, book, PUPPETEER_EXECUTABLE_PATH=find_program())
    report = json.loads((folder / "report.json").read_text("utf-8"))
    faults = [
        (page["earl:testSubject"]["url"], fault["earl:test"]["dct:title"])
        for page in report["assertions"]
        for fault in page["assertions"]
    ]
    assert faults or report["earl:result"]["earl:outcome"] == "pass"
    return faults
