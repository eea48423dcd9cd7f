"""Diagnostics on a terminal, as JSON, as GitHub annotations and as SARIF."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from publish import __version__
from publish.artifacts.diagnostic_objects import (
    describe,
    describe_place,
    describe_understanding,
    printable_lines,
    sort,
    with_settings,
)
from publish.artifacts.repository import find_repository
from publish.artifacts.sarif_log import make_log
from publish.diagnostics import Diagnostic, Severity
from publish.document.understanding import Understanding
from publish.text.invisible import printable
from publish.text.languages import isolate
from publish.text.source import Source, Span

_COLOUR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_WIDEST = 96


def show_messages(diagnostics: Iterable[Diagnostic], sources: Iterable[Source] = ()) -> None:
    """Print diagnostics to standard error, in the order of the text."""
    texts = with_settings({source.file: source for source in sources}, diagnostics)
    for diagnostic in sort(diagnostics):
        click.echo(message(diagnostic, texts), err=True)


def message(diagnostic: Diagnostic, texts: Mapping[str, Source]) -> str:
    """Return a diagnostic as text: message, source line with the place marked, hints."""
    label = f"{diagnostic.severity.value}[{diagnostic.code}]"
    head = click.style(label, fg=_COLOUR[diagnostic.severity], bold=True)
    lines = [f"{head}: {click.style(printable(diagnostic.message), bold=True)}"]
    source = texts.get(diagnostic.span.file)
    if source is not None:
        lines += _place_lines(diagnostic, source)
    elif diagnostic.span.file:
        lines.append(f"  --> {printable(diagnostic.span.file)}")
    lines += map(_hint_lines, diagnostic.hints)
    return "\n".join(lines) + "\n"


def _display(file: str) -> str:
    """Return a path, relative to the current folder if the file is in it."""
    path = Path(file)
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else file


def _hint_lines(hint: str) -> str:
    """Return a hint as lines; those to be pasted stand below, and TOML ignores their indent."""
    hint = printable_lines(hint)
    if "\n" not in hint:
        return f"  = hint: {hint}"
    lines = ("  = hint: in the settings of the book:", *hint.split("\n"))
    return "\n    ".join(lines)


def _place_lines(diagnostic: Diagnostic, source: Source) -> list[str]:
    span = diagnostic.span
    start = source.position(span.start)
    place = source.place(span.start)
    lines = [f"  --> {printable(source.file)}{': ' if source.places else ':'}{place}"]
    if span.end > span.start:
        number = "" if source.places else str(start.line)
        gutter = " " * len(number)
        line, mark = _mark(source.line(start.line), start.column - 1, span)
        lines += [f"{gutter} |", f"{number} | {isolate(line)}", f"{gutter} {mark}"]
    also = [source.place(s.start) for s in diagnostic.also if s.file == source.file]
    if also:
        places = ("; " if source.places else ", ").join(also[:12])
        more = f" and {len(also) - 12} more" if len(also) > 12 else ""
        lines.append(f"  = also at {places}{more}")
    return lines


def _mark(line: str, column: int, span: Span) -> tuple[str, str]:
    """Return the part of a line around a place, and the line of carets under it.

    A terminal reorders a line with Hebrew, so carets would stand under the wrong letters; there
    the second line quotes the words of the place instead.
    """
    length = max(1, min(span.end - span.start, len(line) - column))
    start = max(0, min(column - _WIDEST // 3, len(line) - _WIDEST))
    part = line[start : start + _WIDEST]
    shown = ("…" if start else "") + part + ("…" if start + len(part) < len(line) else "")
    if any(unicodedata.bidirectional(c) in {"R", "AL"} for c in shown):
        words = line[column : column + min(length, 40)]
        return shown, f"= at {isolate(words)}"
    indent = column - start + bool(start)
    return shown, "| " + " " * indent + "^" * min(length, len(part) - (column - start) or 1)


def as_json(
    diagnostics: Iterable[Diagnostic],
    sources: Iterable[Source],
    understandings: Mapping[str, Understanding | None],
) -> str:
    """Return diagnostics, their counts and what was understood as one JSON object.

    ``understandings`` are those of the books by their names; ``understood`` is that of a single
    book, and null for several and for a book that could not be read.
    """
    texts = with_settings({source.file: source for source in sources}, diagnostics)
    ordered = sort(diagnostics)
    counts = Counter(d.severity for d in ordered)
    books = {
        printable(name): understanding and describe_understanding(understanding, texts)
        for name, understanding in understandings.items()
    }
    return json.dumps(
        {
            "diagnostics": [describe(diagnostic, texts) for diagnostic in ordered],
            "understood": next(iter(books.values())) if len(books) == 1 else None,
            "books": books,
            "summary": {severity.value: counts[severity] for severity in Severity},
        },
        ensure_ascii=False,
        indent=2,
    )


_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_github(
    diagnostics: Iterable[Diagnostic], sources: Iterable[Source], root: Path = Path()
) -> str:
    """Return diagnostics as GitHub workflow commands, which become annotations of lines.

    Files in the workspace ``root`` are named from the folder of its repository on.
    https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
    """
    folder = root.absolute().relative_to(find_repository(root))
    texts = with_settings({source.file: source for source in sources}, diagnostics)
    lines = []
    for diagnostic in sort(diagnostics):
        place = describe_place(diagnostic.span, texts)
        place["file"] = place["file"] and (folder / place["file"]).as_posix()
        keys = {"file": "file", "line": "line", "endLine": "end_line", "col": "column"}
        values = {name: place[key] for name, key in keys.items() if place[key] is not None}
        parameters = ",".join(
            f"{name}={_escape_property(str(value))}" for name, value in values.items()
        )
        messages = (diagnostic.message, *diagnostic.hints)
        text = " — ".join(map(printable_lines, messages))
        command = _GITHUB[diagnostic.severity]
        lines.append(f"::{command} {parameters}::{diagnostic.code} {_escape(text)}")
    return "\n".join(lines)


def as_sarif(
    diagnostics: Iterable[Diagnostic],
    sources: Iterable[Source],
    root: Path,
    documentation: str = "",
) -> str:
    """Return diagnostics as a log in SARIF; see ``sarif_log``."""
    texts = with_settings({source.file: source for source in sources}, diagnostics, root)
    log = make_log(diagnostics, texts, root, __version__, documentation)
    return json.dumps(log, ensure_ascii=False, indent=2)


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")


def summary(counts: Mapping[str, int]) -> str:
    """Return the counts of severities as text: ``1 error, 2 warnings, 14 infos``."""
    parts = [
        f"{counts[severity]} {severity.value}{'s' if counts[severity] != 1 else ''}"
        for severity in Severity
        if counts.get(severity)
    ]
    return ", ".join(parts) or "nothing to correct"
