"""What an editor asked to have mended in a source, and nothing else."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import replace

from publish.diagnostics import Diagnostic, Fix
from publish.text.source import Source


def mended(source: Source, diagnostics: Iterable[Diagnostic]) -> Source:
    """Return the source with every fix that ``diagnostics`` offer for it made.

    Where two fixes meet in one place the first one is made and the other is left for the next
    time, so that no fix is ever made on what another one has changed.
    """
    fixes = {fix for one in diagnostics for fix in one.fixes if fix.span.file == source.file}
    parts: list[str] = []
    at = 0
    for fix in sorted(fixes, key=_place):
        if fix.span.start >= at:
            parts += [source.text[at : fix.span.start], fix.text]
            at = fix.span.end
    return replace(source, text="".join(parts) + source.text[at:])


def _place(fix: Fix) -> tuple[int, int, str]:
    return fix.span.start, fix.span.end, fix.text


def difference(before: Source, after: Source) -> str:
    """Return what changed from one to the other as a unified diff, invisible characters named."""
    lines = difflib.unified_diff(
        _visible(before.text),
        _visible(after.text),
        fromfile=before.file,
        tofile=f"{before.file} (mended)",
        lineterm="",
        n=0,
    )
    return "\n".join(lines)


def _visible(text: str) -> list[str]:
    """Return the lines of a text with each character that cannot be seen as its number."""
    shown = [c if c.isprintable() or c in "\r\n" else f"<U+{ord(c):04X}>" for c in text]
    return "".join(shown).splitlines()
