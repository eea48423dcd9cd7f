"""Messages for code hosts and editors: SARIF logs, and annotations of GitHub."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from publish.artifacts.diagnostic_objects import with_settings
from publish.artifacts.sarif_log import describe_rule, make_log
from publish.cli import main
from publish.diagnostics import Diagnostic, Severity
from publish.diagnostics.rules import FAMILIES, RULES
from publish.text.source import NOWHERE, Container, Source, Span
from tests.support.node_clients import MODULES, run_client

TEXT = "A title\r\n\r\n𐤀 {word}\u00a0 said שלום.[1]\r\rThe end.\n"
"""A text with three kinds of line ends, and a letter of two units in UTF-16."""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace in a folder of a repository, with a file of a Hebrew name."""
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "books"
    (folder / "sources").mkdir(parents=True)
    (folder / "publish.toml").touch()
    (folder / "sources" / "שיעור 5.txt").write_bytes(TEXT.encode())
    monkeypatch.chdir(folder)
    return folder


def check(*words: str) -> str:
    return CliRunner().invoke(main, ["check", *words]).stdout


def run_of(log: dict[str, Any]) -> dict[str, Any]:
    (run,) = log["runs"]
    return dict(run)


def results(log: dict[str, Any], code: str) -> list[dict[str, Any]]:
    return [result for result in run_of(log)["results"] if result["ruleId"] == code]


def log_of(*diagnostics: Diagnostic, texts: tuple[Source, ...] = ()) -> dict[str, Any]:
    sources = with_settings({text.file: text for text in texts}, diagnostics)
    return make_log(diagnostics, sources, Path("/nowhere"), "1.0")


def faults(*logs: Path) -> list[list[str]]:
    """Return what the schema of SARIF 2.1.0 finds in logs."""
    if not (MODULES / "@microsoft" / "jest-sarif").is_dir():
        pytest.skip("the schema of SARIF is not installed: `npm ci` in tests/epub/clients")
    return list(run_client("sarif_faults.js", json.dumps(list(map(str, logs)))))


