"""Files that are no texts of Sefaria, or hostile ones, are refused with a message."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner

from publish.cli import main
from publish.diagnostics import PublishError
from publish.readers.sefaria import json_values
from publish.readers.sefaria.json_values import JsonError, parse_json
from tests.readers.sefaria.test_shapes import pairs
from tests.readers.sefaria_files import export, read
from tests.support.growth import is_linear


def refusal(text: str) -> tuple[str, str]:
    with pytest.raises(PublishError) as error:
        read(text)
    (diagnostic,) = error.value.diagnostics
    return diagnostic.code, diagnostic.message


@pytest.mark.parametrize(
    "text",
    ['{"name": "a"}', "[1, 2]", '"text"', '{"title": "A", "text": []}', '{"text": ["a"]}', "{}"],
)
def test_json_of_another_program_is_refused(text: str) -> None:
    assert refusal(text)[0] == "W61"


def test_an_error_of_the_api_is_its_message() -> None:
    code, message = refusal('{"error": "Unknown text: Nope"}')
    assert code == "W61"
    assert "Unknown text: Nope" in message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"title": "A", "text": ["a', "a string has no end"),
        ('{"title": "A" "text": []}', '“,” or “}” is expected, not “"”'),
        ('{"title": "A",}', "a name in quotation marks is expected, not “}”"),
        ('{"title": "\\x"}', "a string has a wrong escape sequence"),
        ("{", "a name in quotation marks is expected, not the end of the file"),
    ],
)
def test_damaged_json_is_refused_with_its_place(text: str, message: str) -> None:
    assert refusal(text) == ("W60", message)


@pytest.mark.parametrize("depth", [1_000, 1_000_000])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_deep_json_is_refused(opening: str, depth: int) -> None:
    code, message = refusal('{"title": "A", "text": ' + opening * depth)
    assert code == "W60"
    assert "nests more than 64 levels deep" in message


def test_deep_json_costs_time_linear_in_its_length() -> None:
    assert is_linear(lambda size: refusal('{"title": "A", "text": ' + "[" * size), 100_000)


def test_too_many_values_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_values, "MOST_VALUES", 1_000)
    assert refusal("[" + "0," * 2_000 + "0]") == ("W60", "the file has more than 1,000 values")


def test_too_many_characters_are_refused_before_they_are_parsed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_values, "MOST_CHARACTERS", 1_000)
    text = '{"title": "' + "a" * 10_000_000 + '"}'
    tracemalloc.start()
    with pytest.raises(JsonError, match="more than 1,000 characters"):
        parse_json(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


@pytest.mark.parametrize(
    "segment",
    [
        *("<", "<a ", "&", "<a b='", "<!--", "<b>"),
        *(
            pytest.param(segment, marks=pytest.mark.thorough)
            for segment in ("</b>", "<b></i>", "<script></script>")
        ),
    ],
)
def test_markup_costs_time_linear_in_its_length(segment: str) -> None:
    assert is_linear(lambda size: read(export([[segment * size + "a"]])), 5_000)


def test_a_number_of_a_thousand_digits_is_no_address() -> None:
    answer = {"ref": "A 1", "sections": ["9" * 1_000], "sectionNames": ["Verse"], "text": ["a"]}
    read(json.dumps(answer))


@pytest.mark.slow
def test_a_file_that_is_damaged_later_leaves_the_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = json.dumps(export([["One."]]))
    Path("ink.json").write_text(text)
    assert CliRunner().invoke(main, ["epub", "ink.json"]).exit_code == 0
    book = Path("output/ink/ink.epub").read_bytes()
    Path("ink.json").write_text(text[:-20])
    result = CliRunner().invoke(main, ["epub", "ink.json"])
    assert result.exit_code == 1
    assert "W60" in result.output
    assert Path("output/ink/ink.epub").read_bytes() == book


@pytest.mark.thorough
def test_more_segments_than_letters_can_count_are_numbered_in_digits() -> None:
    work = read(export([["א"] * 10_001], language="he")).value
    assert pairs(work)[-1][0] == "10001"
