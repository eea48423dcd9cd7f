"""References that leave out the book: ``(שם נא, טז)``, the book of the reference before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from publish.document.inline_ranges import InlineRow, span_of
from publish.document.model import Citation, Reference
from publish.passes.indexes.hebrew import translate_name
from publish.passes.references.find import find_mentions
from publish.passes.verses.named_verses import NamedVerses, verses_of
from publish.passes.verses.neighbours import Neighbour

_IBID = re.compile(r"[(\[]שם(?: (?P<locus>[^()\[\]]{1,20}))?[)\]]")


def find_ibid(text: str, row: InlineRow, neighbours: Sequence[Neighbour]) -> Iterator[Neighbour]:
    """Yield references that leave out the book of the reference before them in a run.

    They are no citations in the book that is printed; only the verses beside them ask for them.
    """
    if "שם" not in text:
        return
    for match in _IBID.finditer(text):
        index = bisect_right(neighbours, match.start(), key=lambda each: each.end)
        last = neighbours[index - 1] if index else None
        if not last or not last.verses or not isinstance(last.node, Citation):
            continue
        verses = tuple(_read_locus(last.verses[0].reference, match["locus"]))
        if verses:
            start, end = match.start() + 1, match.end() - 1
            inlines = row.cut(start, end)
            node = Citation(verses[0].reference, inlines, span=span_of(inlines))
            # A single number is a chapter, or a verse of the same chapter.
            is_clear = len(verses[0].reference.locus) > 1
            yield Neighbour(start, end, verses, node, is_source=is_clear)


def _read_locus(before: Reference, locus: str | None) -> Iterator[NamedVerses]:
    """Yield the verses of a locus in the book of a reference; without one, its chapter."""
    chapter = Reference(before.work, before.locus[:1])
    if locus is None:
        references = [chapter]
    else:
        text = f"{translate_name(before.work)} {locus.rstrip('.')}"
        mention = next(iter(find_mentions(text)), None)
        references = [mention.locus.reference] if mention else []
    for reference in references:
        if reference.work == before.work:
            loci = [reference.locus]
            if locus and len(reference.locus) == 1:
                loci.append((chapter.locus[0], reference.locus[0]))
            named = (verses_of(Reference(reference.work, each)) for each in loci)
            yield from (each for each in named if each)
