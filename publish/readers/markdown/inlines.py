"""Text of Markdown with its spans, ``[words]{.class key="value"}``, as inlines of the model."""

from __future__ import annotations

import re
from dataclasses import replace

from publish.document.model import (
    Citation,
    Foreign,
    Gloss,
    Inline,
    Inlines,
    Link,
    Milestone,
    MilestoneKind,
    Note,
    Quote,
    Reference,
    Text,
)
from publish.document.walk import plain
from publish.readers.markdown.attributes import Attributes
from publish.readers.markdown.context import Context
from publish.readers.markdown.inline_tree import parse_inlines
from publish.readers.markdown.piece_reader import STYLES, PieceReader
from publish.readers.markdown.pieces import Piece
from publish.text.source import Span, Traced

_KEYS = {
    "quote": ("open", "close"),
    "gloss": ("anchor",),
    "citation": ("work", "locus", "anchor"),
    "link": ("href",),
    "milestone": ("kind",),
    "note": ("call", "kind", "series", "name"),
    "text": (),
    **dict.fromkeys(STYLES, ()),
}
"""The attributes of each class of spans, beside ``lang`` and ``dir``."""

_PARTS = {
    "term": "a `.gloss` or an entry",
    "meaning": "a `.gloss` or an entry",
    "place": "an entry",
}
"""The places of the classes that are parts of others."""

_LOCUS = re.compile(r"(?:[^:\\]|\\.)*", re.DOTALL)


def read_text(traced: Traced, context: Context) -> Inlines:
    """Return the inlines of the text of a block."""
    return InlineReader(traced, context).read(parse_inlines(traced.text, context.targets))


class InlineReader(PieceReader):
    """The reading of the pieces of one text, spans included."""

    def read_span(self, piece: Piece) -> Inlines:
        """Return what a span is: the node of its class, in the language that it names."""
        return _read_span(self, piece)


def _read_span(reader: PieceReader, piece: Piece) -> Inlines:
    attributes, span, context = piece.attributes, reader.span(piece), reader.context
    name = next(iter(attributes.classes), "")
    match name:
        case "note":
            inlines: Inlines = (_note(reader, piece),)
        case "gloss":
            inlines = _gloss(reader, piece)
        case "milestone":
            inlines = _milestone(reader, piece)
        case "quote":
            inlines = (_quote(reader, piece),)
        case "citation":
            target = Reference(attributes.get("work"), _read_locus(attributes))
            anchor = attributes.get("anchor", attributes.identifier)
            inlines = (Citation(target, reader.read(piece.children), anchor, span=span),)
        case "link":
            inlines = (Link(attributes.get("href"), reader.read(piece.children), span=span),)
        case _ if name in STYLES:
            inlines = (STYLES[name](reader.read(piece.children), span=span),)
        case _:
            inlines = reader.read(piece.children)
    if name in _PARTS:
        context.report_misplaced(span, f"`.{name}` can stand only in {_PARTS[name]}")
    elif name and name not in _KEYS:
        names = ", ".join(sorted(_KEYS))
        context.report_unknown(span, f"the class `.{name}` is not read", f"classes: {names}")
    keys = {*_KEYS.get(name, ()), "lang", "dir"}
    context.check_attributes(attributes, span, keys, name or "span")
    if "lang" in attributes or "dir" in attributes:
        lang, dir_ = context.language(attributes, plain(inlines), span)
        return (Foreign(lang, dir_, inlines, span=span),)
    return inlines


def _note(reader: PieceReader, piece: Piece) -> Note:
    """Return the note that a span calls: by the call in it, by its ``name``, or without a body."""
    attributes, span = piece.attributes, reader.span(piece)
    name = attributes.get("name")
    if len(piece.children) == 1 and piece.children[0].kind == "note":
        if name:
            reader.context.report_unknown(span, f"the call in it names the note, not `name={name}`")
        return replace(reader.note(piece.children[0], attributes), span=span)
    words = reader.plain(piece.children, "the mark of a note")
    call = attributes.get("call") or words
    if words and words != call:
        message = f"the mark of the note is `{call}`; “{words}” is not printed"
        reader.context.report_not_kept(span, message)
    if name:
        return replace(reader.note(replace(piece, text=name), attributes), call=call)
    return Note(call, (), reader.note_kind(piece), attributes.get("series"), span=span)


