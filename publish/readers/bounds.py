"""Bounds of the texts that are read: numbers of lines and of tags, which decide about memory.

A text at a bound is checked in about a minute and 2 GB.
"""

from __future__ import annotations

from pathlib import Path

from publish.diagnostics import PublishError
from publish.diagnostics.rules import files
from publish.text.source import Span

MOST_LINES = 1_000_000
"""Lines of the longest text; the Hebrew Bible has 23,000 verses."""

MOST_TAGS = 3_000_000
"""Tags of the longest page or part of a document; Word files of 300 pages have up to a million."""


def check_lines(text: str, file: str) -> None:
    """Raise PublishError for a text of more than ``MOST_LINES`` lines."""
    if (count := text.count("\n")) > MOST_LINES:
        raise _too_large(file, f"has {count:,} lines; texts are read up to {MOST_LINES:,}")


def check_tags(markup: str | bytes, file: str, name: str = "") -> None:
    """Raise PublishError for markup with more than ``MOST_TAGS`` tags; ``name`` is its own."""
    count = markup.count("<") if isinstance(markup, str) else markup.count(b"<")
    if count > MOST_TAGS:
        raise _too_large(file, f"has {count:,} tags; they are read up to {MOST_TAGS:,}", name)


def _too_large(file: str, message: str, name: str = "") -> PublishError:
    subject = name or Path(file).name
    hint = "check that it is the right file; if it is one book, divide it into chapters"
    return PublishError(files.TOO_LARGE.at(Span(file, 0, 0), f"{subject} {message}", hint))
