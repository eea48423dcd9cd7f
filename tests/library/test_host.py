"""Importing and using the library changes nothing of the process that hosts it.

Each test starts a host process (``host.py``), which compares the functions of the standard library
and of third-party packages, and its own settings, before and after it uses the whole library.
"""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HOST = Path(__file__).with_name("host.py")

KNOWN_EXCEPTIONS = (
    "weasyprint.",
    "pyphen.",
    "cssselect2.",
    "filters of weasyprint:",
)
"""Beginnings of the changes that the engine layer still leaves behind."""


@cache
def changes(*words: str) -> list[str]:
    result = subprocess.run(
        [sys.executable, HOST, *words], capture_output=True, text=True, check=False, timeout=300
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


@pytest.mark.parametrize("order", ["engine-first", "engine-last"])
def test_nothing_is_replaced_outside_the_engine(order: str) -> None:
    assert [line for line in changes(order) if not line.startswith(KNOWN_EXCEPTIONS)] == []


def test_every_known_exception_is_needed() -> None:
    lines = [*changes("engine-first"), *changes("engine-last")]
    assert [e for e in KNOWN_EXCEPTIONS if not any(line.startswith(e) for line in lines)] == []


def test_a_deliberate_patch_is_seen() -> None:
    lines = changes("engine-first", "patch")
    assert "textwrap.TextWrapper.fill is replaced" in lines
    assert "textwrap.dedent.__code__ is replaced" in lines
    assert any(line.startswith("handlers of root: ") for line in lines)
