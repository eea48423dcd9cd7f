"""Inlines of a segment: its words with their looks, line breaks, and notes at their calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from publish.diagnostics import Diagnostic, Rule
from publish.diagnostics.rules import sefaria as rules
from publish.diagnostics.rules.text import DROPPED_CHARACTER
from publish.document.model import (
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Note,
    Paragraph,
    Strong,
    Styled,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from publish.readers.html.tokens import Characters, Comment
from publish.readers.sefaria.markup_tree import Element, Node, Stray, parse_markup
from publish.text.dataclass import dataclass
from publish.text.invisible import INVISIBLE
from publish.text.source import Span, Traced

_STYLES: dict[str, Callable[..., Inline]] = {
    "b": Strong,
    "strong": Strong,
    "i": Emphasis,
    "em": Emphasis,
    "u": Underline,
    "sup": Superscript,
    "sub": Subscript,
}
_LOOKS = frozenset({"big", "small", "font"})
"""The elements that change the size or the colour alone, which a theme decides."""

_BLOCKS = frozenset("blockquote div h1 h2 h3 h4 h5 h6 li ol p table td tr ul".split())
"""The elements that begin on a new line."""

_TRANSPARENT = frozenset({"span", "wbr"})
_LEFT_OUT = frozenset({"img", "script", "style"})
_SPACES = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_CHANGED = re.compile(f"[<&\t\r\n\f]|  |¬|{INVISIBLE.pattern}")
# Some versions have U+00AC where a scan had a hyphen at the end of a line.
_HYPHEN = re.compile(r"(?<=[^\W\d_])¬(?=[^\W\d_])")
_ABSOLUTE = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_NO_CALL = "*"


@dataclass(frozen=True, slots=True)
class Segment:
    """The inlines of a segment, with the messages about its markup."""

    inlines: Inlines
    diagnostics: tuple[Diagnostic, ...] = ()


def read_segment(text: Traced) -> Segment:
    """Return the inlines of a segment, a fragment of HTML."""
    if not _CHANGED.search(text.text):
        text = text.strip()
        return Segment((Text(text.text, span=text.span()),) if text else ())
    reading = _Reading(text)
    inlines = reading.read(parse_markup(text.text))
    start = 0
    while start < len(inlines) and isinstance(inlines[start], LineBreak):
        start += 1
    return Segment(strip_end(inlines[start:]), tuple(reading.diagnostics))


class _Reading:
    """A segment that is being read; ``is_open`` is false where a space has no effect."""

    def __init__(self, text: Traced) -> None:
        self.text = text
        self.diagnostics: list[Diagnostic] = []
        self.is_open = False

    def read(self, nodes: Sequence[Node]) -> Inlines:
        """Return the inlines that nodes are, notes at their calls."""
        result: list[Inline] = []
        place = 0
        while place < len(nodes):
            node = nodes[place]
            following = nodes[place + 1] if place + 1 < len(nodes) else None
            if _is_call(node, following):
                result.append(self._note(node, following))
                place += 1
            else:
                result += self._inlines(node)
            place += 1
        return _merge_neighbours(result)

    def _inlines(self, node: Node) -> Iterator[Inline]:
        match node:
            case Characters():
                yield from self._characters(node)
            case Comment():
                comment = _shorten(self.text.text[node.start : node.end])
                self._report(rules.LEFT_OUT, node, f"left out: the comment `{comment}`")
            case Stray():
                self._report(rules.NO_EFFECT, node, f"`{_shorten(node.text)}` has no effect")
            case Element():
                yield from self._element(node)

    def _element(self, node: Element) -> Iterator[Inline]:
        name, span = node.name, self.text.span(node.start, node.end)
        if name in _LEFT_OUT or "data-commentator" in node.attributes:
            yield from self._leave_out(node)
            return
        if not node.is_closed:
            self._report(rules.NO_EFFECT, node, f"`<{name}>` has no end tag")
        if _is_body(node):
            yield self._note(None, node)
        elif name == "br":
            self.is_open = False
            yield LineBreak(span=span)
        elif name in _STYLES:
            inner = self.read(node.children)
            if inner:
                yield _STYLES[name](inner, span=span)
        elif name == "a":
            yield from self._link(node, span)
        elif name in _BLOCKS or name == "hr":
            self._report(rules.NO_EFFECT, node, f"`<{name}>` is read as a line break")
            self.is_open = False
            yield LineBreak(span=span)
            yield from self.read(node.children)
            self.is_open = False
            yield LineBreak(span=span)
        else:
            if name not in _TRANSPARENT:
                reason = "the theme decides the sizes" if name in _LOOKS else "unknown"
                self._report(rules.NO_EFFECT, node, f"`<{name}>` has no effect: {reason}")
            yield from self.read(node.children)

    def _leave_out(self, node: Element) -> Iterator[Inline]:
        """Yield what a reader sees of an element that no book can have."""
        name = node.name
        alt = " ".join(node.attributes.get("alt", "").split())
        label = node.attributes.get("data-label", "")
        if "data-commentator" in node.attributes:
            name = node.attributes["data-commentator"]
            message = f"left out: the call “{label}” of the commentary “{name}”"
        elif name == "img":
            is_data = node.attributes.get("src", "").startswith("data:")
            address = "in the text" if is_data else _shorten(node.attributes.get("src", ""))
            message = f"left out: a picture ({address})"
        else:
            message = f"left out: `<{name}>`"
        self._report(rules.LEFT_OUT, node, message)
        if alt:
            yield Text(f"[{alt}]", span=self.text.span(node.start, node.end))
        yield from self.read([] if name in _LEFT_OUT else node.children)

    def _link(self, node: Element, span: Span) -> Iterator[Inline]:
        """Yield a link out of the book; a link to another text of Sefaria is its words."""
        inner = self.read(node.children)
        address = node.attributes.get("href", "").strip()
        if inner and "data-ref" not in node.attributes and _ABSOLUTE.fullmatch(address):
            yield Link(address, inner, span=span)
        else:
            yield from inner

    def _note(self, call: Node | None, body: Node | None) -> Note:
        assert isinstance(body, Element)
        mark, start = _NO_CALL, body.start
        if isinstance(call, Element):
            mark = "".join(_words(call)).strip() or _NO_CALL
            start = call.start
        around, self.is_open = self.is_open, False
        inlines = strip_end(self.read(body.children))
        self.is_open = around
        inner = self.text.span(body.start, body.end)
        blocks = (Paragraph(inlines, span=inner),) if inlines else ()
        return Note(mark, blocks, span=self.text.span(start, body.end))

    def _characters(self, node: Characters) -> Iterator[Inline]:
        piece = self.text.cut(node.start, node.end)
        if node.text != piece.text:
            piece = Traced(node.text, piece.file, piece.anchors[:1])
        piece = self._without(piece, INVISIBLE, DROPPED_CHARACTER)
        piece = self._without(piece, _HYPHEN, DROPPED_CHARACTER)
        piece = piece.sub(_SPACES, lambda _: " ")
        if not self.is_open and piece.text.startswith(" "):
            piece = piece.cut(1)
        if piece:
            self.is_open = not piece.text.endswith(" ")
            yield Text(piece.text, span=piece.span())

    def _without(self, piece: Traced, pattern: re.Pattern[str], rule: Rule) -> Traced:
        """Return a text without the characters of a pattern, each reported."""
        if not pattern.search(piece.text):
            return piece
        for match in pattern.finditer(piece.text):
            message = f"U+{ord(match[0]):04X} dropped"
            self.diagnostics.append(rule.at(piece.span(*match.span()), message))
        return piece.sub(pattern, lambda _: "")

    def _report(self, rule: Rule, node: Node, message: str) -> None:
        self.diagnostics.append(rule.at(self.text.span(node.start, node.end), message))


def _is_body(node: Node | None) -> bool:
    return isinstance(node, Element) and node.name == "i" and "footnote" in node.classes


def _is_call(node: Node, following: Node | None) -> bool:
    """Return whether an element is the call of the note that follows at once.

    Some versions give the call no class, and a call without a body is raised text.
    """
    return isinstance(node, Element) and node.name == "sup" and _is_body(following)


def _words(node: Node) -> Iterator[str]:
    """Yield the texts in a node."""
    if isinstance(node, Characters):
        yield node.text
    elif isinstance(node, Element):
        for child in node.children:
            yield from _words(child)


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


# --- white space and line breaks


def _merge_neighbours(inlines: Sequence[Inline]) -> Inlines:
    """Return inlines with texts that follow one another as one, and line breaks too.

    Spaces before a line break have no effect.
    """
    result: list[Inline] = []
    for node in inlines:
        if isinstance(node, LineBreak):
            result = list(strip_end(result, breaks=False))
        match result[-1:], node:
            case [LineBreak()], LineBreak():
                continue
            case [Text(before)], Text(text):
                result[-1] = Text(before + text, span=result[-1].span.to(node.span))
            case _:
                result.append(node)
    return tuple(result)


def strip_end(inlines: Sequence[Inline], *, breaks: bool = True) -> Inlines:
    """Return inlines without white space at their end, and without line breaks there."""
    result = list(inlines)
    while result:
        last = result.pop()
        match last:
            case Text(text) if text.rstrip(" ") != text:
                bare = text.rstrip(" ")
                if bare:
                    span = replace(last.span, end=last.span.end - len(text) + len(bare))
                    return (*result, Text(bare, span=span))
            case LineBreak() if breaks:
                continue
            case Styled(inner):
                bare_inner = strip_end(inner, breaks=breaks)
                if bare_inner:
                    return (*result, replace(last, inlines=bare_inner))
            case _:
                return (*result, last)
    return ()
