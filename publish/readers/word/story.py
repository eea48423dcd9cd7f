"""Stories of a Word file: its text, and its notes, as paragraphs and tables."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy

from lxml import etree

from publish.readers.office.content import (
    DocumentBlock,
    DocumentParagraph,
    DocumentTable,
    paragraphs_of,
)
from publish.readers.office.gaps import PAGE_END
from publish.readers.office.reports import (
    report_contents,
    report_embedded,
    report_nested_table,
    report_prompt,
    report_text_box,
)
from publish.readers.office.style_roles import is_contents
from publish.readers.office.text_builder import ParagraphLook
from publish.readers.word.comments import text_of
from publish.readers.word.context import StoryPart, WordContext
from publish.readers.word.graphics import choose
from publish.readers.word.names import MATH, MC, VAL, W
from publish.readers.word.paragraphs import ParagraphReader
from publish.readers.word.styles import (
    ParagraphStyle,
    is_on,
    outline_level,
    read_numbering,
    read_space,
)
from publish.readers.word.tables import TableReader
from publish.readers.xml_parts import Element

_PARAGRAPH = f"{W}p"
_TABLE = f"{W}tbl"
_WRAPPERS = frozenset({f"{W}customXml", f"{W}smartTag", f"{W}ins", f"{W}moveTo"})
_INLINES = frozenset(
    (f"{W}r", f"{W}hyperlink", f"{W}fldSimple", f"{MATH}oMath", f"{MATH}oMathPara")
)
_PROPERTIES = frozenset(f"{W}{name}" for name in ("pPr", "tcPr", "sectPr"))
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_DELETED_MARK = (f"{W}rPr/{W}del", f"{W}rPr/{W}moveFrom")


class StoryReader:
    """The reader of a story, whose paragraphs are counted and named in messages."""

    def __init__(self, context: WordContext, part: StoryPart) -> None:
        self._context = context
        self._builder = context.builder
        self._part = part
        self._paragraphs = ParagraphReader(context, part, self._break_page)
        self._blocks: list[DocumentBlock] = []
        self._count = 0
        self._tables = 0
        self._look = ParagraphLook()
        self._before = ParagraphStyle()
        self._is_apart = False
        self._is_open = False

    def read(self, parent: Element) -> tuple[DocumentBlock, ...]:
        """Return the blocks in an element."""
        outer, self._blocks = self._blocks, []
        self._paragraphs.runs.fields.has_contents = _has_balanced_fields(parent)
        self._read_blocks(parent)
        self._close()
        blocks, self._blocks = self._blocks, outer
        return tuple(blocks)

    def _read_blocks(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == _PARAGRAPH:
                self._read_paragraph(child)
            elif tag == _TABLE:
                self._close()
                self._read_table(child)
            elif tag in _WRAPPERS:
                self._read_blocks(child)
            elif tag in _DELETED:
                self._paragraphs.report_deletion(child)
            elif tag == f"{W}sdt":
                self._read_control(child)
            elif tag == f"{MC}AlternateContent":
                self._read_blocks(choose(child))
            elif tag == f"{W}altChunk":
                report_embedded(self._builder, "a document within the document")
            elif tag in _INLINES:
                self._read_paragraph(_wrap(child))
            elif tag not in _PROPERTIES and len(child):
                self._read_blocks(child)

    def _read_control(self, element: Element) -> None:
        content = element.find(f"{W}sdtContent")
        if content is None:
            return
        gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if gallery is not None and "contents" in gallery.get(VAL, "").casefold():
            for paragraph in content.iter(_PARAGRAPH):
                self._drop_contents(paragraph)
            return
        if element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            report_prompt(self._builder, text_of(content))
            return
        self._read_blocks(content)

    # --- paragraphs

    def _read_paragraph(self, element: Element) -> None:
        self._count += 1
        properties = element.find(f"{W}pPr")
        own = self._context.styles.paragraph(_style_key(properties))
        if is_contents(own.names):
            self._drop_contents(element)
            return
        if not self._is_open:
            last = _find_last_properties(element)
            style = self._context.styles.paragraph(_style_key(last))
            self._look = self._find_look(last, style)
            self._number(last, style)
        self._is_open = True
        self._paragraphs.read(element, own.key, f"{self._part.name}paragraph {self._count}")
        if not _is_joined(properties):
            self._close()
        if properties is not None and properties.find(f"{W}sectPr") is not None:
            self._is_apart = True

    def _drop_contents(self, element: Element) -> None:
        self._paragraphs.skip(element)
        report_contents(self._builder, text_of(element))

    def _find_look(self, properties: Element | None, style: ParagraphStyle) -> ParagraphLook:
        level, before, after = style.level, style.before, style.after
        is_contextual = style.is_contextual
        if properties is not None:
            own_level = outline_level(properties)
            level = level if own_level is None else own_level
            space = read_space(properties)
            before = before if space[0] is None else space[0]
            after = after if space[1] is None else space[1]
            contextual = properties.find(f"{W}contextualSpacing")
            is_contextual = is_contextual if contextual is None else is_on(contextual)
            if is_on(properties.find(f"{W}pageBreakBefore")):
                self._is_apart = True
        gap = max(self._before.after or 0.0, before or 0.0)
        if is_contextual and self._before.key == style.key:
            gap = 0.0
        if self._is_apart:
            gap, self._is_apart = PAGE_END, False
        self._before = ParagraphStyle(style.key, after=after)
        return ParagraphLook(style.names, level if level <= 9 else 0, gap)

    def _number(self, properties: Element | None, style: ParagraphStyle) -> None:
        """Put the label of a paragraph before it, where its list has one."""
        key, level = style.numbering
        if properties is not None:
            own = read_numbering(properties)
            key, level = own[0] or key, own[1] or level
        if key in ("", "0"):
            return
        label = self._context.lists.label(key, int(level) if level.isdecimal() else 0)
        if label is not None:
            self._builder.set_label(label)

    def _close(self) -> None:
        """End the open paragraph, and read the text boxes that belong to it."""
        if not self._is_open:
            return
        self._is_open = False
        self._blocks.append(self._builder.close(self._look))
        drawings = self._paragraphs.runs.drawings
        boxes, drawings.boxes = drawings.boxes, []
        for offset, box in boxes:
            reader = StoryReader(self._context, self._part_of_box())
            blocks = reader.read(box)
            self._blocks += blocks
            if any(each.end > each.start for block in blocks for each in paragraphs_of(block)):
                report_text_box(self._builder, offset)

    def _part_of_box(self) -> StoryPart:
        name = f"{self._part.name}paragraph {self._count}, text box, "
        return StoryPart(name, self._part.relations)

    def _break_page(self) -> None:
        """Begin a paragraph on the next page, with the properties of the one that is cut."""
        if not self._builder.is_blank:
            self._blocks.append(self._builder.close(self._look))
        self._look = ParagraphLook(self._look.styles, self._look.level, PAGE_END)

    # --- tables

    def _read_table(self, table: Element) -> None:
        self._tables += 1
        reader = TableReader(self._builder, self._read_cell, self._paragraphs.runs.mark_fields)
        place = f"{self._part.name}table {self._tables}"
        self._blocks.append(reader.read(table, place))
        self._before = ParagraphStyle()

    def _read_cell(self, cell: Element, place: str) -> tuple[DocumentParagraph, ...]:
        start = self._builder.length
        part = StoryPart(place, self._part.relations)
        blocks = StoryReader(self._context, part).read(cell)
        if any(isinstance(block, DocumentTable) for block in blocks):
            report_nested_table(self._builder, start)
        return tuple(paragraph for block in blocks for paragraph in paragraphs_of(block))


def _wrap(element: Element) -> Element:
    """Return a paragraph of an element that stands where paragraphs stand, as an equation."""
    paragraph = etree.Element(_PARAGRAPH)
    paragraph.append(deepcopy(element))
    return paragraph


def _has_balanced_fields(story: Element) -> bool:
    """Return whether all fields of a story end, so that contents end where their field does."""
    kinds = Counter(each.get(f"{W}fldCharType") for each in story.iter(f"{W}fldChar"))
    return kinds["begin"] == kinds["end"]


def _is_joined(properties: Element | None) -> bool:
    """Return whether a paragraph goes on in the next one: its end is deleted, or it is an initial.

    Word makes a paragraph of the large first letter of another one.
    """
    if properties is None:
        return False
    if any(properties.find(mark) is not None for mark in _DELETED_MARK):
        return True
    frame = properties.find(f"{W}framePr")
    return frame is not None and frame.get(f"{W}dropCap", "none") != "none"


def _find_last_properties(element: Element) -> Element | None:
    """Return the properties of the last of the paragraphs that are joined to one."""
    properties: Element | None = element.find(f"{W}pPr")
    while _is_joined(properties):
        after = element.getnext()
        if after is None or after.tag != _PARAGRAPH:
            break
        element, properties = after, after.find(f"{W}pPr")
    return properties


def _style_key(properties: Element | None) -> str:
    style = properties.find(f"{W}pStyle") if properties is not None else None
    return str(style.get(VAL, "")) if style is not None else ""
