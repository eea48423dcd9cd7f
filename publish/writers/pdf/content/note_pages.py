"""The headings of ruled pages: whose notes they are for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publish.text.lengths import millimetres
from publish.themes.page_geometry import PageGeometry
from publish.writers.pdf.content.chapter_summary import NotedPlace
from publish.writers.pdf.objects.laid_out_pages import LaidOutPage

_POINTS_PER_MM = 72 / 25.4
_MOST_MARKS = 4


def describe_places(places: Sequence[NotedPlace]) -> str:
    """Return the title of a place, or the marks of several: ``3, 4``, ``3–7``."""
    excerpts = [place for place in places if place.mark] or list(places)
    if len(excerpts) == 1:
        return excerpts[0].title
    marks = [place.mark.rstrip(".:") or place.title for place in excerpts]
    if len(marks) > _MOST_MARKS:
        return f"{marks[0]}–{marks[-1]}"
    return ", ".join(marks)


def list_subjects(
    pages: Iterable[LaidOutPage], places: Sequence[NotedPlace], page: PageGeometry
) -> Iterator[str]:
    """Yield for each page of a text what its notes are about: the places that are on it."""
    top = millimetres(page.height) - millimetres(page.top) - 1.5 * millimetres(page.leading)
    current: list[NotedPlace] = []
    for laid_out in pages:
        new = [place for place in places if place.anchor in laid_out.anchors]
        begins = any(laid_out.anchors[place.anchor][1] > top * _POINTS_PER_MM for place in new[:1])
        shown = new if begins else [*current[-1:], *new]
        yield describe_places(shown)
        current = shown
