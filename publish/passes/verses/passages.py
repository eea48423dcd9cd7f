"""Passages of Scripture: quotations that go on from verse to verse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from publish.document.model import Reference
from publish.facts.codex import verse_number
from publish.passes.verses.named_verses import reference_to
from publish.passes.verses.quotation import Quotation
from publish.text.dataclass import dataclass
from publish.text.source import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Quotations in a row; ``verses`` are the first and the last one of each place that fits."""

    verses: tuple[tuple[int, int], ...]
    spans: tuple[Span, ...]

    @property
    def references(self) -> tuple[Reference, ...]:
        """The references to the verses."""
        return tuple(reference_to(first, last) for first, last in self.verses)


def find_passages(quotations: Iterable[Quotation]) -> Sequence[Passage]:
    """Return the quotations, those together of which each has the verse before or the next one."""
    passages: list[Passage] = []
    for quotation in quotations:
        verses = _continue(passages[-1].verses, quotation.verses) if passages else ()
        if verses:
            passages[-1] = Passage(verses, (*passages[-1].spans, quotation.span))
        else:
            passages.append(Passage(quotation.verses, (quotation.span,)))
    return passages


def _continue(
    verses: Sequence[tuple[int, int]], following: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """Return the verses of both where the following ones are the same or go on."""
    return tuple(
        (first, end)
        for first, last in verses
        for start, end in following
        if last <= start <= last + 1 and verse_number(start).book == verse_number(first).book
    )
