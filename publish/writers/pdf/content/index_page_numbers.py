"""The pages that an index leads to: a number once, however often a page has what is looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from publish.document.model import Entry, Index, Place, Section
from publish.writers.html import PlaceRenderer
from publish.writers.pdf.content.print_tree import label


def renderer(numbers: Mapping[str, int]) -> PlaceRenderer:
    """Return what writes places as the numbers of their pages, each a link, in their order."""

    def places(given: tuple[Place, ...]) -> Markup:
        pages: dict[int, str] = {}
        for place in given:
            if place.anchor in numbers:
                pages.setdefault(numbers[place.anchor], place.anchor)
        links = [Markup('<a href="#{}">{}</a>').format(pages[page], page) for page in sorted(pages)]
        return Markup(", ").join(links)

    return places


def known(section: Section, numbers: Mapping[str, int]) -> Section:
    """Return a section with its indexes as they are printed: without notes, links and anchors.

    An entry whose places are in no part of this book (an edition may leave some out) is left out.
    """
    return replace(
        section,
        children=tuple(
            replace(child, entries=_entries(child.entries, numbers))
            if isinstance(child, Index)
            else child
            for child in section.children
        ),
    )


def _entries(entries: tuple[Entry, ...], numbers: Mapping[str, int]) -> tuple[Entry, ...]:
    kept = []
    for entry in entries:
        under = _entries(entry.under, numbers)
        places = tuple(place for place in entry.places if place.anchor in numbers)
        if under or places:
            kept.append(
                replace(
                    entry,
                    term=label(entry.term),
                    meaning=label(entry.meaning),
                    places=places,
                    under=under,
                )
            )
    return tuple(kept)
