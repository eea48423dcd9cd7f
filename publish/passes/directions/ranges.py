"""Number ranges in a right-to-left text; the first number stands left of the dash."""

from __future__ import annotations

import re

from publish.document.inline_ranges import Run, enclose, flat, span_of
from publish.document.model import Dir, Foreign, Inline, Inlines
from publish.passes.visitor import RunContext

# With an en dash the numbers of a range are two runs (UAX #9, N1), and verses 5–7 are printed as
# 7–5.  With an ASCII hyphen they are one run (W4).
_NUMBER = r"\d+(?:[.,:/]\d+)*"
_RANGE = re.compile(
    rf"(?<![0-9A-Za-z])(?<!\d[.,:/]){_NUMBER}(?:[‐‑‒–—]{_NUMBER})+(?![0-9A-Za-z]|[.,:/]\d)"
)
_DASH = re.compile("[‐‑‒–—]")


def isolate_ranges(inlines: Inlines, here: RunContext) -> Inlines:
    """Return the run with each number range of a right-to-left text in a ``Foreign``."""
    if here.dir is Dir.LTR:
        return inlines
    text = flat(inlines)
    if not _DASH.search(text):
        return inlines
    runs = [match.span() for match in _RANGE.finditer(text)]

    def make(nodes: Inlines, _: Run) -> Inline:
        return Foreign(here.lang, Dir.LTR, nodes, span=span_of(nodes))

    return enclose(inlines, runs, make)
