"""Diagnostics on a terminal, as JSON and as GitHub annotations."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from publish.diagnostics import Diagnostic, Severity
from publish.text.languages import isolate
from publish.text.source import Source, Span

_COLOUR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_WIDEST = 96


def show_messages(diagnostics: Iterable[Diagnostic], sources: Iterable[Source] = ()) -> None:
    """Print diagnostics to standard error, in the order of the text."""
    texts = _with_settings({source.file: source for source in sources}, diagnostics)
    for one in sort(diagnostics):
        click.echo(message(one, texts), err=True)


def sort(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return diagnostics as a reader meets their places, the gravest of one place first."""
    order = list(Severity)
    return sorted(
        dict.fromkeys(diagnostics),
        key=lambda d: (d.span.file, d.span.start, order.index(d.severity), d.code),
    )


def _with_settings(
    texts: dict[str, Source], diagnostics: Iterable[Diagnostic]
) -> dict[str, Source]:
    """Return ``texts`` with the settings files that diagnostics point into."""
    for file in {d.span.file for d in diagnostics} - set(texts) - {""}:
        try:
            texts[file] = Source(file, Path(file).read_bytes().decode("utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            continue
    return texts


def message(one: Diagnostic, texts: Mapping[str, Source]) -> str:
    """Return one diagnostic: what and why, the line with the place marked, what to do next."""
    head = click.style(f"{one.severity.value}[{one.code}]", fg=_COLOUR[one.severity], bold=True)
    lines = [f"{head}: {click.style(one.message, bold=True)}"]
    source = texts.get(one.span.file)
    if source is not None:
        lines += _place(one, source)
    elif one.span.file:
        lines.append(f"  --> {one.span.file}")
    lines += [f"  = hint: {hint}" for hint in one.hints]
    return "\n".join(lines) + "\n"


def _place(one: Diagnostic, source: Source) -> list[str]:
    start = source.position(one.span.start)
    lines = [f"  --> {source.file}:{start.line}:{start.column}"]
    if one.span.end > one.span.start:
        number = str(start.line)
        gutter = " " * len(number)
        line, mark = _marked(source.line(start.line), start.column - 1, one.span)
        lines += [f"{gutter} |", f"{number} | {isolate(line)}", f"{gutter} | {mark}"]
    if one.also:
        also = [source.position(span.start) for span in one.also if span.file == source.file]
        places = ", ".join(f"{place.line}:{place.column}" for place in also[:12])
        more = f" and {len(also) - 12} more" if len(also) > 12 else ""
        lines.append(f"  = also at {places}{more}")
    return lines


def _marked(line: str, column: int, span: Span) -> tuple[str, str]:
    """Return the part of a line around a place, and the marks to stand under it.

    A terminal draws a line with Hebrew in it in an order that no row of carets can follow, so
    there the marked words are said again instead.
    """
    length = max(1, min(span.end - span.start, len(line) - column))
    start = max(0, min(column - _WIDEST // 3, len(line) - _WIDEST))
    part = line[start : start + _WIDEST]
    shown = ("…" if start else "") + part + ("…" if start + len(part) < len(line) else "")
    if any(unicodedata.bidirectional(c) in {"R", "AL"} for c in shown):
        words = line[column : column + min(length, 40)]
        return shown, f"^ {isolate(words)}"
    at = column - start + bool(start)
    return shown, " " * at + "^" * min(length, len(part) - (column - start) or 1)


def as_json(diagnostics: Iterable[Diagnostic], sources: Iterable[Source]) -> str:
    """Return diagnostics and their counts as one JSON object."""
    texts = _with_settings({source.file: source for source in sources}, diagnostics)
    found = sort(diagnostics)
    counts = Counter(one.severity for one in found)
    return json.dumps(
        {
            "diagnostics": [_object(one, texts) for one in found],
            "summary": {severity.value: counts[severity] for severity in Severity},
        },
        ensure_ascii=False,
        indent=2,
    )


def _object(one: Diagnostic, texts: Mapping[str, Source]) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity.value,
        "message": one.message,
        **_located(one.span, texts),
        "hints": list(one.hints),
        "also": [_located(span, texts) for span in one.also],
    }


def _located(span: Span, texts: Mapping[str, Source]) -> dict[str, Any]:
    source = texts.get(span.file)
    place: dict[str, Any] = {"file": span.file or None}
    if source is None:
        return place | dict.fromkeys(("line", "column", "end_line", "end_column"))
    start, end = source.position(span.start), source.position(span.end)
    return place | {
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_github(diagnostics: Iterable[Diagnostic], sources: Iterable[Source]) -> str:
    """Return diagnostics as workflow commands, which GitHub shows beside the lines they name."""
    texts = _with_settings({source.file: source for source in sources}, diagnostics)
    lines = []
    for one in sort(diagnostics):
        place = _located(one.span, texts)
        keys = {"file": "file", "line": "line", "endLine": "end_line", "col": "column"}
        given = {name: place[key] for name, key in keys.items() if place[key] is not None}
        settings = ",".join(f"{name}={_escaped(str(value))}" for name, value in given.items())
        text = " — ".join((one.message, *one.hints))
        lines.append(f"::{_GITHUB[one.severity]} {settings}::{one.code} {_escaped(text)}")
    return "\n".join(lines)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def summary(counts: Mapping[str, int]) -> str:
    """Return counts of each severity as people say them: ``1 error, 2 warnings, 14 infos``."""
    parts = [
        f"{counts[severity]} {severity.value}{'s' if counts[severity] != 1 else ''}"
        for severity in Severity
        if counts.get(severity)
    ]
    return ", ".join(parts) or "nothing to mend"
