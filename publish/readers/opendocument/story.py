"""Stories of an OpenDocument text: its text, and its notes, as paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Callable

from publish.readers.office.content import DocumentBlock, paragraphs_of
from publish.readers.office.gaps import PAGE_END
from publish.readers.office.reports import (
    report_contents,
    report_embedded,
    report_hidden,
    report_text_box,
)
from publish.readers.office.style_roles import is_contents
from publish.readers.office.text_builder import ParagraphLabel, ParagraphLook
from publish.readers.opendocument.context import OpenDocumentContext
from publish.readers.opendocument.inlines import InlineReader
from publish.readers.opendocument.list_counters import OpenList
from publish.readers.opendocument.names import (
    CHANGE_MARKS,
    COMMENT,
    DRAW,
    FORMS,
    HEADING,
    LIST,
    OFFICE,
    PARAGRAPH,
    STYLE_NAME,
    TABLE_ELEMENT,
    TEXT,
    read_number,
)
from publish.readers.opendocument.styles import ParagraphStyle
from publish.readers.opendocument.tables import TableReader
from publish.readers.opendocument.words import UNSEEN, text_of
from publish.readers.xml_parts import Element

_SECTION_SOURCE = f"{TEXT}section-source"
_INDEX_BODY = f"{TEXT}index-body"
_INDEXES = frozenset(
    f"{TEXT}{name}"
    for name in (
        *("table-of-content", "illustration-index", "table-index", "object-index"),
        *("user-index", "alphabetical-index"),
    )
)
"""The lists that the program makes of page numbers; a bibliography has none."""

_LEFT_OUT = UNSEEN | {
    f"{TEXT}tracked-changes",
    f"{TEXT}variable-decls",
    f"{TEXT}sequence-decls",
    f"{TEXT}user-field-decls",
    f"{TEXT}dde-connection-decls",
    f"{TEXT}bibliography-source",
    f"{TEXT}alphabetical-index-auto-mark-file",
    f"{OFFICE}dde-source",
    _SECTION_SOURCE,
}


class StoryReader:
    """The reader of a story, whose paragraphs are counted and named in messages.

    ``part`` is the beginning of the names of its places.
    """

    def __init__(self, context: OpenDocumentContext, part: str) -> None:
        self._context = context
        self._builder = context.builder
        self._changes = context.changes
        self._part = part
        self._inlines = InlineReader(context)
        self._blocks: list[DocumentBlock] = []
        self._count = 0
        self._tables = 0
        self._look = ParagraphLook()
        self._before = ParagraphStyle()
        self._is_apart = False
        self._is_open = False
        self._handlers: dict[str, Callable[[Element], None]] = {
            PARAGRAPH: self._read_paragraph,
            HEADING: self._read_paragraph,
            LIST: self._read_list,
            TABLE_ELEMENT: self._read_table,
            f"{TEXT}section": self._read_section,
            f"{TEXT}numbered-paragraph": self._read_numbered,
            COMMENT: self._inlines.read_mark,
            f"{OFFICE}annotation-end": self._inlines.read_mark,
            **dict.fromkeys(CHANGE_MARKS, self._changes.mark),
            **dict.fromkeys(_INDEXES, self._drop_index),
        }

    def read(self, parent: Element) -> tuple[DocumentBlock, ...]:
        """Return the blocks in an element."""
        self._read_blocks(parent)
        self._close()
        return tuple(self._blocks)

    def _read_blocks(self, parent: Element) -> None:
        for child in parent:
            self._read_block(child)

    def _read_block(self, element: Element) -> None:
        tag = element.tag
        handler = self._handlers.get(tag)
        if handler is not None:
            handler(element)
        elif tag.startswith(DRAW):
            self._read_drawing(element)
        elif tag not in _LEFT_OUT and not tag.startswith(FORMS):
            self._read_blocks(element)

    # --- paragraphs

    def _read_paragraph(self, element: Element, label: ParagraphLabel | None = None) -> None:
        self._count += 1
        style = self._context.styles.paragraph(element.get(STYLE_NAME, ""))
        if is_contents(style.names):
            self._drop_contents(element)
            return
        hidden = element.iter(f"{TEXT}hidden-paragraph")
        if any(each.get(f"{TEXT}is-hidden") == "true" for each in hidden):
            self._hide(element)
            return
        level = self._find_level(element, style)
        self._look = self._find_look(style, level)
        if not self._is_open:
            if label is None and level and style.list_style != "":
                label = self._context.lists.label_heading(element, level)
            if label is not None:
                self._builder.set_label(label)
            self._inlines.characters.begin(style.key)
        self._is_open = True
        self._builder.name_place(f"{self._part}paragraph {self._count}")
        self._inlines.read(element)
        if not self._changes.in_deletion:
            self._close()
        if style.breaks_after:
            self._is_apart = True

    def _find_level(self, element: Element, style: ParagraphStyle) -> int:
        if element.tag != HEADING:
            return style.level
        return min(max(read_number(element.get(f"{TEXT}outline-level"), 1), 1), 9)

    def _find_look(self, style: ParagraphStyle, level: int) -> ParagraphLook:
        gap = max(self._before.after, style.before)
        if style.is_contextual and self._before.key == style.key:
            gap = 0.0
        if self._is_apart or style.breaks_before:
            gap, self._is_apart = PAGE_END, False
        self._before = style
        return ParagraphLook(style.names, level, gap)

    def _close(self) -> None:
        """End the open paragraph, and read the text boxes that belong to it."""
        if not self._is_open:
            return
        self._is_open = False
        self._inlines.characters.report_hidden()
        self._changes.end_paragraph()
        self._blocks.append(self._builder.close(self._look))
        self._read_boxes()

    def _read_boxes(self) -> None:
        boxes, self._inlines.boxes = self._inlines.boxes, []
        for offset, box in boxes:
            name = f"{self._part}paragraph {self._count}, text box, "
            blocks = StoryReader(self._context, name).read(box)
            self._blocks += blocks
            if any(each.end > each.start for block in blocks for each in paragraphs_of(block)):
                report_text_box(self._builder, offset)

    def _read_drawing(self, element: Element) -> None:
        """Read a drawing that stands at a place of its page and in no paragraph."""
        if self._changes.in_deletion:
            self._changes.delete(f" {text_of([element])} ")
            self._changes.pass_over(element)
            return
        self._close()
        self._inlines.characters.begin("")
        self._inlines.add_drawing(element)
        if not self._builder.is_blank:
            self._blocks.append(self._builder.close(ParagraphLook()))
        self._read_boxes()

    # --- sections, and what is left out

    def _read_section(self, element: Element) -> None:
        display = element.get(f"{TEXT}display", "true")
        is_hidden = element.get(f"{TEXT}is-hidden") == "true"
        if display == "none" or (display == "condition" and is_hidden):
            self._hide(element)
            return
        if element.find(_SECTION_SOURCE) is not None and not text_of([element]):
            report_embedded(self._builder, "a document within the document")
        self._read_blocks(element)

    def _hide(self, element: Element) -> None:
        report_hidden(self._builder, text_of([element]))
        self._changes.pass_over(element)

    def _drop_index(self, element: Element) -> None:
        for body in element.iterfind(_INDEX_BODY):
            for paragraph in body.iter(PARAGRAPH, HEADING):
                self._drop_contents(paragraph)

    def _drop_contents(self, element: Element) -> None:
        report_contents(self._builder, text_of([element]))
        self._changes.pass_over(element)

    # --- lists

    def _read_list(self, element: Element, outer: OpenList | None = None) -> None:
        own = self._context.lists.open(element, outer)
        for child in element:
            if child.tag == f"{TEXT}list-item":
                self._read_item(child, own)
            elif child.tag == f"{TEXT}list-header":
                self._read_header(child, own)
            else:
                self._read_block(child)

    def _read_item(self, item: Element, own: OpenList) -> None:
        override = item.get(f"{TEXT}style-override")
        if override:
            own = OpenList(own.key, override, own.depth)
        first: ParagraphLabel | None = None
        is_first = True
        for child in item:
            if child.tag == LIST:
                self._read_list(child, own)
            elif child.tag not in (PARAGRAPH, HEADING):
                self._read_block(child)
            elif is_first:
                first = self._label(own, child, item)
                self._read_paragraph(child, first or ParagraphLabel(""))
                is_first = False
            else:
                self._read_paragraph(child, ParagraphLabel("", first.item if first else None))

    def _read_header(self, header: Element, own: OpenList) -> None:
        for child in header:
            if child.tag == LIST:
                self._read_list(child, own)
            elif child.tag in (PARAGRAPH, HEADING):
                self._read_paragraph(child, ParagraphLabel(""))
            else:
                self._read_block(child)

    def _read_numbered(self, element: Element) -> None:
        own = self._context.lists.open_numbered(element)
        for child in element:
            if child.tag in (PARAGRAPH, HEADING):
                self._read_paragraph(child, self._label(own, child, element))

    def _label(self, own: OpenList, paragraph: Element, item: Element) -> ParagraphLabel | None:
        """Return the label of an item; None for none, and where it joins the paragraph before."""
        if self._is_open:
            return None
        style = self._context.styles.paragraph(paragraph.get(STYLE_NAME, ""))
        start = item.get(f"{TEXT}start-value")
        return self._context.lists.label(own, style.list_style or "", start)

    # --- tables

    def _read_table(self, table: Element) -> None:
        if self._changes.in_deletion:
            self._changes.delete(f" {text_of([table])} ")
            self._changes.pass_over(table)
            return
        self._close()
        self._tables += 1
        reader = TableReader(
            self._context, f"{self._part}table {self._tables}", self._read_inner_story
        )
        self._blocks.append(reader.read(table))
        self._before = ParagraphStyle()

    def _read_inner_story(self, element: Element, part: str) -> tuple[DocumentBlock, ...]:
        return StoryReader(self._context, part).read(element)
