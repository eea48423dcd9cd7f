"""Drafts into a Work: chunks become the nodes that their parts say they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from publish.config import Settings
from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import text as rules
from publish.document.dates import event_line
from publish.document.draft import Chunk, Draft, Part
from publish.document.model import (
    Block,
    Blocks,
    Excerpt,
    Inline,
    Inlines,
    List,
    Meta,
    Note,
    Paragraph,
    Passage,
    Role,
    Section,
    Segment,
    Separator,
    SourceCitation,
    Text,
    Words,
    Work,
    direction,
)
from publish.document.shape import Shape
from publish.text import languages
from publish.text.languages import language
from publish.text.source import NOWHERE, Span, Traced

Child = Section | Excerpt | Block


def assemble(drafts: Sequence[Draft], settings: Settings, name: str) -> Outcome[Work]:
    """Return the Work that the drafts are, in order; several drafts are a section each.

    What the settings say of the book goes before what the text says.
    """
    lang = main_language(map(letters, drafts), settings)
    if len(drafts) > 1:
        body = tuple(map(chapter, drafts))
        outcome = head(settings, name, lang, body[0].span)
        return replace(outcome, value=replace(outcome.value, body=body))
    (draft,) = drafts
    body = tuple(_section(draft.shape, title, text) for title, text in _split(_under(draft)))
    span = body[0].span if body else Span(draft.file, 0, 0)
    outcome = head(settings, name, lang, span, draft.chunks)
    return replace(outcome, value=replace(outcome.value, body=body))


def letters(draft: Draft) -> tuple[int, int]:
    """Return how many Hebrew and Latin letters explain: all but the originals of pairs."""
    counts = [languages.letters(c.text.text) for c in draft.chunks if c.part is not Part.ORIGINAL]
    return sum(hebrew for hebrew, _ in counts), sum(latin for _, latin in counts)


def main_language(counts: Iterable[tuple[int, int]], settings: Settings) -> str:
    """Return the language of a book: as the settings say, else that of most of its ``letters``."""
    if settings.languages:
        return settings.languages[0]
    hebrew, latin = (sum(each) for each in zip(*counts, strict=True))
    return "he" if hebrew > latin else "en"


def head(
    settings: Settings, name: str, lang: str, span: Span, over: Sequence[Chunk] = ()
) -> Outcome[Work]:
    """Return a book without its body; ``over`` is what stands over the text of a single file."""
    meta, told = _meta(over, settings, name, lang)
    work = Work(meta, lang, settings.binding_dir or direction(lang), (), span=span)
    return Outcome(work, told)


# --- what the book says of itself


def _meta(
    chunks: Sequence[Chunk], settings: Settings, name: str, lang: str
) -> tuple[Meta, tuple[Diagnostic, ...]]:
    def lines(part: Part) -> list[str]:
        return [chunk.text.text for chunk in chunks if chunk.part is part]

    told: tuple[Diagnostic, ...] = ()
    title = settings.title or _words(lines(Part.TITLE))
    subtitle = settings.subtitle or _words(lines(Part.SUBTITLE))
    if not title:
        shown = name.replace("-", " ").replace("_", " ").strip() or "Untitled"
        title = Words(((lang, shown[:1].upper() + shown[1:]),))
        told = (
            rules.NO_TITLE.anywhere(
                f"the book is named “{shown}” after its file", 'settings: title = "…"'
            ),
        )
    events = [event for line in lines(Part.EVENT) if (event := event_line(line))]
    event = events[0] if events and not settings.event else None
    told += tuple(_over_the_text(chunks, settings))
    return (
        Meta(
            title=title,
            subtitle=subtitle,
            creators=settings.creators,
            event=settings.event or _words([event.name] if event else []),
            event_theme=_words([event.theme] if event and event.theme else []),
            date=settings.date or (event.date if event else None),
            publisher=settings.publisher,
            rights=settings.rights,
            identifier=settings.identifier,
            series=settings.series,
        ),
        told,
    )


def _over_the_text(chunks: Sequence[Chunk], settings: Settings) -> Iterator[Diagnostic]:
    """Say what each line over the text was taken for, and which the settings overrule."""
    given = {
        Part.TITLE: settings.title,
        Part.SUBTITLE: settings.subtitle,
        Part.EVENT: settings.event,
    }
    for chunk in chunks:
        words = given.get(chunk.part) if chunk.part else None
        if words and chunk.text.text not in dict(words.forms).values():
            yield rules.DROPPED_LINE.at(chunk.span, f"the settings give another {chunk.part}")
        elif chunk.part is Part.EVENT and settings.date:
            yield rules.DROPPED_LINE.at(chunk.span, "the settings give another date")
        elif chunk.part in given:
            yield rules.OVER_THE_TEXT.at(chunk.span, f"taken as the {chunk.part} of the book")


def _words(lines: list[str]) -> Words:
    """Return lines as one text a language: an English title over its Hebrew one is one title."""
    forms: dict[str, str] = {}
    for line in lines:
        lang = language(line)
        forms[lang] = f"{forms[lang]} · {line}" if lang in forms else line
    return Words(tuple(forms.items()))


# --- sections


def chapter(draft: Draft) -> Section:
    """Return the one section that a file is among several."""
    titles = [chunk for chunk in draft.chunks if chunk.part is Part.TITLE]
    under = (Part.SUBTITLE, Part.EVENT)
    subtitles = [replace(c, part=Part.PARAGRAPH) for c in draft.chunks if c.part in under]
    before, parts = _leading(list(_split(_under(draft))))
    children = _children(draft.shape, [*subtitles, *before])
    children += tuple(_section(draft.shape, title, body) for title, body in parts)
    return _made(_title(titles), children, Span(draft.file, 0, 0))


def _under(draft: Draft) -> list[Chunk]:
    """Return the text of a draft without the lines over it."""
    over = (Part.TITLE, Part.SUBTITLE, Part.EVENT)
    return [chunk for chunk in draft.chunks if chunk.part not in over]


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


def _leading(
    parts: list[tuple[list[Chunk], list[Chunk]]],
) -> tuple[list[Chunk], list[tuple[list[Chunk], list[Chunk]]]]:
    if parts and not parts[0][0]:
        return parts[0][1], parts[1:]
    return [], parts


def _section(shape: Shape | None, title: list[Chunk], body: list[Chunk]) -> Section:
    span = (title + body)[0].span
    return _made(_title(title), _children(shape, body), span)


def _made(title: Inlines, children: tuple[Child, ...], fallback: Span) -> Section:
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
    """Yield what stands before the first segment, then the segments, each with its commentary."""
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
        # A note that nothing calls is printed where it stands, with the number it was given.
        inlines = (Text(f"{chunk.number}. ", span=chunk.text.span(0, 0)), *inlines)
    return Paragraph(inlines, span=chunk.span)


def _inlines(chunk: Chunk) -> Inlines:
    """Return the text of a chunk with each note standing at its call."""
    nodes: list[Inline] = []
    at = 0
    for call in chunk.calls:
        _append(nodes, chunk.text, at, call.start)
        bodies = tuple(_paragraph(replace(body, number=None)) for body in call.body)
        nodes.append(Note(call.numeral, bodies, span=chunk.text.span(call.start, call.end)))
        if call.lost_space:
            nodes.append(Text(" ", span=chunk.text.span(call.end, call.end)))
        at = call.end
    _append(nodes, chunk.text, at, len(chunk.text))
    return tuple(nodes)


def _append(nodes: list[Inline], text: Traced, start: int, end: int) -> None:
    if start < end:
        nodes.append(Text(text.text[start:end], span=text.span(start, end)))
