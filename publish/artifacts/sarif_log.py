"""Diagnostics as a log in SARIF 2.1.0, which code hosts and editors show beside the lines.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from publish.artifacts.diagnostic_objects import printable_lines, sort
from publish.artifacts.repository import find_repository
from publish.config.workspace import WORKSPACE_FILE
from publish.diagnostics import Confidence, Diagnostic, Fix, Rule, Severity
from publish.diagnostics.rules import FAMILIES, find_rule
from publish.text.invisible import printable
from publish.text.source import Source, Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "SRCROOT"
"""The usual name of the folder that relative addresses begin in: that of the repository."""

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PRECISION = {
    Confidence.CERTAIN: "very-high",
    Confidence.LIKELY: "high",
    Confidence.GUESS: "medium",
}


def make_log(
    diagnostics: Iterable[Diagnostic],
    texts: Mapping[str, Source],
    root: Path,
    version: str,
    documentation: str = "",
) -> dict[str, Any]:
    """Return the log of the diagnostics of a workspace; its addresses begin at the repository.

    ``documentation`` is the address of the project's documentation, to which rules then link.
    """
    ordered = sort(diagnostics)
    rules = {rule.code: rule for rule in map(find_rule, ordered)}
    codes = sorted(rules)
    log = _Log(texts, root)
    driver = {
        "name": "publish",
        "semanticVersion": version,
        "rules": [describe_rule(rules[code], documentation) for code in codes],
    }
    if documentation:
        driver["informationUri"] = documentation
    run = {
        "tool": {"driver": driver},
        "columnKind": "utf16CodeUnits",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder of the repository."}}},
        "artifacts": [
            {"location": log.address(name), "encoding": source.encoding}
            for name, source in sorted(texts.items())
            if source.container is None and name in {d.span.file for d in ordered}
        ],
        "results": [log.result(each, codes.index(each.code)) for each in ordered],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def describe_rule(rule: Rule, documentation: str = "") -> dict[str, Any]:
    """Return the metadata of a rule: what ``publish explain`` tells, and its usual level."""
    advice = f"What to do: {rule.advice}"
    described: dict[str, Any] = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": _escape(rule.summary or rule.name)},
        "fullDescription": {"text": _escape(f"{rule.summary} {rule.why}".strip() or rule.name)},
        "help": {"text": _escape(f"{advice}\n\nMore: publish explain {rule.code}")},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {
            "precision": _PRECISION[rule.confidence],
            "tags": [FAMILIES.get(rule.code[0], "extensions")],
        },
    }
    if documentation:
        described["helpUri"] = f"{documentation.rstrip('/')}/{help_page(rule)}"
    return described


def help_page(rule: Rule) -> str:
    """Return the address of the entry of a rule in the documentation."""
    return f"docs/reference/messages.html#{anchor(rule)}"


def anchor(rule: Rule) -> str:
    """Return the anchor of a rule in the page of messages, as MyST derives it from the heading."""
    return f"{rule.code}-{rule.name}".lower()


class _Log:
    """Results of a workspace, whose places are those in the texts."""

    def __init__(self, texts: Mapping[str, Source], root: Path) -> None:
        self._texts = texts
        repository = find_repository(root)
        self._folder = PurePosixPath(root.absolute().relative_to(repository).as_posix())

    def result(self, diagnostic: Diagnostic, rule_index: int) -> dict[str, Any]:
        source = self._texts.get(diagnostic.span.file)
        place = f"{source.place(diagnostic.span.start)}: " if source and source.places else ""
        lines = (f"{place}{printable(diagnostic.message)}", *diagnostic.hints)
        result: dict[str, Any] = {
            "ruleId": diagnostic.code,
            "ruleIndex": rule_index,
            "level": _LEVEL[diagnostic.severity],
            "message": {"text": _escape("\n".join(map(printable_lines, lines)))},
            "locations": [self.location(diagnostic.span)],
        }
        if diagnostic.also:
            result["relatedLocations"] = [
                {"id": number, **self.location(span)}
                for number, span in enumerate(diagnostic.also, 1)
            ]
        if fix := self.fix(diagnostic.fixes):
            result["fixes"] = [fix]
        return result

    def location(self, span: Span) -> dict[str, Any]:
        """Return the place of a span; a message without one is about the settings of all books.

        Code hosts refuse a log in which a result has no place.
        """
        place: dict[str, Any] = {"artifactLocation": self.address(span.file or WORKSPACE_FILE)}
        source = self._texts.get(span.file)
        if source is not None and source.container is None:
            place["region"] = _region(source, span)
        return {"physicalLocation": place}

    def address(self, file: str) -> dict[str, str]:
        if Path(file).is_absolute():
            return {"uri": Path(file).as_uri()}
        path = self._folder / PurePosixPath(Path(file).as_posix())
        return {"uri": quote(str(path)), "uriBaseId": _ROOT}

    def fix(self, fixes: Iterable[Fix]) -> dict[str, Any] | None:
        """Return the corrections of a message; those of a file that is no text are not made."""
        changes: dict[str, list[dict[str, Any]]] = {}
        for fix in fixes:
            source = self._texts.get(fix.span.file)
            if source is None or source.format or source.container:
                continue
            changes.setdefault(source.file, []).append(
                {
                    "deletedRegion": _region(source, fix.span),
                    "insertedContent": {"text": fix.text},
                }
            )
        if not changes:
            return None
        return {
            "description": {"text": "The safe correction of `publish check --fix`."},
            "artifactChanges": [
                {"artifactLocation": self.address(file), "replacements": replacements}
                for file, replacements in changes.items()
            ],
        }


def _region(source: Source, span: Span) -> dict[str, int]:
    start, end = source.position(span.start), source.position(span.end)
    return {
        "startLine": start.line,
        "startColumn": _utf16_column(source, start.line, start.column),
        "endLine": end.line,
        "endColumn": _utf16_column(source, end.line, end.column),
    }


def _utf16_column(source: Source, line: int, column: int) -> int:
    before = source.line(line)[: column - 1]
    return column + sum(character > "\uffff" for character in before)


def _escape(text: str) -> str:
    """Return a text as a message string, in which single braces stand for arguments (3.11.5)."""
    return text.replace("{", "{{").replace("}", "}}")
