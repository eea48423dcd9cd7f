"""``publish export``: its files, its output, its messages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import publish
from publish.cli import main
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "export.md").read_text(encoding="utf-8")
TEXT = (
    "The Light\n\nבבוקר הוא נקרא שחר.\n\nAt dawn it is called shachar.\n\n"
    "בערב הוא נקרא ערב.\n\nAt dusk it is called erev.\n"
)

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in a workspace with two books."""
    (tmp_path / "publish.toml").write_text("")
    (tmp_path / "sources").mkdir()
    for name in ("dawn", "dusk"):
        (tmp_path / "sources" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return lambda *words: CliRunner().invoke(main, ["export", *words])


def test_all_books_are_written_to_the_output_folder(run: Run) -> None:
    assert run("--format", "json").exit_code == 0
    for name in ("dawn", "dusk"):
        book = json.loads(Path(f"output/{name}/{name}.json").read_bytes())
        assert (book["book"], book["edition"], book["type"]) == (name, "", "Work")


def test_an_edition_has_its_name(run: Run) -> None:
    run("dawn", "--format", "json", "--edition", "original", "-o", "data")
    book = json.loads(Path("data/dawn.original.json").read_bytes())
    assert book["edition"] == "original"
    assert "shachar" not in json.dumps(book["body"])


def test_the_standard_output_has_nothing_else(run: Run) -> None:
    result = run("dawn", "--format", "json", "-o", "-")
    assert json.loads(result.stdout)["meta"]["title"] == {"en": "The Light"}
    assert not Path("output/dawn/dawn.json").exists()


def test_the_command_and_the_library_write_the_same(run: Run) -> None:
    output = run("dawn", "--format", "json", "-o", "-").stdout_bytes
    assert publish.export(Path("sources/dawn.txt")).value == output


def test_the_help_describes_each_format(run: Run) -> None:
    output = run("--help").stdout
    assert "  json  the document model" in output
    assert "  tei   XML of the Text Encoding Initiative" in output


def test_a_file_of_this_format_is_replaced_and_no_other(run: Run) -> None:
    Path("mine.json").write_text('{"mine": 1}')
    refused = run("dawn", "--format", "json", "-o", "mine.json")
    assert (refused.exit_code, Path("mine.json").read_text()) == (1, '{"mine": 1}')
    assert "error[F24]" in refused.stderr
    for name in ("dawn", "dusk"):
        assert run(name, "--format", "json", "-o", "new.json").exit_code == 0
    assert json.loads(Path("new.json").read_bytes())["book"] == "dusk"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--format", "yaml"], 2, "'yaml' is not"),
        (["dawn"], 2, "Missing option '--format'"),
        (["dawn", "--format", "json", "--edition", "orignal"], 2, "did you mean “original”?"),
        (["--format", "json", "-o", "-"], 2, "2 files are made, and this is one"),
        (["dawn", "--format", "json", "-o", "dawn.txt"], 2, "whose name ends in .json"),
        (["noon", "--format", "json"], 1, "there is no book or file “noon”"),
    ],
)
def test_wrong_usage(words: list[str], code: int, says: str, run: Run) -> None:
    result = run(*words)
    assert result.exit_code == code
    assert says in result.stderr


def test_a_book_that_cannot_be_read_does_not_hide_the_others(run: Run) -> None:
    Path("sources/dawn.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    result = run("--format", "json")
    assert result.exit_code == 1
    assert "failed" in result.stdout
    assert Path("output/dusk/dusk.json").exists()
    assert not Path("output/dawn/dawn.json").exists()


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(ValueError, match="there is no format “yaml”; formats: json"):
        publish.export(TEXT, "yaml")


def test_the_example_of_the_page_is_what_is_written() -> None:
    text, segment = (read_example(name) for name in ("text dawn.txt", "json segment"))
    book = json.loads(publish.export(text).value)
    assert json.loads(segment) == without_spans(book["body"][0]["children"][1])


def test_the_tei_of_the_page_is_what_is_written() -> None:
    text, segment = (read_example(name) for name in ("text dawn.txt", "xml dawn.tei.xml"))
    assert segment.rstrip() in publish.export(text, "tei").value.decode()


def read_example(name: str) -> str:
    """Return a block of code of the page."""
    example = re.search(rf"^```{name}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert example
    return example[1]


def without_spans(value: Any) -> Any:
    """Return an object without the places of nodes."""
    if isinstance(value, list):
        return [without_spans(item) for item in value]
    if isinstance(value, dict):
        return {key: without_spans(item) for key, item in value.items() if key != "span"}
    return value
