"""What was said of an artifact, a line for each diagnostic: kept and counted without being read.

A book can have thousands of warnings, and a run that finds nothing to do shows a handful.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain

from publish.diagnostics import Diagnostic, Diagnostics, Severity
from publish.text.source import Span

Lines = tuple[str, ...]
"""Each begins with its severity and its code."""

_ORDER: dict[str, int] = {severity: place for place, severity in enumerate(Severity)}


def as_lines(diagnostics: Iterable[Diagnostic]) -> Lines:
    """Return each diagnostic once, the gravest first, those as grave in the order of the text."""
    found = sorted(
        dict.fromkeys(diagnostics),
        key=lambda one: (_ORDER[one.severity], one.span.file, one.span.start, one.code),
    )
    return tuple(map(_line, found))


def joined(*said: Lines) -> Lines:
    """Return lines of several as one, each once and in the same order."""
    some = [lines for lines in said if lines]
    if len(some) == 1:
        return some[0]
    each = dict.fromkeys(chain.from_iterable(some))
    return tuple(sorted(each, key=lambda line: _ORDER[severity(line)]))


def as_diagnostics(said: Iterable[str]) -> Diagnostics:
    """Return the diagnostics that the lines are; what could be mended in the text is not kept."""
    return tuple(map(_diagnostic, said))


def severity(line: str) -> str:
    """Return how grave a line is, in the words of ``Severity``; to make one costs more."""
    return line[: line.index(" ")]


def code(line: str) -> str:
    """Return the code of a line."""
    return line.split(" ", 2)[1]


def gravest(said: Lines) -> Severity | None:
    """Return how grave the gravest of the lines is, which is the first; None where none is."""
    return Severity(severity(said[0])) if said else None


def _line(one: Diagnostic) -> str:
    places = [[span.file, span.start, span.end] for span in one.places]
    return f"{one.severity} {one.code} {json.dumps([one.message, one.hints, places])}"


def _diagnostic(line: str) -> Diagnostic:
    grave, code, rest = line.split(" ", 2)
    message, hints, places = json.loads(rest)
    span, *also = (Span(*place) for place in places)
    return Diagnostic(code, Severity(grave), message, span, tuple(hints), tuple(also))
