"""The draft of a document: a chunk for each paragraph, with the parts that its looks state."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Outcome
from publish.diagnostics.rules import office as rules
from publish.document.contents_heading import is_contents_heading
from publish.document.draft import FRONT, SEGMENT, Call, Chunk, Draft, Part, join_chunks
from publish.document.mark_parts import PARTS
from publish.document.marks import MarkRole
from publish.readers.office.content import (
    DocumentBlock,
    DocumentContent,
    DocumentParagraph,
    DocumentTable,
    NoteCall,
    Picture,
    paragraphs_of,
)
from publish.readers.office.gaps import find_gaps, is_blank
from publish.readers.office.lists import find_items
from publish.readers.office.style_roles import StyleRoles, find_role, is_caption, normalize_name
from publish.readers.office.tables import make_rows
from publish.readers.office.text_builder import OBJECT
from publish.text.languages import Script, script
from publish.text.source import Source, Span, Traced

_JOINED = frozenset({Part.VERSE, Part.QUOTATION})
"""The parts of which several paragraphs are one block."""

_TITLES = {Part.TITLE: 1, Part.SUBTITLE: 2}
"""The parts that name a text, with the levels of the headings that they are within it."""

_MOST_BEFORE_TITLE = 8
"""Paragraphs that may stand over the title of a text."""

_BARE_LABEL = re.compile(r"[^\W_]+(?=[\W_]*\Z)")


def make_draft(source: Source, styles: StyleRoles = ()) -> Outcome[Draft]:
    """Return the draft of a source whose container has a ``DocumentContent``."""
    content = source.container.content if source.container else None
    if not isinstance(content, DocumentContent):
        raise TypeError("the source has no content of a document")
    making = _Making(source, content, {normalize_name(name): role for name, role in styles})
    chunks = tuple(making.chunks(content.blocks))
    diagnostics = (*content.diagnostics, *making.diagnostics, *making.diagnose_styles(styles))
    draft = Draft(
        source.file, chunks, is_formatted=True, pictures=content.pictures, meta=content.meta
    )
    return Outcome(draft, diagnostics)


class _Making:
    """The chunks of one document while they are made."""

    def __init__(
        self, source: Source, content: DocumentContent, roles: Mapping[str, MarkRole]
    ) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._source = source
        self._roles = roles
        self._used: set[str] = set()
        self._notes = dict(content.notes)
        self._gaps = find_gaps(source.text, content.blocks)
        self._items = find_items(source.text, content.blocks)
        series = {call.series for call in _calls(content.blocks)}
        self._has_series = len(series) > 1
        self._has_contents = any(d.code == rules.CONTENTS.code for d in content.diagnostics)
        self._before: Part | None = None
        self._body_count = 0
        self._title_place: int | None = None

    def chunks(self, blocks: Sequence[DocumentBlock]) -> Iterator[Chunk]:
        """Yield the chunks of paragraphs and tables; those of pictures follow their paragraph."""
        has_picture = False  # no words stand between the last picture and the next paragraph
        for index, block in enumerate(blocks):
            blanks = self._gaps[index]
            if isinstance(block, DocumentTable):
                yield from make_rows(block, self.chunk, blanks)
                pictures = tuple(_pictures_of(block))
            else:
                pictures = block.pictures
                if not is_blank(self._source.text, block):
                    chunk = self._with_part(replace(self.chunk(block), blanks=blanks), block)
                    if chunk and chunk.part is None and has_picture and is_caption(block.styles):
                        chunk = replace(chunk, part=Part.IMAGE, joins=True)
                    yield from [chunk] if chunk else []
                    blanks = 0
                    has_picture = False
            has_picture = bool(pictures) or has_picture
            yield from (self._picture(picture, blanks) for picture in pictures)

    def diagnose_styles(self, styles: StyleRoles) -> Iterator[Diagnostic]:
        """Yield an info for each style of the settings that no paragraph has."""
        for name, _ in styles:
            if normalize_name(name) not in self._used:
                message = f"no paragraph has the style “{name}” of the settings"
                yield rules.UNKNOWN_STYLE.at(Span(self._source.file, 0, 0), message)

    def chunk(self, paragraph: DocumentParagraph) -> Chunk:
        """Return a paragraph as a chunk without a part, its label included."""
        start = paragraph.start
        # A line break is a line feed in a chunk, and U+000B in the text of a container.
        text = self._source.text[start : paragraph.end].replace("\v", "\n")
        calls = tuple(
            Call(
                call.start - start,
                call.end - start,
                call.mark,
                self._body_of(call),
                series=call.series if self._has_series else "",
            )
            for call in paragraph.calls
        )
        traced = Traced(text, self._source.file, ((0, start),))
        chunk = Chunk(traced, script(text), calls=calls, markup=paragraph.markup)
        if OBJECT not in text:
            return chunk
        ends = [match.start() for match in re.finditer(OBJECT, text)]
        stretches = zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True)
        return join_chunks([chunk.cut(a, b) if b > a else _empty(chunk) for a, b in stretches])

    def _body_of(self, call: NoteCall) -> tuple[Chunk, ...]:
        """Return the body of a note at its first call: notes may call one another in a circle."""
        return tuple(map(self.chunk, self._notes.pop(call.key, ())))

    def _with_part(self, chunk: Chunk, paragraph: DocumentParagraph) -> Chunk | None:
        """Return a chunk with the part that its style or its list gives it; None to drop it."""
        self._used.update(map(normalize_name, paragraph.styles))
        before, self._before = self._before, None
        role, is_own = find_role(paragraph.styles, self._roles)
        if role is MarkRole.DROP:
            message = "not printed: the settings drop its style"
            self.diagnostics.append(rules.STYLED_DROP.at(chunk.span, message))
            return None
        part = PARTS[role] if role is not None and (is_own or not paragraph.level) else None
        if not is_own and part in _TITLES and not self._is_title():
            return replace(_without_looks(chunk), part=Part.HEADING, depth=_TITLES[part])
        self._body_count += part not in FRONT
        if part is not None:
            # Segments are numbered as those that marks of the settings make.
            mark = part if is_own or part in SEGMENT else None
            joins = part is before and part in _JOINED and not (part is Part.VERSE and chunk.blanks)
            self._before = part
            return replace(_without_looks(chunk), part=part, mark=mark, joins=joins)
        if self._has_contents and is_contents_heading(chunk.text.text):
            message = f"a line of the contents is not printed: “{chunk.text.text.strip()}”"
            self.diagnostics.append(rules.CONTENTS.at(chunk.span, message))
            return None
        if paragraph.level:
            return replace(_without_looks(chunk), part=Part.HEADING, depth=paragraph.level)
        item = paragraph.item
        if item is None or paragraph.start not in self._items:
            return chunk
        if not paragraph.label:
            return replace(chunk, part=Part.ITEM, depth=item.depth, joins=True, blanks=0)
        label = chunk.text.cut(0, paragraph.label)
        match = _BARE_LABEL.search(label.text)
        return replace(
            chunk.cut(paragraph.skip),
            part=Part.ITEM,
            number=item.number,
            depth=item.depth,
            label=label.cut(*match.span()) if match and item.number is not None else None,
        )

    def _is_title(self) -> bool:
        """Return whether a paragraph with a style of titles stands over the text.

        Later ones are headings: some editors give all of their headings the style of titles.
        """
        if self._title_place is None and self._body_count <= _MOST_BEFORE_TITLE:
            self._title_place = self._body_count
        return self._title_place == self._body_count

    def _picture(self, picture: Picture, blanks: int) -> Chunk:
        anchors = tuple((index, picture.offset) for index in range(max(len(picture.alt), 1)))
        alt = Traced(picture.alt, self._source.file, anchors)
        address = Traced(picture.address, self._source.file, ((0, picture.offset),))
        return Chunk(alt, Script.NONE, blanks, Part.IMAGE, label=address)


def _empty(chunk: Chunk) -> Chunk:
    return Chunk(Traced("", chunk.text.file, chunk.text.anchors), Script.NONE)


def _without_looks(chunk: Chunk) -> Chunk:
    """Return a chunk without markup of all of its characters: the look of its part."""
    size = len(chunk.text.text.rstrip())
    inner = tuple(each for each in chunk.markup if each.start or each.end < size)
    return replace(chunk, markup=inner)


def _calls(blocks: Sequence[DocumentBlock]) -> Iterator[NoteCall]:
    for block in blocks:
        for paragraph in paragraphs_of(block):
            yield from paragraph.calls


def _pictures_of(table: DocumentTable) -> Iterator[Picture]:
    for paragraph in paragraphs_of(table):
        yield from paragraph.pictures
