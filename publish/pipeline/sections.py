"""Sections of a draft: its chunks as the nodes that their parts say they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from publish.document.draft import FRONT, HEADINGS, Chunk, Draft, Part
from publish.document.model import (
    Block,
    Excerpt,
    Foreign,
    Inlines,
    Role,
    Section,
    SourceCitation,
    Text,
    direction,
)
from publish.pipeline.blocks import blocks, join_lines
from publish.pipeline.inlines import inlines
from publish.pipeline.title_notes import collect_title_notes
from publish.text.dataclass import dataclass
from publish.text.source import Span

Child = Section | Excerpt | Block

_ROLES = {
    Part.BOOK_PART: Role.PART,
    Part.HEADING: Role.CHAPTER,
    Part.SECTION: Role.SECTION,
}
_LEVELS = {Part.BOOK_PART: 0, Part.HEADING: 1, Part.SECTION: 2}
"""The levels of headings; a section within a section is deeper by its depth."""

_OPENING = {Part.DEDICATION: Role.DEDICATION, Part.EPIGRAPH: Role.EPIGRAPH}
"""The roles of the sections of front matter."""


def front(draft: Draft) -> tuple[Section, ...]:
    """Return the dedication and the epigraph over a text, as sections without headings."""
    groups: list[tuple[Role, list[Chunk]]] = []
    for chunk in _opening(draft):
        role = _OPENING.get(chunk.part) if chunk.part else None
        if role is None or (groups and groups[-1][0] is role):
            groups[-1][1].append(chunk)
        else:
            groups.append((role, [chunk]))
    return tuple(_front_section(role, chunks) for role, chunks in groups)


def _front_section(role: Role, chunks: Sequence[Chunk]) -> Section:
    if role is Role.EPIGRAPH:
        chunks = [replace(c, part=_in_text(c.part)) for c in chunks]
    children = blocks(chunks)
    return Section(role, (), children, span=chunks[0].span.to(chunks[-1].span))


def _in_text(part: Part | None) -> Part | None:
    """Return the part that a line of front matter plays in running text."""
    if part is Part.EPIGRAPH:
        return Part.QUOTATION
    return Part.PARAGRAPH if part in FRONT else part


def body(draft: Draft) -> tuple[Section, ...]:
    """Return the sections that the draft is alone: one for each heading, nested by their level.

    The notes of its title lines, which are no part of it, come first.
    """
    tree = list(_split([*collect_title_notes(draft.chunks), *_text(draft)]))
    headed = [each for each in tree if each.heading]
    if headed and all(each.level > _LEVELS[Part.HEADING] for each in headed):
        # A text whose headings are those of sections alone is one chapter.
        tree = tree if not tree[0].heading else [_Headed([], []), *tree]
        return tuple(_sections(tree, lead=False))
    return tuple(_sections(tree, lead=True))


def chapter(draft: Draft) -> Section:
    """Return the one section that the draft is among several files."""
    titles = [chunk for chunk in draft.chunks if chunk.part is Part.TITLE]
    opening = {id(chunk) for chunk in _opening(draft)}
    over_text = [
        replace(chunk, part=_in_text(chunk.part))
        for chunk in draft.chunks
        if (chunk.part in FRONT or id(chunk) in opening) and chunk.part is not Part.TITLE
    ]
    parts = list(_split(_text(draft)))
    lead: list[Chunk] = []
    if parts and not parts[0].heading:
        lead = parts.pop(0).text
    children = (*_children([*over_text, *lead]), *_sections(parts, lead=False))
    return _section_of(Role.CHAPTER, _title(titles), children, Span(draft.file, 0, 0))


def _opening(draft: Draft) -> list[Chunk]:
    """Return the lines of the dedication and the epigraph, with the attribution under it."""
    opening: list[Chunk] = []
    for before, chunk in zip((None, *draft.chunks), draft.chunks, strict=False):
        is_source = chunk.part is Part.ATTRIBUTION and bool(opening) and opening[-1] is before
        if chunk.part in _OPENING or is_source:
            opening.append(chunk)
    return opening


def _text(draft: Draft) -> list[Chunk]:
    """Return the chunks of a draft without those over its text."""
    opening = {id(chunk) for chunk in _opening(draft)}
    return [c for c in draft.chunks if c.part not in FRONT and id(c) not in opening]


# --- the tree of headings


@dataclass(frozen=True, slots=True)
class _Headed:
    """A heading, of one line or more, and the text under it."""

    heading: list[Chunk]
    text: list[Chunk]

    @property
    def level(self) -> int:
        """The level of the heading; text without a heading is on the level of a chapter."""
        if not self.heading or self.heading[0].part is None:
            return _LEVELS[Part.HEADING]
        return _LEVELS[self.heading[0].part] + self.heading[0].depth - 1


def _split(chunks: Sequence[Chunk]) -> Iterator[_Headed]:
    """Yield each heading with the text under it; text before the first heading has none."""
    current = _Headed([], [])
    for chunk in chunks:
        if chunk.part not in HEADINGS:
            current.text.append(chunk)
        elif chunk.joins and current.heading and not current.text:
            current.heading.append(chunk)
        else:
            if current.heading or current.text:
                yield current
            current = _Headed([chunk], [])
    if current.heading or current.text:
        yield current


def _sections(parts: Sequence[_Headed], *, lead: bool) -> Iterator[Section]:
    """Yield sections; each holds those after it whose headings are on deeper levels.

    With ``lead`` the text before the first heading holds no other section.
    """
    start = 0
    while start < len(parts):
        end = start + 1
        top = parts[start]
        alone = lead and start == 0 and not top.heading
        while end < len(parts) and parts[end].level > top.level and not alone:
            end += 1
        role = _ROLES[top.heading[0].part] if top.heading and top.heading[0].part else Role.CHAPTER
        inner = tuple(_sections(parts[start + 1 : end], lead=False))
        first = next(c for each in parts[start:end] for c in (*each.heading, *each.text))
        yield _section_of(role, _title(top.heading), (*_children(top.text), *inner), first.span)
        start = end


def _section_of(role: Role, title: Inlines, children: tuple[Child, ...], fallback: Span) -> Section:
    nodes = [*title, *children]
    span = nodes[0].span.to(nodes[-1].span) if nodes else fallback
    return Section(role, title, children, span=span)


def _title(chunks: Sequence[Chunk]) -> Inlines:
    """Return the lines of a heading as one: “Chapter 1” over “On Oil” is “Chapter 1: On Oil”."""
    title: Inlines = ()
    for chunk in chunks:
        if title:
            ends_open = chunks[0].text.text.rstrip().endswith((":", "–", "—", "-", ".", ","))
            title += (Text(" " if ends_open else ": ", span=chunk.text.span(0, 0)),)
        title += _in_language(inlines(chunk), chunk.lang)
    return title


def _in_language(words: Inlines, lang: str) -> Inlines:
    """Return words in a language of their own, or as they are where ``lang`` is empty."""
    return (Foreign(lang, direction(lang), words, span=words[0].span),) if lang and words else words


# --- excerpts


def _children(chunks: Sequence[Chunk]) -> tuple[Child, ...]:
    """Return chunks as blocks, those under a source line as the blocks of an excerpt."""
    children: list[Child] = []
    line: list[Chunk] = []
    text: list[Chunk] = []
    for chunk in [*chunks, None]:
        if chunk is not None and chunk.part is not Part.SOURCE_LINE:
            text.append(chunk)
            continue
        if chunk is not None and chunk.joins and line and not text:
            line.append(chunk)
            continue
        children += [_excerpt(line, text)] if line else blocks(text)
        line, text = [chunk] if chunk else [], []
    return tuple(children)


def _excerpt(line: Sequence[Chunk], text: Sequence[Chunk]) -> Excerpt:
    number, label = line[0].number or 0, line[0].label
    inner = blocks(text)
    span = line[0].span.to(inner[-1].span if inner else line[-1].span)
    return Excerpt(
        number,
        SourceCitation(),
        join_lines(line),
        inner,
        label=label.text if label else "",
        span=span,
    )
