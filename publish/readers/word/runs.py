"""Runs of a Word file: characters, breaks, fields, note calls, comments and drawings."""

from __future__ import annotations

from collections.abc import Callable

from publish.document.draft import MarkupKind
from publish.readers.office.reports import (
    report_comment,
    report_contents,
    report_embedded,
    report_hidden,
    report_page_number,
    report_struck,
    report_symbol,
    shorten,
)
from publish.readers.office.symbols import find_character
from publish.readers.office.text_builder import Kinds
from publish.readers.word.comments import text_of, words_of
from publish.readers.word.context import StoryPart, WordContext
from publish.readers.word.drawings import IN_TEXT, DrawingReader
from publish.readers.word.fields import FieldStack
from publish.readers.word.names import FALSE, ID, MC, W
from publish.readers.word.text_places import TextPlace, TextPlaces
from publish.readers.xml_parts import Element

_RUN = f"{W}r"
_RUN_PROPERTIES = f"{W}rPr"
_TEXT = f"{W}t"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CHARACTERS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}softHyphen": "\u00ad",
    f"{W}noBreakHyphen": "\u2011",
}
_INSTRUCTION = f"{W}instrText"
_FIELD_TAGS = (f"{W}fldChar", _INSTRUCTION)
_DATES = frozenset(
    f"{W}{unit}{form}" for unit in ("day", "month", "year") for form in ("Short", "Long")
)
_BREAKS = frozenset({f"{W}br", f"{W}cr"})
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_DRAWINGS = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent"})


