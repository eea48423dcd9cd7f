"""Fixes made in a source, and the difference that they make."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import replace

from publish.diagnostics import Diagnostic, Fix
from publish.text.invisible import show_invisible
from publish.text.source import Source


def apply_fixes(source: Source, diagnostics: Iterable[Diagnostic]) -> Source:
    """Return the source with every fix that ``diagnostics`` offer for it.

    Of two fixes that overlap only the first is made, so that no fix changes the text of another.
    """
    fixes = {fix for d in diagnostics for fix in d.fixes if fix.span.file == source.file}
    parts: list[str] = []
    end = 0
    for fix in sorted(fixes, key=_sort_key):
        if fix.span.start >= end:
            parts += [source.text[end : fix.span.start], fix.text]
            end = fix.span.end
    return replace(source, text="".join(parts) + source.text[end:])


def _sort_key(fix: Fix) -> tuple[int, int, str]:
    return fix.span.start, fix.span.end, fix.text


def difference(before: Source, after: Source) -> str:
    """Return a unified diff of two sources, with invisible characters as their numbers."""
    lines = difflib.unified_diff(
        show_invisible(before.text).splitlines(),
        show_invisible(after.text).splitlines(),
        fromfile=before.file,
        tofile=f"{before.file} (fixed)",
        lineterm="",
        n=0,
    )
    return "\n".join(lines)
