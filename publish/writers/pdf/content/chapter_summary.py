"""The summary of a chapter, stored so that unchanged chapters are not read again."""

from __future__ import annotations

from itertools import chain

from publish.document import walk
from publish.document.lazy_book import Chapter
from publish.document.model import Excerpt, Image, Index, Role, Section
from publish.storage.serialize import serializable
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.writers.pdf.content.font_coverage import section_texts
from publish.writers.pdf.content.table_of_contents import TocLine, list_toc_lines


@serializable
@dataclass(frozen=True, slots=True)
class ChapterSummary:
    """Facts about a chapter that other parts of the book need.

    ``characters`` are all characters of its text, in code point order.  ``pictures`` has the
    address and the resource of each picture.  A part of the book has its title on a page alone.
    """

    toc: tuple[TocLine, ...]
    has_index: bool
    has_excerpts: bool
    characters: str
    pictures: tuple[tuple[str, str], ...] = ()
    has_part_page: bool = False


def summarize(chapter: Chapter, anchor: str, lang: str, store: Store | None) -> ChapterSummary:
    """Return the summary of a chapter at ``anchor`` in a book of that language."""
    if not (chapter.name and store):
        return _summarize_section(chapter.section, anchor, lang)
    key = store.key("summary", chapter.name, anchor, lang)
    summary = store.get(key, ChapterSummary)
    if summary is None:
        summary = _summarize_section(chapter.section, anchor, lang)
        store.put(key, summary)
    return summary


def _summarize_section(section: Section, anchor: str, lang: str) -> ChapterSummary:
    characters = set(chain.from_iterable(text for _, text in section_texts(section)))
    return ChapterSummary(
        list_toc_lines(section, anchor, lang),
        has_index=any(isinstance(child, Index) for child in section.children),
        has_excerpts=_has_excerpts(section),
        characters="".join(sorted(characters)),
        pictures=tuple(
            (node.address, node.resource)
            for node in walk.descend(section)
            if isinstance(node, Image)
        ),
        has_part_page=section.role is Role.PART and bool(section.title),
    )


def _has_excerpts(section: Section) -> bool:
    return any(
        isinstance(child, Excerpt) or (isinstance(child, Section) and _has_excerpts(child))
        for child in section.children
    )
