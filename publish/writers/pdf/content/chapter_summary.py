"""The summary of a chapter, stored so that unchanged chapters are not read again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from publish.document import walk
from publish.document.lazy_book import Chapter
from publish.document.model import UNLISTED, Excerpt, Image, Index, Role, Section, Segment
from publish.document.sides import has_sides
from publish.storage.serialize import serializable
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.writers import html
from publish.writers.pdf.content.column_widths import FacingColumns
from publish.writers.pdf.content.font_coverage import section_texts
from publish.writers.pdf.content.print_tree import label
from publish.writers.pdf.content.running_heads import excerpt_head, running_head
from publish.writers.pdf.content.side_leading import SideLines, SideMeasure
from publish.writers.pdf.content.table_of_contents import TocLine, list_toc_lines


@serializable
@dataclass(frozen=True, slots=True)
class NotedPlace:
    """An excerpt, or a section with a title, whose notes a ruled page is for.

    ``mark`` is that of an excerpt, ``title`` its running head.
    """

    anchor: str
    mark: str
    title: str


@serializable
@dataclass(frozen=True, slots=True)
class ChapterSummary:
    """Facts about a chapter that other parts of the book need.

    ``characters`` are all characters of its text, in code point order.  ``pictures`` has the
    address and the resource of each picture.  A part of the book has its title on a page alone.
    A chapter with segments or excerpts ``has_gaps`` between them.
    ``row_lines`` are the lines of its rows by the share of a column (``FacingColumns``).
    A chapter with an original and its translation ``has_sides`` of spreads; ``side_lines`` are the
    lines of both.
    """

    toc: tuple[TocLine, ...]
    has_index: bool
    places: tuple[NotedPlace, ...]
    characters: str
    pictures: tuple[tuple[str, str], ...] = ()
    has_part_page: bool = False
    has_gaps: bool = False
    row_lines: tuple[float, ...] = ()
    has_sides: bool = False
    side_lines: SideLines = (0.0, 0.0)

    @property
    def has_excerpts(self) -> bool:
        """Whether a place of the chapter is an excerpt."""
        return any(place.mark for place in self.places)


def summarize(
    chapter: Chapter,
    anchor: str,
    lang: str,
    store: Store | None,
    measure: FacingColumns | SideMeasure | None = None,
) -> ChapterSummary:
    """Return the summary of a chapter at ``anchor`` in a book of that language.

    ``measure`` is that of its columns or of its sides, if it has two.
    """

    def summarize_own(section: Section) -> ChapterSummary:
        return _summarize_section(section, anchor, lang, measure)

    name = measure.name if measure else ""
    return chapter.facts(ChapterSummary, summarize_own, store, "summary", anchor, lang, name)


def _summarize_section(
    section: Section, anchor: str, lang: str, measure: FacingColumns | SideMeasure | None
) -> ChapterSummary:
    columns = measure if isinstance(measure, FacingColumns) else None
    sides = measure if isinstance(measure, SideMeasure) else None
    characters = set(chain.from_iterable(text for _, text in section_texts(section)))
    return ChapterSummary(
        list_toc_lines(section, anchor, lang),
        has_index=any(isinstance(child, Index) for child in section.children),
        places=tuple(_list_places(section, anchor)),
        characters="".join(sorted(characters)),
        pictures=tuple(
            (node.address, node.resource)
            for node in walk.descend(section)
            if isinstance(node, Image)
        ),
        has_part_page=section.role is Role.PART and bool(section.title),
        has_gaps=any(isinstance(node, Segment | Excerpt) for node in walk.descend(section)),
        row_lines=columns.estimate_shares(section) if columns else (),
        has_sides=has_sides(section),
        side_lines=sides.estimate_lines(section, lang) if sides else (0.0, 0.0),
    )


def _list_places(section: Section, anchor: str) -> Iterator[NotedPlace]:
    if section.title and section.role not in UNLISTED:
        yield NotedPlace(anchor, "", running_head(label(section.title)))
    for child_anchor, child in html.child_anchors(section.children, anchor):
        match child:
            case Section():
                yield from _list_places(child, child_anchor)
            case Excerpt():
                yield NotedPlace(child_anchor, html.excerpt_mark(child), excerpt_head(child))
            case _:
                pass
