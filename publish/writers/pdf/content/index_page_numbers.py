"""Page numbers in indexes: each page of an entry is listed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from publish.document.indexes import SIGN
from publish.document.model import Entry, Index, Place, Section
from publish.writers.html import PlaceRenderer
from publish.writers.pdf.content.print_tree import label


def page_number_renderer(numbers: Mapping[str, int]) -> PlaceRenderer:
    """Return a renderer of places as linked page numbers in ascending order."""

    def render_places(places: tuple[Place, ...]) -> Markup:
        anchors: dict[int, str] = {}
        named: set[int] = set()
        for place in places:
            if place.anchor in numbers:
                page = numbers[place.anchor]
                anchors.setdefault(page, place.anchor)
                named |= set() if place.inferred else {page}
        links = [
            Markup('<a href="#{}">{}</a>{}').format(
                anchors[page], page, "" if page in named else SIGN
            )
            for page in sorted(anchors)
        ]
        return Markup(", ").join(links)

    return render_places


def resolve_indexes(section: Section, numbers: Mapping[str, int]) -> Section:
    """Return a section with its indexes as printed: without notes, links and anchors.

    Entries without a place in this edition of the book are left out.
    """
    return replace(
        section,
        children=tuple(
            replace(child, entries=_resolve_entries(child.entries, numbers))
            if isinstance(child, Index)
            else child
            for child in section.children
        ),
    )


def _resolve_entries(entries: tuple[Entry, ...], numbers: Mapping[str, int]) -> tuple[Entry, ...]:
    resolved = []
    for entry in entries:
        under = _resolve_entries(entry.under, numbers)
        places = tuple(place for place in entry.places if place.anchor in numbers)
        if under or places:
            resolved.append(
                replace(
                    entry,
                    term=label(entry.term),
                    meaning=label(entry.meaning),
                    places=places,
                    under=under,
                )
            )
    return tuple(resolved)