def _milestone(reader: PieceReader, piece: Piece) -> Inlines:
    span, kind = reader.span(piece), piece.attributes.get("kind", "verse")
    if kind not in tuple(MilestoneKind):
        names = ", ".join(MilestoneKind)
        message = f"“{kind}” is no kind of milestone"
        reader.context.report_unknown(span, message, f"kinds: {names}")
        return reader.read(piece.children)
    label = reader.plain(piece.children, "a milestone")
    return (Milestone(MilestoneKind(kind), label, span=span),)


def _quote(reader: PieceReader, piece: Piece) -> Inline:
    """Return a quotation; its marks are its first and its last character."""
    attributes, span = piece.attributes, reader.span(piece)
    inlines = reader.read(piece.children)
    if "open" in attributes or "close" in attributes:
        return Quote(attributes.get("open"), attributes.get("close"), inlines, span=span)
    first, last = (inlines[0], inlines[-1]) if inlines else (None, None)
    opening = first.text[0] if isinstance(first, Text) else ""
    closing = last.text[-1] if isinstance(last, Text) else ""
    if not _is_mark(opening) or not _is_mark(closing) or len(plain(inlines)) < 2:
        message = "a quotation begins and ends with its marks"
        hint = 'write [“words”]{.quote}, or name them: open=""'
        reader.context.report_misplaced(span, message, hint)
        return Quote("", "", inlines, span=span)
    assert isinstance(first, Text)
    assert isinstance(last, Text)
    inner = [replace(first, text=first.text[1:], span=_cut(first.span, 1, 0)), *inlines[1:]]
    end = inner[-1]
    assert isinstance(end, Text)
    inner[-1] = replace(end, text=end.text[:-1], span=_cut(end.span, 0, 1))
    return Quote(opening, closing, tuple(n for n in inner if n != Text("")), span=span)


def _is_mark(character: str) -> bool:
    return bool(character) and not character.isalnum()


def _gloss(reader: PieceReader, piece: Piece) -> Inlines:
    """Return a gloss: a span with a term, a span with a meaning, and the signs around that."""
    children, span, attributes = piece.children, reader.span(piece), piece.attributes
    names = [child.attributes.classes[:1] for child in children]
    if names.count(("term",)) != 1 or names.count(("meaning",)) != 1 or names[0] != ("term",):
        message = "a gloss has a term first and a meaning after it"
        hint = "[[term]{.term} ([meaning]{.meaning})]{.gloss}"
        reader.context.report_misplaced(span, message, hint)
        reader.context.check_no_identifier(attributes, span)
        return reader.read(children)
    place = names.index(("meaning",))
    term, meaning = (read_part(reader, children[index]) for index in (0, place))
    opening, closing = (
        reader.plain(pieces, "the sign of a gloss")
        for pieces in (children[1:place], children[place + 1 :])
    )
    anchor = attributes.get("anchor", attributes.identifier)
    return (Gloss(term, opening, meaning, closing, anchor, span=span),)


def read_part(reader: PieceReader, piece: Piece) -> Inlines:
    """Return the inlines of a part of a gloss or an entry, in its language if it names one."""
    span, attributes = reader.span(piece), piece.attributes
    reader.context.check_attributes(attributes, span, ("lang", "dir"), attributes.classes[0])
    inlines = reader.read(piece.children)
    if "lang" not in attributes and "dir" not in attributes:
        return inlines
    lang, dir_ = reader.context.language(attributes, plain(inlines), span)
    return (Foreign(lang, dir_, inlines, span=span),)


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
