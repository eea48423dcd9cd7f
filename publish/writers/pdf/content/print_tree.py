"""A section prepared for print: source lines broken in two, breaks allowed after a maqaf."""

from __future__ import annotations

import re
from dataclasses import replace

from publish.document.model import (
    Citation,
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
from publish.document.walk import rewrite
from publish.text.hebrew import ALPHABET, MAQAF

# A maqaf between two Hebrew words; the text may have joiners around it that forbid a break.
_MAQAF = re.compile(f"(?<=[\u0591-\u05bd\u05bf-\u05f2]){MAQAF}(?=[{ALPHABET}])")
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


def prepare_for_print(section: Section) -> Section:
    """Return a section with source titles on their own lines and breaks allowed after maqafs."""
    return rewrite(section, _prepare_node)


def _prepare_node(node: Node) -> Node:
    match node:
        case Excerpt(_, _, heading) if heading:
            return replace(node, heading=break_source_line(heading))
        case Paragraph(inlines):
            new = _forbid_stub(rewrite(inlines, _allow_breaks))
            return node if new == inlines else replace(node, inlines=new)
        case _:
            return node


def _allow_breaks(node: Node) -> Node:
    """Return a text in which a line may end after a maqaf, as Hebrew books do.

    UAX #14, rule LB21a, which Pango follows, forbids that break.  A zero width space allows it and
    is removed from text that is copied from the PDF.
    """
    if isinstance(node, Text) and MAQAF in node.text:
        return replace(node, text=_MAQAF.sub(f"{MAQAF}{_MAY_BREAK}", node.text))
    return node


_STUB = re.compile(
    f"{MAQAF}{_MAY_BREAK}(?=(?:[{ALPHABET}][\u0591-\u05bd\u05bf\u05c1-\u05c7]*){{1,8}}[^{ALPHABET}\\s]*\\Z)"
)


def _forbid_stub(inlines: Inlines) -> Inlines:
    """Return inlines without a break after a maqaf that would leave one word at the end."""
    match inlines:
        case (*before, Text(text) as last) if _MAY_BREAK in text:
            return (*before, replace(last, text=_STUB.sub(MAQAF, text)))
        case _:
            return inlines


def break_source_line(heading: Inlines) -> Inlines:
    """Return the heading of an excerpt with the quoted title, if any, on a second line.

    The comma before the title and its quotation marks are dropped.
    """
    match heading:
        case (Foreign(inlines=inlines) as phrase,):
            return (replace(phrase, inlines=break_source_line(inlines)),)
        case _:
            pass
    quotes = [(index, node) for index, node in enumerate(heading) if isinstance(node, Quote)]
    if not quotes or quotes[-1][0] == 0:
        return heading
    index, title = quotes[-1]
    bare_title = replace(title, open="", close="")
    # The space separates the lines in the outline, where both stand on one line.
    return (
        *_without_comma(heading[:index]),
        Text(" "),
        LineBreak(),
        bare_title,
        *_without_stop(heading[index + 1 :]),
    )


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
    """Return words for contents and indexes: on one line, without notes, links and anchors."""

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
