"""The report of a book in spreads: their number, and the segments that keep step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publish.diagnostics import Diagnostic
from publish.diagnostics.rules.segment_faults import SPREADS
from publish.document.model import Work
from publish.writers.pdf.content.spread_parts import has_originals_on_versos
from publish.writers.pdf.layout.laid_out_book import LaidOutBook, PlacedPart


def describe_spreads(book: LaidOutBook, work: Work) -> Iterator[Diagnostic]:
    """Yield a message about the spreads of a book, if it has any."""
    placed = {each.part: each for each in book.parts}
    pairs = [(each, placed[each.part.opposite]) for each in book.parts if each.part.opposite]
    if not pairs:
        return
    count = sum(len(verso.layout.pages) for verso, _ in pairs)
    places = [(_places(versos), _places(rectos)) for versos, rectos in pairs]
    facts = [f"{count} spread{'' if count == 1 else 's'}"]
    if segments := sum(len(first) for first, _ in places):
        in_step = sum(
            second.get(name) == place for first, second in places for name, place in first.items()
        )
        facts.append(f"{in_step} of {segments} segments begin on the same spread")
    # Pages that could not be made one after the other have no segments.
    if apart := sum(not first for first, _ in places):
        chapters = "1 chapter is" if apart == 1 else f"{apart} chapters are"
        facts.append(f"{chapters} side by side without keeping step")
    names = ("originals", "translations")
    for side, name in zip(
        pairs[0], names if has_originals_on_versos(work) else names[::-1], strict=True
    ):
        if side.part.leading:
            facts.append(f"the leading of {name} is {side.part.leading} % larger")
    yield SPREADS.anywhere("; ".join(facts))


def _places(side: PlacedPart) -> Mapping[str, int]:
    """Return the number of the spread, from 0, on which each segment begins."""
    return {name: number for number, page in enumerate(side.layout.pages) for name in page.segments}
