"""Blocks of a draft: the nodes that a run of chunks without headings or source lines is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import groupby
from typing import TypeAlias

from publish.document.draft import SEGMENT, Chunk, Part
from publish.document.model import (
    Block,
    Blockquote,
    Blocks,
    Cell,
    Image,
    Inlines,
    LineBreak,
    Passage,
    Row,
    Rubric,
    Segment,
    Separator,
    Speech,
    Table,
    Text,
    Verse,
    direction,
)
from publish.pipeline.inlines import inlines
from publish.pipeline.lists import lists
from publish.pipeline.paragraphs import paragraph, span_of, split_blocks
from publish.text.languages import language
from publish.text.source import NOWHERE

_Group: TypeAlias = list[Chunk]

_IN_COMMENTARY = frozenset(
    {
        *(Part.ITEM, Part.QUOTATION, Part.ATTRIBUTION, Part.VERSE),
        *(Part.ROW, Part.HEADER_ROW, Part.SEPARATOR),
    }
)
"""The parts that belong to the commentary of a segment after a line of commentary."""


def blocks(chunks: Sequence[Chunk]) -> Blocks:
    """Return chunks as blocks; a segment takes the commentary after it."""
    return tuple(_blocks(chunks))


def _blocks(chunks: Sequence[Chunk]) -> Iterator[Block]:
    start = 0
    while start < len(chunks):
        chunk = chunks[start]
        if chunk.part in SEGMENT:
            end = _end(chunks, start, SEGMENT, chunk.number)
            last = _commentary_end(chunks, end)
            yield _segment(chunks[start:end], chunks[end:last])
            start = last
        else:
            make = _MAKERS.get(chunk.part)
            end = _end(chunks, start, _PARTS_OF_ONE_KIND.get(chunk.part, {chunk.part}))
            yield from _in_languages(chunks[start:end], make or _paragraphs)
            start = end


def _paragraphs(chunks: _Group) -> Iterator[Block]:
    return map(paragraph, chunks)


def _in_languages(chunks: Sequence[Chunk], make: _Maker) -> Iterator[Block]:
    """Yield the blocks of chunks of one kind, those in a language of their own in a passage."""
    for lang, units in groupby(_units(chunks), key=lambda unit: unit[0].lang):
        group = [_without_language(chunk) for unit in units for chunk in unit]
        content = tuple(make(group))
        if lang and content:
            yield Passage(lang, direction(lang), content, span=span_of(group))
        else:
            yield from content


def _without_language(chunk: Chunk) -> Chunk:
    return replace(chunk, lang="") if chunk.lang else chunk


def _units(chunks: Sequence[Chunk]) -> Iterator[_Group]:
    """Yield the chunks that are in one language: a block, with the attribution of a quotation.

    Items and rows are in the language of most of their letters.
    """
    if chunks[0].part in _WHOLE:
        lang = _most_frequent(chunk.lang for chunk in chunks for _ in chunk.text.text)
        yield [replace(chunk, lang=lang) for chunk in chunks]
        return
    unit: _Group = []
    for block in split_blocks(chunks):
        if unit and block[0].part is not Part.ATTRIBUTION:
            yield unit
            unit = []
        unit += block
    yield unit


_WHOLE = frozenset({Part.ITEM, Part.ROW, Part.HEADER_ROW})


def _most_frequent(values: Iterable[str]) -> str:
    return Counter(values).most_common(1)[0][0]


def _end(
    chunks: Sequence[Chunk], start: int, parts: Set[Part | None], number: int | None = None
) -> int:
    """Return the end of the run from ``start`` of chunks of these parts, with ``number`` if set."""
    end = start + 1
    while (
        end < len(chunks)
        and chunks[end].part in parts
        and (number is None or chunks[end].number == number)
    ):
        end += 1
    return end


# --- blocks of one kind of part


def _verses(chunks: _Group) -> Iterator[Block]:
    for stanza in split_blocks(chunks):
        yield Verse(tuple(map(inlines, stanza)), span=span_of(stanza))


def _quotations(chunks: _Group) -> Iterator[Block]:
    """Yield each quotation with the lines of its attribution; a lone attribution is a paragraph."""
    quotation: _Group = []
    attribution: _Group = []
    for chunk in [*chunks, None]:
        goes_on = chunk is not None and (
            chunk.part is Part.ATTRIBUTION or (chunk.joins and not attribution)
        )
        if not goes_on and quotation:
            yield Blockquote(
                tuple(map(paragraph, quotation)),
                join_lines(attribution),
                span=span_of([*quotation, *attribution]),
            )
            quotation, attribution = [], []
        if chunk is None:
            return
        if chunk.part is Part.QUOTATION:
            quotation.append(chunk)
        elif quotation:
            attribution.append(chunk)
        else:
            yield paragraph(chunk)


def join_lines(chunks: Sequence[Chunk]) -> Inlines:
    """Return chunks as the inlines of one block, with a line break between them."""
    result: Inlines = ()
    for chunk in chunks:
        end = chunk.text.span(0, 0)
        result = (*result, LineBreak(span=end), *inlines(chunk)) if result else inlines(chunk)
    return result


def _speeches(chunks: _Group) -> Iterator[Block]:
    for turn in split_blocks(chunks):
        name = turn[0].label
        speaker: Inlines = (Text(name.text, span=name.span()),) if name else ()
        yield Speech(speaker, tuple(map(paragraph, turn)), span=span_of(turn))


def _rubrics(chunks: _Group) -> Iterator[Block]:
    for rubric in split_blocks(chunks):
        yield Rubric(tuple(map(paragraph, rubric)), span=span_of(rubric))


def _tables(chunks: _Group) -> Iterator[Block]:
    for table in split_blocks(chunks):
        headers = sum(chunk.part is Part.HEADER_ROW for chunk in table)
        yield Table(tuple(map(_row, table)), headers, span=span_of(table))


def _row(chunk: Chunk) -> Row:
    cells: list[Cell] = []
    start = 0
    for text in chunk.text.text.split("\t"):
        part = chunk.cut(start, start + len(text)).strip()
        content: Blocks = (replace(paragraph(part), span=part.span),) if part.text else ()
        cells.append(Cell(content, span=part.span if part.text else NOWHERE))
        start += len(text) + 1
    return Row(tuple(cells), span=chunk.span)


def _images(chunks: _Group) -> Iterator[Block]:
    for chunk, *captions in split_blocks(chunks):
        address = chunk.label.text if chunk.label else ""
        caption = join_lines(captions)
        yield Image(address, chunk.text.text, caption, span=span_of([chunk, *captions]))


def _separators(chunks: _Group) -> Iterator[Block]:
    yield from (Separator(span=chunk.span) for chunk in chunks)


# --- segments


def _commentary_end(chunks: Sequence[Chunk], start: int) -> int:
    """Return the end of the commentary at ``start``; separators after it are not part of it."""
    end = last = start
    while end < len(chunks):
        part = chunks[end].part
        if part is not Part.COMMENTARY and not (end > start and part in _IN_COMMENTARY):
            break
        end += 1
        last = last if part is Part.SEPARATOR else end
    return last


def _segment(lines: Sequence[Chunk], commentary: Sequence[Chunk]) -> Segment:
    def passages(part: Part) -> tuple[Passage, ...]:
        own = [chunk for chunk in lines if chunk.part is part]
        return tuple(passage(group) for _, group in _by_language(own))

    original = [chunk for chunk in lines if chunk.part is Part.ORIGINAL]
    transliteration = [chunk for chunk in lines if chunk.part is Part.TRANSLITERATION]
    labels = [chunk.label.text for chunk in original if chunk.label]
    return Segment(
        passage(original),
        passage(transliteration) if transliteration else None,
        passages(Part.TRANSLATION),
        blocks(commentary),
        labels[0] if labels else "",
        span=span_of([*lines, *commentary]),
    )


def _by_language(chunks: Sequence[Chunk]) -> Iterator[tuple[str, list[Chunk]]]:
    for lang, group in groupby(chunks, key=_language):
        yield lang, list(group)


def _language(chunk: Chunk) -> str:
    return chunk.lang or language(chunk.text.text)


def passage(chunks: Sequence[Chunk]) -> Passage:
    """Return chunks of one language as a passage; lines of one stanza are a verse."""
    texts = "".join(chunk.text.text for chunk in chunks)
    lang = next((chunk.lang for chunk in chunks if chunk.lang), "") or language(texts)
    content: list[Block] = []
    for group in split_blocks(chunks):
        if len(group) > 1:
            content.append(Verse(tuple(map(inlines, group)), span=span_of(group)))
        else:
            content.append(paragraph(group[0]))
    span = content[0].span.to(content[-1].span) if content else NOWHERE
    return Passage(lang, direction(lang), tuple(content), span=span)


_Maker: TypeAlias = Callable[[_Group], Iterator[Block]]

_PARTS_OF_ONE_KIND: dict[Part | None, Set[Part | None]] = {
    Part.QUOTATION: frozenset({Part.QUOTATION, Part.ATTRIBUTION}),
    Part.ATTRIBUTION: frozenset({Part.QUOTATION, Part.ATTRIBUTION}),
    Part.EPIGRAPH: frozenset({Part.EPIGRAPH, Part.ATTRIBUTION}),
    Part.ROW: frozenset({Part.ROW, Part.HEADER_ROW}),
    Part.HEADER_ROW: frozenset({Part.ROW, Part.HEADER_ROW}),
}

_MAKERS: dict[Part | None, _Maker] = {
    Part.VERSE: _verses,
    Part.QUOTATION: _quotations,
    Part.ATTRIBUTION: _quotations,
    Part.SPEECH: _speeches,
    Part.RUBRIC: _rubrics,
    Part.ITEM: lists,
    Part.ROW: _tables,
    Part.HEADER_ROW: _tables,
    Part.IMAGE: _images,
    Part.SEPARATOR: _separators,
}
"""The function that makes blocks of the chunks of a part; other parts are paragraphs."""
