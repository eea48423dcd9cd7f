"""Diagnostics as objects for other programs: plain data, with lines and columns for spans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from publish.config.file_access import read_text_bytes
from publish.diagnostics import Diagnostic, PublishError, Severity
from publish.document.understanding import Understanding
from publish.text.invisible import printable
from publish.text.source import Source, Span


def sort(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the distinct diagnostics in the order of the text, the gravest of a place first."""
    order = list(Severity)
    return sorted(
        dict.fromkeys(diagnostics),
        key=lambda d: (d.span.file, d.span.start, order.index(d.severity), d.code),
    )


def with_settings(
    texts: dict[str, Source], diagnostics: Iterable[Diagnostic], root: Path = Path()
) -> dict[str, Source]:
    """Return ``texts`` with the settings and other texts to which diagnostics point.

    Relative names are those of files in ``root``.
    """
    for file in {d.span.file for d in diagnostics} - set(texts) - {""}:
        try:
            data = read_text_bytes(root / file)
        except (PublishError, ValueError):
            continue
        if b"\0" not in data:  # a file that was refused as no text has no lines to show
            texts[file] = Source(file, data.decode("utf-8-sig", "replace"))
    return texts


def describe(diagnostic: Diagnostic, texts: Mapping[str, Source]) -> dict[str, Any]:
    """Return a diagnostic as an object, with its places in ``texts``."""
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": printable(diagnostic.message),
        **describe_place(diagnostic.span, texts),
        "hints": list(map(printable_lines, diagnostic.hints)),
        "also": [describe_place(span, texts) for span in diagnostic.also],
    }


def describe_place(span: Span, texts: Mapping[str, Source]) -> dict[str, Any]:
    """Return a span as an object; lines and columns are null where the text is not known."""
    source = texts.get(span.file)
    place: dict[str, Any] = {"file": printable(span.file) or None}
    if source is None:
        return place | dict.fromkeys(("line", "column", "end_line", "end_column"))
    if source.places:
        place["place"] = source.place(span.start)
    start, end = source.position(span.start), source.position(span.end)
    return place | {
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }


def describe_understanding(
    understanding: Understanding, texts: Mapping[str, Source]
) -> dict[str, Any]:
    """Return what was understood of a book as an object."""
    return {
        "title": understanding.title,
        **asdict(understanding.counts),
        "joined_lines": understanding.joined_lines,
        "left_out": [describe_place(line.span, texts) for line in understanding.left_out],
    }


def printable_lines(text: str) -> str:
    """Return a text of several lines with its unprintable characters as their numbers."""
    return "\n".join(map(printable, text.split("\n")))
