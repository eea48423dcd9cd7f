"""Sections of a draft: its chunks as the nodes that their parts say they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from publish.document.draft import Chunk, Draft, Part
from publish.document.model import (
    Block,
    Blocks,
    Excerpt,
    Inline,
    Inlines,
    List,
    Note,
    Paragraph,
    Passage,
    Role,
    Section,
    Segment,
    Separator,
    SourceCitation,
    Text,
    direction,
)
from publish.document.shape import Shape
from publish.text.languages import language
from publish.text.source import NOWHERE, Span, Traced

Child = Section | Excerpt | Block


def body(draft: Draft) -> tuple[Section, ...]:
    """Return the sections that the draft is alone: one for each heading."""
    return tuple(_section(draft.shape, title, text) for title, text in _split(_text(draft)))


def chapter(draft: Draft) -> Section:
    """Return the one section that the draft is among several files."""
    titles = [chunk for chunk in draft.chunks if chunk.part is Part.TITLE]
    lines = (Part.SUBTITLE, Part.EVENT)
    subtitles = [replace(c, part=Part.PARAGRAPH) for c in draft.chunks if c.part in lines]
    lead, parts = _split_lead(list(_split(_text(draft))))
    children = _children(draft.shape, [*subtitles, *lead])
    children += tuple(_section(draft.shape, title, text) for title, text in parts)
    return _section_of(_title(titles), children, Span(draft.file, 0, 0))


def _text(draft: Draft) -> list[Chunk]:
    """Return the chunks of a draft without its title lines."""
    titles = (Part.TITLE, Part.SUBTITLE, Part.EVENT)
    return [chunk for chunk in draft.chunks if chunk.part not in titles]


def _split(chunks: Sequence[Chunk]) -> Iterator[tuple[list[Chunk], list[Chunk]]]:
    """Yield (heading, text under it); the first heading is missing where text comes first."""
    heading: list[Chunk] = []
    body: list[Chunk] = []
    for chunk in chunks:
        if chunk.part is Part.HEADING:
            if heading or body:
                yield heading, body
            heading, body = [chunk], []
        else:
            body.append(chunk)
    if heading or body:
        yield heading, body


def _split_lead(
    parts: list[tuple[list[Chunk], list[Chunk]]],
) -> tuple[list[Chunk], list[tuple[list[Chunk], list[Chunk]]]]:
    if parts and not parts[0][0]:
        return parts[0][1], parts[1:]
    return [], parts


def _section(shape: Shape | None, title: list[Chunk], body: list[Chunk]) -> Section:
    span = (title + body)[0].span
    return _section_of(_title(title), _children(shape, body), span)


def _section_of(title: Inlines, children: tuple[Child, ...], fallback: Span) -> Section:
    nodes = [*title, *children]
    span = nodes[0].span.to(nodes[-1].span) if nodes else fallback
    return Section(Role.CHAPTER, title, children, span=span)


def _title(chunks: Sequence[Chunk]) -> Inlines:
    return _inlines(chunks[0]) if chunks else ()


def _children(shape: Shape | None, chunks: Sequence[Chunk]) -> tuple[Child, ...]:
    if shape is Shape.EXCERPTS:
        return tuple(_excerpts(chunks))
    if shape is Shape.INTERLINEAR:
        return tuple(_segments(chunks))
    return tuple(_blocks(chunks))


def _excerpts(chunks: Sequence[Chunk]) -> Iterator[Child]:
    body: list[Chunk] = []
    line: Chunk | None = None
    for chunk in [*chunks, None]:
        if chunk is not None and chunk.part is not Part.SOURCE_LINE:
            body.append(chunk)
            continue
        blocks = tuple(_blocks(body))
        if line is None:
            yield from blocks
        else:
            assert line.number is not None
            span = line.span.to(blocks[-1].span) if blocks else line.span
            heading = _inlines(line)
            yield Excerpt(line.number, SourceCitation(), heading, blocks, span=span)
        line, body = chunk, []


# --- segments


def _segments(chunks: Sequence[Chunk]) -> Iterator[Block]:
    """Yield the blocks before the first segment, then the segments, each with its commentary."""
    before: list[Chunk] = []
    pairs: list[list[Chunk]] = []
    commentaries: list[list[Chunk]] = []
    for chunk in chunks:
        if chunk.part not in (Part.ORIGINAL, Part.TRANSLATION):
            (commentaries[-1] if pairs else before).append(chunk)
        elif pairs and pairs[-1][-1].number == chunk.number:
            pairs[-1].append(chunk)
        else:
            pairs.append([chunk])
            commentaries.append([])
    yield from _blocks(before)
    for pair, commentary in zip(pairs, commentaries, strict=True):
        yield _segment(pair, commentary)


def _segment(pair: Sequence[Chunk], commentary: Sequence[Chunk]) -> Segment:
    translation = [chunk for chunk in pair if chunk.part is Part.TRANSLATION]
    return Segment(
        _passage([chunk for chunk in pair if chunk.part is Part.ORIGINAL]),
        _passage(translation) if translation else None,
        tuple(_blocks(commentary)),
        span=pair[0].span.to([*pair, *commentary][-1].span),
    )


def _passage(chunks: Sequence[Chunk]) -> Passage:
    lang = language("".join(chunk.text.text for chunk in chunks))
    blocks = tuple(_blocks(chunks))
    span = blocks[0].span.to(blocks[-1].span) if blocks else NOWHERE
    return Passage(lang, direction(lang), blocks, span=span)


# --- blocks and inlines


def _blocks(chunks: Sequence[Chunk]) -> Iterator[Block]:
    for is_item, group in groupby(chunks, key=lambda chunk: chunk.part is Part.ITEM):
        if is_item:
            yield from _lists(list(group))
        else:
            yield from map(_block, group)


def _lists(items: list[Chunk]) -> Iterator[List]:
    # Items of one list have no numbers, or numbers that rise by one: each less its place is equal.
    def start(place_and_item: tuple[int, Chunk]) -> int | None:
        place, item = place_and_item
        return None if item.number is None else item.number - place

    for _, group in groupby(enumerate(items), key=start):
        chunks = [chunk for _, chunk in group]
        paragraphs: list[Blocks] = [(_paragraph(chunk),) for chunk in chunks]
        span = chunks[0].span.to(chunks[-1].span)
        yield List(tuple(paragraphs), chunks[0].number, span=span)


def _block(chunk: Chunk) -> Block:
    return Separator(span=chunk.span) if chunk.part is Part.SEPARATOR else _paragraph(chunk)


def _paragraph(chunk: Chunk) -> Paragraph:
    inlines = _inlines(chunk)
    if chunk.part is Part.NOTE and chunk.number is not None:
        # A note without a call stays in its place, with its number.
        inlines = (Text(f"{chunk.number}. ", span=chunk.text.span(0, 0)), *inlines)
    return Paragraph(inlines, span=chunk.span)


def _inlines(chunk: Chunk) -> Inlines:
    """Return the text of a chunk with each note at its call."""
    nodes: list[Inline] = []
    end = 0
    for call in chunk.calls:
        _append(nodes, chunk.text, end, call.start)
        bodies = tuple(_paragraph(replace(body, number=None)) for body in call.body)
        nodes.append(Note(call.numeral, bodies, span=chunk.text.span(call.start, call.end)))
        if call.lost_space:
            nodes.append(Text(" ", span=chunk.text.span(call.end, call.end)))
        end = call.end
    _append(nodes, chunk.text, end, len(chunk.text))
    return tuple(nodes)


def _append(nodes: list[Inline], text: Traced, start: int, end: int) -> None:
    if start < end:
        nodes.append(Text(text.text[start:end], span=text.span(start, end)))