@pytest.mark.slow
def test_a_log_keeps_to_the_schema(workspace: Path, tmp_path: Path) -> None:
    (workspace / "sources" / "broken.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    (workspace / "sources" / "broken.toml").write_text("titel = 1")
    logs = [tmp_path / "a.sarif", tmp_path / "every rule.sarif"]
    logs[0].write_text(check("--format", "sarif", "--docs", "https://example.org/"), "utf-8")
    every = (rule.anywhere(rule.summary) for rule in RULES.values())
    logs[1].write_text(json.dumps(log_of(*every)), "utf-8")
    assert faults(*logs) == []


@pytest.mark.slow
@pytest.mark.usefixtures("workspace")
def test_the_schema_sees_faults(tmp_path: Path) -> None:
    log = json.loads(check("--format", "sarif"))
    log["runs"][0]["results"][0]["level"] = "grave"
    path = tmp_path / "a.sarif"
    path.write_text(json.dumps(log))
    assert [place for _, place, _ in faults(path)] == [".runs[0].results[0].level"]


@pytest.mark.usefixtures("workspace")
def test_places_are_counted_as_the_log_says() -> None:
    log = json.loads(check("--format", "sarif"))
    run = run_of(log)
    assert (run["columnKind"], "\r" in run["newlineSequences"]) == ("utf16CodeUnits", True)
    (space, *_) = results(log, "T09")
    (location,) = space["locations"]
    line = TEXT.splitlines()[2].encode("utf-16-le")
    region = location["physicalLocation"]["region"]
    start, end = (2 * (region[name] - 1) for name in ("startColumn", "endColumn"))
    assert (region["startLine"], line[start:end].decode("utf-16-le")) == (3, "\u00a0")


def test_a_file_is_named_from_the_folder_of_the_repository(workspace: Path) -> None:
    log = json.loads(check("--format", "sarif"))
    (note,) = results(log, "N01")
    address = note["locations"][0]["physicalLocation"]["artifactLocation"]
    assert unquote(address["uri"]) == "books/sources/שיעור 5.txt"
    assert address["uri"].isascii()
    assert address["uriBaseId"] in run_of(log)["originalUriBaseIds"]
    github = check("--format", "github")
    assert "::warning file=books/sources/שיעור 5.txt,line=3" in github
    (workspace.parent / ".git").rmdir()
    assert "::warning file=sources/שיעור 5.txt,line=3" in check("--format", "github")


@pytest.mark.usefixtures("workspace")
def test_a_safe_correction_is_offered_as_it_is_made() -> None:
    log = json.loads(check("--format", "sarif"))
    replacements = [
        (change["artifactLocation"]["uri"], replacement)
        for result in run_of(log)["results"]
        for fix in result.get("fixes", ())
        for change in fix["artifactChanges"]
        for replacement in change["replacements"]
    ]
    assert replacements
    lines = TEXT.splitlines()
    for address, replacement in sorted(replacements, key=repr, reverse=True):
        assert unquote(address) == "books/sources/שיעור 5.txt"
        region = replacement["deletedRegion"]
        line = lines[region["startLine"] - 1].encode("utf-16-le")
        start, end = (2 * (region[name] - 1) for name in ("startColumn", "endColumn"))
        text = replacement["insertedContent"]["text"].encode("utf-16-le")
        lines[region["startLine"] - 1] = (line[:start] + text + line[end:]).decode("utf-16-le")
    check("--fix")
    fixed = Path("sources/שיעור 5.txt").read_bytes().decode()
    assert lines == fixed.splitlines()


def test_a_message_without_a_place_is_about_the_settings_of_all_books() -> None:
    """GitHub refuses a log that has a result without a place."""
    log = log_of(Diagnostic("S01", Severity.ERROR, "a {fault}", NOWHERE, ("a hint",)))
    (result,) = results(log, "S01")
    place = {"artifactLocation": {"uri": "publish.toml", "uriBaseId": "SRCROOT"}}
    assert result["locations"] == [{"physicalLocation": place}]
    assert result["message"]["text"] == "a {{fault}}\na hint"


def test_a_place_in_a_word_file_is_named() -> None:
    source = Source("a.docx", "One\nTwo", container=Container(b""), places=((4, "paragraph 2"),))
    span = Span("a.docx", 4, 7)
    odd = Diagnostic("Q02", Severity.WARNING, "odd", span, also=(span,)).with_fix("2")
    (result,) = results(log_of(odd, texts=(source,)), "Q02")
    assert result["message"]["text"] == "paragraph 2: odd"
    assert "region" not in result["locations"][0]["physicalLocation"]
    assert "fixes" not in result
    assert [place["id"] for place in result["relatedLocations"]] == [1]


def test_rules_tell_what_explain_tells() -> None:
    for rule in RULES.values():
        described = describe_rule(rule, "https://example.org/docs-site/")
        assert rule.why in described["fullDescription"]["text"].replace("{{", "{").replace(
            "}}", "}"
        )
        assert described["properties"]["tags"] == [FAMILIES[rule.code[0]]]
        page, anchor = described["helpUri"].split("#")
        assert page == "https://example.org/docs-site/docs/reference/messages.html"
        assert anchor.startswith(f"{rule.code.lower()}-")
    assert "helpUri" not in describe_rule(RULES["N01"])


@pytest.mark.usefixtures("workspace")
def test_rules_are_those_of_the_results_in_order() -> None:
    log = json.loads(check("--format", "sarif"))
    codes = [rule["id"] for rule in run_of(log)["tool"]["driver"]["rules"]]
    assert codes == sorted(codes)
    for result in run_of(log)["results"]:
        assert codes[result["ruleIndex"]] == result["ruleId"]
