"""Texts of other encodings: Hebrew words among English ones, and letters decoded wrongly."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from publish import read
from publish.cli import main

SCRIBE = (
    "The Large Letters\n\nWhoever writes the word שמע makes its ayin large, and so the last letter "
    "of אחד is large.\n\nBoth of them together are the word עד, a witness to all who read it.\n"
)
VERSE = "בראשית ברא אלהים את השמים ואת הארץ. והארץ היתה תהו ובהו, וחשך על פני תהום.\n"


def print_bytes(data: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(folder)
    Path("book.txt").write_bytes(data)
    return CliRunner().invoke(main, ["pdf", "book.txt"])


def test_a_few_hebrew_words_of_windows_1255_are_read_with_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = print_bytes(SCRIBE.encode("cp1255"), tmp_path, monkeypatch)
    assert result.exit_code == 0, result.output
    assert "Windows-1255" in result.output
    assert "warning[F" in click.unstyle(result.output)
    assert "שמע" in str(read(tmp_path / "book.txt").value)


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_hebrew_decoded_wrongly_is_an_error_that_says_so(
    wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = VERSE * 3
    damaged = text.encode("utf-8").decode(wrong, "replace").encode("utf-8")
    result = print_bytes(damaged, tmp_path, monkeypatch)
    assert result.exit_code == 1
    output = click.unstyle(result.output)
    assert "error[F" in output
    assert "decoded" in output
    assert not Path("output").exists()


@pytest.mark.parametrize("control", ["\x91", "\x9f"])
def test_control_characters_among_letters_are_no_mere_info(
    control: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        f"A Title\n\nThe letters are {control}here{control} and go on to the end of the line.\n" * 3
    )
    result = print_bytes(text.encode("utf-8"), tmp_path, monkeypatch)
    assert result.exit_code == 1 or "warning[F" in click.unstyle(result.output), result.output
