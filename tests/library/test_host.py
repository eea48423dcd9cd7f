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
    "weasyprint.text.fonts.__getattr__",
    "weasyprint.pdf.fonts.__getattr__",
)
"""Changes that stay: two modules of WeasyPrint that the library itself imports load fontTools late.

Their functions are WeasyPrint's own.  In a process that has imported WeasyPrint before, nothing
stays.
"""


@cache
def changes(*words: str) -> list[str]:
    result = subprocess.run(
        [sys.executable, HOST, *words], capture_output=True, text=True, check=False, timeout=300
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


@pytest.mark.thorough
@pytest.mark.parametrize("order", ["engine-first", "engine-last"])
def test_nothing_is_replaced_outside_the_engine(order: str) -> None:
    assert [line for line in changes(order) if not line.startswith(KNOWN_EXCEPTIONS)] == []


@pytest.mark.thorough
def test_nothing_at_all_stays_where_the_host_has_imported_the_engine() -> None:
    assert changes("engine-first") == []


@pytest.mark.thorough
def test_every_known_exception_is_needed() -> None:
    lines = [*changes("engine-first"), *changes("engine-last")]
    assert [e for e in KNOWN_EXCEPTIONS if not any(line.startswith(e) for line in lines)] == []


@pytest.mark.thorough
def test_a_deliberate_patch_is_seen() -> None:
    lines = changes("engine-first", "patch")
    assert "textwrap.TextWrapper.fill is replaced" in lines
    assert "textwrap.dedent.__code__ is replaced" in lines
    assert any(line.startswith("handlers of root: ") for line in lines)
