"""Pieces of Markdown, but spans, as inlines of the document model."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics.rules import markdown as rules
from publish.document.model import (
    Blocks,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    NoteKind,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from publish.readers.markdown.attributes import NO_ATTRIBUTES, Attributes
from publish.readers.markdown.context import Context
from publish.readers.markdown.pieces import Piece
from publish.text.source import Span, Traced

Style = Emphasis | Strong | Underline | SmallCaps | Superscript | Subscript

STYLES: dict[str, type[Style]] = {
    "emphasis": Emphasis,
    "strong": Strong,
    "underline": Underline,
    "ul": Underline,
    "smallcaps": SmallCaps,
    "superscript": Superscript,
    "subscript": Subscript,
}
"""The nodes that differ in their look alone, by their classes."""

_EXTERNAL = re.compile(r"(?:https?|mailto|ftp|tel):", re.IGNORECASE)


class PieceReader(ABC):
    """The reading of the pieces of one text; a subclass reads the spans."""

    def __init__(self, traced: Traced, context: Context) -> None:
        self._traced = traced
        self.context = context

    def read(self, pieces: Sequence[Piece]) -> Inlines:
        """Return the inlines of pieces; texts that touch are one."""
        result: list[Inline] = []
        for piece in pieces:
            for node in self._read(piece):
                last = result[-1] if result else None
                if isinstance(node, Text) and isinstance(last, Text):
                    result[-1] = Text(last.text + node.text, span=last.span.to(node.span))
                elif not isinstance(node, Text) or node.text:
                    result.append(node)
        return tuple(result)

    def span(self, piece: Piece) -> Span:
        """Return the place of a piece in the file."""
        return self._traced.span(piece.start, piece.end)

    def plain(self, pieces: Sequence[Piece], name: str) -> str:
        """Return the characters of pieces in a place that has no markup."""
        return self.context.plain_text(self.read(pieces), name)

    def _read(self, piece: Piece) -> Inlines:  # noqa: PLR0912  # a case for each kind
        span, context = self.span(piece), self.context
        text = (Text(piece.text, span=span),)
        match piece.kind:
            case "text":
                return text
            case "code":
                context.report_not_kept(span, "code is printed like other words")
                context.check_no_attributes(piece.attributes, span, "code")
                return text
            case "tag":
                context.report_text(span, f"the HTML tag {piece.text}")
                return text
            case "formula":
                context.report_text(span, f"the formula {piece.text}", "before a price write \\$")
                return text
            case "caret":
                hint = "write [^1] here, and [^1]: with the note below"
                context.report_text(span, "the sign of a note within the line", hint)
                return text
            case "attributes":
                hint = "put the words before them into brackets"
                context.report_text(span, f"the group of attributes {piece.text}", hint)
                return text
            case "break":
                return (LineBreak(span=span),)
            case "comment":
                if piece.text.strip():
                    context.report_not_kept(span, "a comment is not printed")
                return ()
            case "deleted":
                context.report_not_kept(span, "struck-out words are printed like others")
                return self.read(piece.children)
            case "note":
                return (self.note(piece, NO_ATTRIBUTES),)
            case "span":
                return self.read_span(piece)
            case "link":
                return self._link(piece)
            case "image":
                message = f"a picture within a line is its description; {piece.text} is not printed"
                context.report_not_kept(span, message)
                context.check_no_attributes(piece.attributes, span, "such a picture")
                self.check_title(piece, "picture")
                return self.read(piece.children)
            case kind:
                return (STYLES[kind](self.read(piece.children), span=span),)

    @abstractmethod
    def read_span(self, piece: Piece) -> Inlines:
        """Return the inlines that a span stands for."""

    def _link(self, piece: Piece) -> Inlines:
        inlines, span = self.read(piece.children), self.span(piece)
        self.check_title(piece, "link")
        self.context.check_no_attributes(piece.attributes, span, "a link")
        if _EXTERNAL.match(piece.text):
            return (Link(piece.text, inlines, span=span),)
        self.context.report_not_kept(span, f"the link to “{piece.text}” within the text")
        return inlines

    def check_title(self, piece: Piece, name: str) -> None:
        """Report the title of a link or a picture; the definition of its address is used."""
        if piece.label:
            self.context.used.add(piece.label)
        if piece.title:
            message = f"the title of a {name}, “{piece.title}”"
            self.context.report_not_kept(self.span(piece), message)

    def note_kind(self, piece: Piece) -> NoteKind:
        """Return the kind of a note that attributes name."""
        kind = piece.attributes.get("kind", NoteKind.EDITORIAL)
        if kind in tuple(NoteKind):
            return NoteKind(kind)
        names = ", ".join(NoteKind)
        message = f"“{kind}” is no kind of note"
        self.context.report_unknown(self.span(piece), message, f"kinds: {names}")
        return NoteKind.EDITORIAL

    def note(self, piece: Piece, attributes: Attributes) -> Note:
        """Return the note of a call; a label that is no mark gets the number of the call."""
        context, name, span = self.context, piece.text, self.span(piece)
        label = name.casefold()
        body = context.notes.get(label)
        blocks: Blocks = ()
        if body is None:
            message = f"the note [^{name}] has no body"
            context.diagnostics.append(rules.NOTE_WITHOUT_PARTNER.at(span, message))
        elif label in context.calls:
            message = f"the note [^{name}] is called again; its body stands at the first call"
            context.diagnostics.append(rules.NOTE_WITHOUT_PARTNER.at(span, message))
        else:
            context.calls[label] = len(context.calls) + 1
            blocks = context.read_body(body)
        number = context.calls.get(label, 0)
        is_mark = name.isdigit() or len(name) == 1 or not number
        call = attributes.get("call") if "call" in attributes else name if is_mark else str(number)
        kind = self.note_kind(replace(piece, attributes=attributes))
        return Note(call, blocks, kind, attributes.get("series"), span=span)
