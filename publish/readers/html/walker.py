"""The walk through the elements of an article, which makes the chunks of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from publish.document.draft import Chunk, Part, chunk
from publish.readers.html.context import Context, Group
from publish.readers.html.elements import BLOCKS, CODE
from publish.readers.html.lists import Counter
from publish.readers.html.notes import AROUND_MARK, PageNote, PageNotes
from publish.readers.html.output import Output
from publish.readers.html.places import Places, read_lang
from publish.readers.html.report import Report
from publish.readers.html.styles import Looks
from publish.readers.html.surroundings import Surroundings
from publish.readers.html.tables import read_table
from publish.readers.html.tokens import Characters, Comment
from publish.readers.html.tree import DEEPEST, Element, depth_of, text_of
from publish.text.source import Traced

_BLOCKS = BLOCKS | {"form", "fieldset", "details", "summary", "hgroup", "dialog"}
_LEVELS_OF_NOTE = 4
"""Elements in one another that a note within a note counts for."""

_SIDES = ("width", "height")
_LATER = ("data-src", "data-lazy-src", "data-original")
_COUNTING = ("0", "1", "2", "0px", "1px", "2px")
"""Widths of pictures that count visitors."""


class Walker:
    """The state of reading an article, element by element.

    ``used`` are the notes that it calls.  A walker that ``drops_links`` leaves out lists of links,
    for want of other signs of what is text.
    """

    def __init__(self, places: Places, notes: PageNotes, output: Output, report: Report) -> None:
        self.file = output.file
        self.used: set[PageNote] = set()
        self.drops_links = False
        self._places = places
        self._notes = notes
        self._gaps = places.gaps
        self._output = output
        self._report = report
        self._open: set[PageNote] = set()
        self._depth = 0
        self._elsewhere: set[Element] = set()  # the bodies of notes, and their links to the calls

    def read(self, parts: Iterable[Element]) -> list[Chunk]:
        """Return the chunks of the parts of an article."""
        for part in parts:
            self._read_block(part, self._places.root)
        return self._output.chunks

    def read_flow(self, element: Element, context: Context) -> None:
        """Read the content of an element where it stands."""
        self._output.flush()
        self._read_children(element, context)
        self._output.flush()

    def capture(self, elements: Sequence[Element], context: Context) -> list[Chunk]:
        """Return the chunks of elements that stand for themselves: of a cell, of a note."""

        def read() -> None:
            for element in elements:
                self._output.part()
                self._read_children(element, context)

        return self._output.capture(read)

    def add(self, *chunks: Chunk) -> None:
        """Add chunks after those before."""
        self._output.add(*chunks)

    # --- nodes

    def _read_children(self, element: Element, context: Context) -> None:
        for node in element.children:
            match node:
                case Characters():
                    self._output.append(node, context)
                case Comment():
                    self._report.drop_comment(node)
                case Element():
                    self._depth += 1
                    if element.name == "blockquote" and node.name in ("cite", "footer"):
                        self.read_flow(node, replace(context, part=_source_part(context)))
                    else:
                        self._read_element(node, context)
                    self._depth -= 1

    def _read_element(self, element: Element, context: Context) -> None:
        if self._is_left_out(element, context):
            return
        looks = self._places.sheet.looks(element)
        name = element.name
        if looks.is_struck and self._places.page.letters(element):
            self._report.strike(element)
        if looks.tabs:
            self._output.put("\t" * looks.tabs, element.start, context)
        elif name == "br":
            self._output.end_line(context, element.start)
        elif name == "hr":
            self._output.separate(element.start)
        elif name == "img":
            self._read_picture(element, context)
        elif name == "table":
            self._output.part()
            read_table(element, context, self)
            self._output.part()
        elif name in ("ul", "ol", "menu", "dir"):
            self._read_list(element, context, looks)
        elif name in _BLOCKS or looks.is_block:
            self._read_block(element, context)
        else:
            self._read_children(element, self._places.inline(element, context, looks))

    def _is_left_out(self, element: Element, context: Context) -> bool:
        """Return whether an element is no text where it stands, and report it where it is none."""
        if element in self._notes.by_call and self._read_call(element, context):
            return True
        if element in self._elsewhere or self._places.is_label(element):
            return True
        if element.name in CODE:
            self._report.drop_code(element)
            return True
        kind = self._places.page.kind_of(element)
        if kind is None and self.drops_links and self._places.page.is_list_of_links(element):
            kind = Surroundings.OUTSIDE
        if kind is not None and self._places.page.letters(element):
            self._report.drop(kind, element)
        return kind is not None or element.name == "head"

    # --- blocks

    def _read_block(self, element: Element, context: Context) -> None:
        looks = self._places.sheet.looks(element)
        is_item = context.part is Part.ITEM
        self._output.flush()
        if self._gaps.is_before(element, is_item=is_item):
            self._output.part()
        count, blanks = len(self._output.chunks), self._output.blanks
        place = self._places.block(element, context, looks, self._output.chunks)
        self._read_children(element, place)
        self._output.flush()
        if element.name == "figcaption":
            join_caption(self._output.chunks, count)
        if element.name == "p" and len(self._output.chunks) == count:
            self._output.blanks = blanks + 1  # whatever line breaks stand in it
        elif self._gaps.is_after(element, is_item=is_item):
            self._output.part()

    def _read_list(self, element: Element, context: Context, looks: Looks) -> None:
        place = replace(context, lists=context.lists + 1)
        is_outermost = place.lists == 1
        if is_outermost:
            self._output.part()
        counter = Counter(element, looks.list_style)
        for child in element.children:
            if isinstance(child, Element) and child.name == "li":
                self._read_item(child, counter, place)
            else:
                self.read_flow(Element("", {}, (child,), child.start, child.end), place)
        if is_outermost:
            self._output.part()

    def _read_item(self, item: Element, counter: Counter, context: Context) -> None:
        if item in self._elsewhere:
            counter.count(item)
            return
        if self._is_left_out(item, context):
            return
        number = counter.count(item)
        text = counter.label(number)
        label = Traced(text, self.file, ((0, item.start),)) if text else None
        place = replace(context, lang=read_lang(item) or context.lang)
        if context.part in (None, Part.ITEM):
            group = Group(number, label)
            place = replace(
                place, part=Part.ITEM, depth=context.lists, group=group, keeps_breaks=True
            )
        self.read_flow(item, place)

    # --- pictures and notes

    def _read_picture(self, element: Element, context: Context) -> None:
        attributes = element.attributes
        alt = " ".join(attributes.get("alt", "").split())
        names = attributes.get("class", "").lower()
        if alt and ("emoji" in names or "smiley" in names):
            self._output.put(alt, element.start, context)
            return
        if any(attributes.get(side) in _COUNTING for side in _SIDES):
            return
        address = attributes.get("src", "").strip()
        later = next((attributes[each] for each in _LATER if attributes.get(each)), "")
        if later and (not address or address.startswith("data:")):
            address = later.strip()
        address = self._report.keep_picture(element, address)
        if not (address or alt):
            return
        text = Traced(alt or address, self.file, ((0, element.start),))
        label = Traced(address, self.file, ((0, element.start),)) if address else None
        self._output.add(replace(chunk(text, 1), part=Part.IMAGE, label=label))
        self._output.part()

    def _read_call(self, element: Element, context: Context) -> bool:
        """Add the note that an element calls; return whether it calls one."""
        note = self._notes.by_call[element]
        depth = self._depth + _LEVELS_OF_NOTE + max(map(depth_of, note.body))
        if note in self._open or depth > DEEPEST:
            return False
        if note.is_comment:
            self._report.drop_review(element, note.body)
        else:
            mark = note.calls[element]
            self._open.add(note)
            self._elsewhere |= note.labels
            marks = set(note.calls.values())
            for label in sorted(note.labels, key=lambda each: each.start):
                words = text_of(label).strip(AROUND_MARK)
                if words not in marks and any(map(str.isalnum, words)):
                    self._report.drop(Surroundings.BACKLINKS, label)
            place = Context(part=Part.NOTE, keeps_breaks=True, group=Group())
            self._depth += _LEVELS_OF_NOTE
            body = strip_label(self.capture(note.body, place), mark)
            self._depth -= _LEVELS_OF_NOTE
            self._open.discard(note)
            if not body:
                return False
            text = " ".join(text_of(element).split()) or mark
            self._output.call(text, element.start, (mark, body), context)
        self.used.add(note)
        self._elsewhere.update(note.body)
        return True


def _source_part(context: Context) -> Part | None:
    """Return the part of the source of a quotation that is one in its context."""
    return Part.ATTRIBUTION if context.part is Part.QUOTATION else context.part


def join_caption(chunks: list[Chunk], start: int) -> None:
    """Make the chunks from ``start`` on the caption of the picture before them, if one is there."""
    if start and chunks[start - 1].part is Part.IMAGE:
        chunks[start:] = [replace(each, part=Part.IMAGE, joins=True) for each in chunks[start:]]


def strip_label(chunks: Sequence[Chunk], numeral: str) -> list[Chunk]:
    """Return the body of a note without its numeral at its beginning."""
    if not chunks:
        return []
    first = chunks[0]
    label = rf"(?:[\[(]?{re.escape(numeral)}[\])]?)?"  # its link may be left out already
    match = re.match(rf"{label}[.:)]?(?:\s+|$)", first.text.text)
    first = first.cut(match.end()).strip() if match else first
    return [first, *chunks[1:]] if first.text else list(chunks[1:])
