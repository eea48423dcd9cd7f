"""What a book has to know of a chapter, kept so that the chapter itself need not be read again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from publish.document.lazy_book import Chapter
from publish.document.model import Excerpt, Index, Section
from publish.storage.serialize import serializable
from publish.storage.store import Store
from publish.writers.pdf.content.font_coverage import texts
from publish.writers.pdf.content.table_of_contents import Entry, entries


@serializable
@dataclass(frozen=True, slots=True)
class Summary:
    """A chapter as the rest of its book sees it; ``characters`` are all that it is set in."""

    lines: tuple[Entry, ...]
    indexed: bool
    excerpts: bool
    characters: str


def summary(chapter: Chapter, anchor: str, lang: str, store: Store | None) -> Summary:
    """Return the summary of a chapter that stands at ``anchor`` in a book of that language."""
    if not (chapter.name and store):
        return _summed(chapter.section, anchor, lang)
    key = store.key("summary", chapter.name, anchor, lang)
    result = store.get(key, Summary)
    if result is None:
        result = _summed(chapter.section, anchor, lang)
        store.put(key, result)
    return result


def _summed(section: Section, anchor: str, lang: str) -> Summary:
    return Summary(
        entries(section, anchor, lang),
        indexed=any(isinstance(child, Index) for child in section.children),
        excerpts=any(isinstance(child, Excerpt) for child in section.children),
        characters="".join(sorted(set(chain.from_iterable(text for _, text in texts(section))))),
    )
