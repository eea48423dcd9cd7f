"""The language of a book: found by its letters, and changed without changing its blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from publish.config import Settings
from publish.document.draft import Draft, Part
from publish.document.model import (
    Block,
    Blocks,
    Excerpt,
    Foreign,
    Inlines,
    Passage,
    Section,
    Segment,
    Text,
    Work,
    direction,
)
from publish.document.walk import descend
from publish.text import languages
from publish.text.languages import USUAL_LANGUAGES, Script


def count_book_letters(text: Draft | Work) -> Mapping[Script, int]:
    """Return the counts of letters in each script, without those of originals of pairs."""
    return _sum(map(languages.count_letters, _texts(text)))


def _sum(counts: Iterable[Mapping[Script, int]]) -> Mapping[Script, int]:
    total: Counter[Script] = Counter()
    for each in counts:
        total.update(each)
    return {script: total[script] for script in Script if total[script]}


def _texts(text: Draft | Work) -> Iterator[str]:
    if isinstance(text, Draft):
        yield from (c.text.text for c in text.chunks if c.part is not Part.ORIGINAL)
        return
    originals = {
        id(node)
        for segment in descend(text)
        if isinstance(segment, Segment)
        for node in descend(segment.original)
    }
    yield from (n.text for n in descend(text) if isinstance(n, Text) and id(n) not in originals)


def main_language(counts: Iterable[Mapping[Script, int]], settings: Settings) -> str:
    """Return the language of a book: that of the settings, else that of most letters."""
    if settings.languages:
        return settings.languages[0]
    total = _sum(counts)
    script = max(total, key=total.__getitem__, default=Script.LATIN)
    return USUAL_LANGUAGES[script]


def in_language(work: Work, lang: str) -> Work:
    """Return the work as a book in ``lang``; blocks that inherit its language get their own."""
    if work.lang == lang:
        return work
    old = work.lang

    def passages(blocks: Blocks) -> Blocks:
        return (Passage(old, direction(old), blocks, span=blocks[0].span),) if blocks else ()

    def title(inlines: Inlines) -> Inlines:
        return (Foreign(old, direction(old), inlines, span=inlines[0].span),) if inlines else ()

    def child(node: Section | Excerpt | Block) -> Section | Excerpt | Block:
        match node:
            case Section():
                return section(node)
            case Excerpt(_, _, heading, blocks):
                return replace(node, heading=title(heading), blocks=passages(blocks))
            case Segment(commentary=commentary):
                return replace(node, commentary=passages(commentary))
            case Passage():
                return node
            case _:
                return passages((node,))[0]

    def section(node: Section) -> Section:
        return replace(node, title=title(node.title), children=tuple(map(child, node.children)))

    def sections(nodes: tuple[Section, ...]) -> tuple[Section, ...]:
        return tuple(map(section, nodes))

    turned = direction(lang) if work.dir is direction(old) else work.dir
    return replace(
        work,
        lang=lang,
        dir=turned,
        front=sections(work.front),
        body=sections(work.body),
        back=sections(work.back),
    )
