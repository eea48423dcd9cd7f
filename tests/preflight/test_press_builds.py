"""Every build of a profile for a press ends with the preflight of its file."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from publish.cli import main
from publish.config.pdf_profiles import PRESETS, PdfProfile
from publish.diagnostics import Outcome
from publish.preflight.press.check import check_pdf
from publish.writers.pdf.press import press_file

PRESS_PROFILES = [profile for profile in PRESETS.values() if profile.is_for_press]


@pytest.fixture(autouse=True)
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("publish.toml").touch()
    Path("sources").mkdir()
    text = "The Light\n\nIt was good.\n\nוירא אלהים את האור כי טוב.\n"
    Path("sources", "book.txt").write_text(text, "utf-8")


def build(profile: str) -> Result:
    return CliRunner().invoke(main, ["pdf", "book", "--profile", profile, "--force"])


def leave_as_it_is(data: bytes, *_others: object) -> Outcome[bytes]:
    """Return the file in the colours of a screen, as a faulty conversion would."""
    return Outcome(data)


@pytest.mark.slow
@pytest.mark.parametrize("profile", PRESS_PROFILES, ids=lambda profile: profile.name)
def test_a_file_of_each_profile_passes_its_own_check(profile: PdfProfile) -> None:
    assert "made " in build(profile.name).output
    report = check_pdf(Path("output", "book", f"book.{profile.name}.pdf").read_bytes(), profile)
    facts = {(group.rule.code, group.fact) for group in report.groups}
    assert {code for code, fact in facts if "pages, and the printer binds" not in fact} <= {"C29"}


@pytest.mark.slow
def test_a_file_that_fails_is_not_put_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    build("press-x1a")
    path = Path("output", "book", "book.press-x1a.pdf")
    before = path.read_bytes()
    monkeypatch.setattr(press_file, "press_pdf", leave_as_it_is)
    result = build("press-x1a")
    assert result.exit_code == 1
    assert "failed output/book/book.press-x1a.pdf" in result.output
    assert (
        "error[C07]: the profile asks for PDF/X-1a:2001, and the PDF says nothing" in result.output
    )
    assert path.read_bytes() == before


@pytest.mark.slow
def test_a_short_book_is_made_with_a_warning() -> None:
    result = build("ingram")
    assert result.exit_code == 0
    assert "warning[C24]: the file has 4 pages, and the printer binds 18 to 1,200" in result.output
