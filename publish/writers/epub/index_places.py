"""The places of an index in an EPUB, named by what stands in the text.

Without pages a number such as 2.1 is nowhere to be found.  A place is named by the mark of its
excerpt, by the title of its chapter, or by the first words of its paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from markupsafe import Markup

from publish.document import walk
from publish.document.indexes import SIGN
from publish.document.model import Citation, Excerpt, Gloss, Inlines, Place, Section, Text
from publish.text.dataclass import dataclass
from publish.writers import html
from publish.writers.hebrew_runs import mark_hebrew
from publish.writers.html import RenderContext, omit_note

_LONGEST = 32
"""Characters of the title of a chapter that names a place."""

_WORDS = 3
"""Words of a paragraph that name a place."""


@dataclass(frozen=True, slots=True)
class IndexedPlace:
    """A place that an index leads to: its file, and its name."""

    file: str
    label: str


def index_places(documents: Iterable[tuple[str, Section]]) -> dict[str, IndexedPlace]:
    """Return the place of each anchor in documents, which are pairs of a file and a section."""
    pairs = tuple(documents)
    several = sum(bool(_title(section)) for _, section in pairs) > 1
    places: dict[str, IndexedPlace] = {}
    for file, section in pairs:
        title = _title(section) if several else ""
        for anchor in _anchors(section.title):
            places[anchor] = IndexedPlace(file, _title(section))
        for part, label in _parts(section, title):
            for anchor in _anchors(part):
                places[anchor] = IndexedPlace(file, label)
    return places


def render_places(
    entry: tuple[Place, ...], places: Mapping[str, IndexedPlace], lang: str
) -> Markup:
    """Return links to the places of an entry; further places of one name are numbered."""
    context = RenderContext(lang, omit_note)
    names: list[Markup] = []
    for label, group in groupby(entry, key=lambda place: places[place.anchor].label):
        for number, place in enumerate(group, start=1):
            inlines: Inlines = mark_hebrew(label, lang) if number == 1 else (Text(f"({number})"),)
            link = Markup('<a href="{}#{}">{}</a>').format(
                places[place.anchor].file, place.anchor, html.render_inlines(inlines, context)
            )
            link += SIGN if place.inferred else ""
            names.append(Markup("{} ").format(names.pop()) + link if number > 1 else link)
    return Markup(", ").join(names)


def _title(section: Section) -> str:
    return _shorten(" ".join(walk.plain(section.title).split()))


def _shorten(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0].rstrip(" ,.;:–—") + "…"


def _parts(section: Section, title: str) -> Iterator[tuple[object, str]]:
    """Yield the parts of a section, each with the name of the places in it."""
    for child in section.children:
        match child:
            case Section():
                yield from _parts(child, _title(child) or title)
                yield child.title, _title(child) or title
            case Excerpt():
                yield child, html.excerpt_mark(child).rstrip(".:")
            case _:
                yield child, title or _first_words(child)


def _first_words(block: object) -> str:
    words: list[str] = []
    for run in walk.inline_runs(block):
        words += walk.running_text(run).split()
        if len(words) > _WORDS:
            return " ".join(words[:_WORDS]).rstrip(" ,.;:–—") + "…"
    return " ".join(words)


def _anchors(value: object) -> Iterator[str]:
    for node in walk.descend(value):
        if isinstance(node, Gloss | Citation | Excerpt) and node.anchor:
            yield node.anchor
