"""Inlines as TEI.

https://tei-c.org/release/doc/tei-p5-doc/en/html/CO.html
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import assert_never

from markupsafe import Markup

from publish.document.model import (
    Blocks,
    Citation,
    Dir,
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
    Quote,
    Reference,
    SmallCaps,
    Strong,
    Styled,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from publish.document.node_ids import ChapterIds
from publish.writers.export.tei.markup import (
    EMPTY,
    Attributes,
    element,
    make_address,
    make_name,
    make_word,
    text,
)

PROGRAM = "publish"
"""The id of this program in the header, to which inferred references point."""

INFERRED = {"cert": "medium", "resp": f"#{PROGRAM}"}
"""The attributes of what the program found, and the text does not say."""

_STYLES: dict[type[Styled], str] = {
    Strong: "bold",
    Underline: "underline",
    SmallCaps: "smallcaps",
    Superscript: "superscript",
    Subscript: "subscript",
}


@dataclass
class Anchors:
    """The names of places that indexes cite; an element has each once, as its id."""

    _used: set[str] = field(default_factory=set)

    def take(self, anchor: str) -> str | None:
        """Return the id of a place; None where it has no name, or an element has it already."""
        name = anchor_id(anchor)
        if not anchor or name in self._used:
            return None
        self._used.add(name)
        return name


def anchor_id(anchor: str) -> str:
    """Return the id of a place that indexes cite."""
    return f"anchor-{make_name(anchor)}"


def language(lang: str, direction: Dir) -> dict[str, str | None]:
    """Return the attributes of a language and its direction.

    https://tei-c.org/release/doc/tei-p5-doc/en/html/WD.html
    """
    return {"xml:lang": lang, "style": f"direction: {direction}"}


def inline_language(lang: str, direction: Dir) -> dict[str, str | None]:
    """Return the attributes of a language within a line, isolated from the text around.

    https://www.w3.org/TR/css-writing-modes-3/#unicode-bidi
    """
    return {"xml:lang": lang, "style": f"direction: {direction}; unicode-bidi: isolate"}


@dataclass(frozen=True)
class InlineWriter:
    """The writing of inlines; ``write_body`` writes the blocks of a note."""

    ids: ChapterIds
    anchors: Anchors
    write_body: Callable[[Blocks], Markup]

    def write(self, inlines: Inlines) -> Markup:
        """Return inlines as the content of an element."""
        return EMPTY.join(map(self._write, inlines))

    def write_source(self, inlines: Inlines) -> Markup:
        """Return the name of a source, in which a quotation is the title of a work."""
        return element("bibl", map(self._write_part, inlines))

    def _write_part(self, node: Inline) -> Markup:
        if not isinstance(node, Quote):
            return self._write(node)
        return element("title", (text(node.open), self.write(node.inlines), text(node.close)))

    def _write(self, node: Inline) -> Markup:
        match node:
            case Text(characters):
                return text(characters)
            case LineBreak():
                return element("lb", EMPTY)
            case Emphasis(inlines):
                return element("emph", self.write(inlines))
            case Strong() | Underline() | SmallCaps() | Superscript() | Subscript():
                return element("hi", self.write(node.inlines), {"rend": _STYLES[type(node)]})
            case Foreign(lang, direction, inlines):
                return element("foreign", self.write(inlines), inline_language(lang, direction))
            case Quote(opening, closing, inlines):
                return element("q", (text(opening), self.write(inlines), text(closing)))
            case Gloss():
                return self._gloss(node)
            case Citation(target, inlines, anchor):
                return element("ref", self.write(inlines), self._citation(node, target, anchor))
            case Link(href, inlines):
                return element("ref", self.write(inlines), {"target": make_address(href) or None})
            case Milestone():
                return _milestone(node)
            case Note():
                return self._note(node)
            case _:
                assert_never(node)

    def _gloss(self, gloss: Gloss) -> Markup:
        content = (
            element("term", self.write(gloss.term)),
            text(gloss.open),
            element("gloss", self.write(gloss.meaning)),
            text(gloss.close),
        )
        own: Attributes = {"xml:id": self.anchors.take(gloss.anchor), "type": "gloss"}
        return element("seg", content, own)

    def _citation(self, citation: Citation, target: Reference, anchor: str) -> Attributes:
        own: dict[str, str | None] = {
            "xml:id": self.anchors.take(anchor),
            "cRef": format_reference(target),
        }
        if citation.inferred:
            own |= {"type": "quotation"} | INFERRED
        return own

    def _note(self, note: Note) -> Markup:
        own: Attributes = {
            "xml:id": self.ids.take(note),
            "n": note.call or None,
            "type": note.kind,
            "place": "end",
            "subtype": make_word(note.series) or None,
        }
        return element("note", self.write_body(note.blocks), own)


def _milestone(milestone: Milestone) -> Markup:
    number = milestone.locus or milestone.label or None
    if milestone.kind is MilestoneKind.PAGE:
        return element("pb", EMPTY, {"n": number})
    return element("milestone", EMPTY, {"unit": milestone.kind, "n": number})


def format_reference(reference: Reference) -> str:
    """Return a canonical reference: the work, a space, and the numbers with colons."""
    return " ".join(filter(None, (reference.work, ":".join(reference.locus)))) or "?"
