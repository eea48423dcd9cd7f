"""Numbers in a right-to-left text that are one piece from left to right.

They are ranges, numbers with a sign, and telephone numbers.
"""

from __future__ import annotations

from publish.document.inline_ranges import Run, enclose, flat, span_of
from publish.document.model import Dir, Foreign, Inline, Inlines
from publish.passes.visitor import RunContext
from publish.text.patterns import late_pattern
from publish.text.telephones import FEWEST_DIGITS, NUMBER_START, TELEPHONE

# With an en dash the numbers of a range are two runs (UAX #9, N1), and verses 5–7 are printed as
# 7–5.  With an ASCII hyphen they are one run (W4).
_NUMBER = r"\d+(?:[.,:/]\d+)*"
_RANGE = rf"(?<![0-9A-Za-z])(?<!\d[.,:/]){_NUMBER}(?:[‐‑‒–—]{_NUMBER})+(?![0-9A-Za-z]|[.,:/]\d)"
# A sign before a number is a separator between a word and the number (W4, W6), and goes to the
# right-to-left text.
_SIGNED = (
    rf"{NUMBER_START}[-−+±][$€£₪]?{_NUMBER}[%°‰₪]?"
    rf"(?:[‐‑‒–—][-−+]?{_NUMBER}[%°‰₪]?)?(?![0-9A-Za-z])"
)
_TELEPHONES = late_pattern(TELEPHONE)
_OTHER_NUMBERS = late_pattern(f"{_SIGNED}|{_RANGE}")

_CANDIDATE = late_pattern(r"[‐‑‒–—−+±]|[-*][$€£₪]?\d|\d[) \u00a0]+\d")
_DIGIT = late_pattern(r"\d")


def isolate_ranges(inlines: Inlines, here: RunContext) -> Inlines:
    """Return the run with each such number of a right-to-left text in a ``Foreign``."""
    if here.dir is Dir.LTR:
        return inlines
    text = flat(inlines)
    if not _CANDIDATE.search(text):
        return inlines

    def make(nodes: Inlines, _: Run) -> Inline:
        return Foreign(here.lang, Dir.LTR, nodes, span=span_of(nodes))

    return enclose(inlines, _find_numbers(text), make)


def _find_numbers(text: str) -> list[Run]:
    """Return the ranges of telephone numbers, of signed numbers and of number ranges, in order."""
    runs = [
        match.span()
        for match in _TELEPHONES.finditer(text)
        if match[0][0] != "+" or len(_DIGIT.findall(match[0])) >= FEWEST_DIGITS
    ]
    others = [match.span() for match in _OTHER_NUMBERS.finditer(text)]
    runs += [(a, b) for a, b in others if not any(a < end and start < b for start, end in runs)]
    return sorted(runs)
