"""The page of contents: what it lists, each line with the place it leads to.

Page numbers are not here: the layout writes them beside the lines when it knows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from publish.model import Block, Excerpt, Inlines, Quote, Section
from publish.writers.html import anchored
from publish.writers.pdf.prepare import label

DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents: an excerpt has a number, a section has none."""

    anchor: str
    title: Inlines
    depth: int
    number: int | None = None


def entries(sections: tuple[tuple[str, Section], ...]) -> tuple[Entry, ...]:
    """Return the lines of the contents for the sections, each with its anchor."""
    return tuple(line for anchor, section in sections for line in _section(anchor, section, 1))


def _section(anchor: str, section: Section, depth: int) -> Iterator[Entry]:
    if section.title:
        yield Entry(anchor, label(section.title), depth)
        depth += 1
    for inner, child in anchored(section.children, anchor):
        yield from _child(inner, child, depth)


def _child(anchor: str, child: Section | Excerpt | Block, depth: int) -> Iterator[Entry]:
    match child:
        case Section() if depth <= DEEPEST:
            yield from _section(anchor, child, depth)
        case Excerpt(number, _, heading):
            yield Entry(anchor, _named(heading), depth, number)
        case _:
            return


def _named(heading: Inlines) -> Inlines:
    """Return the title that the heading of an excerpt quotes, else the whole heading."""
    quoted = [node.inlines for node in heading if isinstance(node, Quote)]
    return label(quoted[-1] if quoted else heading)
