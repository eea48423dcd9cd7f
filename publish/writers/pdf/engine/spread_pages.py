"""The pages of spreads as plain data: those of both sides, as many on each."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostics
from publish.storage.serialize import serialize
from publish.writers.pdf.engine.extract import RenderedPages, extract, whole_pages
from publish.writers.pdf.engine.spread_breaks import Pair
from publish.writers.pdf.engine.spread_pagination import SpreadPagination
from publish.writers.pdf.objects.laid_out_pages import (
    LaidOutPage,
    LaidOutPart,
    OutlineEntry,
    splice_pages,
)
from publish.writers.pdf.objects.structure_elements import PartStructure

_BETWEEN_TITLES = " · "


def extract_spreads(
    pagination: SpreadPagination,
    diagnostics: Diagnostics,
    structures: Sequence[PartStructure | None],
) -> Pair[LaidOutPart]:
    """Return the pages of versos, and those of rectos, with blank pages for those without text."""
    parts = []
    for pages, structure in zip(pagination.pages, structures, strict=True):
        rendered = RenderedPages(page for page in pages if page is not None)
        parts.append(extract(rendered, whole_pages(rendered), diagnostics, structure))
    blank = _blank_page(next(page for part in parts for page in part.pages))
    sides = []
    for part, pages, segments in zip(parts, pagination.pages, pagination.segments, strict=True):
        own_pages = iter(part.pages)
        sides.append(
            [
                replace(blank if page is None else next(own_pages), segments=names)
                for page, names in zip(pages, segments, strict=True)
            ]
        )
    spreads = [_merge_outlines(*spread) for spread in zip(*sides, strict=True)]
    verso, recto = parts
    return (
        replace(verso, pages=tuple(page for page, _ in spreads)),
        replace(recto, pages=tuple(page for _, page in spreads)),
    )


def splice_spreads(
    earlier: Pair[LaidOutPart], new: Pair[LaidOutPart], pagination: SpreadPagination
) -> Pair[LaidOutPart] | None:
    """Return earlier spreads with those replaced that a pagination has made anew.

    None where the result could differ from a layout of all spreads.
    """
    verso, recto = (
        splice_pages(before, part, pagination.first, pagination.end)
        for before, part in zip(earlier, new, strict=True)
    )
    return (verso, recto) if verso and recto else None


def _blank_page(page: LaidOutPage) -> LaidOutPage:
    """Return a page of that size with nothing on it."""
    content = zlib.compress(b"q\n\nQ", 6)
    boxes = (page.media, page.trim, page.bleed)
    return LaidOutPage(*boxes, content, (), {}, (), serialize({}), {}, is_blank=True)


def _merge_outlines(verso: LaidOutPage, recto: LaidOutPage) -> Pair[LaidOutPage]:
    """Return a spread with one entry of the outline for headings that face each other."""
    places: Counter[int] = Counter()
    facing: dict[tuple[int, int], OutlineEntry] = {}
    for entry in recto.outline:
        places[entry.level] += 1
        facing[entry.level, places[entry.level]] = entry
    places.clear()
    merged = []
    for entry in verso.outline:
        places[entry.level] += 1
        other = facing.pop((entry.level, places[entry.level]), None)
        titles = (entry.title, other.title) if other else (entry.title,)
        title = _BETWEEN_TITLES.join(dict.fromkeys(titles))
        merged.append(replace(entry, title=title))
    return (
        replace(verso, outline=tuple(merged)),
        replace(recto, outline=tuple(facing.values())),
    )
