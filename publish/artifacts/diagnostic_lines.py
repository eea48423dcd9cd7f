"""Diagnostics as lines of text, one a diagnostic, which are stored and counted without parsing.

A book can have thousands of warnings, and a run that finds nothing to do shows a handful.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain

from publish.diagnostics import Diagnostic, Diagnostics, Severity
from publish.text.source import Span

Lines = tuple[str, ...]
"""Lines that each begin with the severity and the code of a diagnostic."""

_ORDER: dict[str, int] = {severity: place for place, severity in enumerate(Severity)}


def as_lines(diagnostics: Iterable[Diagnostic]) -> Lines:
    """Return a line for each distinct diagnostic, by severity and then in the order of the text."""
    ordered = sorted(
        dict.fromkeys(diagnostics),
        key=lambda d: (_ORDER[d.severity], d.span.file, d.span.start, d.code),
    )
    return tuple(map(_serialize, ordered))


def merge(*groups: Lines) -> Lines:
    """Return the distinct lines of all groups, the gravest first."""
    filled = [lines for lines in groups if lines]
    if len(filled) == 1:
        return filled[0]
    distinct = dict.fromkeys(chain.from_iterable(filled))
    return tuple(sorted(distinct, key=lambda line: _ORDER[severity(line)]))


def as_diagnostics(lines: Iterable[str]) -> Diagnostics:
    """Return the diagnostics that the lines stand for, without their fixes."""
    return tuple(map(_parse, lines))


def severity(line: str) -> str:
    """Return the severity of a line as text, which costs less than a ``Severity``."""
    return line[: line.index(" ")]


def code(line: str) -> str:
    """Return the code of a line."""
    return line.split(" ", 2)[1]


def gravest(lines: Lines) -> Severity | None:
    """Return the severity of the first line, which is the gravest; None where there is no line."""
    return Severity(severity(lines[0])) if lines else None


def lines_stop(lines: Lines, *, strict: bool = False) -> bool:
    """Return whether lines stop a book, as ``stops`` says of diagnostics."""
    severity = gravest(lines)
    return severity is Severity.ERROR or (strict and severity is Severity.WARNING)


def _serialize(diagnostic: Diagnostic) -> str:
    places = [[span.file, span.start, span.end] for span in diagnostic.places]
    rest = json.dumps([diagnostic.message, diagnostic.hints, places])
    return f"{diagnostic.severity} {diagnostic.code} {rest}"


def _parse(line: str) -> Diagnostic:
    severity, code, rest = line.split(" ", 2)
    message, hints, places = json.loads(rest)
    span, *also = (Span(*place) for place in places)
    return Diagnostic(code, Severity(severity), message, span, tuple(hints), tuple(also))
