"""Ranges of numbers in a right-to-left text: the first number stays at the left of the dash."""

from __future__ import annotations

import re

from publish.document.inline_ranges import Run, enclose, flat, spanned
from publish.document.model import Dir, Foreign, Inline, Inlines
from publish.passes.visitor import Context

# With an en dash the two numbers of a range are two runs to the bidi algorithm (UAX #9, N1), and
# the range of verses 5–7 is printed as 7–5.  With the hyphen of ASCII it is one run (W4).
_NUMBER = r"\d+(?:[.,:/]\d+)*"
_RANGE = re.compile(
    rf"(?<![0-9A-Za-z])(?<!\d[.,:/]){_NUMBER}(?:[‐‑‒–—]{_NUMBER})+(?![0-9A-Za-z]|[.,:/]\d)"
)
_DASH = re.compile("[‐‑‒–—]")


def ranged(inlines: Inlines, here: Context) -> Inlines:
    """Return the run with each range of numbers that would be turned about in one piece."""
    if here.dir is Dir.LTR:
        return inlines
    text = flat(inlines)
    if not _DASH.search(text):
        return inlines
    runs = [match.span() for match in _RANGE.finditer(text)]

    def make(nodes: Inlines, _: Run) -> Inline:
        return Foreign(here.lang, Dir.LTR, nodes, span=spanned(nodes))

    return enclose(inlines, runs, make)
