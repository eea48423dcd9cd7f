"""Fixes are made only on request, only where they are safe, and in the encoding of the file."""

import codecs
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from publish.cli import main
from publish.config import Settings
from publish.diagnostics import Diagnostic, Fix, PublishError, Severity
from publish.diagnostics.fixes import apply_fixes, difference
from publish.pipeline.stages import parse
from publish.readers.decode import decode, encode
from publish.text.source import Source, Span

NOTES = "\r\nNotes\r\n\r\n1. The body.\r\n"
GIVEN = f"The first\u00a0word\u200b.\r\n\r\nA word.”1i.e., another\ttab.\r\n{NOTES}"
FIXED = f"The first word.\r\n\r\nA word.”1 i.e., another\ttab.\r\n{NOTES}"


@pytest.fixture
def text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    monkeypatch.chdir(tmp_path / "sources")
    return tmp_path / "sources" / "a.txt"


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_safe_fixes_are_made_and_shown(text: Path, mark: bytes) -> None:
    text.write_bytes(mark + GIVEN.encode())
    result = CliRunner().invoke(main, ["check", "a", "--fix"])
    assert text.read_bytes() == mark + FIXED.encode()
    assert "-The first⟨U+00A0⟩word⟨U+200B⟩." in result.stderr
    assert "+The first word." in result.stderr


def test_without_the_option_nothing_is_changed(text: Path) -> None:
    text.write_bytes(GIVEN.encode())
    CliRunner().invoke(main, ["check", "a"])
    assert text.read_bytes() == GIVEN.encode()


def test_a_text_keeps_its_encoding(text: Path) -> None:
    text.write_bytes(GIVEN.encode("utf-16"))
    CliRunner().invoke(main, ["check", "a", "--fix"])
    assert text.read_bytes() == FIXED.encode("utf-16")


def test_of_overlapping_fixes_only_the_first_is_made() -> None:
    source = Source("a.txt", "abcd")
    fixes = (Fix(Span("a.txt", 0, 2), "x"), Fix(Span("a.txt", 1, 3), "y"))
    diagnostic = Diagnostic("T02", Severity.INFO, "", fixes=fixes)
    assert apply_fixes(source, [diagnostic]).text == "xcd"


def test_a_difference_shows_invisible_characters() -> None:
    before, after = Source("a.txt", "a\u202eb\n"), Source("a.txt", "ab\n")
    assert "-a⟨U+202E⟩b\n+ab" in difference(before, after)


@given(st.text(alphabet="ab ”1i.e,\u200b\u00a0\t\n\r\u202e", max_size=60))
def test_applying_fixes_twice_changes_nothing_the_second_time(text: str) -> None:
    source = Source("a.txt", text)
    try:
        once = apply_fixes(source, parse(source, Settings()).diagnostics)
        twice = apply_fixes(once, parse(once, Settings()).diagnostics)
    except PublishError:
        return  # nothing but white space and controls
    assert twice.text == once.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1255"])
def test_a_decoded_text_is_encoded_to_the_same_bytes(encoding: str) -> None:
    data = ("בראשית ברא אלהים את השמים ואת הארץ. " * 4).encode(encoding)
    assert encode(decode(data, "a.txt").value) == data
