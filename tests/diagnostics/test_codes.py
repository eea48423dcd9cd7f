"""Each code is shown by a test: by the example of its rule, or by a test of its part."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from types import ModuleType

import pikepdf
import pytest
from click.testing import CliRunner

from publish.artifacts import limited_process
from publish.cli import main
from publish.diagnostics import Rule, rules
from publish.diagnostics.rules import RULES
from publish.preflight.pdf_fonts import check_fonts
from publish.preflight.pdf_parser import parse_objects
from publish.themes import theme as themes
from publish.themes.theme_search import own_styles
from publish.writers.pdf.engine import adapter

TESTS = Path(__file__).parents[1]


def constant_names() -> dict[str, str]:
    """Return the names of the constants of rules, by their codes."""
    return {
        rule.code: name
        for module in vars(rules).values()
        if isinstance(module, ModuleType) and hasattr(module, "ALL")
        for name, rule in vars(module).items()
        if isinstance(rule, Rule)
    }


def test_a_test_shows_each_code() -> None:
    files = (p for p in TESTS.rglob("*") if p.suffix in {".py", ".txt"} and "pastes" not in p.parts)
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    words = set(re.findall(r"\b[A-Z]\d\d\b|\b[A-Z]+(?:_[A-Z]+)+\b", text))
    unshown = [
        code
        for code, name in constant_names().items()
        if not RULES[code].example and code not in words and name not in words
    ]
    assert unshown == []


def check(*arguments: str) -> str:
    return CliRunner().invoke(main, ["check", *arguments]).stderr


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of texts of a workspace with a book; the workspace is the current folder."""
    (tmp_path / "publish.toml").touch()
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("The Light\n\nIt was good.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "sources"


def test_files_that_are_no_books_are_reported(sources: Path) -> None:
    (sources / "a").mkdir()
    (sources / "a" / "1.txt").write_text("One.\n", encoding="utf-8")
    (sources / "b.doc").write_bytes(b"PK")
    (sources / "c").mkdir()
    result = check()
    assert [f"warning[{code}]" in result for code in ("F20", "F21", "F22")] == [True] * 3


def test_a_name_that_is_too_long_is_an_error(sources: Path) -> None:
    name = "א" * 124
    (sources / f"{name}.txt").write_text("The light was good.\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["pdf", name, "--profile", "accessible"])
    assert "error[F26]" in result.stderr


def test_a_date_outside_of_the_calendar_is_an_error(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sources.is_dir()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "9" * 15)
    result = CliRunner().invoke(main, ["epub", "a"])
    assert "error[F28]" in result.stderr


def test_a_system_that_cannot_limit_memory_says_so(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sources.is_dir()
    monkeypatch.setattr(limited_process, "can_limit_memory", lambda: False)
    assert "warning[S20]" in check("a", "--limit-memory", "2 GB")


def test_a_font_that_is_not_embedded_is_an_error(tmp_path: Path) -> None:
    with pikepdf.new() as document:
        page = document.add_blank_page()
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.TrueType)
        font.BaseFont = pikepdf.Name("/EB-Garamond")
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F1=document.make_indirect(font))
        )
        document.save(tmp_path / "a.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    theme = themes.load("classic", [own_styles()])
    objects = parse_objects((tmp_path / "a.pdf").read_bytes())
    assert [error.code for error in check_fonts(objects, theme)] == ["P03"]


def test_a_message_of_the_layout_engine_is_a_warning() -> None:
    messages = adapter.Messages()
    record = logging.LogRecord("", logging.WARNING, "", 0, "the engine ignored a rule", (), None)
    assert not messages.filter(record)
    session = adapter.Session(messages, ())
    assert [(d.code, d.message) for d in session.diagnostics] == [
        ("P05", "the engine ignored a rule")
    ]
