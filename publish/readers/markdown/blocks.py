"""Elements of Markdown as blocks of the document model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from publish.diagnostics.rules import markdown as rules
from publish.document.model import (
    Block,
    Blocks,
    Foreign,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Note,
    Paragraph,
    Passage,
    Rubric,
    Separator,
    Speech,
    Strong,
    Text,
    Verse,
)
from publish.document.walk import descend, inline_runs, plain
from publish.readers.markdown.attributes import Attributes
from publish.readers.markdown.block_tree import Element
from publish.readers.markdown.code import read_code
from publish.readers.markdown.context import Context
from publish.readers.markdown.entries import read_entries
from publish.readers.markdown.images import read_images
from publish.readers.markdown.inlines import read_text
from publish.readers.markdown.line_marks import report_lines
from publish.readers.markdown.lists import (
    LIST_KEYS,
    read_bullets,
    read_list,
    read_numbers,
    read_terms,
)
from publish.readers.markdown.quotations import read_quotation
from publish.readers.markdown.segments import PASSAGES, read_segment
from publish.readers.markdown.tables import read_pipe_table, read_table
from publish.text.source import NOWHERE, Span, Traced


class BlockReader:
    """The reading of the blocks of one text."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._divs: dict[str, Callable[[Element], Blocks]] = {
            "segment": lambda element: read_segment(self, element),
            "verse": self._verse,
            "quotation": lambda div: read_quotation(self, div),
            "speech": self._speech,
            "rubric": lambda div: (Rubric(self.read(div.children), span=div.span),),
            "list": lambda div: read_list(self, div),
            "table": lambda div: (read_table(self, div),),
            "figure": self._figure,
            "entries": lambda div: (read_entries(self, div),),
            "separator": lambda div: (Separator(span=div.span), *self.read(div.children)),
            "passage": self._passage,
        }

    def read(self, elements: Iterable[Element]) -> Blocks:
        """Return the blocks that elements are."""
        return tuple(block for element in elements for block in self._read(element))

    def _read(self, element: Element) -> Blocks:
        span = element.span
        match element.kind:
            case "paragraph":
                return self.paragraph(element.text, span)
            case "heading":
                message = "a heading can stand only in the text of a chapter; read as bold text"
                self.context.report_misplaced(span, message)
                self.context.check_no_attributes(element.attributes, span, "such a heading")
                return (Paragraph((Strong(self.inlines(element.text), span=span),), span=span),)
            case "quotation":
                return read_quotation(self, element)
            case "bullets":
                return read_bullets(self, element)
            case "numbers":
                return read_numbers(self, element)
            case "terms":
                return read_terms(self, element)
            case "table":
                return (read_pipe_table(self, element),)
            case "code":
                return read_code(element, self.context)
            case "rule":
                return (Separator(span=span),)
            case "div":
                return self._div(element)
            case "too_deep":
                message = "blocks are nested too deep; the rest is one paragraph"
                self.context.report_misplaced(span, message)
                return self.paragraph(element.text, span)
            case _:
                return self._signs(element)

    def _signs(self, element: Element) -> Blocks:
        """Report a fence without a partner or a comment; a note stands at its call."""
        if element.kind == "note" and element.opening != NOWHERE:
            self.check_div(replace(element, name=""), ("name",))
        if element.kind == "fence":
            message = "this fence closes nothing"
            hint = "remove it, or open a block above it with a line such as `::: verse`"
            self.context.diagnostics.append(rules.UNCLOSED.at(element.span, message, hint))
        elif element.kind == "comment" and element.text.text.strip("<!-> \n"):
            self.context.report_not_kept(element.span, "a comment is not printed")
        return ()

    def inlines(self, text: Traced) -> Inlines:
        """Return the inlines of the text of a block."""
        return read_text(text, self.context)

    def paragraph(self, text: Traced, span: Span) -> Blocks:
        """Return a paragraph, or the pictures that are all that it has; nothing of no words."""
        images = read_images(text, span, self.context)
        if images:
            return images
        report_lines(text, self.context)
        inlines = self.inlines(text)
        return (Paragraph(inlines, span=span),) if inlines else ()

    def words(self, element: Element) -> Inlines:
        """Return the inlines of a div that contains no more than a line."""
        blocks = self.read(element.children)
        runs = self.runs(blocks)
        if len(runs) > 1 or not all(isinstance(block, Paragraph) for block in blocks):
            name = element.attributes.classes[0]
            self.context.report_misplaced(
                element.span, f"`.{name}` contains one paragraph and no more"
            )
        result: list[Inline] = []
        for run in runs:
            result += [LineBreak(span=run[0].span)] if result else []
            result += run
        attributes = element.attributes
        if "lang" not in attributes and "dir" not in attributes:
            return tuple(result)
        lang, dir_ = self.context.language(attributes, plain(tuple(result)), element.span)
        return (Foreign(lang, dir_, tuple(result), span=element.span),)

    def runs(self, blocks: Blocks) -> list[Inlines]:
        """Return the words of blocks in a place without blocks; pictures in them are reported."""
        notes = (node.blocks for node in descend(blocks) if isinstance(node, Note))
        in_notes = {id(node) for body in notes for node in descend(body)}
        for node in descend(blocks):
            if isinstance(node, Image) and id(node) not in in_notes:
                message = f"a picture cannot stand here; {node.address}, “{node.alt}”"
                self.context.report_not_kept(node.span, message)
        return list(inline_runs(blocks))

    def in_language(self, blocks: Blocks, attributes: Attributes, span: Span) -> Passage:
        """Return blocks in the language that attributes name, else in that of their words."""
        text = " ".join(node.text for node in descend(blocks) if isinstance(node, Text))
        lang, dir_ = self.context.language(attributes, text, span)
        return Passage(lang, dir_, blocks, span=span)

    # --- divs

    def check_div(self, element: Element, keys: Sequence[str] = ("lang", "dir")) -> None:
        """Report a div that is not closed, and attributes that are none of ``keys``."""
        first = element.opening
        if not element.is_closed:
            message = "this block is not closed; it ends where the text around it ends"
            hint = "close it with a line of as many colons"
            self.context.diagnostics.append(rules.UNCLOSED.at(first, message, hint))
        if element.name:
            message = f"the attributes {element.name} cannot be read"
            self.context.report_unknown(first, message, 'write `::: {.class key="value"}`')
        name = next(iter(element.attributes.classes), "div")
        self.context.check_attributes(element.attributes, first, keys, name)

    def _div(self, element: Element) -> Blocks:
        attributes = element.attributes
        name = next(iter(attributes.classes), "")
        self.check_div(element, (*_KEYS.get(name, ()), "lang", "dir"))
        if name in self._divs:
            blocks = self._divs[name](element)
        else:
            blocks = self.read(element.children)
            if name in PARTS_OF:
                message = f"`.{name}` can stand only in {PARTS_OF[name]}"
                self.context.report_misplaced(element.span, message)
            elif name:
                names = ", ".join(sorted(self._divs))
                message = f"the class `.{name}` is not read"
                self.context.report_unknown(element.opening, message, f"classes of blocks: {names}")
        has_language = "lang" in attributes or "dir" in attributes
        if has_language and name != "passage" and (blocks or not name):
            return (self.in_language(blocks, attributes, element.span),)
        if has_language and not blocks:
            self.context.check_attributes(attributes, element.opening, (), name)
        return blocks

    def _passage(self, element: Element) -> Blocks:
        blocks = self.read(element.children)
        return (self.in_language(blocks, element.attributes, element.span),)

    def part(self, element: Element, name: str) -> tuple[list[Element], list[Element]]:
        """Return the divs of a class among the children of an element, and the other children."""
        own = [child for child in element.children if is_div(child, name)]
        for child in own:
            self.check_div(child)
        return own, [child for child in element.children if not is_div(child, name)]

    def _verse(self, element: Element) -> Blocks:
        """Return a verse for each paragraph, or one whose lines are divs."""
        lines, others = self.part(element, "line")
        verses: list[Block] = []
        for block in self.read(others):
            if isinstance(block, Paragraph):
                verses.append(Verse(_split_lines(block.inlines), span=block.span))
            else:
                self.context.report_misplaced(block.span, "a verse contains lines and nothing else")
                verses.append(block)
        if lines and verses:
            message = "a verse contains lines or paragraphs, not both"
            self.context.report_misplaced(element.span, message)
        if lines or not verses:
            verse = Verse(tuple(self.words(line) for line in lines), span=element.span)
            verses.append(verse)
        return tuple(verses)

    def _speech(self, element: Element) -> Blocks:
        own, others = self.part(element, "speaker")
        speaker: Inlines = ()
        for each in own:
            break_ = (LineBreak(span=each.span),) if speaker else ()
            speaker = (*speaker, *break_, *self.words(each))
        return (Speech(speaker, self.read(others), span=element.span),)

    def _figure(self, element: Element) -> Blocks:
        own, others = self.part(element, "caption")
        blocks = self.read(others)
        captions = [self.words(each) for each in own]
        if len(blocks) == 1 and isinstance(blocks[0], Image) and len(own) < 2:
            caption = captions[0] if captions else ()
            return (replace(blocks[0], caption=caption, span=element.span),)
        self.context.report_misplaced(element.span, "a figure contains one picture and its caption")
        paragraphs = (Paragraph(each, span=element.span) for each in captions if each)
        return (*blocks, *paragraphs)


PARTS_OF = {
    **dict.fromkeys(PASSAGES, "a `.segment`"),
    "line": "a `.verse`",
    "attribution": "a quotation",
    "speaker": "a `.speech`",
    "caption": "a `.figure` or a `.table`",
    "row": "a `.table`",
    "cell": "a `.row`",
    "front": "the text itself, not in another block",
    "back": "the text itself, not in another block",
    "metadata": "the text itself, not in another block",
}
"""The places of the divs that are parts of others."""

_KEYS = {
    "segment": ("number", "anchor"),
    "list": LIST_KEYS,
    "table": ("header-rows",),
}


def is_div(element: Element, name: str) -> bool:
    """Return whether an element is a div whose class is ``name``."""
    return element.kind == "div" and element.attributes.classes[:1] == (name,)


def _split_lines(inlines: Inlines) -> tuple[Inlines, ...]:
    lines: list[list[Inline]] = [[]]
    for node in inlines:
        if isinstance(node, LineBreak):
            lines.append([])
        else:
            lines[-1].append(node)
    return tuple(map(tuple, lines))
