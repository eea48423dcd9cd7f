"""Pieces of Markdown as inlines of the document model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from publish.diagnostics.rules import markdown as rules
from publish.document.model import (
    Blocks,
    Citation,
    Emphasis,
    Foreign,
    Gloss,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Milestone,
    MilestoneKind,
    Note,
    NoteKind,
    Quote,
    Reference,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from publish.document.walk import plain
from publish.readers.markdown.attributes import NO_ATTRIBUTES, Attributes
from publish.readers.markdown.context import Context
from publish.readers.markdown.inline_tree import parse_inlines
from publish.readers.markdown.pieces import Piece
from publish.text.source import Span, Traced

_Style = Emphasis | Strong | Underline | SmallCaps | Superscript | Subscript

_STYLES: dict[str, type[_Style]] = {
    "emphasis": Emphasis,
    "strong": Strong,
    "underline": Underline,
    "ul": Underline,
    "smallcaps": SmallCaps,
    "superscript": Superscript,
    "subscript": Subscript,
}
KEYS = {
    "quote": ("open", "close"),
    "gloss": ("anchor",),
    "citation": ("work", "locus", "anchor"),
    "link": ("href",),
    "milestone": ("kind",),
    "note": ("call", "kind", "series"),
    **dict.fromkeys(_STYLES, ()),
}
"""The attributes of each class of spans, beside ``lang`` and ``dir``."""

PARTS = frozenset({"term", "meaning"})
"""Classes of the parts of a gloss or of an entry, which are read where they stand."""

_EXTERNAL = re.compile(r"(?:https?|mailto|ftp|tel):", re.IGNORECASE)
_LOCUS = re.compile(r"(?:[^:\\]|\\.)*", re.DOTALL)


def read_text(traced: Traced, context: Context) -> Inlines:
    """Return the inlines of the text of a block."""
    return InlineReader(traced, context).read(parse_inlines(traced.text, context.targets))


class InlineReader:
    """The reading of the pieces of one text."""

    def __init__(self, traced: Traced, context: Context) -> None:
        self._traced = traced
        self._context = context

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

    def _read(self, piece: Piece) -> Inlines:
        span = self.span(piece)
        match piece.kind:
            case "text" | "code":
                return (Text(piece.text, span=span),)
            case "break":
                return (LineBreak(span=span),)
            case "comment":
                if piece.text.strip():
                    self._context.report_not_kept(span, "a comment is not printed")
                return ()
            case "deleted":
                self._context.report_not_kept(span, "struck-out words are printed like others")
                return self.read(piece.children)
            case "note":
                return (self._note(piece, NO_ATTRIBUTES),)
            case "span":
                return self._span(piece)
            case "link":
                return self._link(piece)
            case "image":
                self._context.report_not_kept(span, "a picture within a line is its description")
                return self.read(piece.children)
            case kind:
                return (_STYLES[kind](self.read(piece.children), span=span),)

    def _link(self, piece: Piece) -> Inlines:
        inlines = self.read(piece.children)
        if piece.title:
            self._context.report_not_kept(self.span(piece), f"the title of a link, “{piece.title}”")
        if _EXTERNAL.match(piece.text):
            return (Link(piece.text, inlines, span=self.span(piece)),)
        self._context.report_not_kept(
            self.span(piece), f"the link to “{piece.text}” within the text"
        )
        return inlines

    # --- spans

    def _span(self, piece: Piece) -> Inlines:
        attributes, span = piece.attributes, self.span(piece)
        name = next(iter(attributes.classes), "")
        children = piece.children
        if name == "note":
            inlines: Inlines = (self._note_in_span(piece),)
        elif name == "gloss":
            inlines = self._gloss(piece)
        else:
            inlines = self.read(children)
            inlines = self._name(inlines, name, attributes, span)
        if name in KEYS or not name:
            keys = {*KEYS.get(name, ()), "lang", "dir"}
            self._context.check_attributes(attributes, span, keys, name or "span")
        if "lang" in attributes or "dir" in attributes:
            lang, dir_ = self._context.language(attributes, plain(inlines), span)
            return (Foreign(lang, dir_, inlines, span=span),)
        return inlines

    def _name(self, inlines: Inlines, name: str, attributes: Attributes, span: Span) -> Inlines:
        """Return the node that the class ``name`` makes of inlines."""
        match name:
            case "" | "term" | "meaning" | "place":
                return inlines
            case "quote":
                return (self._quote(inlines, attributes, span),)
            case "citation":
                target = Reference(attributes.get("work"), _read_locus(attributes))
                anchor = attributes.get("anchor", attributes.identifier)
                return (Citation(target, inlines, anchor, span=span),)
            case "link":
                return (Link(attributes.get("href"), inlines, span=span),)
            case "milestone":
                kind = attributes.get("kind", "verse")
                if kind not in tuple(MilestoneKind):
                    names = ", ".join(MilestoneKind)
                    self._context.report_unknown(
                        span, f"“{kind}” is no kind of milestone", f"kinds: {names}"
                    )
                    return inlines
                return (Milestone(MilestoneKind(kind), plain(inlines), span=span),)
            case _ if name in _STYLES:
                return (_STYLES[name](inlines, span=span),)
            case _:
                names = ", ".join(sorted(KEYS))
                self._context.report_unknown(
                    span, f"the class `.{name}` is not read", f"classes: {names}"
                )
                return inlines

    def _quote(self, inlines: Inlines, attributes: Attributes, span: Span) -> Inline:
        """Return a quotation; its marks are its first and its last character."""
        if "open" in attributes or "close" in attributes:
            return Quote(attributes.get("open"), attributes.get("close"), inlines, span=span)
        first, last = (inlines[0], inlines[-1]) if inlines else (None, None)
        if not isinstance(first, Text) or not isinstance(last, Text) or len(plain(inlines)) < 2:
            message = "a quotation begins and ends with its marks"
            self._context.report_misplaced(
                span, message, 'write [“words”]{.quote}, or name them: open=""'
            )
            return Quote("", "", inlines, span=span)
        opening, closing = first.text[0], last.text[-1]
        inner = [replace(first, text=first.text[1:], span=_cut(first.span, 1, 0)), *inlines[1:]]
        end = inner[-1]
        assert isinstance(end, Text)
        inner[-1] = replace(end, text=end.text[:-1], span=_cut(end.span, 0, 1))
        return Quote(opening, closing, tuple(n for n in inner if n != Text("")), span=span)

    def _gloss(self, piece: Piece) -> Inlines:
        """Return a gloss: a span with a term, a span with a meaning, and the signs around that."""
        children = piece.children
        names = [child.attributes.classes[:1] for child in children]
        if names.count(("term",)) != 1 or names.count(("meaning",)) != 1 or names[0] != ("term",):
            message = "a gloss has a term first and a meaning after it"
            self._context.report_misplaced(
                self.span(piece), message, "[[term]{.term} ([meaning]{.meaning})]{.gloss}"
            )
            return self.read(children)
        place = names.index(("meaning",))
        opening, closing = self.read(children[1:place]), self.read(children[place + 1 :])
        attributes = piece.attributes
        return (
            Gloss(
                self.read(children[0].children),
                plain(opening),
                self.read(children[place].children),
                plain(closing),
                attributes.get("anchor", attributes.identifier),
                span=self.span(piece),
            ),
        )

    # --- notes

    def _note_in_span(self, piece: Piece) -> Inline:
        attributes = piece.attributes
        if len(piece.children) == 1 and piece.children[0].kind == "note":
            return replace(self._note(piece.children[0], attributes), span=self.span(piece))
        call = attributes.get("call") or plain(self.read(piece.children))
        return Note(call, (), self._kind(piece), attributes.get("series"), span=self.span(piece))

    def _kind(self, piece: Piece) -> NoteKind:
        kind = piece.attributes.get("kind", NoteKind.EDITORIAL)
        if kind in tuple(NoteKind):
            return NoteKind(kind)
        names = ", ".join(NoteKind)
        self._context.report_unknown(
            self.span(piece), f"“{kind}” is no kind of note", f"kinds: {names}"
        )
        return NoteKind.EDITORIAL

    def _note(self, piece: Piece, attributes: Attributes) -> Note:
        """Return the note of a call; a label that is no mark gets the number of the call."""
        context, label, span = self._context, piece.text, self.span(piece)
        body = context.notes.get(label)
        blocks: Blocks = ()
        if body is None:
            message = f"the note [^{label}] has no body"
            context.diagnostics.append(rules.NOTE_WITHOUT_PARTNER.at(span, message))
        elif label in context.calls:
            message = f"the note [^{label}] is called again; its body stands at the first call"
            context.diagnostics.append(rules.NOTE_WITHOUT_PARTNER.at(span, message))
        else:
            context.calls[label] = len(context.calls) + 1
            blocks = context.read_body(body)
        number = context.calls.get(label, 0)
        is_mark = label.isdigit() or len(label) == 1 or not number
        call = attributes.get("call") if "call" in attributes else label if is_mark else str(number)
        kind = self._kind(replace(piece, attributes=attributes))
        return Note(call, blocks, kind, attributes.get("series"), span=span)


def _cut(span: Span, start: int, end: int) -> Span:
    return Span(span.file, min(span.start + start, span.end), max(span.end - end, span.start))


def _read_locus(attributes: Attributes) -> tuple[str, ...]:
    """Return the parts of a place, which colons separate; a backslash is before other colons."""
    if "locus" not in attributes:
        return ()
    locus = attributes.get("locus")
    parts: list[str] = []
    position = 0
    while match := _LOCUS.match(locus, position):
        parts.append(re.sub(r"\\(.)", r"\1", match[0]))
        position = match.end() + 1
        if match.end() >= len(locus):
            break
    return tuple(parts)
