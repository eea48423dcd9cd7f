"""Paragraphs of a Word file: runs, and what stands around them, as tracked changes and links."""

from __future__ import annotations

from collections.abc import Callable

from publish.readers.office.reports import (
    add_equation,
    report_control,
    report_deletion,
    report_embedded,
    report_insertion,
    report_page_number,
    report_prompt,
)
from publish.readers.word.comments import text_of
from publish.readers.word.context import StoryPart, WordContext
from publish.readers.word.graphics import choose
from publish.readers.word.names import AUTHOR, ID, MATH, MC, R, W
from publish.readers.word.runs import RunReader
from publish.readers.xml_parts import Element

_RUN = f"{W}r"
_CONTENT = f"{W}sdtContent"
_PROPERTIES = f"{W}sdtPr"
_PROMPT = f"{W}showingPlcHdr"
_PARAGRAPH_PROPERTIES = f"{W}pPr"
_WORDS_OF_EQUATION = (f"{MATH}t", f"{W}t")


class ParagraphReader:
    """The reader of the content of paragraphs, with the reader of their ``runs``."""

    def __init__(
        self, context: WordContext, part: StoryPart, on_page_break: Callable[[], None]
    ) -> None:
        self.runs = RunReader(context, part, on_page_break)
        self._builder = context.builder
        self._part = part
        self._handlers: dict[str, Callable[[Element, str], None]] = {
            f"{W}hyperlink": self._read_link,
            f"{W}ins": self._read_insertion,
            f"{W}moveTo": self._read_insertion,
            f"{W}del": self._read_deletion,
            f"{W}moveFrom": self._read_deletion,
            f"{W}sdt": self._read_control,
            f"{W}smartTag": self._read_smart_tag,
            f"{W}customXml": self._read_content,
            f"{W}dir": self._read_content,
            f"{W}bdo": self._read_content,
            f"{W}fldSimple": self._read_field,
            f"{W}commentRangeStart": self._begin_comment,
            f"{MATH}oMath": self._read_equation,
            f"{MATH}oMathPara": self._read_equation,
            f"{W}subDoc": self._report_document,
            f"{MC}AlternateContent": self._read_alternate,
        }

    def read(self, paragraph: Element, style: str, place: str) -> None:
        """Add what a paragraph prints to the text."""
        self.runs.begin(style, place)
        self._read_content(paragraph, "")
        self.runs.end()

    def skip(self, paragraph: Element) -> None:
        """Pass over a paragraph that is not printed; fields may begin and end in it."""
        self.runs.mark_fields(paragraph)
        self.runs.fields.end_paragraph()

    def _read_content(self, parent: Element, target: str) -> None:
        for child in parent:
            if child.tag == _RUN:
                self.runs.read(child, target)
            elif (handler := self._handlers.get(child.tag)) is not None:
                handler(child, target)
            elif child.tag != _PARAGRAPH_PROPERTIES and len(child):
                self._read_content(child, target)

    # --- tracked changes

    def _read_insertion(self, element: Element, target: str) -> None:
        start = self._builder.length
        self._read_content(element, target)
        verb = "moved here" if element.tag == f"{W}moveTo" else "inserted"
        report_insertion(self._builder, start, element.get(AUTHOR, ""), verb)

    def _read_deletion(self, element: Element, target: str) -> None:
        del target
        self.report_deletion(element)

    def report_deletion(self, element: Element) -> None:
        """Report content that is deleted or moved away, and is not printed."""
        self.runs.mark_fields(element)
        verb = "moved away" if element.tag == f"{W}moveFrom" else "deleted"
        report_deletion(self._builder, text_of(element), element.get(AUTHOR, ""), verb)

    # --- controls, fields and links

    def _read_control(self, element: Element, target: str) -> None:
        properties, content = element.find(_PROPERTIES), element.find(_CONTENT)
        if content is None:
            return
        start = self._builder.length
        if properties is not None and properties.find(_PROMPT) is not None:
            report_prompt(self._builder, text_of(content))
            return
        self._read_content(content, target)
        report_control(self._builder, start, "a content control")

    def _read_smart_tag(self, element: Element, target: str) -> None:
        start = self._builder.length
        self._read_content(element, target)
        report_control(self._builder, start, "a smart tag")

    def _read_link(self, element: Element, target: str) -> None:
        relation = self._part.relations.get(element.get(f"{R}id", ""))
        if relation is not None and relation.is_external:
            target = relation.target
        self._read_content(element, target)

    def _read_field(self, element: Element, target: str) -> None:
        fields = self.runs.fields
        depth = fields.depth
        fields.begin()
        fields.add_instruction(element.get(f"{W}instr", ""))
        start = self._builder.length
        fields.separate(start)
        self._read_content(element, target)
        while fields.depth > depth + 1:
            self.runs.end_field()  # a damaged one
        field = fields.end()
        if field is not None and field.is_page_number:
            report_page_number(self._builder, start)

    def _begin_comment(self, element: Element, target: str) -> None:
        del target
        self.runs.comment_starts[element.get(ID, "")] = self._builder.length

    # --- other programs

    def _read_alternate(self, element: Element, target: str) -> None:
        self._read_content(choose(element), target)

    def _read_equation(self, element: Element, target: str) -> None:
        del target
        text = "".join((each.text or "") for each in element.iter(*_WORDS_OF_EQUATION))
        add_equation(self._builder, text)

    def _report_document(self, element: Element, target: str) -> None:
        del element, target
        report_embedded(self._builder, "a document within the document")
