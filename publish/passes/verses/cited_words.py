"""Words of a text that are put into a ``Citation``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from publish.document.inline_ranges import InlineRow, Run, enclose, span_of
from publish.document.model import Citation, Inline, Inlines, Work
from publish.document.walk import descend
from publish.passes.visitor import Visit
from publish.text.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class CitedWords:
    """Words from ``start`` to ``end`` of their run, and the citation that they are to be in."""

    run: Inlines
    start: int
    end: int
    citation: Citation


def cite(work: Work, words: Iterable[CitedWords]) -> Work:
    """Return the work with these words in their citations, but those that have one in them."""
    by_run: dict[int, list[CitedWords]] = defaultdict(list)
    for each in words:
        by_run[id(each.run)].append(each)
    if not by_run:
        return work
    changed = {key: _cite_in_run(own) for key, own in by_run.items()}
    return Visit(lambda inlines, _: changed.get(id(inlines), inlines)).work(work)


def has_citation(row: InlineRow, start: int, end: int) -> bool:
    """Return whether a citation stands among the words of a range, which cannot be in another."""
    return any(isinstance(node, Citation) for node in descend(row.cut(start, end)))


def _cite_in_run(words: Sequence[CitedWords]) -> Inlines:
    row = InlineRow(words[0].run)
    by_range = {
        (each.start, each.end): each.citation
        for each in words
        if not has_citation(row, each.start, each.end)
    }

    def make(inlines: Inlines, run: Run) -> Inline:
        return replace(by_range[run], inlines=inlines, span=span_of(inlines))

    return enclose(words[0].run, sorted(by_range), make)
