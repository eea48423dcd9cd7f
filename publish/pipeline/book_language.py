"""The language of a book: found by its letters, and changed without changing its blocks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from publish.config import Settings
from publish.document.draft import SEGMENT, Chunk, Draft, Part
from publish.document.model import (
    Block,
    Blocks,
    Excerpt,
    Inlines,
    Passage,
    Section,
    Segment,
    Work,
    direction,
)
from publish.document.title_forms import join_forms, title_forms
from publish.document.walk import descend, texts_by_language
from publish.passes.languages.language_pair import languages_by_script
from publish.passes.sentence_scripts import frame_script
from publish.text import languages
from publish.text.languages import USUAL_LANGUAGES, Script, home, is_close_call


def count_languages(text: Draft | Work) -> Mapping[str, int]:
    """Return the count of letters in each language, without those of originals of pairs."""
    counts: Counter[str] = Counter()
    for lang, part in _texts(text):
        for script, count in languages.count_letters(part).items():
            counts[lang if home(lang) is script else USUAL_LANGUAGES[script]] += count
    return dict(sorted(counts.items()))


def _texts(text: Draft | Work) -> Iterator[tuple[str, str]]:
    """Yield texts, each with its language."""
    if isinstance(text, Draft):
        yield from ((c.lang, c.text.text) for c in text.chunks if c.part is not Part.ORIGINAL)
        return
    originals = {
        id(node)
        for segment in descend(text)
        if isinstance(segment, Segment)
        for node in descend(segment.original)
    }
    for node, lang in texts_by_language(text):
        if id(node) not in originals:
            yield lang, node.text


def main_language(counts: Iterable[Mapping[str, int]], settings: Settings) -> str:
    """Return the language of a book: that of the settings, else the main one of the main script."""
    if settings.languages:
        return settings.languages[0]
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    scripts: Counter[Script] = Counter()
    for lang, count in total.items():
        scripts[home(lang)] += count
    # Of two equal ones the script that is first in ``Script``.
    script = max(Script, key=scripts.__getitem__) if scripts else Script.LATIN
    tags = [tag for tag in sorted(total) if home(tag) is script]
    return max(tags, key=total.__getitem__, default=USUAL_LANGUAGES[script])


def inherit_language(draft: Draft, lang: str) -> Draft:
    """Return the draft without the tags that follow from ``lang`` and the scripts of its texts.

    The pass of languages finds these.  Originals and translations keep their tags.
    """
    return replace(draft, chunks=tuple(_inherit(chunk, lang, lang) for chunk in draft.chunks))


def _inherit(chunk: Chunk, lang: str, around: str) -> Chunk:
    """Return a chunk without a tag that follows from the book and the language ``around``."""
    kind = home(chunk.lang) if chunk.lang else None
    own = around if kind is home(around) else languages_by_script(lang).get(kind or Script.NONE)
    text = chunk.text.text
    # A mark of the settings may give another direction than most letters, or settle a close call.
    is_marked = chunk.mark is not None and (
        is_close_call(text) or frame_script(text, home(around)) is not kind
    )
    follows = chunk.lang == own and chunk.part not in SEGMENT and not is_marked
    tag = "" if follows else chunk.lang
    if tag == chunk.lang and not chunk.calls:
        return chunk
    calls = tuple(
        replace(call, body=tuple(_inherit(body, lang, tag or around) for body in call.body))
        for call in chunk.calls
    )
    return replace(chunk, lang=tag, calls=calls)


def in_language(work: Work, lang: str) -> Work:
    """Return the work as a book in ``lang``; blocks that inherit its language get their own."""
    if work.lang == lang:
        return work
    old = work.lang
    turned = direction(lang) if work.dir is direction(old) else work.dir

    def sections(nodes: tuple[Section, ...]) -> tuple[Section, ...]:
        return tuple(section_in_language(node, old, lang) for node in nodes)

    return replace(
        work,
        lang=lang,
        dir=turned,
        front=sections(work.front),
        body=sections(work.body),
        back=sections(work.back),
    )


def section_in_language(section: Section, old: str, lang: str) -> Section:
    """Return a section of a book in ``old`` as one of a book in ``lang``.

    A title in both languages begins with the form in ``lang``.
    """

    def passages(blocks: Blocks) -> Blocks:
        runs = groupby(blocks, lambda block: isinstance(block, Passage))
        return tuple(
            block
            for is_passage, run in runs
            for block in (run if is_passage else (passage(tuple(run)),))
        )

    def passage(blocks: Blocks) -> Passage:
        return Passage(old, direction(old), blocks, span=blocks[0].span)

    def title(inlines: Inlines) -> Inlines:
        forms = title_forms(inlines, old)
        return join_forms(sorted(forms, key=lambda form: form[0] != lang), lang)

    def child(node: Section | Excerpt | Block) -> Section | Excerpt | Block:
        match node:
            case Section():
                return section_in_language(node, old, lang)
            case Excerpt(_, _, heading, blocks):
                return replace(node, heading=title(heading), blocks=passages(blocks))
            case Segment(commentary=commentary):
                return replace(node, commentary=passages(commentary))
            case Passage():
                return node
            case _:
                return passage((node,))

    return replace(
        section, title=title(section.title), children=tuple(map(child, section.children))
    )
