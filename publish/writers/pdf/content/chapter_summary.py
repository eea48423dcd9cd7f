"""The summary of a chapter, stored so that unchanged chapters are not read again."""

from __future__ import annotations

from itertools import chain

from publish.document.lazy_book import Chapter
from publish.document.model import Excerpt, Index, Section
from publish.storage.serialize import serializable
from publish.storage.store import Store
from publish.text.dataclass import dataclass
from publish.writers.pdf.content.font_coverage import section_texts
from publish.writers.pdf.content.table_of_contents import TocLine, list_toc_lines


@serializable
@dataclass(frozen=True, slots=True)
class ChapterSummary:
    """Facts about a chapter that other parts of the book need.

    ``characters`` are all characters of its text, in code point order.
    """

    toc: tuple[TocLine, ...]
    has_index: bool
    has_excerpts: bool
    characters: str


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
        has_excerpts=any(isinstance(child, Excerpt) for child in section.children),
        characters="".join(sorted(characters)),
    )
