"""Programs of Node.js that judge books and libraries: ``tests/epub/clients``.

CI installs them by ``npm ci --ignore-scripts`` in that folder. Without them tests are skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import pytest

CLIENTS = Path(__file__).parents[1] / "epub" / "clients"
MODULES = CLIENTS / "node_modules"


def need_clients() -> None:
    """Skip the test without Node.js or the programs of ``clients``."""
    if not shutil.which("node"):
        pytest.skip("the clients need Node.js, and there is none here")
    if not MODULES.is_dir():
        pytest.skip("`npm ci --ignore-scripts` has not been run in tests/epub/clients")


def run_node(*words: str | Path, patience: int = 180, **environment: str) -> str:
    """Return what a program of ``clients`` prints; it fails the test if the program fails."""
    need_clients()
    process = subprocess.run(
        ["node", *words],
        cwd=CLIENTS,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=patience,
        check=False,
    )
    assert process.returncode == 0, process.stderr[-2000:] or process.stdout[-2000:]
    return process.stdout


def run_client(script: str, *words: str | Path) -> Any:
    """Return the report of a script of ``clients``, which gets the path of the report last.

    A report is a file, because parsers print remarks and a pipe may end before all is written.
    """
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        run_node(script, *words, report)
        return json.loads(report.read_bytes())
