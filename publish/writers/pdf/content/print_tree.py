"""A section as it stands in print: still a section, with its source lines broken for the page."""

from __future__ import annotations

import re
from dataclasses import replace

from publish.document.model import (
    Citation,
    Dir,
    Excerpt,
    Foreign,
    Gloss,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Node,
    Note,
    Paragraph,
    Quote,
    Section,
    Text,
)
from publish.document.walk import plain, rewrite

# A maqaf inside a pair of words, without the joiners that a text itself may have there.
_MAQAF = re.compile("(?<=[\u0591-\u05bd\u05bf-\u05f2])\u05be(?=[א-ת])")
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


def prepare(section: Section) -> Section:
    """Return it with the title of each source on its own line, and breaks after maqafs."""
    return rewrite(section, _node)


def _node(node: Node) -> Node:
    match node:
        case Excerpt(_, _, heading) if heading:
            return replace(node, heading=source_line(heading))
        case Paragraph(inlines):
            new = rewrite(inlines, _breakable)
            return node if new is inlines else replace(node, inlines=new)
        case _:
            return node


def _breakable(node: Node) -> Node:
    """Return a text in which a line may end after a maqaf, as Hebrew books have it.

    Pango goes by UAX #14, whose rule LB21a forbids that; what allows it is seen and copied by none.
    """
    if isinstance(node, Text) and "\u05be" in node.text:
        return replace(node, text=_MAQAF.sub(f"\u05be{_MAY_BREAK}", node.text))
    return node


def source_line(heading: Inlines) -> Inlines:
    """Return the heading of an excerpt with its title, where it gives one, on the second line.

    On a line of its own the title needs neither the comma before it nor its quotation marks.
    """
    places = [place for place, node in enumerate(heading) if isinstance(node, Quote)]
    if not places or not places[-1]:
        return heading
    title = heading[places[-1]]
    assert isinstance(title, Quote)
    after = heading[places[-1] + 1 :]
    bare = replace(title, open="", close="")
    first = _without_comma(heading[: places[-1]])
    # The outline of the file has both on one line, and knows no break.
    return (*first, Text(" "), LineBreak(), bare, *_without_stop(after))


def _without_comma(inlines: Inlines) -> Inlines:
    match inlines:
        case (*first, Text(text) as last):
            return (*first, replace(last, text=text.rstrip().rstrip(",:–—-").rstrip()))
        case _:
            return inlines


def _without_stop(inlines: Inlines) -> Inlines:
    match inlines:
        case (Text(text), *rest) if not text.strip(" .,"):
            return tuple(rest)
        case _:
            return inlines


def label(inlines: Inlines) -> Inlines:
    """Return words as other pages show them: on one line, without notes, links and anchors."""

    def change(node: Node) -> Inline | Inlines | Node:
        match node:
            case Note():
                return ()
            case Link(_, children):
                return children
            case LineBreak():
                return Text(" ")
            case Gloss() | Citation() if node.anchor:
                return replace(node, anchor="")
            case _:
                return node

    return rewrite(inlines, change)


_ISOLATE = {Dir.LTR: "\u2066", Dir.RTL: "\u2067"}
_END_OF_ISOLATE = "\u2069"


def in_one_line(inlines: Inlines) -> str:
    """Return words as a running head has them: characters alone, each foreign run isolated.

    The characters that isolate lose their state where a line wraps, so they are for nothing else.
    """

    def change(node: Node) -> Node:
        match node:
            case Foreign(_, dir, inner):
                isolated = (Text(_ISOLATE[dir]), *inner, Text(_END_OF_ISOLATE))
                return replace(node, inlines=isolated)
            case _:
                return node

    return plain(rewrite(inlines, change))
