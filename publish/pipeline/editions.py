"""Editions: functions that arrange a Work for one kind of reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from publish.config.edition_options import (
    Commentary,
    EditionOptions,
    FirstText,
    Folios,
    Keep,
    SegmentNumbers,
    Titles,
)
from publish.config.options import Edition
from publish.diagnostics import Outcome
from publish.document.lazy_book import LazyBook, split_chapters
from publish.document.model import (
    Arrangement,
    Blocks,
    Citation,
    Entry,
    Excerpt,
    Gloss,
    Index,
    Node,
    Note,
    Paragraph,
    Passage,
    Section,
    Segment,
    Text,
    TextLayout,
    Work,
)
from publish.document.walk import descend, rewrite
from publish.pipeline.book_language import in_language
from publish.pipeline.segment_numbers import label_segments, number_segments

EditionRule = Callable[[Work], Work]
"""A function that arranges a Work for one kind of reader."""


def bilingual(work: Work) -> Work:
    """Return the work with originals and translations, as it was read."""
    return work


def _with_notes_renumbered(rule: EditionRule) -> EditionRule:
    """Return the rule with notes numbered anew where it leaves some of them out.

    Each chapter keeps its first number.  Notes whose calls are not 1, 2, 3 … keep their calls.
    """

    def arrange(work: Work) -> Work:
        new = rule(work)
        body = tuple(map(_renumber_notes, work.body, new.body))
        return new if body == new.body else replace(new, body=body)

    return arrange


def _renumber_notes(before: Section, after: Section) -> Section:
    notes = [node for node in descend(before) if isinstance(node, Note)]
    calls = [note.call for note in notes]
    left = [node.call for node in descend(after) if isinstance(node, Note)]
    # The number of a note without a body is all that a reader has to find it elsewhere.
    if len(left) == len(calls) or not all(n.blocks and n.call.isdecimal() for n in notes):
        return after
    first = min(map(int, calls))
    if sorted(map(int, calls)) != list(range(first, first + len(calls))):
        return after
    numbers = {call: str(number) for number, call in enumerate(left, start=first)}

    def change(node: Node) -> Node:
        return replace(node, call=numbers[node.call]) if isinstance(node, Note) else node

    return rewrite(after, change)


@_with_notes_renumbered
def original(work: Work) -> Work:
    """Return the work without its translations, in the language of its originals."""
    langs = {node.original.lang for node in descend(work) if isinstance(node, Segment)}
    bare = rewrite(
        work,
        lambda n: (
            replace(n, translations=(), transliteration=None) if isinstance(n, Segment) else n
        ),
    )
    if len(langs) != 1 or langs == {work.lang}:
        return bare
    (lang,) = langs
    return in_language(bare, lang)


@_with_notes_renumbered
def translation(work: Work) -> Work:
    """Return the work with its translations in place of the originals; none is left out.

    A segment that has no translation keeps its original.  Segments up to the next commentary are
    one running text; it stays apart from the commentary as the text of a segment.
    """

    def change(node: Node) -> Node:
        match node:
            case Section(children=children) if has_segments(children):
                return replace(node, children=_run_on(children, work.lang))
            case Excerpt(blocks=blocks) if has_segments(blocks):
                return replace(node, blocks=_run_on(blocks, work.lang))
            case Segment(translations=(passage, *_)):
                return replace(node, original=passage, translations=(), transliteration=None)
            case _:
                return node

    def has_segments(children: tuple[Node, ...]) -> bool:
        return any(isinstance(child, Segment) for child in children)

    return rewrite(work, change)


def _run_on(children: tuple[Any, ...], lang: str) -> tuple[Any, ...]:
    """Return children with each segment run on in the one before it, up to a commentary.

    Where nothing is commented on, the text stands without segments.
    """
    merged: list[Any] = []
    for child in children:
        match merged, child:
            case [*_, Segment(commentary=()) as before], Segment() if _continues(before, child):
                text = replace(before.original, blocks=_join(before.original, child.original))
                merged[-1] = replace(before, original=text, commentary=child.commentary)
            case _:
                merged.append(child)
    if any(isinstance(child, Segment) and child.commentary for child in merged):
        return tuple(merged)
    return tuple(
        block
        for child in merged
        for block in (_blocks_of(child, lang) if isinstance(child, Segment) else (child,))
    )


def _continues(before: Segment, after: Segment) -> bool:
    """Return whether two segments are prose in one language, the second without a number."""
    both = (before.original, after.original)
    is_prose = all(isinstance(block, Paragraph) for each in both for block in each.blocks)
    return is_prose and not after.number and before.original.lang == after.original.lang


def _join(before: Passage, after: Passage) -> Blocks:
    """Return the blocks of two passages, of which the second continues the last paragraph."""
    match before.blocks, after.blocks:
        case (*first, Paragraph(words) as last), (Paragraph(more), *rest):
            return (*first, replace(last, inlines=(*words, Text(" "), *more)), *rest)
        case _:
            return (*before.blocks, *after.blocks)


def _blocks_of(segment: Segment, lang: str) -> Blocks:
    if segment.number:
        return (segment,)
    return segment.original.blocks if segment.original.lang == lang else (segment.original,)


@_with_notes_renumbered
def without_commentary(work: Work) -> Work:
    """Return the work with its segments alone: no commentary between them or before them."""

    def change(node: Node) -> Node:
        match node:
            case Segment(commentary=commentary) if commentary:
                return replace(node, commentary=())
            case Section(_, _, children) if any(isinstance(c, Segment) for c in children):
                segments = tuple(c for c in children if isinstance(c, Segment | Section | Excerpt))
                return replace(node, children=segments)
            case _:
                return node

    return rewrite(work, change)


def large_print(work: Work) -> Work:
    """Return the work as it is: this edition has other pages, not another text."""
    return work


EDITIONS: dict[str, EditionRule] = {
    Edition.INTERLINEAR: bilingual,
    Edition.FACING: bilingual,
    Edition.SPREADS: bilingual,
    Edition.ORIGINAL: original,
    Edition.TRANSLATION: translation,
    Edition.LARGE_PRINT: large_print,
}


_UNCHANGED = frozenset({Edition.INTERLINEAR, Edition.FACING, Edition.SPREADS, Edition.LARGE_PRINT})
# The language of all originals together, which becomes that of the book, is known of no chapter.
_WHOLE = frozenset({Edition.ORIGINAL})


USUAL_OPTIONS = EditionOptions()

_ARRANGEMENTS = {Edition.FACING: Arrangement.FACING, Edition.SPREADS: Arrangement.SPREADS}


def arrange(
    book: LazyBook, edition: str, options: EditionOptions = USUAL_OPTIONS
) -> Outcome[LazyBook]:
    """Return the book arranged as the edition, chapter by chapter where the edition allows.

    The diagnostics say which parts of the text the edition does not show, or not as it should.
    """
    book = book.change_each("numbered", number_segments)
    if options.numbers is SegmentNumbers.MARGIN:
        numerals = options.numerals
        book = book.change_each(f"labels {numerals}", lambda each: label_segments(each, numerals))
    # Commentary is removed first: an edition may dissolve the segments by which it is recognised.
    if options.commentary is Commentary.NONE:
        book = _each(book, "without commentary", without_commentary)
    if edition in _WHOLE:
        book = split_chapters(EDITIONS[edition](book.work))
    elif edition not in _UNCHANGED:
        book = _each(book, edition, EDITIONS[edition])
    book = replace(book, head=replace(book.head, layout=_layout(edition, options)))
    live = split_chapters(with_live_indexes(book.work)) if _has_index(book.head) else book
    return Outcome(live)


def _layout(edition: str, options: EditionOptions) -> TextLayout:
    return TextLayout(
        _ARRANGEMENTS.get(Edition(edition), Arrangement.STACKED),
        translation_first=options.first is FirstText.TRANSLATION,
        keep_segments=options.keep is Keep.SEGMENTS,
        original_page=options.original_page,
        shared_folios=options.folios is Folios.SPREADS,
        all_titles=options.titles is Titles.BOTH,
    )


def _each(book: LazyBook, name: str, edition: EditionRule) -> LazyBook:
    """Return the book with every chapter and the head arranged by themselves."""
    alone = replace(book.head, front=(), back=())

    def change(section: Section) -> Section:
        (changed,) = edition(replace(alone, body=(section,))).body
        return changed

    return replace(book.change_each(f"{name} {book.head.lang}", change), head=edition(book.head))


def _has_index(work: Work) -> bool:
    return any(isinstance(node, Index) for node in descend(work.back))


def with_live_indexes(work: Work) -> Work:
    """Return the work without index places whose anchors the edition left out of the text."""
    if not _has_index(work):
        return work
    anchors = {
        node.anchor
        for node in descend((work.front, work.body))
        if isinstance(node, Gloss | Citation | Excerpt)
    }

    def live(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
        live_entries = []
        for entry in entries:
            places = tuple(place for place in entry.places if place.anchor in anchors)
            under = live(entry.under)
            if places or under:
                live_entries.append(replace(entry, places=places, under=under))
        return tuple(live_entries)

    def change(node: Node) -> Node:
        return replace(node, entries=live(node.entries)) if isinstance(node, Index) else node

    back = rewrite(work.back, change)
    return replace(work, back=tuple(section for section in back if not _is_empty_index(section)))


def _is_empty_index(section: Section) -> bool:
    nodes = list(descend(section.children))
    return any(isinstance(node, Index) for node in nodes) and not any(
        isinstance(node, Entry) for node in nodes
    )
