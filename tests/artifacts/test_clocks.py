"""A clock that jumps while books are made changes no book and hides no edit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.processes import ROOT

pytestmark = pytest.mark.long

LIBRARIES = (
    *Path("/usr/lib").glob("*/faketime/libfaketime.so.1"),
    *Path("/opt/homebrew/lib/faketime").glob("libfaketime.1.dylib"),
)
TEXT = "A Book of Hours\n\nThe {} hour is long enough for a page.\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "publish.toml").write_text('formats = ["epub"]\n')
    return tmp_path


def build(workspace: Path, clock: str, *words: str) -> str:
    """Build by a clock of libfaketime: an offset, a rate, or a time; return what is printed."""
    if not LIBRARIES:
        pytest.skip("libfaketime is not installed (Debian: apt-get install faketime)")
    preload = "DYLD_INSERT_LIBRARIES" if sys.platform == "darwin" else "LD_PRELOAD"
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        preload: str(LIBRARIES[0]),
        "FAKETIME": clock,
        "FAKETIME_NO_CACHE": "1",
        "NO_FAKE_STAT": "1",
        "SOURCE_DATE_EPOCH": "1700000000",
    }
    result = subprocess.run(
        [sys.executable, "-m", "publish", "build", "-j", "1", *words],
        cwd=workspace,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    return result.stdout


def test_jumps_of_the_clock_between_builds_neither_hide_an_edit_nor_make_a_book_again(
    workspace: Path,
):
    source = workspace / "sources" / "a.txt"
    epub = workspace / "output" / "a" / "a.epub"
    books: dict[str, bytes] = {}
    for clock, hour in (
        ("+0", "first"),
        ("-20y", "second"),
        ("+30y", "first"),
        ("@1970-01-02 00:00:00", "second"),
        ("@2037-12-31 23:59:59", "second"),
    ):
        text = TEXT.format(hour)
        edited = not source.exists() or source.read_text() != text
        source.write_text(text)
        os.utime(source, (10**9, 10**9))  # an editor by the same wrong clock
        output = build(workspace, clock)
        assert ("made " in output) == edited, (clock, output)
        assert books.setdefault(hour, epub.read_bytes()) == epub.read_bytes(), clock
        assert "fresh " in build(workspace, "-5y")
    assert len(set(books.values())) == 2


@pytest.mark.parametrize("rate", ["+0 x100000", "+0 x-100000", "@2030-01-01 00:00:00 x1000000"])
def test_a_clock_that_runs_away_or_backward_during_a_build_changes_no_book(
    workspace: Path, rate: str
):
    source = workspace / "sources" / "a.txt"
    epub = workspace / "output" / "a" / "a.epub"
    source.write_text(TEXT.format("first"))
    build(workspace, "+0")
    expected = epub.read_bytes()
    build(workspace, rate, "--force")
    assert epub.read_bytes() == expected
    source.write_text(TEXT.format("other"))
    assert "made " in build(workspace, rate)
    assert epub.read_bytes() != expected
    source.write_text(TEXT.format("first"))
    assert "made " in build(workspace, rate)
    assert epub.read_bytes() == expected