class RunReader:
    """The reader of the runs of a story; ``drawings`` is that of what they draw.

    ``on_page_break`` is called where a page or a column ends within a paragraph.
    """

    def __init__(
        self, context: WordContext, part: StoryPart, on_page_break: Callable[[], None]
    ) -> None:
        self._context = context
        self._builder = context.builder
        self._part = part
        self._on_page_break = on_page_break
        self._handlers: dict[str, Callable[[Element, Kinds], None]] = {
            f"{W}sym": self._read_symbol,
            f"{W}ruby": self._read_ruby,
            f"{W}fldChar": self._read_field_mark,
            _INSTRUCTION: self._read_instruction,
            f"{W}pgNum": self._report_page,
            f"{W}commentReference": self._report_comment,
        }
        self._contents: list[str] = []
        self._custom: list[str] = []
        self._struck: list[tuple[int, int]] = []
        self._style = ""
        self._place = ""
        self._count = 0
        self.comment_starts: dict[str, int] = {}
        self.fields = FieldStack()
        self.drawings = DrawingReader(context, part)

    def begin(self, style: str, place: str) -> None:
        """Begin a paragraph of a style; ``place`` is its name in messages."""
        self._style = style
        self._place = place
        self._count = 0

    def read(self, run: Element, target: str) -> None:
        """Add what a run prints to the text; ``target`` is the address of the link around it."""
        self._count += 1
        properties = run[0] if len(run) and run[0].tag == _RUN_PROPERTIES else None
        look = self._context.styles.look(properties, self._style)
        if look.is_hidden:
            self._report_hidden(run)
            return
        target = target or self.fields.target
        kinds = (*look.kinds, (MarkupKind.LINK, target)) if target else look.kinds
        builder = self._builder
        builder.name_place(f"{self._place}, run {self._count}")
        first = builder.length
        for child in run:
            start = builder.length
            self._read_child(child, kinds)
            if self._context.places is not None and builder.length > start:
                self._keep_place(self._context.places, child, start)
        while self._custom:
            self._add_call(self._custom.pop(), "")
        if look.is_struck and builder.length > first:
            self._strike(first)

    def _strike(self, start: int) -> None:
        """Keep the place of struck words from ``start`` on, as one with those just before."""
        if self._struck and self._struck[-1][1] == start:
            start, _ = self._struck.pop()
        self._struck.append((start, self._builder.length))

    def end(self) -> None:
        """End a paragraph: report its struck words, and its lines of the contents."""
        self.add_words(self.fields.end_paragraph())
        contents, self._contents = self._contents, []
        report_contents(self._builder, " ".join("".join(contents).split()))
        struck, self._struck = self._struck, []
        for start, end in struck:
            report_struck(self._builder, start, end)

    def _read_child(self, child: Element, kinds: Kinds) -> None:
        tag = child.tag
        if tag in _FIELD_TAGS:
            self._handlers[tag](child, kinds)
        elif self.fields.in_contents:
            self.mark_fields(child)
            self._contents += words_of(child)
        elif tag == _TEXT:
            self._read_text(_text(child), kinds)
        elif tag in _CHARACTERS:
            self._read_text(_CHARACTERS[tag], kinds)
        elif tag in _BREAKS:
            self._read_break(child, kinds)
        elif tag in _NOTES:
            self._read_call(child, _NOTES[tag])
        elif tag in _DRAWINGS:
            self.drawings.read(child, kinds)
        elif tag in self._handlers:
            self._handlers[tag](child, kinds)
        elif tag in _DATES:
            report_embedded(self._builder, "a date that Word fills in")
        elif tag != _RUN_PROPERTIES:
            for inner in child.iter(_RUN):
                self.read(inner, "")

    def _read_text(self, text: str, kinds: Kinds) -> None:
        """Add characters: the mark of a note that has been called, or words."""
        if self.fields.in_instruction:
            self.fields.add_text(text)
        elif self._custom and text.strip():
            self._add_call(self._custom.pop(), text.strip())
        else:
            self._builder.add(text, kinds)

    def _keep_place(self, places: TextPlaces, child: Element, start: int) -> None:
        """Keep the place of the characters from ``start`` on; a label before them has none."""
        builder = self._builder
        start = max(start, builder.start + len(f"{builder.label} ") if builder.label else 0)
        places.places.append(TextPlace(start, builder.length, child))

    def _report_hidden(self, run: Element) -> None:
        self.mark_fields(run)
        if not self.fields.in_instruction:
            report_hidden(self._builder, text_of(run))

    def _read_break(self, element: Element, kinds: Kinds) -> None:
        if element.get(f"{W}type") in ("page", "column"):
            self._on_page_break()
        else:
            self._read_text("\v", kinds)

    def _read_symbol(self, element: Element, kinds: Kinds) -> None:
        font, code = element.get(f"{W}font", ""), element.get(f"{W}char", "")
        character = find_character(font, code)
        if character:
            self._read_text(character, kinds)
        else:
            report_symbol(self._builder, code, font)

    def _read_ruby(self, element: Element, kinds: Kinds) -> None:
        """Print the base of a phonetic guide, and the guide after it in brackets."""
        base, guide = element.find(f"{W}rubyBase"), element.find(f"{W}rt")
        for run in base.iter(f"{W}r") if base is not None else ():
            self.read(run, "")
        if guide is not None and (text := text_of(guide)):
            self._builder.add(f" ({text})", kinds)

    # --- fields

    def mark_fields(self, element: Element) -> None:
        """Begin and end fields in content that is not printed, and note the calls in it."""
        for each in element.iter(*_FIELD_TAGS, *_NOTES):
            if each.tag in _NOTES:
                key = f"{_NOTES[each.tag]} {each.get(ID, '')}"
                self._context.dropped_calls.setdefault(key, self._builder.length)
            elif each.tag == _INSTRUCTION:
                self.fields.add_instruction(each.text or "")
            else:
                self.mark_field(each)

    def mark_field(self, element: Element) -> None:
        """Begin or end a field, or its result."""
        match element.get(f"{W}fldCharType"):
            case "begin":
                self.fields.begin()
            case "separate":
                self.fields.separate(self._builder.length)
            case "end":
                self.end_field()

    def end_field(self) -> None:
        """End the innermost field, and report what of it is not printed as the document has it."""
        field = self.fields.end()
        if field is None:
            return
        if field.is_page_number and field.result is not None:
            report_page_number(self._builder, field.result)
        elif field.shows_instruction:
            report_embedded(self._builder, f"the field {shorten(field.instruction)}")
        if field.result is None:
            self.add_words("".join(field.texts))

    def add_words(self, text: str) -> None:
        """Add words that stand in the instruction of a damaged field."""
        if self.fields.in_contents:
            self._contents.append(text)
        else:
            self._read_text(text, ())

    def _read_field_mark(self, element: Element, kinds: Kinds) -> None:
        del kinds
        self.mark_field(element)

    def _report_page(self, element: Element, kinds: Kinds) -> None:
        del element, kinds
        report_embedded(self._builder, "the number of a page of the document")

    def _read_instruction(self, element: Element, kinds: Kinds) -> None:
        del kinds
        self.fields.add_instruction(element.text or "")

    # --- notes and comments

    def _read_call(self, element: Element, kind: str) -> None:
        key = f"{kind} {element.get(ID, '')}"
        if self._context.places is not None:
            self._context.places.calls.setdefault(key, element)
        if element.get(f"{W}customMarkFollows", "0") not in FALSE:
            self._custom.append(key)
        else:
            self._add_call(key, self._context.marks.take(kind))

    def _add_call(self, key: str, mark: str) -> None:
        mark = mark or "*"
        self._builder.add_call(mark, key, f"{key.partition(' ')[0]}s")
        self._context.calls.append((key, mark))

    def _report_comment(self, element: Element, kinds: Kinds) -> None:
        del kinds
        key = element.get(ID, "")
        comment = self._context.comments.get(key)
        self._context.commented.add(key)
        if comment is not None:
            start = self.comment_starts.get(key, self._builder.length)
            report_comment(self._builder, start, comment.author, comment.text)


def _text(element: Element) -> str:
    """Return the characters of a text; white space at its ends counts where the file says so."""
    text: str = element.text or ""
    if not text.isprintable() or "\ufffc" in text:
        text = text.translate(IN_TEXT)
    if (text[:1] == " " or text[-1:] == " ") and element.get(_SPACE) != "preserve":
        return text.strip(" ")
    return text
