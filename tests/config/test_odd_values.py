"""No value of a setting ends in an internal error: each message names the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.cli import main

CASES = [
    ('title = "a\\u0000b"', "S03", 1, "text without control characters such as U+0000"),
    ('title = { en = "a\\u0001" }', "S03", 1, "text without control characters such as U+0001"),
    ('rights = "a\\uFFFEb"', "S03", 1, "text without control characters such as U+FFFE"),
    ('\ncreators = [{ name = "\\b" }]', "S03", 2, "text without control characters"),
    ('theme = "\\u0000"', "S03", 1, "text without control characters"),
    ('cover = { image = "\\u0000.png" }', "S03", 1, "text without control characters"),
    ('title = "a"\nx = ' + "[" * 100_000, "S01", 2, "nested too deeply"),
    ("title = " + "{a=" * 100_000, "S01", 1, "nested too deeply"),
    ('title = "a"\n\nx = ' + "9" * 5_000, "S01", 3, "a number is too long"),
    ("series = { name = 'a', position = 0x" + "f" * 5_000 + " }", "S03", 1, "from -9999 to 9999"),
    ("cover = 0x" + "f" * 5_000, "S03", 1, "not a number of many digits"),
    ("date = 2025-13-45", "S01", 1, "this is not TOML"),
    ('date = "2025-13-45"', "S03", 1, "a date"),
    ("date = 0001-01-01", "", 0, ""),
    ("date = 9999-12-31", "", 0, ""),
    ("page = 1e400", "S03", 1, "the number inf"),
    ("title = 'A \u202e title'", "", 0, ""),
    ('title = """two\nlines"""', "", 0, ""),
    ("[[mark]]\nlines = 0x" + "f" * 5_000 + '\nas = "drop"', "S03", 2, "number of a line"),
    ('"a\\u0000\\nb" = 1', "S02", 1, "there is no key `a⟨U+0000⟩⟨U+000A⟩b`"),
    ("x = 1\n" + "\n".join(f"k{n} = 1" for n in range(200)), "S02", 1, "there is no key `x`"),
    ('title = "' + "word " * 20_000 + '"', "", 0, ""),
    ("theme = '" + "x" * 5_000 + "'", "S03", 1, "a name of at most 255 bytes"),
    ("#" * 1_000_001, "F31", 0, "MB; settings are read up to 1 MB"),
    ("files = ['" + "x/" * 5_000 + "']", "S03", 1, "a path of at most 1024 bytes"),
]


@pytest.mark.parametrize(("toml", "code", "line", "message"), CASES, ids=range(len(CASES)))
@pytest.mark.parametrize("command", ["check", "epub"])
@pytest.mark.parametrize("file", ["publish.toml", "sources/a.toml"])
def test_an_odd_value_is_reported_at_its_line(  # noqa: PLR0917
    toml: str,
    code: str,
    line: int,
    message: str,
    command: str,
    file: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text("A Title\n\nSome words.\n", "utf-8")
    (tmp_path / "publish.toml").write_text("", "utf-8")
    (tmp_path / file).write_text(toml, "utf-8")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, [command, "a"])
    assert "F30" not in result.output
    assert result.exit_code == bool(code), result.output
    assert message in result.output
    if code:
        assert f"error[{code}]" in result.output
    if line and message:
        assert f"{file}:{line}:" in result.output
