"""Paragraphs of an OpenDocument text: spans, fields, notes, comments, drawings and their places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from publish.readers.office.numerals import format_number
from publish.readers.office.reports import (
    add_equation,
    report_control,
    report_embedded,
    report_missing_note,
    report_page_number,
    report_picture,
    report_prompt,
)
from publish.readers.opendocument.characters import CharacterWriter, Surroundings
from publish.readers.opendocument.comments import report_annotation
from publish.readers.opendocument.context import NoteBody, OpenDocumentContext
from publish.readers.opendocument.frames import DrawnBox, DrawnEquation, DrawnPicture, find_drawn
from publish.readers.opendocument.names import (
    CHANGE_MARKS,
    COMMENT,
    COMMENT_END,
    DRAW,
    FIELD,
    HREF,
    LIBRE_OFFICE,
    OFFICE,
    STYLE_NAME,
    TEXT,
    read_number,
)
from publish.readers.opendocument.words import UNSEEN, text_of
from publish.readers.xml_parts import Element

_FOOTNOTE, _ENDNOTE = "footnote", "endnote"
_PAGES = frozenset(f"{TEXT}{name}" for name in ("page-number", "page-count", "page-variable-get"))
_REFERENCES = frozenset(
    f"{TEXT}{name}" for name in ("bookmark-ref", "reference-ref", "note-ref", "sequence-ref")
)
_PAGE_FORMAT = f"{TEXT}reference-format"


class InlineReader:
    """The reader of the content of paragraphs; text boxes wait in ``boxes``."""

    def __init__(self, context: OpenDocumentContext) -> None:
        self._context = context
        self._builder = context.builder
        self._changes = context.changes
        self.boxes: list[tuple[int, Element]] = []
        self.characters = CharacterWriter(context)
        self._handlers: dict[str, Callable[[Element, Surroundings], None]] = {
            f"{TEXT}span": self._read_span,
            f"{TEXT}a": self._read_link,
            f"{TEXT}s": self._read_spaces,
            f"{TEXT}tab": self._read_tab,
            f"{TEXT}line-break": self._read_break,
            f"{TEXT}note": self._read_note,
            f"{TEXT}ruby": self._read_ruby,
            f"{TEXT}placeholder": self._report_prompt,
            f"{TEXT}hidden-text": self._read_hidden_field,
            f"{LIBRE_OFFICE}content-control": self._read_control,
            COMMENT: self._begin_comment,
            COMMENT_END: self._end_comment,
            **dict.fromkeys(CHANGE_MARKS, self._mark_change),
            **dict.fromkeys((*_PAGES, *_REFERENCES), self._read_reference),
        }

    def read(self, paragraph: Element) -> None:
        """Add what a paragraph prints to the text."""
        self._read_content(paragraph, self.characters.surroundings())

    def read_mark(self, element: Element) -> None:
        """Read a mark that stands between paragraphs."""
        self._read_element(element, self.characters.surroundings())

    def _read_content(self, parent: Element, around: Surroundings) -> None:
        self.characters.add_content(parent.text, around)
        for child in parent:
            self._read_element(child, around)
            self.characters.add_content(child.tail, around)

    def _read_element(self, element: Element, around: Surroundings) -> None:
        tag = element.tag
        handler = self._handlers.get(tag)
        if handler is not None:
            handler(element, around)
        elif tag in UNSEEN or tag.startswith((FIELD, f"{OFFICE}event")):
            return
        elif tag.startswith(DRAW):
            self._read_drawing(element, around)
        elif element.get(f"{TEXT}display") == "none":
            self.characters.hide(text_of([element]))
        else:
            # Other elements are fields with their result, and marks without characters.
            self._read_content(element, around)

    # --- characters

    def _read_spaces(self, element: Element, around: Surroundings) -> None:
        count = read_number(element.get(f"{TEXT}c"), 1)
        if count:
            self.characters.add(self._context.repetitions.spaces(count), around)

    def _read_tab(self, element: Element, around: Surroundings) -> None:
        del element
        self.characters.add("\t", around)

    def _read_break(self, element: Element, around: Surroundings) -> None:
        del element
        self.characters.add("\v", around)

    # --- spans, links and fields

    def _read_span(self, element: Element, around: Surroundings) -> None:
        style = element.get(STYLE_NAME, "")
        properties = self._context.styles.add_span(around.properties, style)
        self._read_content(element, replace(around, properties=properties))

    def _read_link(self, element: Element, around: Surroundings) -> None:
        target = element.get(HREF, "").strip()
        is_within = not target or target.startswith("#")
        self._read_content(element, around if is_within else replace(around, target=target))

    def _read_reference(self, element: Element, around: Surroundings) -> None:
        start = self._builder.length
        self._read_content(element, around)
        if element.tag in _PAGES or element.get(_PAGE_FORMAT) == "page":
            report_page_number(self._builder, start)

    def _read_hidden_field(self, element: Element, around: Surroundings) -> None:
        if element.get(f"{TEXT}is-hidden") == "true":
            self.characters.hide(text_of([element]) or element.get(f"{TEXT}string-value", ""))
        else:
            self._read_content(element, around)

    def _report_prompt(self, element: Element, around: Surroundings) -> None:
        if not self.characters.skip(element, around):
            report_prompt(self._builder, text_of([element]))

    def _read_control(self, element: Element, around: Surroundings) -> None:
        if element.get(f"{LIBRE_OFFICE}showing-place-holder") == "true":
            self._report_prompt(element, around)
            return
        start = self._builder.length
        self._read_content(element, around)
        report_control(self._builder, start, "a content control")

    def _read_ruby(self, element: Element, around: Surroundings) -> None:
        """Print the base of a phonetic guide, and the guide after it in brackets."""
        for base in element.iterfind(f"{TEXT}ruby-base"):
            self._read_content(base, around)
        guide = text_of(element.iterfind(f"{TEXT}ruby-text"))
        if guide:
            self.characters.add(f" ({guide})", around)

    # --- changes, notes and comments

    def _mark_change(self, element: Element, around: Surroundings) -> None:
        del around
        self._changes.mark(element)

    def _read_note(self, element: Element, around: Surroundings) -> None:
        if self.characters.skip(element, around):
            return
        kind = _ENDNOTE if element.get(f"{TEXT}note-class") == _ENDNOTE else _FOOTNOTE
        counts = self._context.counts
        form, start = self._context.note_forms[kind]
        number = counts[kind] = counts.get(kind, start - 1) + 1
        citation = element.find(f"{TEXT}note-citation")
        mark = "".join(citation.itertext()) if citation is not None else ""
        mark = " ".join(mark.split()) or format_number(number, form)
        self.characters.begin_object()
        key = f"{kind} {number}"
        self._builder.add_call(mark, key, f"{kind}s")
        body = element.find(f"{TEXT}note-body")
        if body is None:
            report_missing_note(self._builder, mark)
        else:
            self._context.notes.append(NoteBody(key, f"{kind} {mark}, ", body))

    def _begin_comment(self, element: Element, around: Surroundings) -> None:
        del around
        name = element.get(f"{OFFICE}name", "")
        if name in self._context.comment_ends:
            self._context.comments[name] = self._builder.length, element
        else:
            report_annotation(self._builder, self._builder.length, element)

    def _end_comment(self, element: Element, around: Surroundings) -> None:
        del around
        place = self._context.comments.pop(element.get(f"{OFFICE}name", ""), None)
        if place is not None:
            report_annotation(self._builder, *place)

    # --- drawings

    def _read_drawing(self, element: Element, around: Surroundings) -> None:
        if not self.characters.skip(element, around):
            self.add_drawing(element)

    def add_drawing(self, element: Element) -> None:
        """Add the pictures of a drawing to the text, and its text boxes to ``boxes``."""
        self.characters.begin_object()
        for each in find_drawn(self._context, element):
            match each:
                case DrawnBox(box):
                    self.boxes.append((self._builder.length, box))
                case DrawnEquation(text):
                    add_equation(self._builder, text)
                case DrawnPicture(address, reason, alt):
                    if address:
                        self._builder.add_picture(address, alt)
                    else:
                        report_picture(self._builder, alt, reason)
                case _:
                    report_embedded(self._builder, each.name)
