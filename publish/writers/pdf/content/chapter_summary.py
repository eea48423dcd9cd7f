"""What a book has to know of a chapter, kept so that the chapter itself need not be read again."""

from __future__ import annotations

import marshal
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup

from publish.document.lazy_book import Chapter
from publish.document.model import Excerpt, Index, Section
from publish.storage import memory_cache
from publish.storage.disk_cache import Cache, digest
from publish.writers.pdf.content.font_coverage import texts
from publish.writers.pdf.content.table_of_contents import Entry, entries


@dataclass(frozen=True, slots=True)
class Summary:
    """A chapter as the rest of its book sees it; ``characters`` are all that it is set in."""

    lines: tuple[Entry, ...]
    indexed: bool
    excerpts: bool
    characters: str


def summary(chapter: Chapter, anchor: str, lang: str, cache: Cache | None) -> Summary:
    """Return the summary of a chapter that stands at ``anchor`` in a book of that language."""
    if not (chapter.name and cache):
        return _summed(chapter.section, anchor, lang)
    name = digest("summary", cache.state, chapter.name, anchor, lang)
    known = memory_cache.of(cache)
    made = known.get(name, _unpacked)
    if made is None:
        made = _summed(chapter.section, anchor, lang)
        known.put(name, made, _packed(made))
    return made


def _summed(section: Section, anchor: str, lang: str) -> Summary:
    return Summary(
        entries(section, anchor, lang),
        indexed=any(isinstance(child, Index) for child in section.children),
        excerpts=any(isinstance(child, Excerpt) for child in section.children),
        characters="".join(sorted(set(chain.from_iterable(text for _, text in texts(section))))),
    )


def _packed(made: Summary) -> bytes:
    lines = [(line.anchor, str(line.title), line.depth, line.number) for line in made.lines]
    return marshal.dumps((lines, made.indexed, made.excerpts, made.characters))


def _unpacked(data: bytes) -> Summary:
    lines, *others = marshal.loads(data)  # its digest was right
    return Summary(tuple(Entry(a, Markup(title), *rest) for a, title, *rest in lines), *others)
